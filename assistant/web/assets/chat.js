// The chat page with scripts: the form's question goes to the API, and the answer arrives claim by claim.
// Without this file the form still posts, and a page comes back.

import { Turn, element } from "./answer.js";
import { shortcuts } from "./keys.js";
import { eventsOf } from "./stream.js";
import { copy, equip, giveFeedback, textOf } from "./tools.js";

const id = (name) => document.getElementById(name);
const form = id("ask");
const box = id("message");
const send = id("send");
const stop = id("stop");
const jump = id("jump");
const problem = id("problem");
const transcript = id("transcript");
const keep = form.elements.keep;
const words = Object.fromEntries(["statuses", "bases", "opinions", "titles"].map((name) => [name, JSON.parse(form.dataset[name])]));

const MOST_TURNS = 20;
const MOST_BYTES = 60_000;
const SILENT_MS = 60_000;
const WAIT_MS = 300_000;
const STEP_MS = 1_000;

let history = JSON.parse(form.elements.history.value || "[]");
let conversation = form.elements.conversation.value || null;
let number = transcript.querySelectorAll(".turn").length;
let running = null;
let last = "";
// The turn that is being edited: the next question takes its place.
let edited = null;
// What had been said before each turn.
const priors = new WeakMap();

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

id("go").addEventListener("click", (event) => {
  event.preventDefault();
  goTo(newest()?.querySelector(".answer"));
});

// A citation leads to its source and takes the focus along.
transcript.addEventListener("click", (event) => {
  const link = event.target.closest("a.cite");
  if (link) id(link.hash.slice(1))?.focus({ preventScroll: true });
});

transcript.addEventListener("submit", (event) => {
  if (!event.target.matches(".feedback")) return;
  event.preventDefault();
  giveFeedback(event.target, event.submitter, announce);
});

const acts = {
  copy: async (turn) => announce((await copy(textOf(turn))) ? "Copied, with the references." : "This browser does not allow copying."),
  edit: editLast,
  print: () => window.print(),
};
for (const turn of transcript.querySelectorAll(".turn")) equip(turn, acts);
offerEdit();

shortcuts({
  "/": () => box.focus(),
  a: () => goTo(newest()?.querySelector(".answer")),
  s: () => goTo(newest()?.querySelector(".source")),
  e: () => editLast(),
  c: () => newest() && acts.copy(newest()),
  n: () => id("new").click(),
});

for (const limit of form.querySelectorAll(".limit input, .limit select")) limit.addEventListener("change", showChosen);
showChosen();

