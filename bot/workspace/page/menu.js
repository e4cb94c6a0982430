/** A menu that opens beside a button: arrows, Home, End, letters, Enter and Escape all work. */

import { h } from "./dom.js";

/** Open a menu of `{ label, description, pick }` beside `anchor`. */
export function openMenu(anchor, items) {
  const entries = items.map((item) =>
    h(
      "button",
      {
        type: "button",
        role: "menuitem",
        tabindex: "-1",
        onclick: () => {
          menu.hidePopover();
          item.pick();
        },
      },
      h("span", {}, item.label),
      item.description && h("small", {}, item.description),
    ),
  );
  const menu = h("div", { class: "menu", role: "menu", popover: "auto", onkeydown: (event) => move(event, entries) }, ...entries);
  menu.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    const within = menu.contains(document.activeElement) || document.activeElement === document.body;
    menu.remove();
    anchor.setAttribute("aria-expanded", "false");
    if (within) anchor.focus();
  });
  document.body.append(menu);
  menu.showPopover();
  place(menu, anchor);
  anchor.setAttribute("aria-expanded", "true");
  entries[0].focus();
}

function place(menu, anchor) {
  const beside = anchor.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const below = beside.bottom + 4 + height <= innerHeight;
  menu.style.left = `${Math.max(8, Math.min(beside.left, innerWidth - width - 8))}px`;
  menu.style.top = `${below ? beside.bottom + 4 : Math.max(8, beside.top - height - 4)}px`;
}

function move(event, entries) {
  const now = entries.indexOf(document.activeElement);
  const steps = { ArrowDown: now + 1, ArrowUp: now - 1 + entries.length, Home: 0, End: entries.length - 1 };
  if (event.key in steps) {
    event.preventDefault();
    entries[steps[event.key] % entries.length].focus();
  } else if (event.key === "Tab") {
    entries[0].closest(".menu").hidePopover();
  } else if (event.key.length === 1 && event.key !== " ") {
    const ordered = [...entries.slice(now + 1), ...entries.slice(0, now + 1)];
    ordered.find((entry) => entry.textContent.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
  }
}

/** Ask before something is done; resolves to whether it was confirmed. */
export function confirmed(question) {
  return new Promise((resolve) => {
    const dialog = h(
      "dialog",
      { class: "dialog", "aria-labelledby": "dialog-title" },
      h(
        "form",
        { method: "dialog" },
        h("h2", { id: "dialog-title" }, question.title.text),
        h("p", {}, question.text.text),
        h(
          "div",
          { class: "dialog-buttons" },
          h("button", { class: "button", value: "no" }, question.deny.text),
          h("button", { class: `button ${question.style ?? "primary"}`, value: "yes", autofocus: true }, question.confirm.text),
        ),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
