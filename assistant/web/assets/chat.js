// The chat page with scripts: the form's question goes to the API, and the answer arrives claim by claim.
// Without this file the form still posts, and a page comes back.

import { Turn, element } from "./answer.js";
import { eventsOf } from "./stream.js";

const form = document.getElementById("ask");
const box = document.getElementById("message");
const send = document.getElementById("send");
const stop = document.getElementById("stop");
const jump = document.getElementById("jump");
const go = document.getElementById("go");
const problem = document.getElementById("problem");
const announcer = document.getElementById("announcer");
const transcript = document.getElementById("transcript");
const words = { statuses: JSON.parse(form.dataset.statuses), bases: JSON.parse(form.dataset.bases), titles: JSON.parse(form.dataset.titles) };

const MOST_TURNS = 20;
const MOST_BYTES = 60_000;
const FIRST_BYTE_MS = 120_000;

let history = JSON.parse(form.elements.history.value || "[]");
let conversation = form.elements.conversation.value || null;
let number = transcript.children.length;
let running = null;
let last = "";

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(event.submitter?.name === "suggestion" ? event.submitter.value : box.value);
});

box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit(send);
  } else if (event.key === "ArrowUp" && !box.value && last) {
    event.preventDefault();
    box.value = last;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && running) running.abort("stopped");
});
stop.addEventListener("click", () => running?.abort("stopped"));

go.addEventListener("click", (event) => {
  event.preventDefault();
  const answer = document.getElementById(`answer-${number}`);
  answer?.scrollIntoView({ block: "start" });
  answer?.focus({ preventScroll: true });
});

// A citation leads to its source and takes the focus along.
transcript.addEventListener("click", (event) => {
  const link = event.target.closest("a.cite");
  const source = link && document.getElementById(link.hash.slice(1));
  source?.focus({ preventScroll: true });
});

for (const limit of form.querySelectorAll(".limit input")) limit.addEventListener("change", showChosen);
showChosen();

async function ask(text) {
  const message = text.trim();
  if (!message) return complain("Please write a question first.");
  if ([...message].length > Number(box.dataset.most)) {
    return complain(`The question has ${[...message].length.toLocaleString("en-GB")} characters; at most ${Number(box.dataset.most).toLocaleString("en-GB")} are read. Shorten it.`);
  }
  if (running) running.abort("replaced");
  complain("");
  document.getElementById("begin")?.remove();
  last = message;
  if (box.value.trim() === message) box.value = "";
  const turn = new Turn(++number, message, words);
  transcript.prepend(turn.article);
  const control = new AbortController();
  begin(control);
  try {
    const whole = await answered(turn, message, control);
    history = shortened([...history, { role: "user", content: message }, { role: "assistant", content: whole.answer }]);
    conversation = whole.conversation_id;
    turn.finish(whole, ask);
    announce(spoken(whole));
  } catch (error) {
    if (control.signal.reason === "replaced") turn.stopWith("Stopped: another question was asked.", () => ask(message));
    else {
      const sentence = control.signal.reason === "stopped" ? "Stopped. What is shown may not be the whole answer." : sentenceOf(error);
      turn.stopWith(sentence, () => ask(message));
      announce(sentence);
      if (!box.value) box.value = message;
    }
  } finally {
    end(control);
  }
}

async function answered(turn, message, control) {
  const patience = setTimeout(() => control.abort("slow"), FIRST_BYTE_MS);
  let response;
  try {
    response = await fetch("/api/v1/chat", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "text/event-stream, application/json;q=0.5, application/problem+json;q=0.5" },
      body: JSON.stringify({ message, history, documents: chosen(), audience: form.elements.audience.value, conversation_id: conversation }),
      signal: control.signal,
    });
  } finally {
    clearTimeout(patience);
  }
  if (!response.ok) throw new Refused(await detailOf(response));
  if (!(response.headers.get("content-type") ?? "").startsWith("text/event-stream")) return response.json();
  for await (const { event, data } of eventsOf(response)) {
    if (event === "status") turn.setStatus(data.status);
    else if (event === "claim") turn.addClaim(data);
    else if (event === "citation") turn.addCitation(data);
    else if (event === "error") throw new Refused(data.detail);
    else if (event === "done") return data;
  }
  throw new Refused("The connection broke off in the middle of the answer. What is shown may not be the whole of it.");
}

class Refused extends Error {}

async function detailOf(response) {
  try {
    return (await response.json()).detail;
  } catch {
    return `The server answered with the error ${response.status}. Try again in a moment.`;
  }
}

function sentenceOf(error) {
  if (error instanceof Refused) return error.message;
  return "The server cannot be reached. It may be starting again; try again in a moment.";
}

function begin(control) {
  running = control;
  stop.hidden = false;
  jump.hidden = true;
  announce("Looking in the documents.");
}

function end(control) {
  if (running !== control) return;
  running = null;
  if (document.activeElement === stop) box.focus();
  stop.hidden = true;
  jump.hidden = false;
}

function complain(sentence) {
  problem.replaceChildren(...(sentence ? [element("span", { class: "unseen" }, "Error: "), sentence] : []));
  problem.hidden = !sentence;
  if (sentence) {
    box.setAttribute("aria-invalid", "true");
    box.focus();
  } else box.removeAttribute("aria-invalid");
}

function announce(text) {
  announcer.textContent = text;
}

function spoken(whole) {
  const status = words.statuses[whole.status]?.[1] ?? "";
  const sources = whole.citations.length;
  const counted = sources ? ` ${sources} ${sources === 1 ? "source" : "sources"}.` : "";
  return `The answer is there: ${status}.${counted}`;
}

function chosen() {
  const ids = new Set();
  for (const input of form.querySelectorAll(".limit input:checked")) {
    for (const id of input.name === "area" ? input.dataset.documents.split(" ") : [input.value]) ids.add(id);
  }
  return ids.size ? [...ids] : null;
}

function showChosen() {
  const ids = chosen();
  const shown = document.getElementById("chosen");
  if (shown) shown.textContent = ids ? ` (${ids.length} chosen)` : "";
}

function shortened(turns) {
  let kept = turns.slice(-2 * MOST_TURNS);
  const size = () => new TextEncoder().encode(JSON.stringify(kept)).length;
  while (kept.length > 2 && size() > MOST_BYTES) kept = kept.slice(2);
  return kept;
}
