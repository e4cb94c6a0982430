/** What the page knows of the workspace, and whom it tells when that changes. */

/** Beside these it has whatever else stands in the workspace's first news, `everything`. */
export const store = { online: false, bot: {}, users: new Map(), channels: new Map(), messages: new Map(), assistant: new Map(), exchanges: new Map() };

const listeners = new Map();

/** Call `listener` at any of these `names`: news from the workspace, or online, place, seen, mode. */
export function on(names, listener) {
	for (const name of names.split(" ")) listeners.set(name, [...(listeners.get(name) ?? []), listener]);
}

export function tell(name, detail) {
	for (const listener of listeners.get(name) ?? []) listener(detail);
}

const TAKE = {
	everything(news) {
		const { users, channels, messages, assistant, ...rest } = news;
		Object.assign(store, rest);
		store.users = new Map(users.map((one) => [one.id, one]));
		store.channels = new Map(channels.map((one) => [one.id, one]));
		store.messages = new Map(channels.map((one) => [one.id, new Map()]));
		for (const message of messages) keep({ message });
		store.assistant = new Map(assistant.map((one) => [`${one.channel} ${one.thread_ts}`, one]));
	},
	posted: keep,
	changed: keep,
	removed: ({ message }) => store.messages.get(message.channel)?.delete(message.ts),
	channel({ channel }) {
		store.channels.set(channel.id, channel);
		if (!store.messages.has(channel.id)) store.messages.set(channel.id, new Map());
	},
	assistant: (one) => store.assistant.set(`${one.channel} ${one.thread_ts}`, one),
	exchanges: ({ entries }) => (store.exchanges = new Map(entries.map((one) => [one.number, one]))),
	exchange({ entry }) {
		store.exchanges.set(entry.number, entry);
		if (store.exchanges.size > 1000) store.exchanges.delete(store.exchanges.keys().next().value);
	},
};

function keep({ message }) {
	store.messages.get(message.channel)?.set(message.ts, message);
}

export function receive(news) {
	const { type, ...rest } = news;
	if (TAKE[type]) TAKE[type](news);
	else Object.assign(store, rest);
	tell(type, news.message ?? news);
}

/** Whether it stands in a thread. */
export const isReply = (message) => Boolean(message.thread_ts) && message.thread_ts !== message.ts;

/** The messages of a channel: those in the channel itself, and the replies to each by its ts. */
export function conversation(channel) {
	const threads = Map.groupBy(store.messages.get(channel)?.values() ?? [], (one) => (isReply(one) ? one.thread_ts : null));
	return { roots: threads.get(null) ?? [], threads };
}

/** A user by id, even one nobody knows. */
export const user = (id) => store.users.get(id) ?? { id, name: id, real_name: id, is_bot: false };

export const other = (channel) => channel.members.find((member) => member !== store.me) ?? store.me;

/** Its name, or who the other is. */
export const title = (channel) => channel.is_im ? user(other(channel)).real_name : channel.name;

/** The same as people write it. */
export const named = (channel) => `${channel.is_im ? "" : "#"}${title(channel)}`;

export const isApp = (channel) => channel.is_im && channel.members.includes(store.bot.user);

export const appChannel = () => [...store.channels.values()].find(isApp);

/** Whom one can act as. */
export const people = () => [...store.users.values()].filter((one) => !one.is_bot);
