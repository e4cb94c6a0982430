/** The elements of Block Kit that can be pressed or chosen from, and images. */

import { h, icon, link } from "./dom.js";
import { wish } from "./live.js";
import { confirmed, openMenu } from "./menu.js";
import { plain } from "./text.js";

/** An element as a DOM node; `press(element, value)` tells the app. One not known is shown as JSON. */
export function element(given, message, block) {
  const press = async (value, node) => {
    if (given.confirm && !(await confirmed(given.confirm))) return;
    await pressing(node, { type: "press", channel: message.channel, ts: message.ts, block_id: block.block_id, action_id: given.action_id, value });
  };
  return ELEMENTS[given.type]?.(given, press) ?? h("pre", { class: "unknown" }, JSON.stringify(given, null, 2));
}

async function pressing(node, what) {
  node.classList.add("busy");
  node.setAttribute("aria-busy", "true");
  node.parentElement?.querySelector(".failed")?.remove();
  try {
    await wish(what);
  } catch (error) {
    node.after(h("span", { class: "failed", role: "alert" }, error.message));
  } finally {
    node.classList.remove("busy");
    node.removeAttribute("aria-busy");
  }
}

const ELEMENTS = {
  button: (given, press) => {
    const look = `button ${given.style ?? ""}`;
    const onclick = (event) => press(undefined, event.currentTarget);
    const label = { "aria-label": given.accessibility_label };
    if (given.url && /^(https?|mailto|tel):/i.test(given.url)) {
      const node = link(given.url, ...plain(given.text.text));
      node.className = look;
      node.addEventListener("click", onclick);
      return node;
    }
    return h("button", { type: "button", class: look, onclick, ...label }, ...plain(given.text.text));
  },
  overflow: (given, press) => {
    const open = (event) => {
      const anchor = event.currentTarget;
      openMenu(anchor, choices(given.options, (option) => {
        if (option.url && /^(https?|mailto|tel):/i.test(option.url)) window.open(option.url, "_blank", "noopener");
        press(option.value, anchor);
      }));
    };
    return h("button", { type: "button", class: "button square", "aria-label": "More", "aria-haspopup": "menu", "aria-expanded": "false", onclick: open }, icon("more"));
  },
  static_select: (given, press) => {
    const groups = given.option_groups?.flatMap((group) => group.options.map((option) => ({ ...option, group: group.label.text })));
    const label = h("span", {}, (given.initial_option?.text ?? given.placeholder)?.text ?? "Choose");
    const open = (event) => {
      const anchor = event.currentTarget;
      openMenu(anchor, choices(given.options ?? groups, (option) => {
        label.textContent = option.text.text;
        press(option.value, anchor);
      }));
    };
    return h("button", { type: "button", class: "button select", "aria-haspopup": "menu", "aria-expanded": "false", onclick: open }, label, icon("down"));
  },
  image: (given) => image(given),
};

function choices(options, pick) {
  return options.map((option) => ({
    label: plain(option.text.text).join(""),
    description: [option.group, option.description?.text].filter(Boolean).join(" · "),
    pick: () => pick(option),
  }));
}

/** A picture: its own where the page may load it, otherwise its description and a link to it, for the page calls nobody. */
export function image(given) {
  const address = given.image_url ?? given.slack_file?.url ?? "";
  const own = address.startsWith("/") || address.startsWith(`${location.origin}/`);
  if (own) return h("img", { src: address, alt: given.alt_text, loading: "lazy" });
  return h("span", { class: "picture" }, icon("picture"), address ? link(address, given.alt_text) : given.alt_text);
}
