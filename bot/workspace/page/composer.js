/** The field where a message is written: grows with it, completes commands and names, sends on Enter. */

import { h, icon } from "./dom.js";
import { wish } from "./live.js";
import { avatar } from "./messages.js";
import { store, title } from "./store.js";

const drafts = new Map();

/** A composer for a channel, or for a thread in it. What was begun there and not sent is there again. */
export function composer(id, channel, threadTs = null) {
  const place = channel.is_im ? title(channel) : `#${title(channel)}`;
  const label = threadTs ? "Reply in the thread" : `Message ${place}`;
  const field = h("textarea", {
    id, rows: "1", placeholder: label, "aria-label": label, spellcheck: "true", autocomplete: "off",
    role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": `${id}-offers`,
    oninput: () => update(), onkeydown: (event) => key(event), onblur: () => close(),
  });
  const offers = h("ul", { id: `${id}-offers`, class: "offers", role: "listbox", "aria-label": "Completions", hidden: true });
  const hint = h("p", { class: "hint", hidden: true });
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const send = h("button", { type: "submit", class: "send", "aria-label": "Send", disabled: true }, icon("send"));
  const form = h("form", { class: "composer", onsubmit: (event) => (event.preventDefault(), submit()) }, offers, hint, h("div", { class: "field" }, field, send), problem);

  const draft = `${channel.id} ${threadTs}`;
  let found = [];
  let chosen = 0;

  function update() {
    drafts.set(draft, field.value);
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, innerHeight * 0.4)}px`;
    send.disabled = !field.value.trim();
    problem.hidden = true;
    found = threadTs ? names(field) : [...commands(field), ...names(field)];
    chosen = 0;
    draw();
    const used = threadTs ? null : store.commands.find((one) => field.value.startsWith(`${one.name} `));
    hint.hidden = !used;
    hint.replaceChildren(...(used ? [h("strong", {}, used.name), ` ${used.usage_hint}`, used.description && h("span", { class: "faint" }, used.description)].filter(Boolean) : []));
  }

  function draw() {
    offers.hidden = !found.length;
    field.setAttribute("aria-expanded", String(found.length > 0));
    offers.replaceChildren(
      ...found.map((offer, number) =>
        h(
          "li",
          { id: `${id}-offer-${number}`, role: "option", "aria-selected": String(number === chosen), onmousedown: (event) => (event.preventDefault(), take(offer)) },
          offer.picture, h("strong", {}, offer.name), offer.hint && h("span", { class: "usage" }, offer.hint), offer.about && h("span", { class: "faint" }, offer.about),
        ),
      ),
    );
    if (found.length) {
      field.setAttribute("aria-activedescendant", `${id}-offer-${chosen}`);
      offers.children[chosen].scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  }

  function close() {
    found = [];
    draw();
  }

  function take(offer) {
    field.setRangeText(offer.insert, offer.from, field.selectionStart, "end");
    field.focus();
    update();
  }

  function key(event) {
    if (event.isComposing) return;
    if (found.length && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      chosen = (chosen + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
      draw();
    } else if (found.length && (event.key === "Tab" || (event.key === "Enter" && field.value !== found[chosen].name))) {
      event.preventDefault();
      take(found[chosen]);
    } else if (event.key === "Escape" && found.length) {
      event.stopPropagation();
      close();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    }
  }

  async function submit() {
    const text = field.value;
    if (!text.trim()) return;
    field.value = "";
    update();
    try {
      await wish(asWish(text, channel, threadTs));
    } catch (error) {
      if (!field.value) field.value = text;
      update();
      problem.textContent = error.message;
      problem.hidden = false;
    }
  }

  field.value = drafts.get(draft) ?? "";
  send.disabled = !field.value.trim();
  form.insert = (text) => {
    field.value = text;
    field.focus();
    update();
  };
  return form;
}

function asWish(text, channel, threadTs) {
  const slash = /^\/(\S+)\s*([\s\S]*)$/.exec(text);
  if (slash && threadTs) throw new Error("Slash commands do not work in threads.");
  if (slash) return { type: "slash", channel: channel.id, command: `/${slash[1]}`, text: slash[2] };
  return { type: "say", channel: channel.id, text, thread_ts: threadTs };
}

function commands(field) {
  const typed = field.value.slice(0, field.selectionStart);
  if (!/^\/\S*$/.test(typed)) return [];
  return store.commands
    .filter((one) => one.name.startsWith(typed.toLowerCase()))
    .map((one) => ({ name: one.name, hint: one.usage_hint, about: one.description, insert: `${one.name} `, from: 0 }));
}

function names(field) {
  const typed = /(?:^|\s)@([\p{L}\d .-]*)$/u.exec(field.value.slice(0, field.selectionStart));
  if (!typed) return [];
  const wanted = typed[1].toLowerCase();
  return [...store.users.values()]
    .filter((one) => one.id !== store.me && one.id !== "USLACKBOT" && one.real_name.toLowerCase().startsWith(wanted))
    .sort((one, other) => Number(other.is_bot) - Number(one.is_bot))
    .map((one) => ({ name: one.real_name, about: one.is_bot ? "app" : "", picture: avatar(one.id), insert: `@${one.real_name} `, from: field.selectionStart - typed[1].length - 1 }));
}
