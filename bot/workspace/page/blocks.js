/** Block Kit as nodes. A block that is not known, or that breaks, is shown as JSON. */

import { arrange, h, icon, json, keepFocus } from "./dom.js";
import { element, image } from "./elements.js";
import { richText } from "./richtext.js";
import { markdown, plain, textObject } from "./text.js";

/** All blocks given, as nodes; `surface` is where they stand. */
export function blocks(given, surface) {
	return given.map((one) => {
		try {
			return BLOCKS[one.type]?.(one, surface) ?? json(one, "unknown");
		} catch (error) {
			console.error("this block cannot be shown", one, error);
			return json(one, "unknown");
		}
	});
}

/** A view's blocks into `parent`; one that did not change keeps its node in `kept`, a Map. */
export function redraw(parent, given, surface, kept) {
	const texts = given.map((one) => JSON.stringify(one));
	for (const text of [...kept.keys()]) if (!texts.includes(text)) kept.delete(text);
	const nodes = given.map((one, at) => {
		if (!kept.has(texts[at])) kept.set(texts[at], blocks([one], surface)[0]);
		return kept.get(texts[at]);
	});
	keepFocus(parent, () => arrange(parent, nodes));
}

let inputs = 0;

const BLOCKS = {
	section: (block, surface) =>
		h("div.block.section",
			h("div.section-text",
				block.text && h("div", textObject(block.text)),
				block.fields && h("div.fields", block.fields.map((field) => h("div", textObject(field)))),
			),
			block.accessory && h("div.accessory", element(block.accessory, surface, block)),
		),
	header: (block) => h("h2.block.header", plain(block.text.text)),
	divider: () => h("hr.block"),
	context: (block) => h("div.block.context", block.elements.map((one) => (one.type === "image" ? image(one) : h("span", textObject(one))))),
	actions: (block, surface) => h("div.block.actions", block.elements.map((one) => element(one, surface, block))),
	context_actions: (block, surface) => h("div.block.actions.quiet", block.elements.map((one) => element(one, surface, block))),
	image: (block) => h("figure.block.image", block.title && h("figcaption", plain(block.title.text)), image(block)),
	rich_text: (block) => h("div.block.rich", richText(block)),
	markdown: (block) => h("div.block", markdown(block.text)),
	table: (block) => {
		const cell = (one) => (one.type === "rich_text" ? richText(one) : plain(one.text));
		return h("div.block", table(block.rows.map((row) => row.map(cell)), block.column_settings ?? []));
	},
	alert: (block) => h("div", { class: `block alert ${block.level ?? "default"}`, role: "note" }, h("div", textObject(block.text))),
	input: (block, surface) => {
		inputs += 1;
		const [id, labelId, hintId, errorId] = ["field", "label", "hint", "error"].map((part) => `${part}-${inputs}`);
		const field = element(block.element, surface, block, { id, labelledBy: labelId, describedBy: block.hint ? `${hintId} ${errorId}` : errorId });
		return h("div.block.input", { "data-block": block.block_id },
			h("label", { id: labelId, for: id }, plain(block.label.text), block.optional && h("span.faint", " (optional)")),
			field,
			block.hint && h("p", { id: hintId, class: "faint" }, plain(block.hint.text)),
			h("p", { id: errorId, class: "problem", hidden: true }),
		);
	},
};

/** Rows of cells, the first the head; `columns` has each column's `align` and `is_wrapped`. */
function table(rows, columns) {
	const look = (column) => `align-${column?.align ?? "left"}${column?.is_wrapped ? " wrapped" : ""}`;
	const cell = (tag) => (nodes, number) => h(tag, { class: look(columns[number]), scope: tag === "th" && "col" }, ...nodes);
	const [head, ...body] = rows;
	return h("div.table", { tabindex: "0", role: "group", "aria-label": "Table" },
		h("table",
			h("thead", h("tr", head.map(cell("th")))),
			h("tbody", body.map((row) => h("tr", row.map(cell("td"))))),
		),
	);
}

/** Show errors under their fields, by block id; take all others away; go to the first. */
export function showErrors(parent, errors) {
	let first = null;
	for (const input of parent.querySelectorAll(".block.input")) {
		const error = errors[input.dataset.block];
		const field = input.querySelector("[id^=field-]");
		const said = input.querySelector(":scope > .problem");
		said.hidden = !error;
		said.replaceChildren(...(error ? [icon("warning"), error] : []));
		if (error) field.setAttribute("aria-invalid", "true");
		else field.removeAttribute("aria-invalid");
		if (error && !first) first = field;
	}
	(first?.matches("[role=group], [role=radiogroup]") ? first.querySelector("input") : first)?.focus();
}
