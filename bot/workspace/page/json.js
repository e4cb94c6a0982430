/** JSON as people can read it. */

import { h } from "./dom.js";

const MOST = 60_000;

/** A value as indented JSON; of a very long one the beginning. */
export function json(value) {
  const text = JSON.stringify(value, null, 2);
  return h("pre.json", { tabindex: "0" }, text.length > MOST ? `${text.slice(0, MOST)}\n… copy it to see all` : text);
}
