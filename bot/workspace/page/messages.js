/** Messages in a row: who, when, what, and the thread below. */

import { blocks } from "./blocks.js";
import { attempt, badge, h, icon, iconButton, link } from "./dom.js";
import { wish } from "./live.js";
import { opens } from "./menu.js";
import { go } from "./place.js";
import { other, store, tell, user } from "./store.js";
import { messageSurface } from "./surface.js";
import { emoji, mrkdwn } from "./text.js";

const time = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const QUICK = ["thumbsup", "eyes", "pray", "tada", "question"];

const when = (ts) => new Date(Number(ts) * 1000);
const dayOf = (message) => when(message.ts).toDateString();

/** A picture of somebody: a drawing for an app, initials for a person. */
export function avatar(id) {
	const who = user(id);
	const initials = who.real_name.split(/\s+/).map((word) => word[0]).slice(0, 2).join("");
	const look = who.is_bot ? "bot" : `hue-${[...store.users.keys()].indexOf(id) % 4}`;
	return h("span", { class: `avatar ${look}`, "aria-hidden": "true" }, who.is_bot ? icon("bot") : initials);
}

/** What stands before a channel's name. */
export const mark = (channel) => (channel.is_im ? avatar(other(channel)) : icon(channel.is_private ? "lock" : "hash"));

/** Messages as rows. What did not change keeps its node in `cache`, a Map; those after `since` are new. */
export function rows(messages, cache, { threads = new Map(), inThread = false, since = null } = {}) {
	const nodes = [];
	const kept = new Set();
	const memo = (key, parts, make) => {
		kept.add(key);
		const known = cache.get(key);
		if (!known || known.parts.some((part, number) => part !== parts[number])) cache.set(key, { parts, node: make() });
		nodes.push(cache.get(key).node);
	};
	const rule = (key, text) => memo(key, [], () => h("p", { class: `day ${key}` }, h("span", text)));
	const firstNew = since && messages.find((one) => one.ts > since && one.user !== store.me)?.ts;
	messages.forEach((message, number) => {
		const previous = messages[number - 1];
		const today = dayOf(message) === new Date().toDateString();
		if (!previous || dayOf(previous) !== dayOf(message)) rule(dayOf(message), today ? "Today" : day.format(when(message.ts)));
		if (message.ts === firstNew && previous) rule("new", "New");
		const answers = threads.get(message.ts) ?? [];
		memo(message.ts, [message, answers.length, store.readAloud], () => row(message, answers, inThread));
	});
	for (const key of [...cache.keys()]) if (!kept.has(key)) cache.delete(key);
	return nodes;
}

function row(message, answers, inThread) {
	const who = user(message.user);
	const clock = time.format(when(message.ts));
	const stranger = who.team && who.team !== store.team_id;
	return h(`article.message${message.ephemeral ? ".ephemeral" : ""}`,
		{ "data-ts": message.ts, tabindex: "-1", "aria-label": `${who.real_name}, ${clock}${message.ephemeral ? ", only visible to you" : ""}` },
		avatar(message.user),
		h("div.message-body",
			message.ephemeral && onlyYou(message),
			h("p.byline", h("strong", who.real_name), who.is_bot && badge("app"), stranger && badge("other organisation"), h("time", { datetime: when(message.ts).toISOString() }, clock)),
			h("div.content", content(message), message.edited && h("span.faint", "(edited)")),
			(message.files ?? []).map(file),
			Object.entries(message.unfurls ?? {}).map(([url, one]) => unfurl(url, one, message)),
			message.reactions?.length > 0 && h("div.reactions", message.reactions.map((one) => reaction(message, one))),
			!inThread && answers.length > 0 && threadLink(message, answers),
		),
		tools(message, inThread),
	);
}

function onlyYou(message) {
	const dismiss = () => {
		store.messages.get(message.channel)?.delete(message.ts);
		tell("removed", message);
	};
	return h("p.only-you", icon("eye"), h("span", "Only visible to you"), h("button.plain", { onclick: dismiss }, "Dismiss"));
}

function content(message) {
	if (store.readAloud) return h("div.block.aloud", mrkdwn(message.text || "(nothing to read aloud)"));
	if (message.blocks.length) return blocks(message.blocks, messageSurface(message));
	return message.text && h("div.block", mrkdwn(message.text));
}

function file({ url, name, title, size }) {
	const weight = size < 1024 ? `${size} bytes` : `${(size / 1024).toFixed(1)} KB`;
	return h("a.file", { href: url.startsWith("/") && url, download: name },
		icon("file"),
		h("span", h("strong", title || name), h("small", `${name} · ${weight}`)),
		h("small", "Download"),
	);
}

function unfurl(url, one, message) {
	const inner = one.blocks ? blocks(one.blocks, messageSurface(message)) : h("div.block", mrkdwn(one.text ?? ""));
	return h("div.unfurl.content", h("small", link(url)), inner);
}

function reaction(message, { name, users, count }) {
	const names = users.map((id) => user(id).real_name).join(", ");
	const mine = users.includes(store.me);
	const press = ({ currentTarget }) => react(message, name, !mine, currentTarget);
	return h("button.reaction", { "aria-pressed": String(mine), title: names, "aria-label": `${name}, ${count}: ${names}`, onclick: press }, emoji(name) ?? `:${name}:`, h("span", String(count)));
}

const react = (message, name, add, anchor) => attempt(wish({ type: "react", channel: message.channel, ts: message.ts, name, add }), anchor);

function tools(message, inThread) {
	const choices = (anchor) => QUICK.map((name) => ({ label: name.replaceAll("_", " "), picture: h("span", emoji(name)), pick: () => react(message, name, true, anchor) }));
	const everybody = !message.ephemeral;
	return h("div.tools",
		everybody && iconButton("face", "React", opens(choices)),
		everybody && !inThread && iconButton("reply", "Reply in thread", () => go({ thread: message.ts, typing: true })),
		iconButton("code", "Look inside", () => go({ panel: "inside", about: message })),
		iconButton("more", "More for this message", opens((anchor) => more(message, anchor))),
	);
}

function more(message, anchor) {
	const ask = (what) => attempt(wish({ ...what, channel: message.channel, ts: message.ts }), anchor);
	const shortcuts = message.ephemeral ? [] : store.shortcuts.filter((one) => one.type === "message");
	return [
		...shortcuts.map((one) => ({ label: one.name, about: one.description, picture: icon("bolt"), pick: () => ask({ type: "shortcut", callback_id: one.callback_id }) })),
		message.user === store.bot.user && store.knowledge && { label: "Why this answer?", picture: icon("book"), pick: () => go({ panel: "knowledge", about: message }) },
		message.user === store.me && { label: "Delete", picture: icon("trash"), pick: () => ask({ type: "delete" }) },
	].filter(Boolean);
}

function threadLink(message, answers) {
	const who = [...new Set(answers.map((answer) => answer.user))].slice(0, 3);
	const last = h("span.faint", `last at ${time.format(when(answers.at(-1).ts))}`);
	return h("button.thread-link", { onclick: () => go({ thread: message.ts }) }, who.map(avatar), h("strong", counted(answers)), last);
}

export const counted = (answers) => `${answers.length} ${answers.length === 1 ? "reply" : "replies"}`;
