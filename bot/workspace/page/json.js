/** JSON as people can read it. */

import { h } from "./dom.js";

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\b\d[\d.eE+-]*/g;
const MOST = 60_000;

/** A value as indented JSON with its parts told apart. */
export function json(value) {
  const all = JSON.stringify(value, null, 2) ?? "nothing";
  const text = all.slice(0, MOST);
  const parts = [];
  let end = 0;
  for (const hit of text.matchAll(TOKEN)) {
    parts.push(text.slice(end, hit.index));
    if (hit[2]) parts.push(h("span.j-key", hit[1]), hit[2]);
    else parts.push(h("span", { class: hit[1] ? "j-text" : "j-word" }, hit[0]));
    end = hit.index + hit[0].length;
  }
  parts.push(text.slice(end), all.length > MOST && `\n… ${(all.length - MOST).toLocaleString()} more characters; copy it to see all`);
  return h("pre.json", { tabindex: "0" }, ...parts.filter(Boolean));
}
