/** The tour: plays steps as a person would do them, until it is stopped. */

import { button, h } from "./dom.js";
import { wish } from "./live.js";
import { go, place } from "./place.js";
import { appChannel } from "./store.js";

const TICK_MS = 100;
const PATIENCE_MS = 6000;
const line = h("span");
const bar = h("div.toast.tour", { role: "status" }, line, button("Stop the tour", stop));
let playing = false;

async function wait(ms) {
	for (let left = ms; left > 0; left -= TICK_MS) {
		if (!playing) throw new Error("stopped");
		const over = document.querySelector("dialog[open]") ?? document.body;
		if (bar.parentElement !== over) over.append(bar);
		await new Promise((resolve) => setTimeout(resolve, Math.min(left, TICK_MS)));
	}
}

async function find(selector) {
	for (let left = PATIENCE_MS; left > 0; left -= TICK_MS) {
		const node = [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility()).at(-1);
		if (node) return node;
		await wait(TICK_MS);
	}
	throw new Error(`the tour found no ${selector}`);
}

const DO = {
	act: (user) => wish({ type: "act_as", user }),
	go: ({ app, ...where }) => go({ ...where, channel: app ? appChannel().id : (where.channel ?? place.channel) }),
	wait: (seconds) => wait(seconds * 1000),
	key: async (key) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })),
	async press(selector) {
		const node = await find(selector);
		node.scrollIntoView({ block: "nearest" });
		node.classList.add("pointed");
		await wait(900);
		node.classList.remove("pointed");
		node.click();
	},
	async type(text, selector) {
		const field = await find(selector);
		field.focus();
		field.value = "";
		for (const letter of text) {
			field.value += letter;
			field.dispatchEvent(new Event("input", { bubbles: true }));
			await wait(45);
		}
	},
};

/** Play steps, each what to `say` and what it `does`. */
export async function play(steps) {
	playing = true;
	try {
		for (const { say, does } of steps) {
			line.textContent = say;
			for (const [what, ...how] of does) await DO[what](...how);
		}
	} catch (error) {
		if (playing) console.warn(error.message);
	}
	stop();
}

function stop() {
	playing = false;
	bar.remove();
}

document.addEventListener("keydown", (event) => {
	if (!playing || !event.isTrusted || event.key !== "Escape") return;
	event.preventDefault();
	event.stopPropagation();
	stop();
}, true);
