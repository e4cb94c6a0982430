/** The line that says what the app is doing just now. */

import { h } from "./dom.js";
import { place } from "./place.js";
import { store, user } from "./store.js";

export const assistants = () => [...store.assistant.values()].filter((one) => one.channel === place.channel);

/** Show in `parent` what the app is doing, where `fits` says that it belongs. */
export function showThinking(parent, fits) {
	const line = ({ status, loading_messages: more }) =>
		h("p.thinking", h("i"), `${user(store.bot.user).real_name} ${status}`, h("span.faint", more?.[0] ?? ""));
	parent.replaceChildren(...assistants().filter((one) => one.status && fits(one)).map(line));
}
