// What can be done with an answer on the page: copy it with its references, say what one makes of it.
// Works from what is shown, so that an answer the server rendered has them too.

import { element } from "./answer.js";

const said = (node) => (node ? shown(node).replace(/[ \t]+/g, " ").trim() : "");

// The words of an element without those that only a screen reader hears.
function shown(node) {
  const copy = node.cloneNode(true);
  for (const one of copy.querySelectorAll(".unseen, .sign")) one.remove();
  return copy.textContent;
}

// The answer as plain text: question, claims with [1] markers, and a numbered reference with its address for each source.
export function textOf(turn) {
  const lines = [said(turn.querySelector(".asked")), ""];
  const answer = turn.querySelector(".answer");
  for (const part of answer.querySelectorAll(".claim, .note, div > p:not(.next), .signposts li")) {
    if (part.closest(".searched") || part.matches(".looked")) continue;
    if (!part.matches(".claim")) lines.push(said(part));
    else lines.push(said(part.querySelector(".words")) + [...part.querySelectorAll(".cite")].map((cite) => ` [${said(cite)}]`).join(""));
  }
  const sources = [...turn.querySelectorAll(".source")];
  if (sources.length) lines.push("", "Sources");
  for (const source of sources) {
    const link = source.querySelector("a");
    const title = said(headingOf(source));
    const places = [...source.querySelectorAll(".place")].map(said);
    lines.push(`[${said(source.querySelector(".number"))}] ${[title, said(link), ...places].join(", ")}: “${said(source.querySelector("blockquote"))}” ${link.href}`);
  }
  return lines.join("\n");
}

function headingOf(source) {
  let node = source.closest("ol");
  while (node && !node.matches("h4")) node = node.previousElementSibling;
  return node;
}

// Clipboards are for pages with a secure address only; elsewhere a selected field does.
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = element("textarea", { class: "unseen", "aria-hidden": "true" });
    field.value = text;
    document.body.append(field);
    const focused = document.activeElement;
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    focused?.focus();
    return done;
  }
}

// Gives a turn the buttons that need scripts; `acts` are what they do.
export function equip(turn, acts) {
  const tools = turn.querySelector(".tools");
  if (!tools || tools.querySelector(".acts")) return;
  const button = (name, words, act) => {
    const made = element("button", { type: "button", class: name }, words);
    made.addEventListener("click", () => act(turn));
    return made;
  };
  tools.prepend(element("p", { class: "acts" }, button("copy", "Copy with references", acts.copy), " ", button("edit", "Edit the question", acts.edit), " ", button("print", "Print", acts.print)));
}

// Sends feedback without leaving the page. What needs words opens a field for them first.
export async function giveFeedback(form, button, announce) {
  const more = form.querySelector(".more");
  const send = form.querySelector(".send");
  if (button !== send && button.value !== "right" && !more.open) {
    more.open = true;
    send.hidden = false;
    send.value = button.value;
    send.textContent = `Send “${button.textContent}”`;
    form.elements.words.focus();
    return;
  }
  const fields = new FormData(form);
  const body = { opinion: button.value, words: fields.get("words"), message_id: fields.get("message_id"), question: fields.get("question"), answer: fields.get("answer") };
  body.sources = JSON.parse(fields.get("sources") || "[]");
  let sentence = "Thank you. This is kept with the question and the answer, without your name.";
  try {
    const response = await fetch("/api/v1/feedback", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    if (!response.ok) throw new Error((await response.json()).detail);
    form.replaceChildren(element("p", { class: "thanks", tabindex: "-1" }, sentence));
    form.firstChild.focus();
  } catch (error) {
    sentence = error instanceof TypeError ? "The server cannot be reached, so this was not kept. Try again in a moment." : error.message;
    form.querySelector(".cut")?.remove();
    form.append(element("p", { class: "cut" }, sentence));
  }
  announce(sentence);
}
