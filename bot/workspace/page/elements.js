/** The elements of Block Kit. */

import { attempt, h, icon, json, link } from "./dom.js";
import { FIELDS, initial } from "./fields.js";
import { confirmed, opens } from "./menu.js";
import { plain } from "./text.js";

const OPENS = /^(https?|mailto|tel):/i;

/** An element as a node; one not known as JSON. `labels`: ids of its label and hint, where it has them. */
export function element(given, surface, block, labels = {}) {
	const press = (node, more = {}) => pressing(given, surface, block, more, node);
	const field = FIELDS[given.type];
	const node = field ? field(given, hold(given, surface, block, labels, press)) : PRESSED[given.type]?.(given, press, surface, block);
	if (!node) return json(given, "unknown");
	if (given.action_id) node.dataset.action = given.action_id;
	return node;
}

/** What a field needs of the place it stands in. */
function hold(given, surface, block, labels, press) {
	if (surface.value(block, given) === undefined) surface.set(block, given, initial(given));
	const dispatches = block.type !== "input" || Boolean(block.dispatch_action);
	return {
		...labels,
		dispatches,
		optional: block.optional,
		names: surface.labels,
		value: () => surface.value(block, given),
		keep: (raw) => surface.set(block, given, raw),
		suggest: (query) => surface.suggest(block, given, query),
		pick(raw, node) {
			surface.set(block, given, raw);
			if (dispatches) press(node, Array.isArray(raw) ? { values: raw } : { value: raw });
		},
	};
}

async function pressing(given, surface, block, more, node) {
	if (given.confirm && !(await confirmed(given.confirm, node))) return false;
	node.setAttribute("aria-busy", "true");
	const done = await attempt(surface.press(block, given, more), node);
	node.removeAttribute("aria-busy");
	return done;
}

function pressable(given, press) {
	const look = { class: `button ${given.style ?? ""}`, "aria-label": given.accessibility_label };
	const label = [given.icon && icon(given.icon), ...plain(given.text.text)];
	const node = OPENS.test(given.url ?? "") ? link(given.url, ...label) : h("button", look, label);
	node.className = look.class;
	node.addEventListener("click", () => press(node));
	return node;
}

const PRESSED = {
	button: pressable,
	overflow: (given, press) => {
		const choices = (anchor) => given.options.map((option) => ({
			label: plain(option.text.text),
			about: option.description?.text,
			pick() {
				if (OPENS.test(option.url ?? "")) window.open(option.url, "_blank", "noopener");
				press(anchor, { value: option.value });
			},
		}));
		return h("button.button.square", { "aria-label": "More", ...opens(choices) }, icon("more"));
	},
	feedback_buttons: (given, press, surface, block) => {
		const one = (picture, { text, value, accessibility_label: label }) => {
			const vote = async () => {
				if (!(await press(node, { value }))) return;
				surface.set(block, given, value);
				for (const button of both) button.setAttribute("aria-pressed", String(button === node));
			};
			const node = h("button.button.small", { "aria-label": label, "aria-pressed": String(surface.value(block, given) === value), onclick: vote }, icon(picture), plain(text.text));
			return node;
		};
		const both = [one("thumb", given.positive_button), one("thumbdown", given.negative_button)];
		return h("span", both);
	},
	icon_button: pressable,
	image,
};

/** A picture where it is the page's own, else its description and a link: the page calls nobody. */
export function image(given) {
	const address = given.image_url ?? given.slack_file?.url ?? "";
	const own = address.startsWith("/") || address.startsWith(`${location.origin}/`);
	if (own) return h("img", { src: address, alt: given.alt_text, loading: "lazy" });
	return h("span.picture", icon("picture"), address ? link(address, given.alt_text) : given.alt_text);
}
