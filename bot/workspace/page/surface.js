/** Where blocks stand, a message or a view: keeps what is filled in there, tells the app what is done. */

import { wish } from "./live.js";
import { store } from "./store.js";

const surfaces = new Map();

/** The surface of a message. */
export function messageSurface(message) {
	return surface(`${message.channel} ${message.ts}`, { channel: message.channel, ts: message.ts });
}

/** The surface of a view. What was filled in stays through its updates. */
export function viewSurface(view) {
	return surface(view.id, { view_id: view.id });
}

/** Forget what was filled in, in views that are gone. */
export function forgetViews() {
	const there = new Set([...store.modals.map((view) => view.id), store.home?.id]);
	for (const [key, one] of surfaces) if (one.where.view_id && !there.has(key)) surfaces.delete(key);
}

function surface(key, where) {
	if (!surfaces.has(key)) surfaces.set(key, new Surface(where));
	return surfaces.get(key);
}

class Surface {
	constructor(where) {
		this.where = where;
		this.filled = {};
		this.labels = new Map();
	}

	/** What is filled in; undefined: it was not touched. */
	value(block, given) {
		return this.filled[block.block_id]?.[given.action_id];
	}

	set(block, given, raw) {
		(this.filled[block.block_id] ??= {})[given.action_id] = raw;
	}

	press(block, given, more = {}) {
		return wish({ type: "press", ...this.where, block_id: block.block_id, action_id: given.action_id, state: this.filled, ...more });
	}

	suggest(block, given, query) {
		return wish({ type: "suggest", ...this.where, block_id: block.block_id, action_id: given.action_id, state: this.filled, query });
	}

	submit() {
		return wish({ type: "submit", ...this.where, state: this.filled });
	}
}
