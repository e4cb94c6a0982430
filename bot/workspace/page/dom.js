/** Making elements. Whatever comes from outside becomes text or a checked attribute, never markup. */

const SVG = "http://www.w3.org/2000/svg";

/** An element: `h("button", { class: "x", onclick: press }, "Press")`. False and missing properties and children are left out. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

const ICONS = {
  bot: "M12 3v3M7 6h10a3 3 0 0 1 3 3v7a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3V9a3 3 0 0 1 3-3zM9 11.5v1.5M15 11.5v1.5M9.5 16h5",
  close: "M6 6l12 12M18 6L6 18",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z",
  hash: "M9 4L7 20M17 4l-2 16M4.5 9h16M3.5 15h16",
  menu: "M4 7h16M4 12h16M4 17h16",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  reply: "M20 15a2 2 0 0 1-2 2H9l-5 4V6a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2z",
  send: "M4 12l16-8-6 16-3-7z",
  down: "M7 10l5 5 5-5",
  picture: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9h.01",
};

/** A line drawing; it says nothing to a screen reader. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** A link that goes where a person expects; any other scheme is shown as text. */
export function link(address, ...label) {
  const content = label.length ? label : [address.replace(/^(tel|mailto):/i, "")];
  if (!/^(https?:\/\/|mailto:|tel:)/i.test(address)) return h("span", {}, ...content);
  const outside = /^https?:/i.test(address);
  return h("a", { href: address, target: outside && "_blank", rel: outside && "noopener noreferrer" }, ...content);
}

/** Make `nodes` the children of `parent`, leaving those alone that are there already: what has the focus keeps it. */
export function arrange(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, at) => {
    if (parent.childNodes[at] !== node) parent.insertBefore(node, parent.childNodes[at] ?? null);
  });
}
