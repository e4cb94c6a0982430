/** What comes while one looks elsewhere, as a notification shows it. */

import { h, icon } from "./dom.js";
import { avatar } from "./messages.js";
import { go, place } from "./place.js";
import { isReply, on, store, title, user } from "./store.js";
import { words } from "./text.js";

const SHOWN_MS = 7000;
let stack = null;

export function start(parent) {
	stack = parent;
	on("place", () => stack.querySelector(`[data-channel="${place.channel}"]`)?.remove());
	on("notice", (text) => show(h("p.toast", { role: "alert" }, icon("warning"), h("span", text))));
}

/** A message as a notification: who, where, and its text in one flow. */
export function notification(message) {
	const channel = store.channels.get(message.channel);
	const where = channel.is_im ? "" : ` in #${title(channel)}`;
	return [avatar(message.user), h("span.toast-text", h("strong", `${user(message.user).real_name}${where}`), h("span", words(message.text)))];
}

/** Notify of a message that is not in view; a press goes there. */
export function notify(message) {
	const thread = isReply(message) ? message.thread_ts : null;
	const there = message.channel === place.channel && place.tab === "messages";
	if (there && (!thread || thread === place.thread)) return;
	const visit = () => (card.remove(), go({ channel: message.channel, tab: "messages", thread }));
	const card = h("button.toast", { "data-channel": message.channel, onclick: visit }, notification(message));
	show(card);
}

function show(card) {
	stack.append(card);
	if (stack.children.length > 3) stack.firstChild.remove();
	const leave = () => (card.matches(":hover, :focus") ? setTimeout(leave, 2000) : card.remove());
	setTimeout(leave, SHOWN_MS);
}
