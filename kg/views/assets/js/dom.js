// Building the page. Every text goes in as a text node; there is no markup from strings anywhere in these files.

const $ = (id) => document.getElementById(id);

/** An element: el("button", {class: "x", onclick: f}, "text", child, …); null and false children are left out. */
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** A name in a run of other text: set apart from it, so that right-to-left names leave the rest in its order. */
const name = (text) => el("bdi", {}, text);

const clear = (element, ...children) => element.replaceChildren(...children.filter(Boolean));

const plural = (count, one, many = one + "s") => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** At most so many characters, cut between code points. */
function shorten(text, length) {
  if (text.length <= length) return text;
  return (
    Array.from(text.slice(0, length * 2))
      .slice(0, length - 1)
      .join("")
      .trimEnd() + "…"
  );
}

/** Call once things are quiet, so that a slider that is dragged does not redraw at each step. */
function debounce(action, wait) {
  let timer = 0;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...args), wait);
  };
}

function toast(text) {
  const box = $("toast");
  box.textContent = text;
  box.hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => {
    box.hidden = true;
  }, 3500);
}

const announce = (text) => {
  $("live").textContent = text;
};
