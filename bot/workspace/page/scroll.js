/** A list of messages to scroll in. */

import { h } from "./dom.js";

/** A new one. */
export function scroller(id, label, more = {}) {
	return h("div", { id, class: "log", role: "log", "aria-live": "off", tabindex: "0", "aria-label": label, onkeydown: arrows, ...more });
}

/** Change what `log` shows: who was at its end, or is to `follow`, is there again, and the focus stays. */
export function keeping(log, follow, change) {
	const stay = follow || log.scrollHeight - log.scrollTop - log.clientHeight < 120;
	const focused = log.contains(document.activeElement) && document.activeElement;
	const [ts, action] = [focused && focused.closest("[data-ts]")?.dataset.ts, focused && focused.closest("[data-action]")?.dataset.action];
	change();
	if (stay) toEnd(log);
	if (!focused || focused.isConnected) return;
	const node = log.querySelector(`[data-ts="${ts}"]`);
	const same = action && node?.querySelector(`[data-action="${CSS.escape(action)}"]`);
	(same || node?.querySelector(".content button, .content a") || log.closest(".pane").querySelector("textarea")).focus({ preventScroll: true });
}

/** To the end; but of a message that is taller than the view, to its beginning. */
export function toEnd(log) {
	const last = log.lastElementChild;
	const tall = last?.matches(".message") && last.offsetHeight > log.clientHeight - 16;
	log.scrollTop = tall ? last.offsetTop - log.offsetTop - 8 : log.scrollHeight;
}

function arrows(event) {
	const log = event.currentTarget;
	const now = document.activeElement;
	if (now !== log && !now.matches(".message")) return;
	const all = [...log.querySelectorAll(".message")];
	const at = all.indexOf(now);
	const to = { ArrowUp: at < 0 ? all.length - 1 : Math.max(0, at - 1), ArrowDown: at + 1, Home: 0, End: all.length - 1 }[event.key];
	if (to === undefined) return;
	event.preventDefault();
	(all[to] ?? log.closest(".pane").querySelector("textarea")).focus();
}
