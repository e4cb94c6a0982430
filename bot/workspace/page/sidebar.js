/** The list on the left: who one is, and where one can go. */

import { $, h, icon, walk } from "./dom.js";
import { ask } from "./live.js";
import { opens } from "./menu.js";
import { avatar, mark } from "./messages.js";
import { looks } from "./panel.js";
import { go, place, unread } from "./place.js";
import { named, on, people, store, tell, title, user } from "./store.js";

let side = null;

export function start(nav) {
	side = nav;
	nav.addEventListener("keydown", (event) => walk(event, [...nav.querySelectorAll("button")]));
	on("posted seen channel knowledge", () => place.channel && draw());
}

export function draw() {
	const focused = side.contains(document.activeElement) && document.activeElement.dataset.key;
	const channels = [...store.channels.values()];
	const { real_name: name, role } = user(store.me);
	const list = (label, items) => (items.length ? [h("h2", label), h("ul", items)] : []);
	side.replaceChildren(
		h("header", h("strong", store.team)),
		h("button.me", { "data-key": "me", ...opens(() => people().map(person)) }, avatar(store.me), h("span", h("strong", name), h("small", role || "You")), icon("down")),
		h("button.jump", { "data-key": "jump", onclick: () => tell("jump") }, icon("search"), h("span", "Jump to…"), h("kbd", "Ctrl K")),
		...list("Channels", channels.filter((one) => !one.is_im).map(entry)),
		...list("Direct messages", channels.filter((one) => one.is_im).map(entry)),
		...list("Behind the scenes", looks().map(panel)),
		h("footer.faint", "All of this stays on your computer, until the workspace is stopped."),
	);
	if (focused) side.querySelector(`[data-key="${focused}"]`)?.focus();
	const count = channels.reduce((sum, one) => sum + unread(one.id), 0);
	const here = store.channels.get(place.channel);
	document.title = `${count ? `(${count}) ` : ""}${named(here)} · ${store.team}`;
}

function person({ id, real_name: label, role }) {
	const pick = () => id !== store.me && ask({ type: "act_as", user: id });
	return { label, about: role, picture: avatar(id), pick };
}

const count = (number, what) => number > 0 && h("span", { class: `count ${what}`, role: "img", "aria-label": `${number} ${what}` }, String(number));

function entry(channel) {
	const news = channel.id === place.channel ? 0 : unread(channel.id);
	const visit = () => {
		tell("sidebar", false);
		go({ channel: channel.id, tab: "messages", thread: null });
		$("composer-main")?.focus();
	};
	const look = { "data-key": channel.id, class: news ? "unread" : "", "aria-current": channel.id === place.channel && "page", onclick: visit };
	return h("li", h("button", look, mark(channel), h("span", title(channel)), channel.is_ext_shared && h("small", "shared"), count(news, "unread")));
}

function panel([name, { label, picture }]) {
	const open = place.panel === name;
	const press = () => (tell("sidebar", false), go({ panel: open ? null : name, about: null }));
	const problems = name === "knowledge" ? store.knowledge.problems.length : 0;
	return h("li", h("button", { "data-key": name, "aria-pressed": String(open), onclick: press }, icon(picture), h("span", label), count(problems, "problems")));
}
