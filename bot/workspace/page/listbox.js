/** Options below a field that keeps the focus: the arrows walk through them. */

import { h } from "./dom.js";

/** Options shown in `list` for `field`; `take(option)` is told which was chosen. */
export function listbox(field, list, take) {
	let found = [];
	let at = 0;
	const ties = { "aria-autocomplete": "list", "aria-controls": list.id, autocomplete: "off" };
	for (const [name, value] of Object.entries(ties)) field.setAttribute(name, value);
	list.role = "listbox";

	function mark() {
		[...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === at)));
		if (field.role) field.setAttribute("aria-expanded", String(!list.hidden)); // a textarea has no such state
		if (found.length) field.setAttribute("aria-activedescendant", `${list.id}-${at}`);
		else field.removeAttribute("aria-activedescendant");
		list.children[at]?.scrollIntoView({ block: "nearest" });
	}

	const row = (one, index) =>
		h(
			"li",
			{ id: `${list.id}-${index}`, role: "option", onmousedown: (event) => event.preventDefault(), onclick: () => take(one) },
			one.picture, h("div", h("span", one.label), one.about && h("small", one.about)),
		);

	return {
		/** The option the arrows stand on. */
		current: () => found[at],
		/** Show options, each `{ label, about, picture }`; where there are none, `otherwise`. */
		show(options, first = 0, otherwise = "") {
			found = options;
			at = Math.max(0, first);
			list.hidden = !found.length && !otherwise;
			list.replaceChildren(...(found.length ? found.map(row) : [h("li.faint", { role: "option", "aria-disabled": "true" }, otherwise)]));
			mark();
		},
		/** Whether this key was an arrow and moved. */
		moved(event) {
			if (!["ArrowDown", "ArrowUp"].includes(event.key) || !found.length) return false;
			event.preventDefault();
			at = (at + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
			mark();
			return true;
		},
	};
}
