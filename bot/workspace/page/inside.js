/** What is inside a message: its Block Kit, what a notification shows of it, what a screen reader says. And of a search result. */

import { blocks } from "./blocks.js";
import { button, copyButton, h, icon, link } from "./dom.js";
import { json } from "./json.js";
import { wish } from "./live.js";
import { go } from "./place.js";
import { on, store } from "./store.js";
import { viewSurface } from "./surface.js";
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

let show = null;
on("details", ({ metadata }) => show?.(metadata));

/** Fill `body` with what the app tells of one of its search results. */
export function details(body, { title, description, link: url, external_ref: ref }) {
  const about = h("div.content");
  body.replaceChildren(h("h3", title), h("p", description), url ? h("p", link(url)) : "", about);
  show = (metadata) => about.replaceChildren(...(metadata?.blocks ? blocks(metadata.blocks, viewSurface({ id: url })) : [json(metadata)]));
  wish({ type: "details", link: url, external_ref: ref }).catch((error) => about.replaceChildren(h("p.problem", error.message)));
}
