/** Standard Markdown, for the `markdown` block: headings, lists, quotes, code, tables, links and emphasis. */

import { h, link } from "./dom.js";
import { table } from "./table.js";
import { marks } from "./text.js";

const item = (line) => h("li", inline(line));
const KINDS = [
	[/^#+\s+/, (lines) => lines.map((one) => h("h4", inline(one)))],
	[/^>\s?/, (lines) => h("blockquote", markdown(lines.join("\n")))],
	[/^\s*[-*+]\s+/, (lines) => h("ul", lines.map(item))],
	[/^\s*\d+[.)]\s+/, (lines) => h("ol", lines.map(item))],
	[/^(?=\|.*\|\s*$)/, grid],
	[/^(?=.*\S)/, (lines) => h("p", inline(lines.join("\n")))],
];

/** A Markdown text as DOM nodes. */
export function markdown(text) {
	const [before, code, ...after] = text.split(/^```.*\n([\s\S]*?)^```$/m);
	if (code !== undefined) return [...markdown(before), h("pre", code), ...markdown(after.join("```"))];
	const groups = [];
	for (const line of text.split("\n")) {
		const kind = KINDS.find(([pattern]) => pattern.test(line));
		if (groups.at(-1)?.kind !== kind) groups.push({ kind, lines: [] });
		groups.at(-1).lines.push(kind && line.replace(kind[0], ""));
	}
	return groups.filter(({ kind }) => kind).flatMap(({ kind, lines }) => kind[1](lines));
}

function grid(lines) {
	const rows = lines.map((line) => line.trim().slice(1, -1).split("|").map((cell) => cell.trim()));
	const body = rows.filter((row) => !row.every((cell) => /^:?-+:?$/.test(cell)));
	return table(body.map((row) => row.map(inline)), []);
}

const INLINE = [
	[/`([^`]+)`/, (inside) => h("code", inside)],
	[/\[([^\]]+)\]\(([^)\s]+)\)/, (label, target) => link(target, inline(label))],
	[/\*\*(\S(?:.*?\S)?)\*\*/, (inside) => h("strong", inline(inside))],
	[/~~(\S(?:.*?\S)?)~~/, (inside) => h("s", inline(inside))],
	[/(?<![\w*])\*(\S(?:[^*]*?\S)?)\*(?![\w*])/, (inside) => h("em", inline(inside))],
	[/(?<![\w_])_(\S(?:[^_]*?\S)?)_(?![\w_])/, (inside) => h("em", inline(inside))],
];

function inline(text) {
	return marks(text, INLINE, (rest) => [rest]);
}
