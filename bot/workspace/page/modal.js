/** The app's modals: a stack of which the last is on top. */

import { redraw, showErrors } from "./blocks.js";
import { attempt, h, iconButton } from "./dom.js";
import { wish } from "./live.js";
import { on, store, user } from "./store.js";
import { viewSurface } from "./surface.js";

const pages = new Map();
let dialog = null;
let before = null;

on("modals everything", draw);

function draw() {
	const top = store.modals.at(-1);
	for (const id of [...pages.keys()]) if (!store.modals.some((view) => view.id === id)) pages.delete(id);
	if (!top) {
		dialog?.remove();
		dialog = null;
		if (before?.isConnected) before.focus();
		before = null;
		return;
	}
	if (!dialog) {
		before = document.activeElement;
		dialog = h("dialog.dialog.modal", { "aria-labelledby": "modal-title", oncancel: (event) => (event.preventDefault(), close(false)) });
		document.body.append(dialog);
		dialog.showModal();
	}
	if (!pages.has(top.id)) pages.set(top.id, make(top));
	const page = pages.get(top.id);
	fill(page, top);
	if (dialog.firstChild === page.form) return;
	dialog.replaceChildren(page.form);
	focus(page);
}

function close(all) {
	const view = store.modals.at(-1);
	attempt(wish({ type: "close", view_id: view.id, all }), pages.get(view.id).body);
}

function make(view) {
	const page = {
		kept: new Map(),
		surface: viewSurface(view),
		title: h("h2", { id: "modal-title", tabindex: "-1" }),
		back: iconButton("back", "Back", () => close(false)),
		body: h("div.modal-body.content"),
		cancel: h("button.button", { onclick: () => close(false) }),
		send: h("button", { type: "submit", class: "button primary" }),
	};
	page.form = h("form", { novalidate: true, onsubmit: (event) => (event.preventDefault(), submit(page)) },
		h("header.bar", page.back, page.title, h("span.faint.by", user(store.bot.user).real_name), iconButton("close", "Close", () => close(true))),
		page.body,
		h("footer.dialog-buttons", page.cancel, page.send),
	);
	return page;
}

function fill(page, view) {
	page.view = view;
	page.title.textContent = view.title.text;
	page.back.hidden = store.modals.length < 2;
	page.cancel.textContent = view.close?.text ?? "Close";
	page.send.hidden = !view.submit;
	page.send.textContent = view.submit?.text ?? "";
	page.send.disabled = Boolean(view.submit_disabled);
	redraw(page.body, view.blocks, page.surface, page.kept);
}

function focus({ view, body, title }) {
	const all = view.blocks.flatMap((block) => [block.element, block.accessory, block.elements].flat());
	const wanted = all.find((one) => one?.focus_on_load);
	const node = wanted && body.querySelector(`[data-action="${CSS.escape(wanted.action_id)}"]`);
	const first = node?.matches("input, textarea") ? node : (node ?? body).querySelector("input, textarea");
	(first ?? title).focus();
}

async function submit(page) {
	page.send.disabled = true;
	await attempt(page.surface.submit().then(({ errors = {} }) => showErrors(page.body, errors)), page.body);
	page.send.disabled = Boolean(page.view.submit_disabled);
}