async function ask(text) {
  const message = text.trim();
  if (!message) return complain("Please write a question first.");
  if ([...message].length > Number(box.dataset.most)) {
    return complain(`The question has ${[...message].length.toLocaleString("en-GB")} characters; at most ${Number(box.dataset.most).toLocaleString("en-GB")} are read. Shorten it.`);
  }
  const documents = chosen();
  if (documents?.length === 0) return complain("None of the documents you chose covers that year; choose another year, or more documents.");
  if (running) running.abort("replaced");
  complain("");
  id("begin")?.remove();
  id("new").hidden = false;
  takePlace();
  last = message;
  if (box.value.trim() === message) box.value = "";
  const turn = new Turn(++number, message, words);
  transcript.prepend(turn.article);
  const control = new AbortController();
  begin(control);
  try {
    const whole = await answered(turn, { message, history, documents, audience: form.elements.audience.value, conversation_id: conversation, store: keep.checked }, control);
    priors.set(turn.article, history);
    history = shortened([...history, { role: "user", content: message }, { role: "assistant", content: whole.answer }]);
    conversation = whole.conversation_id;
    turn.finish(whole, ask);
    equip(turn.article, acts);
    offerEdit();
    if (keep.checked) showKept(message);
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

// The whole answer. A connection that breaks off is tried once more: the server may have been started again.
async function answered(turn, body, control) {
  try {
    return await streamed(turn, body, control);
  } catch (error) {
    if (!(error instanceof Broken) || control.signal.aborted) throw error;
    turn.restart("The connection broke off. Asking again…");
    return streamed(turn, body, control);
  }
}

async function streamed(turn, body, control) {
  const response = await reached(turn, body, control);
  if (!response.ok) throw new Refused(await detailOf(response));
  if (!(response.headers.get("content-type") ?? "").startsWith("text/event-stream")) return response.json();
  try {
    for await (const { event, data } of eventsOf(response, SILENT_MS)) {
      if (event === "status" && !data.provisional) turn.setStatus(data.status);
      else if (event === "claim") turn.addClaim(data);
      else if (event === "citation") turn.addCitation(data);
      else if (event === "error") throw new Refused(data.detail);
      else if (event === "done") return data;
    }
  } catch (error) {
    if (error instanceof Refused || control.signal.aborted) throw error;
  }
  throw new Broken("The connection broke off in the middle of the answer. What is shown may not be the whole of it.");
}

// The server's response to a question. While no server answers, it says so, waits, and goes on by itself.
async function reached(turn, body, control) {
  const until = Date.now() + WAIT_MS;
  for (;;) {
    try {
      const response = await fetch("/api/v1/chat", {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "text/event-stream, application/json;q=0.5, application/problem+json;q=0.5" },
        body: JSON.stringify(body),
        signal: control.signal,
      });
      if (response.status !== 502 && response.status !== 504) return response;
    } catch (error) {
      if (control.signal.aborted) throw error;
    }
    const sentence = "The server does not answer; it may be starting again. The question is asked as soon as it does.";
    if (turn.status.textContent !== sentence) announce(sentence);
    turn.restart(sentence);
    await untilReady(until, control.signal);
  }
}

async function untilReady(until, signal) {
  for (let step = STEP_MS; ; step = Math.min(step * 2, 8 * STEP_MS)) {
    if (Date.now() > until) throw new Refused("The server cannot be reached. Try again later.");
    await new Promise((done, stopped) => {
      const timer = setTimeout(done, step);
      signal.addEventListener("abort", () => stopped(clearTimeout(timer)), { once: true });
    });
    try {
      if ((await fetch("/readyz", { signal })).ok) return;
    } catch (error) {
      if (signal.aborted) throw error;
    }
  }
}

class Refused extends Error {}
class Broken extends Refused {}

async function detailOf(response) {
  try {
    return (await response.json()).detail;
  } catch {
    return `The server answered with the error ${response.status}. Try again in a moment.`;
  }
}

function sentenceOf(error) {
  return error instanceof Refused ? error.message : "Something went wrong on this page. Try again, or load the page again.";
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
  id("announcer").textContent = text;
}

function spoken(whole) {
  const status = words.statuses[whole.status]?.[1] ?? "";
  const sources = whole.citations.length;
  const counted = sources ? ` ${sources} ${sources === 1 ? "source" : "sources"}.` : "";
  return `The answer is there: ${status}.${counted}`;
}

function newest() {
  return transcript.querySelector(".turn");
}

function goTo(node) {
  node?.scrollIntoView({ block: "start" });
  node?.focus({ preventScroll: true });
}

// Only the newest question can be edited: later ones rest on the earlier.
function offerEdit() {
  for (const button of transcript.querySelectorAll(".edit")) button.hidden = button.closest(".turn") !== newest();
}

function editLast() {
  const turn = newest();
  if (!turn || running) return;
  const asked = turn.querySelector(".asked").cloneNode(true);
  asked.querySelector(".unseen")?.remove();
  edited = turn;
  box.value = asked.textContent;
  box.focus();
  announce("Edit the question and ask it again; the new answer takes the place of the old one.");
}

// The answer to an edited question stands where the old one stood, and knows what the old one knew.
function takePlace() {
  if (!edited?.isConnected) return;
  history = priors.get(edited) ?? history.slice(0, -2);
  edited.remove();
  edited = null;
}

function showKept(message) {
  const bar = id("kept");
  if (!bar.hidden) return;
  for (const node of bar.querySelectorAll("[data-path]")) node.setAttribute(node.matches("form") ? "action" : "href", node.dataset.path.replace("ID", conversation));
  id("kept-name").textContent = `“${message.slice(0, 120)}”`;
  id("name").value = message.slice(0, 120);
  bar.hidden = false;
}

// The documents to search, null for all: what was ticked (or all), and of those what covers the year that was chosen.
function chosen() {
  const year = Number(form.elements.year?.value || 0);
  const ticked = [...form.querySelectorAll(".limit input:checked")];
  if (!ticked.length && !year) return null;
  const ids = new Set(ticked.flatMap((input) => (input.name === "area" ? input.dataset.documents.split(" ") : [input.value])));
  const boxes = [...form.querySelectorAll(".limit input[name=document]")].filter((input) => !ids.size || ids.has(input.value));
  return boxes.filter((input) => !year || (Number(input.dataset.first) <= year && year <= Number(input.dataset.last))).map((input) => input.value);
}

function showChosen() {
  const ids = chosen();
  const shown = id("chosen");
  if (shown) shown.textContent = ids ? ` (${ids.length} chosen)` : "";
}

function shortened(turns) {
  let kept = turns.slice(-2 * MOST_TURNS);
  const size = () => new TextEncoder().encode(JSON.stringify(kept)).length;
  while (kept.length > 2 && size() > MOST_BYTES) kept = kept.slice(2);
  return kept;
}
