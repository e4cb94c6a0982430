/** A list of messages to scroll in. */

import { h, keepFocus } from "./dom.js";

export function scroller(id, label, onscroll) {
	let [end, size] = [true, ""];
	const measured = () => `${log.clientWidth} ${log.clientHeight}`;
	const log = h("div", { id, class: "log", role: "log", "aria-live": "off", tabindex: "0", "aria-label": label, onkeydown: arrows, onscroll });
	log.addEventListener("scroll", () => size === measured() && (end = atEnd(log)));
	// a window, a field or a panel beside took room from it
	new ResizeObserver(() => ((size = measured()), end && toEnd(log))).observe(log);
	return log;
}

/** Whether no more than so many pixels lie below what is seen. */
export const atEnd = (log, near = 120) => log.scrollHeight - log.scrollTop - log.clientHeight < near;

/** Change what `log` shows; with `stay` its end is seen afterwards. */
export function keeping(log, stay, change) {
	keepFocus(log, change);
	if (stay) toEnd(log);
}

/** Change what `log` shows; the message at `index` of those in view stays where it is. */
export function steady(log, index, change) {
	const { top, bottom } = log.getBoundingClientRect();
	const all = [...log.querySelectorAll(".message")].map((one) => [one, one.getBoundingClientRect()]);
	const seen = all.filter(([, place]) => place.bottom > top && place.top < bottom);
	const [one, place] = (seen.length ? seen : all).at(index);
	change();
	log.scrollTop += one.getBoundingClientRect().bottom - place.bottom;
}

/** To the end; but of a message that is taller than the view, to its beginning. */
function toEnd(log) {
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
