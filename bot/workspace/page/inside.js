/** What is inside a message. */

import { copyButton, h, json } from "./dom.js";
import { store } from "./store.js";
import { words } from "./text.js";
import { notification } from "./toast.js";

export function inside(body, given) {
	const message = store.messages.get(given.channel)?.get(given.ts) ?? given;
	const { text, blocks: made, metadata } = message;
	const fixture = { text, blocks: made, ...(metadata && { metadata }) };
	body.replaceChildren(
		h("div.actions", copyButton("Copy as fixture", () => JSON.stringify(fixture, null, 2))),
		h("h3", "Notification"),
		h("div.toast", notification(message)),
		h("h3", "A screen reader says"),
		h("p.aloud", words(text) || "Nothing: the message has no text."),
		h("h3", made.length ? `Block Kit, ${made.length} ${made.length === 1 ? "block" : "blocks"}` : "Text alone, no blocks"),
		json(fixture),
	);
}
