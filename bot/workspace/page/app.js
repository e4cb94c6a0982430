/** The page: the list of channels, the conversation, the thread beside it. */

import { composer } from "./composer.js";
import { arrange, h, icon } from "./dom.js";
import { connect } from "./live.js";
import { avatar, counted, rows } from "./messages.js";
import { conversation, on, store, title, user } from "./store.js";

const WIDE = matchMedia("(min-width: 1000px)");
const $ = (id) => document.getElementById(id);
const [app, sidebar, main, thread, shade, announce] = ["app", "sidebar", "main", "thread", "shade", "announce"].map($);
const mine = new Set();
let threadTs = null;
let shown = { main: new Map(), thread: new Map(), welcome: null };

// --- the list of channels ---

function drawSidebar() {
  const entry = (channel) =>
    h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: store.unread.has(channel.id) ? "unread" : "", "aria-current": channel.id === store.current && "page", onclick: () => show(channel.id) },
        channel.is_im ? avatar(channel.members.find((member) => member !== store.me)) : icon("hash"),
        h("span", {}, title(channel)),
        store.unread.has(channel.id) && h("span", { class: "dot", role: "img", "aria-label": "unread" }),
      ),
    );
  const channels = [...store.channels.values()];
  sidebar.replaceChildren(
    h("header", {}, h("strong", {}, store.team), h("span", { class: "faint" }, `You are ${user(store.me).real_name}`)),
    h("h2", {}, "Channels"),
    h("ul", {}, ...channels.filter((channel) => !channel.is_im).map(entry)),
    h("h2", {}, "Direct messages"),
    h("ul", {}, ...channels.filter((channel) => channel.is_im).map(entry)),
    h("footer", { class: "faint" }, "Everything here stays on this computer and is gone when the workspace is stopped."),
  );
}

function openSidebar(open) {
  app.classList.toggle("sidebar-open", open);
  shade.hidden = !open;
  if (open) sidebar.querySelector("[aria-current]")?.focus();
}

function show(channel) {
  store.current = channel;
  store.unread.delete(channel);
  closeThread();
  openSidebar(false);
  drawSidebar();
  drawMain();
  $("composer-main").focus();
}

// --- the conversation ---

function drawMain() {
  const channel = store.channels.get(store.current);
  const name = title(channel);
  document.title = `${channel.is_im ? "" : "#"}${name} · ${store.team}`;
  const field = composer("composer-main", channel);
  main.replaceChildren(
    h(
      "header",
      { class: "bar" },
      h("button", { type: "button", class: "only-narrow", "aria-label": "Channels", onclick: () => openSidebar(true) }, icon("menu")),
      h("h1", {}, channel.is_im ? avatar(channel.members.find((member) => member !== store.me)) : icon("hash"), h("span", {}, name)),
      h("p", { id: "status", class: "status", role: "status" }),
    ),
    h("div", { id: "log", class: "log", role: "log", "aria-live": "off", tabindex: "0", "aria-label": `Messages in ${name}` }),
    h("div", { class: "foot" }, h("p", { id: "banner", class: "banner", role: "status", hidden: true }), field),
  );
  shown = { main: new Map(), thread: new Map(), welcome: welcome() };
  drawLog();
  drawStatus();
  bottom($("log"));
}

function drawLog(follow = false) {
  const log = $("log");
  const stay = follow || nearBottom(log);
  const { roots, threads } = conversation(store.current);
  arrange(log, [shown.welcome, ...rows(roots, shown.main, { threads, openThread, dismiss })]);
  if (stay) bottom(log);
}

function welcome() {
  const channel = store.channels.get(store.current);
  const bot = user(store.bot.user).real_name;
  const chip = (text, about) => h("button", { type: "button", class: "chip", onclick: () => main.querySelector("form").insert(text) }, h("strong", {}, text.trim()), about && h("span", {}, about));
  return h(
    "section",
    { class: "welcome" },
    h("h2", {}, channel.is_im ? `You and ${title(channel)}` : `Welcome to #${channel.name}`),
    h("p", {}, channel.is_im ? `Write to ${bot} in your own words. It answers here.` : `Mention ${bot} with a question and it answers in a thread. Its commands answer you alone.`),
    h("div", { class: "chips" }, !channel.is_im && chip(`@${bot} `, "ask here"), ...store.commands.map((one) => chip(`${one.name} `, one.usage_hint))),
  );
}

