/** Ctrl K: one field from which everything can be reached by its name, and the app searched. */

import { shortcuts } from "./composer.js";
import { h, icon } from "./dom.js";
import { listbox } from "./listbox.js";
import { ask, wish } from "./live.js";
import { avatar, mark } from "./messages.js";
import { looks } from "./panel.js";
import { go } from "./place.js";
import { appChannel, named, on, people, store } from "./store.js";

const PAUSE_MS = 200;

on("jump", open);

function everything() {
	const channels = [...store.channels.values()].map((one) => ({
		label: named(one), about: one.is_im ? "messages" : "channel", picture: mark(one),
		pick: () => go({ channel: one.id, tab: "messages", thread: null }),
	}));
	const home = { label: "Home", about: "of the app", picture: icon("bot"), pick: () => go({ channel: appChannel().id, tab: "home" }) };
	const panels = looks().map(([name, { label, picture }]) => ({ label, about: "panel", picture: icon(picture), pick: () => go({ panel: name, about: null }) }));
	const acting = people().map((one) => ({
		label: `Act as ${one.real_name}`, about: one.role, picture: avatar(one.id), pick: () => ask({ type: "act_as", user: one.id }),
	}));
	return [...channels, ...(store.tabs.home ? [home] : []), ...shortcuts(), ...panels, ...acting];
}

const result = (about) => ({ label: about.title, about: about.description, picture: icon("search"), pick: () => go({ panel: "details", about }) });

function open() {
	const list = h("ul", { id: "jump-list", "aria-label": "Where to go" });
	const field = h("input", {
		class: "text", role: "combobox", placeholder: `A channel, a person, a shortcut, a panel${store.search ? ", or search" : ""}`, "aria-label": "Jump to", "aria-expanded": "true",
		spellcheck: "false", oninput: look, onkeydown: key,
	});
	const dialog = h("dialog.dialog.jump-to", { "aria-label": "Jump to", onclose: () => dialog.remove(), onclick: (event) => event.target === dialog && dialog.close() }, field, list);
	const options = listbox(field, list, take);
	let timer = 0;

	function look() {
		const wanted = field.value.trim().toLowerCase();
		const named = everything().filter((one) => one.label.toLowerCase().includes(wanted));
		options.show(named, 0, "Nothing of that name");
		clearTimeout(timer);
		if (wanted && store.search) timer = setTimeout(search, PAUSE_MS, field.value, named);
	}

	async function search(query, named) {
		const { found, failed } = await wish({ type: "search", query }).catch(({ message }) => ({ found: [], failed: message }));
		if (field.value === query) options.show([...named, ...found.map(result)], named.indexOf(options.current()), failed ?? "Nothing found");
	}

	function take(one) {
		dialog.close();
		one.pick();
	}

	function key(event) {
		if (options.moved(event) || event.key !== "Enter" || !options.current()) return;
		event.preventDefault();
		take(options.current());
	}

	document.body.append(dialog);
	dialog.showModal();
	field.focus();
	look();
}
