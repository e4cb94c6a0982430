/** What is inside a message. */

import { button, copyButton, h, icon, json } from "./dom.js";
import { go } from "./place.js";
import { store } from "./store.js";
import { asTyped } from "./text.js";
import { notification } from "./toast.js";

/** Fill `body` with a look inside `given`. */
export function inside(body, given) {
	const message = store.messages.get(given.channel)?.get(given.ts) ?? given;
	const { text, blocks: made, metadata } = message;
	const fixture = { text, blocks: made, ...(metadata ? { metadata } : {}) };
	const why = message.user === store.bot.user && store.knowledge;
	body.replaceChildren(
		h("div.actions", copyButton("Copy as fixture", () => JSON.stringify(fixture, null, 2)), why && button([icon("book"), "Why this answer?"], () => go({ panel: "knowledge", about: message }))),
		h("h3", "Notification"),
		h("div.toast.still", notification(message)),
		h("h3", "A screen reader says"),
		h("p.aloud", asTyped(text) || "Nothing: the message has no text."),
		h("h3", made.length ? `Block Kit, ${made.length} ${made.length === 1 ? "block" : "blocks"}` : "Text alone, no blocks"),
		json(fixture),
	);
}
