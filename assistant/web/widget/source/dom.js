// Elements from names, attributes and children. A child that is a string becomes a text node, whatever it holds.

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export function button(part, text, press) {
  const made = element("button", { type: "button", part }, text);
  made.addEventListener("click", press);
  return made;
}

// Words that are heard and not seen.
export const unseen = (text) => element("span", { class: "unseen" }, text);
