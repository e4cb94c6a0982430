/** All that passes between the workspace and the app. */

import { copyButton, h, json } from "./dom.js";
import { ask } from "./live.js";
import { on, store } from "./store.js";

const SHOWN = 200;
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3, hour12: false });
let list = null;
let wanted = "";

on("exchanges", () => list && draw());
on("exchange", ({ entry }) => list && one(entry));
on("everything", () => list && ask({ type: "inspect", on: true }));

/** Fill `body`; what comes is shown until it is left. */
export function inspector(body) {
	const filter = h("input", { type: "search", class: "text", placeholder: "chat.postMessage, app_mention…", "aria-label": "Filter", oninput: () => ((wanted = filter.value.trim().toLowerCase()), draw()) });
	filter.value = wanted;
	list = h("ol.exchanges", { "aria-label": "Exchanges, the newest first" });
	body.replaceChildren(filter, list);
	ask({ type: "inspect", on: true });
	draw();
	return () => {
		list = null;
		if (store.online) ask({ type: "inspect", on: false });
	};
}

const fits = ({ name, label, error }) => `${name} ${label} ${error}`.toLowerCase().includes(wanted);

function draw() {
	const found = [...store.exchanges.values()].filter(fits).slice(-SHOWN).reverse();
	list.replaceChildren(...(found.length ? found.map(row) : [h("li.empty", wanted ? "Nothing fits." : "Nothing so far. Ask something, and every step shows here.")]));
}

function one(entry) {
	if (!fits(entry)) return;
	const known = list.querySelector(`[data-number="${entry.number}"]`);
	const node = row(entry);
	node.firstChild.open = known?.firstChild.open ?? false;
	list.querySelector(".empty")?.remove();
	if (known) known.replaceWith(node);
	else list.prepend(node);
	if (list.children.length > SHOWN) list.lastChild.remove();
}

function row(entry) {
	const { number, kind, name, label, error, at, took_ms: took } = entry;
	const toBot = kind === "delivery";
	const taken = took === null ? "…" : `${took < 10 ? took.toFixed(1) : Math.round(took)} ms`;
	const open = h("details", { ontoggle: () => open.open && open.children.length === 1 && open.append(look(entry)) },
		h("summary",
			h("span", { class: `way ${kind}` }, toBot ? "→" : "←", h("span.unseen", toBot ? "to the bot" : "from the bot")),
			h("span.what", h("strong", kind === "response_url" ? kind : name), label && h("span", label), error && h("span.error", error)),
			h("span.when", h("time", clock.format(at * 1000)), h("span", taken)),
		),
	);
	return h("li", { "data-number": number }, open);
}

function look({ kind, name, request, response, error }) {
	const toBot = kind === "delivery";
	return h("div.look",
		copyButton("Copy as fixture", () => JSON.stringify({ kind, name, request, response, error }, null, 2)),
		h("h3", toBot ? "Payload" : "Arguments"),
		json(request),
		h("h3", toBot ? "Acknowledged with" : "Answer"),
		json(response ?? (error || null)),
	);
}
