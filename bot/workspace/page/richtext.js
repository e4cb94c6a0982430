/** The `rich_text` block. */

import { h, link } from "./dom.js";
import { channelName, emoji, mention } from "./text.js";

export const richText = (block) => block.elements.map((element) => PARTS[element.type]?.(element) ?? unknown(element));

const PARTS = {
	rich_text_section: (part) => h("div", inlines(part)),
	rich_text_quote: (part) => h("blockquote", inlines(part)),
	rich_text_preformatted: (part) => h("pre", inlines(part)),
	rich_text_list: ({ style, indent = 0, offset = 0, elements }) => {
		const list = h(style === "ordered" ? "ol" : "ul", { start: style === "ordered" && String(offset + 1) }, elements.map((item) => h("li", inlines(item))));
		list.style.marginLeft = `${indent * 24}px`;
		return list;
	},
};

const inlines = (part) => part.elements.flatMap((element) => styled(INLINE[element.type]?.(element) ?? [unknown(element)], element.style ?? {}));

const INLINE = {
	text: (element) => [element.text],
	link: (element) => [link(element.url, ...[element.text ?? []].flat())],
	user: (element) => [mention(element.user_id)],
	channel: (element) => [channelName(element.channel_id)],
	broadcast: (element) => [h("span.mention", `@${element.range}`)],
	emoji: (element) => [emoji(element.name) ?? `:${element.name}:`],
	date: (element) => [element.fallback ?? new Date(element.timestamp * 1000).toLocaleString()],
};

function styled(nodes, style) {
	const tags = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u" };
	return Object.entries(tags).reduce((inner, [name, tag]) => (style[name] ? [h(tag, {}, ...inner)] : inner), nodes);
}

const unknown = (element) => h("code", JSON.stringify(element));
