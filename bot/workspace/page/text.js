/** Slack's own writing, `mrkdwn`, and plain text, as DOM nodes. */

import { h, link } from "./dom.js";
import { store, title, user } from "./store.js";

// the emoji used most; others are shown as they were written
const NAMES = {
	"+1": "👍", "-1": "👎", eyes: "👀", heart: "❤️", warning: "⚠️", wave: "👋", pray: "🙏", question: "❓", tada: "🎉",
	thumbsup: "👍", thumbsdown: "👎", smile: "😄", white_check_mark: "✅", x: "❌",
};

/** The three characters that Slack keeps for itself, given back. */
const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** Text in which only emoji mean something. */
export function plain(text) {
	return unescape(text)
		.split(/(:[a-z0-9_+-]+:)/)
		.map((part, number) => (number % 2 ? (emoji(part.slice(1, -1)) ?? part) : part))
		.filter(Boolean);
}

export const mrkdwn = (text) => text.split(/```\n?([\s\S]*?)\n?```/).flatMap((part, at) => (at % 2 ? h("pre", unescape(part)) : quotes(part)));

function quotes(text) {
	const parts = text.split(/^((?:(?:&gt;|>).*\n?)+)/m);
	return parts.flatMap((part, at) => (at % 2 ? h("blockquote", inline(part.replace(/^(&gt;|>) ?/gm, ""))) : inline(part)));
}

const INLINE = [
	[/(?<![\w-])(\+?[(\d][\d() -]{6,16}\d)(?![\w-])/, (number) => h("span.whole", number)],
	[/`([^`\n]+)`/, (inside) => h("code", unescape(inside))],
	[/<([^<>\n]+)>/, (inside) => marked(inside)],
	[/(?<![\w*])\*(\S(?:[^*\n]*?\S)?)\*(?![\w*])/, (inside) => h("strong", inline(inside))],
	[/(?<![\w_])_(\S(?:[^_\n]*?\S)?)_(?![\w_])/, (inside) => h("em", inline(inside))],
	[/(?<![\w~])~(\S(?:[^~\n]*?\S)?)~(?![\w~])/, (inside) => h("s", inline(inside))],
];

function inline(text) {
	const hits = INLINE.map(([pattern, make]) => ({ hit: pattern.exec(text), make })).filter(({ hit }) => hit);
	if (!hits.length) return plain(text);
	const { hit, make } = hits.reduce((one, other) => (other.hit.index < one.hit.index ? other : one));
	return [...plain(text.slice(0, hit.index)), make(hit[1]), ...inline(text.slice(hit.index + hit[0].length))];
}

/** Standard Markdown by way of Slack's own writing: emphasis, links, headings, lists, quotes, code. */
export function markdown(text) {
	const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
	const links = escaped.replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, "<$2|$1>");
	return mrkdwn(links.replace(/\*\*(.+?)\*\*|^#+ (.*)$/gm, "*$1$2*").replace(/^(\s*)[-*] /gm, "$1• "));
}

/** The character for a name, a flag for `flag-xx`. */
export function emoji(name) {
	const flag = /^flag-([a-z])([a-z])$/.exec(name);
	if (flag) return String.fromCodePoint(...flag.slice(1).map((letter) => 0x1f1e6 + letter.charCodeAt(0) - 97));
	return NAMES[name];
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

/** Slack's writing as words alone, for a notification or to be heard. */
export const words = (text) => h("p", mrkdwn(text)).textContent;

export const mention = (id) => h("span.mention", `@${user(id).real_name}`);

export function channelName(id, label = "") {
	const channel = store.channels.get(id);
	return h("span.mention", `#${channel ? title(channel) : label || id}`);
}

export const textObject = (object) => object.type === "mrkdwn" ? mrkdwn(object.text) : plain(object.text);