function drawStatus() {
  const bot = user(store.bot.user).real_name;
  const good = store.online && store.bot.connected;
  const status = $("status");
  status.className = `status ${good ? "good" : "bad"}`;
  status.textContent = !store.online ? "Disconnected" : good ? `${bot} is connected` : `${bot} is not connected`;
  const banner = $("banner");
  banner.hidden = good;
  banner.textContent = !store.online
    ? "The workspace is not running. This page comes back by itself as soon as it is."
    : `The bot is not connected. ${bot} cannot answer until it is.`;
}

function dismiss(message) {
  store.messages.get(message.channel).delete(message.ts);
  redraw();
}

// `news` is a message just posted, where there is one: what one did oneself or was meant for one is brought into view
function redraw(news = null) {
  const held = document.activeElement?.closest?.("[data-ts]");
  const inThread = Boolean(news?.thread_ts);
  const forMe = news && !inThread && (news.user === store.me || news.ephemeral || store.channels.get(news.channel).is_im);
  drawLog(forMe);
  if (threadTs) drawThread(inThread && news.thread_ts === threadTs);
  if (held && !held.isConnected) keepFocus(held.dataset.ts);
}

// a message that was pressed and changed is another node now; the focus stays with it
function keepFocus(ts) {
  const inThread = app.classList.contains("thread-open") && thread.querySelector(`[data-ts="${ts}"]`);
  const place = inThread || main.querySelector(`[data-ts="${ts}"]`);
  (place?.querySelector(".content button, .content a") ?? $(threadTs ? "composer-thread" : "composer-main")).focus();
}

function nearBottom(log) {
  return log.scrollHeight - log.scrollTop - log.clientHeight < 120;
}

// to the end; but of a message that is taller than the view, to its beginning
function bottom(log) {
  const last = log.lastElementChild;
  const tall = last?.matches(".message") && last.offsetHeight > log.clientHeight - 16;
  log.scrollTop = tall ? last.offsetTop - log.offsetTop - 8 : log.scrollHeight;
}

// --- the thread ---

function openThread(ts, focus = true) {
  threadTs = ts;
  const channel = store.channels.get(store.current);
  thread.replaceChildren(
    h(
      "header",
      { class: "bar" },
      h("h2", {}, "Thread"),
      h("span", { id: "thread-count", class: "faint" }),
      h("button", { type: "button", "aria-label": "Close thread", onclick: () => closeThread(true) }, icon("close")),
    ),
    h("div", { id: "thread-log", class: "log", role: "log", "aria-live": "off", tabindex: "0", "aria-label": "Messages in the thread" }),
    h("div", { class: "foot" }, composer("composer-thread", channel, ts)),
  );
  shown.thread = new Map();
  thread.hidden = false;
  app.classList.add("thread-open");
  drawThread(true);
  if (focus) $("composer-thread").focus();
}

function drawThread(follow = false) {
  const log = $("thread-log");
  const root = store.messages.get(store.current).get(threadTs);
  if (!root) return closeThread();
  const answers = conversation(store.current).threads.get(threadTs) ?? [];
  $("thread-count").textContent = answers.length ? counted(answers) : "";
  arrange(log, rows([root, ...answers], shown.thread, { dismiss }));
  if (follow) bottom(log);
}

function closeThread(focus = false) {
  threadTs = null;
  thread.hidden = true;
  thread.replaceChildren();
  app.classList.remove("thread-open");
  if (focus) $("composer-main").focus();
}

// --- what happens ---

on("everything", () => {
  const first = !main.hasChildNodes();
  drawSidebar();
  drawMain();
  if (first && matchMedia("(hover: hover)").matches) $("composer-main").focus();
  if (threadTs) openThread(threadTs, false);
});
on("posted", (message) => {
  if (message.user === store.me) mine.add(message.ts);
  else announce.textContent = `${user(message.user).real_name}: ${message.text}`;
  if (message.channel !== store.current) {
    store.unread.add(message.channel);
    drawSidebar();
    return;
  }
  redraw(message);
  // an answer to what was just asked here opens beside it, where there is room
  if (message.thread_ts && mine.has(message.thread_ts) && WIDE.matches && threadTs !== message.thread_ts) openThread(message.thread_ts, false);
});
on("changed", (message) => {
  if (message.channel === store.current) redraw();
});
on("removed", (message) => {
  if (message.channel === store.current) redraw();
});
on("bot", drawStatus);
on("online", () => store.channels.size && drawStatus());

shade.addEventListener("click", () => openSidebar(false));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  if (app.classList.contains("sidebar-open")) openSidebar(false);
  else if (threadTs) closeThread(true);
});
connect();
