/** Block Kit as DOM nodes. A block that is not known, or that breaks, is shown as JSON; the page goes on. */

import { h } from "./dom.js";
import { element, image } from "./elements.js";
import { markdown } from "./markdown.js";
import { richText } from "./richtext.js";
import { table } from "./table.js";
import { plain, textObject } from "./text.js";

/** All blocks of a message. */
export function blocks(message) {
  return message.blocks.map((block) => {
    try {
      return BLOCKS[block.type]?.(block, message) ?? json(block);
    } catch (error) {
      console.error("this block cannot be shown", block, error);
      return json(block);
    }
  });
}

function json(block) {
  return h("pre", { class: "unknown", "data-block": block?.type }, JSON.stringify(block, null, 2));
}

const BLOCKS = {
  section: (block, message) =>
    h(
      "div",
      { class: "block section" },
      h(
        "div",
        { class: "section-text" },
        block.text && h("div", {}, ...textObject(block.text)),
        block.fields && h("div", { class: "fields" }, ...block.fields.map((field) => h("div", {}, ...textObject(field)))),
      ),
      block.accessory && h("div", { class: "accessory" }, element(block.accessory, message, block)),
    ),
  header: (block) => h("h3", { class: "block header" }, ...plain(block.text.text)),
  divider: () => h("hr", { class: "block divider" }),
  context: (block) =>
    h("div", { class: "block context" }, ...block.elements.map((one) => (one.type === "image" ? image(one) : h("span", {}, ...textObject(one))))),
  actions: (block, message) => h("div", { class: "block actions" }, ...block.elements.map((one) => element(one, message, block))),
  image: (block) =>
    h("figure", { class: "block image" }, block.title && h("figcaption", {}, ...plain(block.title.text)), image(block)),
  rich_text: (block) => h("div", { class: "block rich" }, ...richText(block)),
  markdown: (block) => h("div", { class: "block rich" }, ...markdown(block.text)),
  table: (block) => {
    const cell = (one) => (one.type === "rich_text" ? richText(one) : plain(one.text));
    return h("div", { class: "block" }, table(block.rows.map((row) => row.map(cell)), block.column_settings ?? []));
  },
};
