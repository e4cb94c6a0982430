/** The panel on the right: one look behind things at a time. */

import { details, facts } from "./facts.js";
import { faults } from "./faults.js";
import { inside } from "./inside.js";
import { inspector } from "./inspector.js";
import { h, iconButton } from "./dom.js";
import { go, place } from "./place.js";
import { store } from "./store.js";

/** By name; those with a picture are reached from everywhere. Each `draw` fills its parent and may give back what to do on leaving. */
const PANELS = {
	knowledge: { label: "Fact base", picture: "book", draw: facts },
	inspector: { label: "Inspector", picture: "code", draw: inspector },
	faults: { label: "Faults", picture: "warning", draw: faults },
	details: { label: "Search result", draw: details },
	inside: { label: "Look inside", draw: inside },
};
let pane = null;
let leave = null;

export function start(aside) {
	pane = aside;
}

/** The looks behind things that there are here. */
export const looks = () => Object.entries(PANELS).filter(([name, { picture }]) => picture && store[name] !== null);

/** The panel one is at, or none. */
export function draw() {
	leave?.();
	leave = null;
	const one = PANELS[place.panel];
	pane.hidden = !one;
	pane.replaceChildren();
	if (!one) return;
	const body = h("div.panel-body");
	const close = () => go({ panel: null, about: null });
	pane.setAttribute("aria-label", one.label);
	pane.append(h("header.bar", h("h2", one.label), iconButton("close", `Close ${one.label.toLowerCase()}`, close)), body);
	leave = one.draw(body, place.about) ?? null;
}
