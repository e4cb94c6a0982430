/** The elements that are filled in. Each keeps its value with the `hold` it is given. */

import { h } from "./dom.js";
import { place } from "./place.js";
import { select } from "./select.js";
import { named, other, store, user } from "./store.js";
import { plain, textObject } from "./text.js";

const EACH = "on_character_entered";
const ENTER = "on_enter_pressed";

/** What stands in an element at first. */
export function initial(one) {
	const [, given] = Object.entries(one).find(([name]) => name.startsWith("initial_")) ?? [];
	const raw = (option) => option.value ?? option;
	if (given === undefined) return one.default_to_current_conversation ? place.channel : null;
	return Array.isArray(given) ? given.map(raw) : raw(given);
}

/** What ties a field to its label, hint and error. */
function tied(given, hold) {
	const placeholder = given.placeholder?.text;
	const label = hold.id ? { id: hold.id, "aria-required": String(!hold.optional) } : { "aria-label": placeholder ?? "Field" };
	return { ...label, "aria-describedby": hold.describedBy, placeholder, autocomplete: "off" };
}

function typed(type, dispatch = ENTER) {
	return (given, hold) => {
		const on = given.dispatch_action_config?.trigger_actions_on ?? [dispatch];
		const several = given.multiline;
		const field = h(several ? "textarea" : "input", {
			...tied(given, hold), class: "text", type, rows: several && "4", maxlength: given.max_length, minlength: given.min_length,
			oninput: () => (on.includes(EACH) ? hold.pick : hold.keep)(field.value || null, field),
			onkeydown(event) {
				if (event.key !== "Enter" || event.isComposing || several || !hold.dispatches || !on.includes(ENTER)) return;
				event.preventDefault();
				hold.pick(field.value || null, field);
			},
		});
		field.value = hold.value() ?? "";
		return field;
	};
}

let groups = 0;

function boxes(type) {
	return (given, hold) => {
		groups += 1;
		const many = type === "checkbox";
		const group = h("div", { ...tied(given, hold), class: "boxes", role: many ? "group" : "radiogroup", "aria-labelledby": hold.labelledBy });
		const change = () => {
			const on = [...group.querySelectorAll(":checked")].map((one) => one.value);
			hold.pick(many ? on : (on[0] ?? null), group);
		};
		for (const option of given.options ?? given.option_groups.flatMap((one) => one.options)) {
			const checked = [hold.value()].flat().includes(option.value);
			const box = h("input", { type, name: `boxes-${groups}`, value: option.value, checked, onchange: change });
			group.append(h("label", box, h("span", textObject(option.text), option.description && h("small", textObject(option.description)))));
		}
		return group;
	};
}

// each way to find options gives back `find(query)`

function asOptions({ options, option_groups: grouped }) {
	const one = (group) => (option) => ({
		value: option.value, label: plain(option.text.text).join(""), about: [group?.label.text, option.description?.text].filter(Boolean).join(" · "),
	});
	return grouped ? grouped.flatMap((group) => group.options.map(one(group))) : (options ?? []).map(one());
}

const everybody = () => [...store.users.values()].map((one) => ({ value: one.id, label: one.real_name, about: one.role }));

function rooms(given) {
	const { include, exclude_bot_users: noApps } = given.filter ?? {};
	const sort = (one) => (one.is_im ? "im" : one.is_private ? "private" : "public");
	const fits = (one) => (!include || include.includes(sort(one))) && !(noApps && one.is_im && user(other(one)).is_bot);
	return [...store.channels.values()].filter(fits).map((one) => ({ value: one.id, label: named(one), about: one.is_im ? "direct message" : "" }));
}

const among = (all) => (given, hold) => {
	const found = all(given);
	for (const one of found) hold.names.set(one.value, one.label);
	return async (query) => found.filter((one) => one.label.toLowerCase().includes(query.trim().toLowerCase()));
};
const asked = (given, hold) => async (query) => asOptions(await hold.suggest(query));

function chooser(source) {
	return (given, hold) => {
		if (given.initial_option) hold.names.set(given.initial_option.value, given.initial_option.text.text);
		const shortest = source === asked ? (given.min_query_length ?? 3) : 0;
		return select({ ...tied(given, hold), placeholder: given.placeholder?.text ?? "Choose one" }, hold, source(given, hold), shortest);
	};
}

/** A node for each type of field. */
export const FIELDS = {
	plain_text_input: typed("text"),
	datepicker: typed("date", EACH),
	checkboxes: boxes("checkbox"),
	radio_buttons: boxes("radio"),
	static_select: chooser(among(asOptions)),
	multi_static_select: boxes("checkbox"),
	external_select: chooser(asked),
	users_select: chooser(among(everybody)),
	conversations_select: chooser(among(rooms)),
};
