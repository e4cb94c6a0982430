/** The field where a message is written. */

import { attempt, h, icon, iconButton } from "./dom.js";
import { listbox } from "./listbox.js";
import { ask, wish } from "./live.js";
import { opens } from "./menu.js";
import { avatar } from "./messages.js";
import { named, store } from "./store.js";

const drafts = new Map();

/** For a channel, or a thread in it, with what was begun there and not sent. */
export function composer(id, channel, threadTs = null) {
	const label = threadTs ? "Reply in the thread" : `Message ${named(channel)}`;
	const field = h("textarea", {
		id, rows: "1", placeholder: label, "aria-label": label, spellcheck: "true",
		oninput: update, onkeydown: key, onblur: () => options.show([]),
	});
	const list = h("ul", { id: `${id}-offers`, class: "offers", "aria-label": "Completions", hidden: true });
	const hint = h("p.hint", { hidden: true });
	const send = h("button", { type: "submit", class: "send", "aria-label": "Send", disabled: true }, icon("send"));
	const row = h("div.field", !threadTs && shortcuts().length > 0 && iconButton("bolt", "Shortcuts", opens(shortcuts)), field, send);
	const form = h("form.composer", { onsubmit: (event) => (event.preventDefault(), submit()) }, list, hint, row);
	const options = listbox(field, list, take);
	const begun = `${store.me} ${channel.id} ${threadTs}`;

	function grow() {
		drafts.set(begun, field.value);
		field.style.height = "auto";
		if (field.value) field.style.height = `${field.scrollHeight}px`;
		send.disabled = !field.value.trim();
	}

	function update() {
		grow();
		form.querySelector(".failed")?.remove();
		options.show([...(threadTs ? [] : commands(field)), ...names(field)]);
		const used = !threadTs && store.commands.find((one) => field.value.startsWith(`${one.name} `));
		hint.hidden = !used;
		if (used) hint.replaceChildren(h("strong", used.name), ` ${used.usage_hint}`, h("span", used.description));
	}

	function take(option) {
		field.setRangeText(option.insert, option.from, field.selectionStart, "end");
		field.focus();
		update();
	}

	function key(event) {
		if (event.isComposing || options.moved(event)) return;
		const offer = options.current();
		const chosen = offer && (event.key === "Tab" || (event.key === "Enter" && field.value !== offer.label));
		const sent = event.key === "Enter" && !event.shiftKey;
		const up = event.key === "ArrowUp" && !field.value && [...form.closest(".pane").querySelectorAll(".message")].at(-1);
		if (chosen || sent || up) event.preventDefault();
		if (chosen) take(offer);
		else if (sent) submit();
		else if (up) up.focus();
		else if (event.key === "Escape" && offer) event.stopPropagation(), options.show([]);
	}

	async function submit() {
		const text = field.value;
		if (!text.trim()) return;
		field.value = "";
		update();
		if (await attempt(asWish(text, channel, threadTs), row)) return;
		if (!field.value) field.value = text;
		grow();
	}

	form.insert = (text) => {
		field.value = text;
		field.focus();
		update();
	};
	form.send = (text) => {
		field.value = text;
		return submit();
	};
	field.value = drafts.get(begun) ?? "";
	send.disabled = !field.value.trim();
	return form;
}

/** The app's global shortcuts, as options. */
export function shortcuts() {
	return store.shortcuts.filter((one) => one.type === "global").map((one) => ({
		label: one.name, about: one.description, picture: icon("bolt"), pick: () => ask({ type: "shortcut", callback_id: one.callback_id }),
	}));
}

async function asWish(text, channel, threadTs) {
	const slash = /^\/(\S+)\s*([\s\S]*)$/.exec(text);
	if (slash && threadTs) throw new Error("Slash commands do not work in threads.");
	if (slash) return wish({ type: "slash", channel: channel.id, command: `/${slash[1]}`, text: slash[2] });
	return wish({ type: "say", channel: channel.id, text, thread_ts: threadTs });
}

function commands(field) {
	const typed = field.value.slice(0, field.selectionStart);
	if (!/^\/\S*$/.test(typed)) return [];
	return store.commands
		.filter((one) => one.name.startsWith(typed.toLowerCase()))
		.map((one) => ({ label: one.name, about: [one.usage_hint, one.description].filter(Boolean).join(" · "), insert: `${one.name} `, from: 0 }));
}

function names(field) {
	const typed = /(?:^|\s)@([\p{L}\d .-]*)$/u.exec(field.value.slice(0, field.selectionStart));
	if (!typed) return [];
	const from = field.selectionStart - typed[1].length - 1;
	return [...store.users.values()]
		.filter((one) => one.id !== store.me && one.id !== "USLACKBOT" && one.real_name.toLowerCase().startsWith(typed[1].toLowerCase()))
		.sort((one, other) => Number(other.is_bot) - Number(one.is_bot))
		.map((one) => ({ label: one.real_name, about: one.is_bot ? "app" : one.role, picture: avatar(one.id), insert: `@${one.real_name} `, from }));
}
