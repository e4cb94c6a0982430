/** Where the person is. It stands in the address, so a reload comes back to it. */

import { conversation, store, tell } from "./store.js";

export const place = { channel: "", tab: "messages", thread: null, panel: null, about: null, typing: false };

const seen = new Map(Object.entries(JSON.parse(sessionStorage.getItem("seen") ?? "{}")));

/** Go somewhere; `about`: what the panel shows, `typing`: to write there. */
export function go(change) {
	if (change.channel && change.channel !== place.channel) change = { tab: "messages", thread: null, ...change };
	const before = { ...place };
	Object.assign(place, { typing: false }, change);
	write();
	tell("place", before);
}

export function fromAddress() {
	const [channel, detail] = location.hash.slice(1).split("/");
	const known = store.channels.has(channel);
	place.channel = known ? channel : (store.channels.keys().next().value ?? "");
	place.tab = known && detail === "home" && store.tabs.home ? "home" : "messages";
	place.thread = known && store.messages.get(channel).has(detail) ? detail : null;
	write();
}

function write() {
	const address = new URL(location);
	address.searchParams.set("user", store.me);
	address.hash = [place.channel, place.tab === "home" ? "home" : place.thread].filter(Boolean).join("/");
	if (address.href !== location.href) history.replaceState(null, "", address);
}

// --- what was seen ---

const key = (channel) => `${store.me} ${channel}`;

/** The ts up to which the person has seen a channel. */
export const seenUpTo = (channel) => seen.get(key(channel)) ?? "0";

export function markSeen(channel) {
	const last = [...(store.messages.get(channel)?.keys() ?? [])].reduce((one, other) => (one > other ? one : other), "0");
	if (last <= seenUpTo(channel)) return;
	seen.set(key(channel), last);
	sessionStorage.setItem("seen", JSON.stringify(Object.fromEntries(seen)));
	tell("seen");
}

/** How many messages of others came into a channel since it was seen. */
export function unread(channel) {
	const since = seenUpTo(channel);
	return conversation(channel).roots.filter((one) => one.ts > since && one.user !== store.me).length;
}
