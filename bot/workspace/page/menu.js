/** A menu beside a button, and a question before something is done. */

import { above, h, walk } from "./dom.js";

/** What a button that opens a menu is made with; `items(button)` are its `{ label, about, picture, pick }`s. */
export const opens = (items) => ({ "aria-haspopup": "menu", "aria-expanded": "false", onclick: ({ currentTarget }) => openMenu(currentTarget, items(currentTarget)) });

function openMenu(anchor, items) {
	const entry = ({ label, about, picture, pick }) =>
		h("button", { role: "menuitem", tabindex: "-1", onclick: () => (menu.hidePopover(), pick()) }, picture, h("span", label, about && h("small", about)));
	const entries = items.map(entry);
	const menu = h("div.menu.floating", { role: "menu", popover: "auto", onkeydown: (event) => move(event, entries) }, entries);
	menu.addEventListener("toggle", (event) => {
		if (event.newState !== "closed") return;
		const within = menu.contains(document.activeElement) || document.activeElement === document.body;
		menu.remove();
		anchor.setAttribute("aria-expanded", "false");
		if (within) anchor.focus();
	});
	above(anchor).append(menu);
	menu.showPopover();
	beside(menu, anchor);
	anchor.setAttribute("aria-expanded", "true");
	entries[0]?.focus();
}

const floats = new Map();
for (const event of ["resize", "scroll"]) addEventListener(event, () => floats.forEach((anchor, one) => (one.isConnected ? put(one, anchor) : floats.delete(one))), true);

/** Let something float below its anchor, or above it where there is more room, wherever that goes. */
export function beside(floating, anchor) {
	floats.set(floating, anchor);
	put(floating, anchor);
}

function put(floating, anchor) {
	const from = anchor.getBoundingClientRect();
	floating.style.minWidth = `${from.width}px`;
	const { width, height } = floating.getBoundingClientRect();
	const below = from.bottom + 4 + height <= innerHeight || from.top < height + 12;
	floating.style.left = `${Math.max(8, Math.min(from.left, innerWidth - width - 8))}px`;
	floating.style.top = `${below ? Math.max(8, Math.min(from.bottom + 4, innerHeight - height - 8)) : from.top - height - 4}px`;
}

function move(event, entries) {
	if (walk(event, entries)) return;
	if (event.key === "Tab") entries[0].closest(".menu").hidePopover();
	else if (event.key === "Escape") event.stopPropagation();
}

/** Ask before something is done; resolves to whether it was confirmed. */
export function confirmed(question, anchor) {
	return new Promise((resolve) => {
		const answer = (value, look, label) => h("button", { type: "submit", class: `button ${look}`, value, autofocus: value === "yes" }, label.text);
		const dialog = h("dialog.dialog", { "aria-labelledby": "dialog-title" },
			h("form", { method: "dialog" },
				h("h2", { id: "dialog-title" }, question.title.text),
				h("p", question.text.text),
				h("div.dialog-buttons", answer("no", "", question.deny), answer("yes", question.style ?? "primary", question.confirm)),
			),
		);
		dialog.addEventListener("close", () => {
			dialog.remove();
			resolve(dialog.returnValue === "yes");
		});
		above(anchor).append(dialog);
		dialog.showModal();
	});
}
