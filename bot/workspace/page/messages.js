/** Messages in a row: who, when, what, and the thread below. */

import { blocks } from "./blocks.js";
import { h, icon } from "./dom.js";
import { store, user } from "./store.js";
import { mrkdwn } from "./text.js";

const TOGETHER_SECONDS = 300;
const time = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });

const when = (ts) => new Date(Number(ts) * 1000);
const dayOf = (message) => when(message.ts).toDateString();

/** A picture of somebody: a drawing for the app, initials for a person. */
export function avatar(id) {
  const who = user(id);
  const initials = who.real_name.split(/\s+/).map((word) => word[0]).slice(0, 2).join("");
  const look = id === store.bot.user ? "bot" : `hue-${[...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 5}`;
  return h("span", { class: `avatar ${look}`, "aria-hidden": "true" }, id === store.bot.user ? icon("bot") : initials);
}

/**
 * The rows of a list of messages, with the days between them. What did not change since the last time keeps its node.
 * `cache` is a Map kept by the caller; `threads` has the replies by ts; `openThread` is missing within a thread.
 */
export function rows(messages, cache, { threads = new Map(), openThread, dismiss }) {
  const nodes = [];
  const kept = new Set();
  const memo = (key, parts, make) => {
    kept.add(key);
    const known = cache.get(key);
    if (!known || known.parts.some((part, number) => part !== parts[number])) cache.set(key, { parts, node: make() });
    nodes.push(cache.get(key).node);
  };
  messages.forEach((message, number) => {
    const previous = messages[number - 1];
    if (!previous || dayOf(previous) !== dayOf(message)) {
      memo(`day ${dayOf(message)}`, [], () => h("p", { class: "day" }, h("span", {}, dayName(message))));
    }
    const answers = threads.get(message.ts) ?? [];
    const joined = Boolean(previous) && !threads.has(previous.ts) && together(previous, message);
    memo(message.ts, [message, joined, answers.length], () => row(message, joined, answers, openThread, dismiss));
  });
  for (const key of [...cache.keys()]) if (!kept.has(key)) cache.delete(key);
  return nodes;
}

function together(one, other) {
  const close = Number(other.ts) - Number(one.ts) < TOGETHER_SECONDS && dayOf(one) === dayOf(other);
  return close && one.user === other.user && !one.ephemeral && !other.ephemeral;
}

function dayName(message) {
  return dayOf(message) === new Date().toDateString() ? "Today" : day.format(when(message.ts));
}

function row(message, joined, answers, openThread, dismiss) {
  const who = user(message.user);
  const clock = time.format(when(message.ts));
  const at = h("time", { datetime: when(message.ts).toISOString(), title: full.format(when(message.ts)) }, clock);
  const kind = `message${joined ? " joined" : ""}${message.ephemeral ? " ephemeral" : ""}`;
  return h(
    "article",
    { class: kind, "data-ts": message.ts, "aria-label": `${who.real_name}, ${clock}` },
    joined ? h("span", { class: "margin-time" }, at) : avatar(message.user),
    h(
      "div",
      { class: "message-body" },
      message.ephemeral && onlyYou(message, dismiss),
      !joined && h("p", { class: "byline" }, h("strong", {}, who.real_name), who.is_bot && h("span", { class: "badge" }, "app"), at),
      h("div", { class: "content" }, ...content(message), message.edited && h("span", { class: "faint" }, "(edited)")),
      openThread && answers.length > 0 && threadLink(message, answers, openThread),
    ),
    openThread && !message.ephemeral && tools(message, openThread),
  );
}

function onlyYou(message, dismiss) {
  const away = h("button", { type: "button", class: "plain", onclick: () => dismiss(message) }, "Dismiss");
  return h("p", { class: "only-you" }, icon("eye"), h("span", {}, "Only visible to you"), away);
}

function content(message) {
  return message.blocks.length ? blocks(message) : [h("div", { class: "block" }, ...mrkdwn(message.text))];
}

function tools(message, openThread) {
  const reply = { type: "button", "aria-label": "Reply in thread", title: "Reply in thread", onclick: () => openThread(message.ts) };
  return h("div", { class: "tools" }, h("button", reply, icon("reply")));
}

function threadLink(message, answers, openThread) {
  const people = [...new Set(answers.map((answer) => answer.user))].slice(0, 3);
  return h(
    "button",
    { type: "button", class: "thread-link", onclick: () => openThread(message.ts) },
    ...people.map(avatar),
    h("strong", {}, counted(answers)),
    h("span", { class: "faint" }, `last at ${time.format(when(answers.at(-1).ts))}`),
  );
}

/** "1 reply", "2 replies". */
export function counted(answers) {
  return `${answers.length} ${answers.length === 1 ? "reply" : "replies"}`;
}
