/** Faults at will. */

import { attempt, button, h } from "./dom.js";
import { wish } from "./live.js";
import { on, store } from "./store.js";

const NUMBERS = [
	["drop", "Lose the next", "deliveries"],
	["duplicate", "Send twice the next", "deliveries"],
	["reorder", "Shuffle the next", "deliveries"],
	["refuse_429", "Refuse the next", "calls with 429"],
	["fail_500", "Fail the next", "calls with 500"],
	["delay", "Delay deliveries by", "seconds"],
];
const PRESSES = [
	["disconnect", "Ask the bot to reconnect"],
	["cut", "Cut the connection"],
	["half_open", "Let it hang half-open"],
	["clear", "All well again"],
];
let parent = null;

on("faults everything", () => parent && draw());

export function faults(body) {
	parent = body;
	draw();
	return () => (parent = null);
}

function draw() {
	const now = store.faults ?? {};
	const focused = parent.contains(document.activeElement) && document.activeElement.name;
	const set = (name, value, node) => attempt(wish({ type: "fault", name, value }), node);
	const rates = h("input", { type: "checkbox", name: "rates", checked: now.rates, onchange: () => set("rates", rates.checked, rates) });
	parent.replaceChildren(
		h("p.faint", "What can go wrong between Slack and the bot. The inspector shows what comes of it."),
		...NUMBERS.map(([name, before, after]) => {
			const field = h("input", { type: "number", class: "text", min: "0", max: "99", step: name === "delay" ? "any" : "1", name, value: String(now[name] ?? 0), onchange: () => set(name, Number(field.value), field) });
			return h("label.fault", h("span", before), field, after);
		}),
		h("div.boxes", h("label", rates, "Slack's own rate limits: 429 above them")),
		h("div.actions", PRESSES.map(([name, label]) => button(label, ({ currentTarget }) => set(name, undefined, currentTarget)))),
	);
	if (focused) parent.querySelector(`[name="${focused}"]`)?.focus();
}
