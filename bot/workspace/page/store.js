/** What the page knows of the workspace, and whom it tells when that changes. */

export const store = {
  team: "",
  me: "",
  bot: { user: "", connected: false },
  online: false,
  users: new Map(),
  channels: new Map(),
  commands: [],
  messages: new Map(),
  unread: new Set(),
  current: "",
};

const listeners = new Map();

/** Call `listener` when `what` happens: everything, posted, changed, removed, bot, online, unread. */
export function on(what, listener) {
  listeners.set(what, [...(listeners.get(what) ?? []), listener]);
}

/** Tell everybody who listens. */
export function tell(what, detail) {
  for (const listener of listeners.get(what) ?? []) listener(detail);
}

/** Take in one piece of news from the workspace. */
export function receive(news) {
  if (news.type === "everything") {
    store.team = news.team;
    store.me = news.me;
    store.bot = news.bot;
    store.commands = news.commands;
    store.users = new Map(news.users.map((user) => [user.id, user]));
    store.channels = new Map(news.channels.map((channel) => [channel.id, channel]));
    store.messages = new Map(news.channels.map((channel) => [channel.id, new Map()]));
    for (const message of news.messages) store.messages.get(message.channel).set(message.ts, message);
    if (!store.channels.has(store.current)) store.current = news.channels[0].id;
  } else if (news.type === "bot") {
    store.bot.connected = news.connected;
  } else if (news.type === "removed") {
    store.messages.get(news.message.channel)?.delete(news.message.ts);
  } else {
    store.messages.get(news.message.channel)?.set(news.message.ts, news.message);
  }
  tell(news.type, news.message);
}

/** The messages of a channel as they hang together: those in the channel itself, and the replies to each by its ts. */
export function conversation(channel) {
  const roots = [];
  const threads = new Map();
  for (const message of store.messages.get(channel)?.values() ?? []) {
    if (!message.thread_ts || message.thread_ts === message.ts) roots.push(message);
    else if (threads.has(message.thread_ts)) threads.get(message.thread_ts).push(message);
    else threads.set(message.thread_ts, [message]);
  }
  return { roots, threads };
}

/** A user by id, even one nobody knows. */
export function user(id) {
  return store.users.get(id) ?? { id, name: id, real_name: id, is_bot: false };
}

/** The name of a channel as people read it: the other's name where it is a direct conversation. */
export function title(channel) {
  if (!channel.is_im) return channel.name;
  return user(channel.members.find((member) => member !== store.me) ?? store.me).real_name;
}
