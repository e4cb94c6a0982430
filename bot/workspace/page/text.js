/** Slack's own writing, `mrkdwn`, and plain text, as DOM nodes. */

import { h, link } from "./dom.js";
import { emoji } from "./emoji.js";
import { store, title, user } from "./store.js";

/** The three characters that Slack keeps for itself, given back. */
export function unescape(text) {
	return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** Text in which only emoji names mean something. */
export function plain(text) {
	return withEmoji(unescape(text));
}

/** Text in Slack's writing. */
export function mrkdwn(text) {
	return text.split(/```\n?([\s\S]*?)\n?```/).flatMap((part, at) => (at % 2 ? h("pre", unescape(part)) : quotes(part)));
}

function quotes(text) {
	const parts = text.split(/^((?:(?:&gt;|>).*\n?)+)/m);
	return parts.flatMap((part, at) => (at % 2 ? h("blockquote", inline(part.replace(/^(&gt;|>) ?/gm, "").trimEnd())) : inline(part)));
}

const INLINE = [
	[/`([^`\n]+)`/, (inside) => h("code", unescape(inside))],
	[/<([^<>\n]+)>/, (inside) => marked(inside)],
	[/(?<![\w*])\*(\S(?:[^*\n]*?\S)?)\*(?![\w*])/, (inside) => h("strong", inline(inside))],
	[/(?<![\w_])_(\S(?:[^_\n]*?\S)?)_(?![\w_])/, (inside) => h("em", inline(inside))],
	[/(?<![\w~])~(\S(?:[^~\n]*?\S)?)~(?![\w~])/, (inside) => h("s", inline(inside))],
];

const inline = (text) => marks(text, INLINE, plain);

/** Text with marks in it as nodes: `patterns` are pairs of what to look for and what to make of it. */
export function marks(text, patterns, rest) {
	let first = null;
	for (const [pattern, make] of patterns) {
		const hit = pattern.exec(text);
		if (hit && (!first || hit.index < first.hit.index)) first = { hit, make };
	}
	if (!first) return rest(text);
	const { hit, make } = first;
	return [...rest(text.slice(0, hit.index)), make(...hit.slice(1)), ...marks(text.slice(hit.index + hit[0].length), patterns, rest)];
}

/** Text with emoji in place of their names. */
export function withEmoji(text) {
	return text
		.split(/(:[a-z0-9_+-]+:)/)
		.map((part, number) => (number % 2 ? (emoji(part.slice(1, -1)) ?? part) : part))
		.filter(Boolean);
}

function marked(inside) {
	const bar = inside.indexOf("|");
	const target = bar < 0 ? inside : inside.slice(0, bar);
	const label = bar < 0 ? "" : unescape(inside.slice(bar + 1));
	if (target.startsWith("@")) return mention(target.slice(1));
	if (target.startsWith("#")) return channelName(target.slice(1), label);
	if (target.startsWith("!date^")) return h("span", label || target);
	if (target.startsWith("!")) return h("span.mention", label || `@${target.slice(1)}`);
	return link(unescape(target), ...(label ? [label] : []));
}

/** Slack's writing as a person would type it: names, addresses and labels instead of marks. */
export function asTyped(text) {
	const words = text.replace(/<([^<>\n]+)>/g, (_, inside) => {
		const [target, label] = inside.split("|");
		if (target.startsWith("@")) return `@${user(target.slice(1)).real_name}`;
		if (target.startsWith("#")) return `#${label || (store.channels.get(target.slice(1))?.name ?? target.slice(1))}`;
		return label || target.replace(/^!|^mailto:|^tel:/, "");
	});
	return unescape(words);
}

/** A user's name, made to stand out where it is one's own. */
export function mention(id) {
	return h("span", { class: id === store.me ? "mention mine" : "mention" }, `@${user(id).real_name}`);
}

/** A channel's name. */
export function channelName(id, label = "") {
	const channel = store.channels.get(id);
	return h("span.mention", `#${channel ? title(channel) : label || id}`);
}

/** A text object of Block Kit. */
export function textObject(object) {
	return object.type === "mrkdwn" ? mrkdwn(object.text) : plain(object.text);
}
