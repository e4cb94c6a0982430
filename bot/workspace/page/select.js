/** A field that completes: type to narrow, arrows to move, Enter to choose. One choice or several. */

import { above, h, icon, iconButton } from "./dom.js";
import { listbox } from "./listbox.js";
import { beside } from "./menu.js";

const PAUSE_MS = 120;
const MOST = 100;
let number = 0;

/**
 * `tied`: attributes of the field; `hold`: where the value is kept; `find(query)` resolves to `{ value, label, about }`s;
 * `shortest`: letters needed before it looks; `many` and `most`: how many can be chosen.
 */
export function select(tied, hold, { find, many, most, shortest }) {
  number += 1;
  const list = h("ul", { id: `list-${number}`, class: "offers floating", role: "listbox", "aria-label": tied.placeholder, hidden: true, popover: "manual" });
  const field = h("input", {
    ...tied, type: "text", role: "combobox", spellcheck: "false", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    oninput: () => look(field.value), onkeydown: key, onclick: () => list.hidden && look(""), onfocus: () => field.select(),
    onblur: () => setTimeout(() => document.activeElement !== field && close(), 0),
  });
  const chips = h("span.picked");
  const clear = !many && hold.optional && iconButton("close", "Clear", () => choose({ value: null }), { class: "icon-button tiny" });
  const box = h("span.select", many && chips, field, clear, icon("down"));
  const options = listbox(field, list, choose);
  let asked = 0;
  let timer = 0;

  const chosen = () => hold.value() ?? (many ? [] : null);
  const label = (value) => hold.names.get(value) ?? value ?? "";

  function draw() {
    const chip = (value) => h("span.chip-picked", label(value), iconButton("close", `Remove ${label(value)}`, () => choose({ value }), { class: "icon-button tiny" }));
    if (many) chips.replaceChildren(...chosen().map(chip));
    field.value = many ? "" : label(chosen());
    if (clear) clear.hidden = chosen() === null;
  }

  function look(query) {
    clearTimeout(timer);
    asked += 1;
    const mine = asked;
    if (query.trim().length < shortest) return open([], `Type at least ${shortest} ${shortest === 1 ? "letter" : "letters"}`);
    if (list.hidden) open([], "Looking…");
    const run = async () => {
      const [found, otherwise] = await find(query).then((all) => [all.slice(0, MOST), "Nothing found"], (error) => [[], error.message]);
      if (mine === asked) open(found, otherwise);
    };
    timer = setTimeout(run, shortest ? PAUSE_MS : 0);
  }

  function open(found, otherwise) {
    const shown = found.map((one) => ({ ...one, checked: many && chosen().includes(one.value) }));
    options.show(shown, many ? 0 : found.findIndex((one) => one.value === chosen()), otherwise);
    if (!list.isConnected) above(box).append(list);
    list.showPopover();
    beside(list, box);
  }

  function close() {
    clearTimeout(timer);
    asked += 1;
    options.show([]);
    list.remove();
    draw();
  }

  function choose({ value, label: name }) {
    if (name) hold.names.set(value, name);
    const rest = many && chosen().filter((one) => one !== value);
    if (!many) hold.pick(value, box);
    else if (rest.length < chosen().length || rest.length < most) hold.pick(rest.length < chosen().length ? rest : [...rest, value], box);
    close();
    field.focus();
  }

  function key(event) {
    if (event.isComposing) return;
    if (list.hidden && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      look(many ? field.value : "");
    } else if (options.moved(event)) return;
    else if (event.key === "Enter" && !list.hidden) {
      event.preventDefault();
      if (options.current()) choose(options.current());
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Backspace" && many && !field.value && chosen().length) choose({ value: chosen().at(-1) });
  }

  draw();
  return box;
}
