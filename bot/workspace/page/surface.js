/** Where blocks stand, a message or a view: keeps what is filled in there, tells the app what is done. */

import { wish } from "./live.js";

const surfaces = new Map();

export const messageSurface = ({ channel, ts }) => surface(`${channel} ${ts}`, { channel, ts });

/** What was filled in stays through its updates. */
export const viewSurface = ({ id }) => surface(id, { view_id: id });

function surface(key, where) {
	if (!surfaces.has(key)) surfaces.set(key, made(where));
	return surfaces.get(key);
}

function made(where) {
	const filled = {};
	const on = (type, block, given, more) => wish({ type, ...where, block_id: block.block_id, action_id: given.action_id, state: filled, ...more });
	return {
		labels: new Map(),
		value: (block, given) => filled[block.block_id]?.[given.action_id],
		set: (block, given, raw) => ((filled[block.block_id] ??= {})[given.action_id] = raw),
		press: (block, given, more) => on("press", block, given, more),
		suggest: (block, given, query) => on("suggest", block, given, { query }),
		submit: () => wish({ type: "submit", ...where, state: filled }),
	};
}
