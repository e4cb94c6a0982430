/** The conversation in the middle: its messages, and where one writes. */

import { composer } from "./composer.js";
import { $, arrange, attempt, badge, button, h, iconButton } from "./dom.js";
import { homeTab, tabBar } from "./home.js";
import { justActed, wish } from "./live.js";
import { mark, rows } from "./messages.js";
import { markSeen, place, seenUpTo } from "./place.js";
import { atEnd, keeping, scroller, steady } from "./scroll.js";
import { conversation, isApp, isReply, on, store, tell, title, user } from "./store.js";
import { assistants, showThinking } from "./thinking.js";
import { welcome } from "./welcome.js";

// a window on a long conversation: the last so many messages, at first only as many as are in view; or at most so many, moved by so many so near an end
const FIRST = 12;
const LAST = 3 * FIRST;
const MOST = 60;
const STEP = 8;
const NEAR_PX = 800;
const BREATH_MS = 20;
let main = null;
let shown = null;

export function start(pane) {
	main = pane;
	on("posted", posted);
	on("changed removed", (message) => message.channel === place.channel && redraw());
	on("assistant", ({ channel }) => channel === place.channel && drawFoot());
	on("bot online channel", () => place.channel && drawBanner());
	on("mode", redraw);
}

/** Everything anew: another channel, another tab, another person. */
export function draw() {
	const channel = store.channels.get(place.channel);
	const name = title(channel);
	const head = h("header.bar",
		iconButton("menu", "Channels", () => tell("sidebar", true), { class: "icon-button only-narrow" }),
		h("h2", mark(channel), h("span", name)),
		channel.is_ext_shared && badge("shared"),
		isApp(channel) && store.tabs.home && tabBar(),
		h("p", { id: "status", class: "status", role: "status" }),
		place.tab !== "home" && iconButton("ear", "Read as a screen reader reads it", readAloud, { "aria-pressed": String(Boolean(store.readAloud)) }),
	);
	const notice = h("div.banner", { id: "banner", role: "status", hidden: true });
	if (place.tab === "home") {
		main.replaceChildren(head, notice, homeTab());
		shown = null;
	} else {
		const field = composer("composer-main", channel);
		main.replaceChildren(
			head,
			scroller("log", `Messages in ${name}`, scrolled),
			h("div.foot", notice, h("div", { id: "thinking", role: "status" }), h("div.chips.row", { id: "prompts" }), field),
		);
		shown = { cache: new Map(), welcome: welcome(channel, field), since: seenUpTo(channel.id), last: FIRST, from: 0, newest: true, top: 0 };
		drawLog(true);
		setTimeout(more, BREATH_MS, shown);
		drawFoot();
		if (document.hasFocus()) markSeen(channel.id);
	}
	drawBanner();
}

function drawLog(follow) {
	const log = $("log");
	const { roots, threads } = conversation(place.channel);
	const latest = Math.max(0, roots.length - shown.last);
	const stay = follow || (shown.newest && atEnd(log));
	shown.from = stay ? latest : Math.min(Math.max(0, shown.from), latest);
	shown.newest = shown.from + MOST >= roots.length;
	const nodes = rows(roots.slice(shown.from, shown.from + MOST), shown.cache, { threads, since: shown.since });
	nodes.unshift(shown.from ? button("Earlier messages", () => shift(-STEP), "beyond") : shown.welcome);
	if (!shown.newest) nodes.push(button("Later messages", () => shift(STEP), "beyond"));
	keeping(log, stay, () => arrange(log, nodes));
}

/** A slice more of what was drawn only in part: each is a task of its own, between which the page paints and listens. */
function more(begun) {
	if (begun !== shown || begun.last === LAST) return;
	begun.last += FIRST;
	if (begun.from) steady($("log"), -1, () => drawLog(false));
	setTimeout(more, BREATH_MS, begun);
}

function shift(by) {
	shown.from += by;
	steady($("log"), by < 0 ? 0 : -1, () => drawLog(false));
	shown.top = $("log").scrollTop;
}

function scrolled({ currentTarget: log }) {
	const by = log.scrollTop - shown.top;
	shown.top = log.scrollTop;
	if (by < 0 && shown.from && shown.top < NEAR_PX) shift(-STEP);
	else if (by > 0 && !shown.newest && atEnd(log, NEAR_PX)) shift(STEP);
}

function redraw(follow = false) {
	if (shown) drawLog(follow === true);
}

function readAloud({ currentTarget }) {
	store.readAloud = !store.readAloud;
	currentTarget.setAttribute("aria-pressed", String(store.readAloud));
	tell("mode");
}

function drawFoot() {
	if (!shown) return;
	showThinking($("thinking"), (one) => one.thread_ts !== place.thread);
	const one = assistants().find((given) => given.prompts?.length && !given.used && !given.thread_ts);
	const prompt = ({ title: label, message }) => h("button.chip", { onclick: () => main.querySelector("form").send(message) }, label);
	$("prompts").replaceChildren(...(one ? [h("span.faint", one.prompts_title || "Try"), ...one.prompts.map(prompt)] : []));
}

function drawBanner() {
	const bot = user(store.bot.user).real_name;
	const good = store.online && store.bot.connected;
	$("status").className = `status ${good ? "good" : ""}`;
	$("status").textContent = !store.online ? "Disconnected" : good ? `${bot} is connected` : `${bot} is not connected`;
	const lines = banner(bot, store.channels.get(place.channel), store.bot.process ?? {});
	$("banner").hidden = !lines;
	$("banner").replaceChildren(...[lines ?? []].flat().filter(Boolean));
}

function banner(bot, channel, { state, status, said }) {
	const press = (label, what, look) => button(label, ({ currentTarget }) => attempt(wish(what), currentTarget), look);
	if (!store.online) return "The workspace is not running. This page comes back with it.";
	if (state === "ended") {
		const last = said && h("details", h("summary", "What it said last"), h("pre", said));
		return [h("p", `${bot} has stopped (exit status ${status}). Nothing you wrote is lost.`), last, press("Start it again", { type: "restart" }, "primary")];
	}
	if (!store.bot.connected && state === "running") return `${bot} is connecting…`;
	if (!store.bot.connected) return `The bot is not connected. ${bot} cannot answer until it is.`;
	if (channel.is_im || channel.members.includes(store.bot.user)) return null;
	return [h("p", `${bot} is not in this channel.`), press(`Add ${bot}`, { type: "invite", channel: channel.id })];
}

function posted(message) {
	if (message.channel !== place.channel || !shown) return;
	const mine = message.user === store.me || message.ephemeral || store.channels.get(message.channel).is_im || justActed();
	if (mine) shown.since = null;
	if (message.user === store.me) for (const one of assistants()) one.used = true;
	redraw(mine && !isReply(message));
	drawFoot();
	if (document.hasFocus()) markSeen(message.channel);
}
