/** The app's Home tab. */

import { redraw } from "./blocks.js";
import { h } from "./dom.js";
import { justActed, wish } from "./live.js";
import { go, place } from "./place.js";
import { on, store, user } from "./store.js";
import { viewSurface } from "./surface.js";

let kept = new Map();

on("home", () => {
  const parent = document.getElementById("home");
  if (parent) fill(parent);
});

/** The two tabs of the app's conversation: Home and Messages. */
export function tabBar() {
  const tab = (name, label) =>
    h("button", { type: "button", role: "tab", "aria-selected": String(place.tab === name), onclick: () => go({ tab: name, thread: null }) }, label);
  const arrow = (event) => {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const next = place.tab === "home" ? "messages" : "home";
    go({ tab: next, thread: null });
    document.querySelector(".tabs [aria-selected=true]").focus();
  };
  return h("div.tabs", { role: "tablist", "aria-label": "Views of the app", onkeydown: arrow }, tab("home", "Home"), tab("messages", "Messages"));
}

/** Draw the Home view into `parent`. */
export function homeTab(parent) {
  kept = new Map();
  fill(parent);
}

/** Tell the app that the person opened one of its tabs. */
export function opened(tab) {
  wish({ type: "tab", tab }).catch((error) => console.warn(error.message));
}

function fill(parent) {
  if (!store.home) {
    parent.replaceChildren(h("p.empty", `${user(store.bot.user).real_name} has not shown anything here yet.`));
    return;
  }
  let page = parent.querySelector(".content");
  if (!page) {
    page = h("div.content");
    parent.replaceChildren(page);
  }
  const before = page.dataset.first;
  redraw(page, store.home.blocks, viewSurface(store.home), kept);
  page.dataset.first = JSON.stringify(store.home.blocks.slice(0, 3));
  if (before && before !== page.dataset.first && justActed()) parent.scrollTop = 0;
}
