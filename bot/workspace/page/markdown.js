/** Standard Markdown, for the `markdown` block: headings, lists, quotes, code, tables, links and emphasis. */

import { h, link } from "./dom.js";
import { table } from "./table.js";
import { marks } from "./text.js";

/** A Markdown text as DOM nodes. */
export function markdown(text) {
  const lines = text.split("\n");
  const out = [];
  let at = 0;
  const run = (pattern) => {
    const taken = [];
    while (at < lines.length && pattern.test(lines[at])) taken.push(lines[at++]);
    return taken;
  };
  while (at < lines.length) {
    const line = lines[at];
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    if (!line.trim()) at += 1;
    else if (/^```/.test(line)) out.push(fence(lines, at, (next) => (at = next)));
    else if (heading) (at += 1), out.push(h(`h${Math.min(heading[1].length + 2, 6)}`, {}, ...inline(heading[2])));
    else if (/^(-{3,}|\*{3,})\s*$/.test(line)) (at += 1), out.push(h("hr"));
    else if (/^>\s?/.test(line)) out.push(h("blockquote", ...markdown(run(/^>/).map((one) => one.replace(/^>\s?/, "")).join("\n"))));
    else if (/^\s*[-*+]\s+/.test(line)) out.push(list("ul", run(/^\s*[-*+]\s+/)));
    else if (/^\s*\d+[.)]\s+/.test(line)) out.push(list("ol", run(/^\s*\d+[.)]\s+/)));
    else if (/^\|.*\|\s*$/.test(line)) out.push(grid(run(/^\|.*\|\s*$/)));
    else out.push(h("p", ...paragraph(run(/^(?!```|#{1,6}\s|>|\s*[-*+]\s|\s*\d+[.)]\s|\|.*\|\s*$)\s*\S/), line, () => (at += 1))));
  }
  return out;
}

function paragraph(taken, line, skip) {
  if (!taken.length) {
    skip();
    return inline(line);
  }
  return taken.flatMap((one, number) => [...(number ? [h("br")] : []), ...inline(one)]);
}

function fence(lines, from, goOn) {
  let end = from + 1;
  while (end < lines.length && !/^```/.test(lines[end])) end += 1;
  goOn(end + 1);
  return h("pre", lines.slice(from + 1, end).join("\n"));
}

function list(tag, lines) {
  return h(tag, {}, ...lines.map((line) => h("li", ...inline(line.replace(/^\s*(?:[-*+]|\d+[.)])\s+/, "")))));
}

function grid(lines) {
  const rows = lines.map((line) => line.trim().slice(1, -1).split("|").map((cell) => cell.trim()));
  const ruled = rows.length > 1 && rows[1].every((cell) => /^:?-+:?$/.test(cell));
  return table((ruled ? [rows[0], ...rows.slice(2)] : rows).map((row) => row.map((cell) => inline(cell))), []);
}

const INLINE = [
  [/`([^`]+)`/, (inside) => h("code", inside)],
  [/\[([^\]]+)\]\(([^)\s]+)\)/, (label, target) => link(target, inline(label))],
  [/\*\*(\S(?:.*?\S)?)\*\*/, (inside) => h("strong", inline(inside))],
  [/~~(\S(?:.*?\S)?)~~/, (inside) => h("s", inline(inside))],
  [/(?<![\w*])\*(\S(?:[^*]*?\S)?)\*(?![\w*])/, (inside) => h("em", inline(inside))],
  [/(?<![\w_])_(\S(?:[^_]*?\S)?)_(?![\w_])/, (inside) => h("em", inline(inside))],
];

const inline = (text) => marks(text, INLINE, (rest) => [rest]);
