/** Making elements. What comes from outside becomes text or a checked attribute, never markup. */

const SVG = "http://www.w3.org/2000/svg";

export const $ = (id) => document.getElementById(id);

/** An element: `h("button.wide", { onclick: press }, "Press")`; false and missing attributes and children are left out. */
export function h(what, ...children) {
	const [tag, ...classes] = what.split(".");
	const element = document.createElement(tag);
	if (tag === "button") element.type = "button";
	if (classes.length) element.className = classes.join(" ");
	const given = Object.getPrototypeOf(children[0] ?? 0) === Object.prototype ? children.shift() : {};
	for (const [name, value] of Object.entries(given)) {
		if (value === undefined || value === null || value === false) continue;
		if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
		else element.setAttribute(name, value === true ? "" : value);
	}
	element.append(...children.flat(Infinity).filter((child) => child || child === 0));
	return element;
}

const ICONS = {
	back: "M19 12H5M11 6l-6 6 6 6",
	book: "M5 4h11a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3zM5 17a3 3 0 0 1 3-3h11M9 8h6",
	bolt: "M13 3L5 14h6l-1 7 8-11h-6z",
	code: "M8 7l-5 5 5 5M16 7l5 5-5 5",
	copy: "M9 9h11v11H9zM5 15H4V4h11v1",
	ear: "M4 9v6h4l5 4V5L8 9zM16.5 9a4 4 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11",
	file: "M6 3h8l5 5v13H6zM14 3v5h5",
	lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
	search: "M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM16 16l5 5",
	warning: "M12 4l9 16H3zM12 10v4M12 17h.01",
	face: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM8.5 14.5a4.5 4.5 0 0 0 7 0M9 9.5h.01M15 9.5h.01",
	trash: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13",
	thumb: "M7 21H4V10h3zM7 10l4-7c2 0 2.5 1.5 2 4l-.5 2H19l-1.5 10-1.5 2H7",
	thumbdown: "M7 3H4v11h3zM7 14l4 7c2 0 2.5-1.5 2-4l-.5-2H19L17.5 5 16 3H7",
	bot: "M12 3v3M7 6h10a3 3 0 0 1 3 3v7a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3V9a3 3 0 0 1 3-3zM9 11.5v1.5M15 11.5v1.5M9.5 16h5",
	close: "M6 6l12 12M18 6L6 18",
	eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z",
	hash: "M9 4L7 20M17 4l-2 16M4.5 9h16M3.5 15h16",
	menu: "M4 7h16M4 12h16M4 17h16",
	more: "M5 11.3a.7.7 0 1 0 .01 0M12 11.3a.7.7 0 1 0 .01 0M19 11.3a.7.7 0 1 0 .01 0",
	reply: "M20 15a2 2 0 0 1-2 2H9l-5 4V6a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2z",
	send: "M4 12l16-8-6 16-3-7z",
	down: "M7 10l5 5 5-5",
	picture: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9h.01",
};

/** A line drawing; it says nothing to a screen reader. */
export function icon(name) {
	const svg = document.createElementNS(SVG, "svg");
	const path = document.createElementNS(SVG, "path");
	for (const [key, value] of [["viewBox", "0 0 24 24"], ["class", "icon"], ["aria-hidden", "true"]]) svg.setAttribute(key, value);
	path.setAttribute("d", ICONS[name]);
	svg.append(path);
	return svg;
}

export const badge = (text) => h("span.badge", text);

export const button = (label, onclick, look = "") => h("button", { class: `button small ${look}`, onclick }, label);

/** A button with a drawing; `does` is called or, like `more`, has attributes. */
export function iconButton(name, label, does, more = {}) {
	const given = typeof does === "function" ? { onclick: does } : does;
	return h("button.icon-button", { "aria-label": label, title: label, ...given, ...more }, icon(name));
}

/** Where what floats over `anchor` must hang to be reachable. */
export const above = (anchor) => anchor.closest("dialog") ?? document.body;

/** Wait for what was asked for; say after `node` why it cannot be done. Gives whether it was. */
export async function attempt(asked, node) {
	node.parentElement?.querySelector(":scope > .failed")?.remove();
	try {
		await asked;
		return true;
	} catch (error) {
		node.after(h("span.failed", { role: "alert" }, error.message));
		return false;
	}
}

/** A button that copies `text()` and says so. */
export function copyButton(label, text) {
	const node = button([icon("copy"), label], async () => {
		if (await attempt(navigator.clipboard.writeText(text()), node)) node.lastChild.textContent = "Copied";
	});
	return node;
}

/** A link that goes where a person expects; any other scheme is shown as text. */
export function link(address, ...label) {
	const content = label.length ? label : [address.replace(/^(tel|mailto):/i, "")];
	if (!/^(https?:\/\/|mailto:|tel:)/i.test(address)) return h("span", content);
	const outside = /^https?:/i.test(address);
	return h("a", { href: address, target: outside && "_blank", rel: outside && "noopener noreferrer" }, content);
}

/** Make `nodes` the children of `parent`; those that are there already are left alone. */
export function arrange(parent, nodes) {
	const wanted = new Set(nodes);
	for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
	let next = parent.firstChild;
	for (const node of nodes) {
		if (node === next) next = next.nextSibling;
		else parent.insertBefore(node, next);
	}
}

/** Move the focus up or down among `all`, round and round; whether this key does. */
export function walk(event, all) {
	const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
	if (!by) return false;
	event.preventDefault();
	all.at((all.indexOf(document.activeElement) + by) % all.length).focus();
	return true;
}

/** Change what `parent` shows; what comes in place of the focused element gets the focus. */
export function keepFocus(parent, change) {
	const had = parent.contains(document.activeElement) && document.activeElement;
	const [ts, action] = had ? [had.closest("[data-ts]")?.dataset.ts, had.closest("[data-action]")?.dataset.action] : [];
	change();
	if (!had || had.isConnected) return;
	const place = (ts && parent.querySelector(`[data-ts="${ts}"] .content`)) ?? parent;
	const same = action && place.querySelector(`[data-action="${CSS.escape(action)}"]`);
	const node = same?.matches("button, input, textarea, a") ? same : (same || place).querySelector("button, input, a");
	(node ?? parent.closest(".pane")?.querySelector("textarea"))?.focus({ preventScroll: true });
}

export const json = (value, look = "json") => h("pre", { class: look, tabindex: "0" }, JSON.stringify(value, null, 2));
