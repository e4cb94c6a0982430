/** A field that completes: type to narrow, arrows to move, Enter to choose. */

import { above, h, icon } from "./dom.js";
import { listbox } from "./listbox.js";
import { beside } from "./menu.js";

const PAUSE_MS = 120;
let number = 0;

/** `find(query)` resolves to `{ value, label, about }`s, and needs `shortest` letters. The value is kept with `hold`. */
export function select(tied, hold, find, shortest) {
	number += 1;
	const list = h("ul.offers.floating", { id: `list-${number}`, "aria-label": tied.placeholder, hidden: true, popover: "manual" });
	const field = h("input", {
		...tied, role: "combobox", spellcheck: "false", "aria-expanded": "false",
		oninput: typed, onkeydown: key, onclick: () => list.hidden && look(""), onfocus: () => field.select(),
		onblur: () => setTimeout(() => document.activeElement !== field && close(), 0),
	});
	const box = h("span.select", field, icon("down"));
	const options = listbox(field, list, choose);
	let asked = 0;
	let timer = 0;

	function draw() {
		field.value = hold.names.get(hold.value()) ?? hold.value() ?? "";
	}

	function typed() {
		if (!field.value && hold.optional) hold.pick(null, box);
		look(field.value);
	}

	function look(query) {
		clearTimeout(timer);
		asked += 1;
		const mine = asked;
		if (query.trim().length < shortest) return open([], shortest === 1 ? "Type to search" : `Type ${shortest} letters to search`);
		if (list.hidden) open([], "Looking…");
		const run = async () => {
			const [found, otherwise] = await find(query).then((all) => [all, "Nothing found"], (error) => [[], error.message]);
			if (mine === asked && box.isConnected) open(found, otherwise);
		};
		timer = setTimeout(run, shortest ? PAUSE_MS : 0);
	}

	function open(found, otherwise) {
		options.show(found, found.findIndex((one) => one.value === hold.value()), otherwise);
		if (!list.isConnected) above(box).append(list);
		list.showPopover();
		beside(list, box);
	}

	function close() {
		clearTimeout(timer);
		asked += 1;
		options.show([]);
		list.remove();
		draw();
	}

	function choose({ value, label }) {
		hold.names.set(value, label);
		hold.pick(value, box);
		close();
		field.focus();
	}

	function key(event) {
		if (event.isComposing || options.moved(event)) return;
		const arrow = list.hidden && ["ArrowDown", "ArrowUp"].includes(event.key);
		if (!arrow && (list.hidden || !["Enter", "Escape"].includes(event.key))) return;
		event.preventDefault();
		event.stopPropagation();
		if (arrow) look("");
		else if (event.key === "Escape") close();
		else if (options.current()) choose(options.current());
	}

	draw();
	return box;
}
