/** A table that scrolls within itself, so that the page never does sideways. */

import { h } from "./dom.js";

/** Rows of cells, the first the head; `columns` has each column's `align` and `is_wrapped`. */
export function table(rows, columns) {
	const look = (column) => `align-${column?.align ?? "left"}${column?.is_wrapped ? " wrapped" : ""}`;
	const cell = (tag) => (nodes, number) => h(tag, { class: look(columns[number]), scope: tag === "th" && "col" }, ...nodes);
	const [head, ...body] = rows;
	return h("div.table", { tabindex: "0", role: "region", "aria-label": "Table" },
		h("table",
			h("thead", h("tr", head.map(cell("th")))),
			h("tbody", body.map((row) => h("tr", row.map(cell("td"))))),
		),
	);
}
