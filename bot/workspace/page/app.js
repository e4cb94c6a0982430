/** The page: its parts side by side, and what the keyboard does. */

import * as conversationPane from "./conversation.js";
import { $ } from "./dom.js";
import "./jump.js";
import { ask, connect } from "./live.js";
import "./modal.js";
import * as panelPane from "./panel.js";
import { fromAddress, go, markSeen, place } from "./place.js";
import * as sidebar from "./sidebar.js";
import { isApp, on, store, tell, user } from "./store.js";
import * as threadPane from "./thread.js";
import * as toast from "./toast.js";

const ROOM_FOR_THREAD = matchMedia("(min-width: 1000px)");
const [app, side, main, thread, panel, shade, announce, toasts] = ["app", "sidebar", "main", "thread", "panel", "shade", "announce", "toasts"].map($);
const asked = new Set();

sidebar.start(side);
conversationPane.start(main);
threadPane.start(thread);
panelPane.start(panel);
toast.start(toasts);

function arrange() {
	app.classList.toggle("thread-open", Boolean(place.thread));
	app.classList.toggle("panel-open", Boolean(place.panel));
	sidebar.draw();
}

function openSidebar(open) {
	app.classList.toggle("sidebar-open", open);
	shade.hidden = !open;
	if (open) side.querySelector("[aria-current]")?.focus();
}

function tellTab() {
	const channel = store.channels.get(place.channel);
	if (isApp(channel) && store.tabs[place.tab]) ask({ type: "tab", tab: place.tab });
}

on("everything", () => {
	const first = !main.hasChildNodes();
	if (!store.channels.has(place.channel) || first) fromAddress();
	else go({});
	conversationPane.draw();
	threadPane.draw();
	if (first) panelPane.draw();
	arrange();
	tellTab();
	if (first && store.tour.length && !sessionStorage.getItem("toured")) {
		sessionStorage.setItem("toured", "yes");
		import("./tour.js").then(({ play }) => play(store.tour));
	}
	if (first && matchMedia("(hover: hover)").matches && !store.modals.length) $("composer-main")?.focus();
});
on("place", (before) => {
	const moved = before.channel !== place.channel || before.tab !== place.tab;
	if (moved) conversationPane.draw();
	if (moved || before.thread !== place.thread) threadPane.draw();
	if (before.panel !== place.panel || before.about !== place.about) {
		panelPane.draw();
		if (place.panel) panel.querySelector("button, input")?.focus();
	}
	arrange();
	if (before.thread !== place.thread && place.typing) $("composer-thread")?.focus();
	if (moved && store.online) tellTab();
});
on("posted", (message) => {
	if (message.user === store.me) {
		asked.add(message.ts);
		return;
	}
	announce.textContent = `${user(message.user).real_name}: ${message.text}`;
	// an answer to what was just asked here opens beside it, where there is room
	const answers = message.channel === place.channel && asked.has(message.thread_ts);
	if (answers && ROOM_FOR_THREAD.matches && place.tab === "messages" && place.thread !== message.thread_ts) go({ thread: message.thread_ts });
	toast.notify(message);
});
on("sidebar", openSidebar);

shade.addEventListener("click", () => openSidebar(false));
window.addEventListener("focus", () => place.channel && markSeen(place.channel));
document.addEventListener("keydown", (event) => {
	if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
		event.preventDefault();
		if (store.channels.size && !document.querySelector("dialog[open]")) tell("jump");
		return;
	}
	if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
	if (app.classList.contains("sidebar-open")) openSidebar(false);
	else if (place.panel && (panel.contains(document.activeElement) || !place.thread)) go({ panel: null, about: null }), $("composer-main")?.focus();
	else if (place.thread) go({ thread: null }), $("composer-main")?.focus();
});
connect();
