/** The panel on the right: one look behind things at a time. */

import { details, facts } from "./facts.js";
import { faults } from "./faults.js";
import { inside } from "./inside.js";
import { inspector } from "./inspector.js";
import { h, iconButton } from "./dom.js";
import { go, place } from "./place.js";

const PANELS = {
	knowledge: { title: "Fact base", draw: facts },
	inspector: { title: "Inspector", draw: inspector },
	faults: { title: "Faults", draw: faults },
	details: { title: "Search result", draw: details },
	inside: { title: "Look inside", draw: inside },
};
let pane = null;
let leave = null;

export function start(aside) {
	pane = aside;
}

/** The panel one is at, or none. Each `draw` fills its parent and may give back what to do on leaving. */
export function draw() {
	leave?.();
	leave = null;
	const one = PANELS[place.panel];
	pane.hidden = !one;
	pane.replaceChildren();
	if (!one) return;
	const body = h("div.panel-body");
	const close = () => go({ panel: null, about: null });
	pane.setAttribute("aria-label", one.title);
	pane.append(h("header.bar", h("h2", one.title), iconButton("close", `Close ${one.title.toLowerCase()}`, close)), body);
	leave = one.draw(body, place.about) ?? null;
}
