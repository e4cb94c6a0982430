/** The app's Home tab. */

import { redraw } from "./blocks.js";
import { h } from "./dom.js";
import { justActed } from "./live.js";
import { go, place } from "./place.js";
import { on, store } from "./store.js";
import { viewSurface } from "./surface.js";

const NOTHING = { id: "", blocks: [{ type: "section", text: { type: "plain_text", text: "The app has not shown anything here yet." } }] };
let kept = null;
let page = null;

on("home", () => page?.isConnected && fill());

export function tabBar() {
	const tab = (name, label) => h("button", { role: "tab", "aria-selected": String(place.tab === name), onclick: () => go({ tab: name, thread: null }) }, label);
	const arrow = ({ key }) => {
		if (!["ArrowLeft", "ArrowRight"].includes(key)) return;
		go({ tab: place.tab === "home" ? "messages" : "home", thread: null });
		document.querySelector(".tabs [aria-selected=true]").focus();
	};
	return h("div.tabs", { role: "tablist", "aria-label": "Views of the app", onkeydown: arrow }, tab("home", "Home"), tab("messages", "Messages"));
}

export function homeTab() {
	kept = new Map();
	page = h("div.content");
	fill();
	return h("div.home", { id: "home", tabindex: "0" }, page);
}

function fill() {
	const { id, blocks } = store.home ?? NOTHING;
	const another = page.dataset.first !== JSON.stringify(blocks[0]);
	redraw(page, blocks, viewSurface({ id }), kept);
	page.dataset.first = JSON.stringify(blocks[0]);
	if (another && justActed() && page.parentElement) page.parentElement.scrollTop = 0;
}
