// What opens: the box, the questions and their answers, those who can help, and the way out.

import { Turn, signposts, suggestionsOf } from "./answer.js";
import { NoAnswer, answerTo, pause } from "./asking.js";
import { button, element } from "./dom.js";
import { ThreeShifts, leave } from "./leaving.js";

const NEUTRAL = "https://www.bbc.co.uk/weather";
const MOST_TURNS = 20;
const MOST_BYTES = 60_000;
const SLOW_MS = 10_000;
const LATE_MS = 120_000;
// How long to wait before each look whether a service that went away is back, and how often a question is sent again.
const LOOKS_MS = [0, 2_000, 4_000, 8_000, 15_000, 30_000];
const MOST_SENDINGS = 3;

export class Panel {
  #history = [];
  #running = null;
  #number = 0;
  #last = "";
  #shown = null;

  // `host` is the element, `root` its shadow, `start` what the service says at the beginning.
  constructor(host, root, start) {
    this.host = host;
    this.start = start;
    this.widget = {
      base: host.base,
      level: Math.min(Math.max(Number.parseInt(host.option("level"), 10) || 2, 1), 4),
      say: (key, values) => host.say(key, values),
      person: () => host.person(),
    };
    this.#build();
    root.append(this.frame);
    new ThreeShifts(
      () => host.isConnected && this.#announce(this.say("shift_again")),
      () => host.isConnected && this.exit(),
    );
  }

  say(key, values) {
    return this.host.say(key, values);
  }

  show(focus) {
    if (this.host.inline) {
      this.frame.hidden = false;
      this.host.section.hidden = true;
    } else if (!this.frame.open) this.frame.showModal();
    // On a telephone the keyboard would cover what there is to read; on a magnified page the box stands far below it.
    if (focus) (matchMedia("(pointer: coarse), (max-height: 34em)").matches ? this.title : this.box).focus();
  }

  close() {
    if (this.host.inline) {
      this.frame.hidden = true;
      this.host.section.hidden = false;
      this.host.button.focus();
    } else this.frame.close();
  }

  stop() {
    this.#running?.abort("stopped");
  }

  // Leaves the page, and leaves nothing of what was asked on it.
  exit() {
    leave(this.host.address("exit", ["https:", "http:"]) ?? NEUTRAL, () => this.#forget());
  }

  #build() {
    this.helpButton = button("help", this.say("help"), () => this.#toggleHelp());
    this.helpButton.setAttribute("aria-expanded", "false");
    this.helpButton.setAttribute("aria-keyshortcuts", "F2");
    const bar = element("div", { part: "bar" }, this.#exiter(), this.helpButton);
    if (!this.host.inline || !this.host.hasAttribute("open")) bar.append(this.#closer());
    // How high the bar is, for what must not come to stand below it.
    new ResizeObserver(() => this.frame.style.setProperty("--bar", `${bar.offsetHeight}px`)).observe(bar);
    this.announcer = element("div", { class: "unseen", "aria-live": "polite" });
    this.scroller = element("div", { class: "scroll" }, this.#intro(), this.#people(), this.#transcript());
    // It can take the focus, so that keys are heard after a click on plain words.
    this.body = element("div", { class: "body", tabindex: "-1" }, this.scroller, this.#form(), this.announcer);
    const kind = this.host.inline ? ["section", { hidden: true }] : ["dialog", {}];
    this.frame = element(kind[0], { part: "panel", lang: this.host.spoken, "aria-labelledby": "title", ...kind[1] }, bar, this.body);
    this.frame.addEventListener("keydown", (event) => this.#key(event));
    this.frame.addEventListener("close", () => this.host.button.focus());
  }

  #intro() {
    this.title = element(`h${this.widget.level}`, { part: "title", id: "title", tabindex: "-1" }, this.say("title"));
    const words = [element("p", { part: "disclaimer" }, this.say("disclaimer")), this.widget.person(), element("p", { class: "hint" }, this.say("exit_hint"))];
    return element("div", { part: "intro" }, this.title, ...words);
  }

  #people() {
    this.helpTitle = element(`h${this.widget.level + 1}`, { id: "help-title", tabindex: "-1" }, this.say("help_title"));
    const rest = [this.widget.person(), element("p", { class: "hint" }, this.say("help_hint")), button("back", this.say("back"), () => this.#toggleHelp())];
    this.help = element("section", { part: "people", "aria-labelledby": "help-title", hidden: true }, this.helpTitle, signposts(this.start.signposts), ...rest);
    return this.help;
  }

  #transcript() {
    const first = this.start.suggestions;
    this.begin = element("div", {});
    if (first.length) this.begin.append(element("p", { class: "next" }, this.say("begin")), suggestionsOf(first, (one) => this.ask(one)));
    this.turns = element("div", {});
    this.clearButton = button("clear", this.say("clear"), () => this.#clear());
    this.clearButton.hidden = true;
    return element("section", { part: "transcript", "aria-label": this.say("transcript") }, this.begin, this.turns, this.clearButton);
  }

  // Twice pressed by habit, the button that opened this may have stood where this one stands now.
  #exiter() {
    return button("exit", this.say("exit"), (event) => event.detail < 2 && this.exit());
  }

  #closer() {
    const made = button("close", element("span", { "aria-hidden": "true" }, "✕"), () => this.close());
    made.setAttribute("aria-label", this.say("close"));
    return made;
  }

  #form() {
    const described = { "aria-describedby": "hint problem", autocomplete: "off", rows: "2", id: "box", dir: "auto", part: "box" };
    this.box = element("textarea", described);
    this.problem = element("p", { id: "problem", part: "problem", hidden: true });
    this.stopButton = button("stop", this.say("stop"), () => this.stop());
    this.goButton = button("go", this.say("go"), () => this.#go());
    this.stopButton.hidden = this.goButton.hidden = true;
    const send = element("button", { type: "submit", part: "send" }, this.say("ask"));
    const label = element("label", { for: "box", part: "label" }, this.say("question"));
    const row = element("div", { class: "row" }, send, this.stopButton, this.goButton);
    const made = element("form", { part: "form" }, label, element("p", { id: "hint", class: "hint" }, this.say("privacy")), this.problem, this.box, row);
    made.noValidate = true;
    made.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask(this.box.value);
    });
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.ask(this.box.value);
      } else if (event.key === "ArrowUp" && !this.box.value && this.#last) {
        event.preventDefault();
        this.box.value = this.#last;
      }
    });
    return made;
  }

  #key(event) {
    if (event.key === "F2") this.#toggleHelp();
    else if (event.key !== "Escape" || event.isComposing) return;
    else if (!this.help.hidden) this.#toggleHelp();
    else if (this.#running) this.stop();
    else if (this.host.inline) return;
    else this.close();
    event.preventDefault();
  }

  #toggleHelp() {
    this.help.hidden = !this.help.hidden;
    this.helpButton.setAttribute("aria-expanded", String(!this.help.hidden));
    const goal = this.help.hidden ? this.box : this.helpTitle;
    goal.scrollIntoView({ block: this.help.hidden ? "nearest" : "start" });
    goal.focus({ preventScroll: true });
  }

  #go() {
    const answer = this.turns.lastElementChild?.querySelector("[part=answer]");
    answer?.scrollIntoView({ block: "start" });
    answer?.focus({ preventScroll: true });
  }

  async ask(text) {
    const message = text.trim();
    if (!this.#fits(message)) return;
    this.#running?.abort("replaced");
    this.#last = message;
    if (this.box.value.trim() === message) this.box.value = "";
    const turn = new Turn(++this.#number, message, this.widget, this.start);
    this.begin.hidden = true;
    this.turns.append(turn.article);
    this.#bring(turn);
    const control = new AbortController();
    this.#running = control;
    this.stopButton.hidden = false;
    this.goButton.hidden = true;
    this.#announce(this.say("looking"));
    try {
      this.#arrived(turn, message, await this.#answered(turn, message, control.signal));
    } catch (error) {
      this.#refused(turn, message, error, control.signal);
    } finally {
      this.#end(control);
    }
  }

  #fits(message) {
    const count = [...message].length;
    const most = this.start.most;
    const wrong = !message ? this.say("empty") : count > most ? this.say("long", { count, most }) : "";
    this.problem.textContent = wrong;
    this.problem.hidden = !wrong;
    if (wrong) {
      this.box.setAttribute("aria-invalid", "true");
      this.box.focus();
    } else this.box.removeAttribute("aria-invalid");
    return !wrong;
  }

  // The whole answer. Where the service goes away, says so, waits until it is back, and asks again.
  async #answered(turn, message, signal) {
    for (let sendings = 1; ; sendings += 1) {
      try {
        return await this.#sent(turn, message, signal);
      } catch (error) {
        if (!["away", "cut"].includes(error.kind)) throw error;
        if (sendings === MOST_SENDINGS) throw new NoAnswer("gave_up");
        turn.tell(this.say(error.kind));
        this.#announce(this.say(error.kind));
        if (!this.box.value) this.box.value = message;
        await this.#back(signal);
      }
    }
  }

  async #sent(turn, message, signal) {
    const control = new AbortController();
    const give = () => control.abort(signal.reason);
    signal.addEventListener("abort", give);
    const timers = [setTimeout(() => this.#slow(turn), SLOW_MS), setTimeout(() => control.abort("late"), LATE_MS)];
    const question = { message, history: this.#history, audience: "resident" };
    if (this.start.documents) question.documents = this.start.documents;
    try {
      for await (const { event, data } of answerTo(this.widget.base, question, control.signal)) {
        if (event === "done") return data;
        // A provisional status only says that the work goes on.
        if (data.provisional) continue;
        timers.forEach(clearTimeout);
        if (event === "status") {
          turn.tell("");
          turn.setStatus(data.status);
        } else if (event === "claim") turn.addClaim(data);
      }
    } catch (error) {
      throw control.signal.reason === "late" ? new NoAnswer("late") : error;
    } finally {
      timers.forEach(clearTimeout);
      signal.removeEventListener("abort", give);
    }
    throw new NoAnswer("cut");
  }

  #slow(turn) {
    turn.tell(this.say("slow"));
    this.#announce(this.say("slow"));
  }

  // Returns when the service answers again. Raises where it does not, or answers to other sites only.
  async #back(signal) {
    for (const wait of LOOKS_MS) {
      await pause(wait, signal);
      const found = await this.host.reach(signal);
      if (signal.aborted) throw signal.reason;
      if (found === "listed") return;
      if (found === "unlisted") throw new NoAnswer("unlisted");
    }
    throw new NoAnswer("gave_up");
  }

  #arrived(turn, message, whole) {
    this.#history = shortened([...this.#history, { role: "user", content: message }, { role: "assistant", content: whole.answer }]);
    const status = turn.finish(whole, (question) => this.ask(question));
    if (this.box.value === message) this.box.value = "";
    this.#bring(turn);
    this.clearButton.hidden = false;
    this.#announce(this.say("arrived", { status }));
  }

  #refused(turn, message, error, signal) {
    if (signal.reason === "forgotten") return;
    const kind = signal.aborted ? signal.reason : (error.kind ?? "failed");
    if (kind === "failed") console.warn("plan-assistant:", error);
    const sentence = this.say(kind, error.values ?? { detail: "" });
    turn.stopWith(sentence, () => this.ask(message));
    if (kind === "replaced") return;
    this.clearButton.hidden = false;
    this.#announce(sentence);
    if (!this.box.value) this.box.value = message;
  }

  #end(control) {
    if (this.#running !== control) return;
    this.#running = null;
    if (this.frame.getRootNode().activeElement === this.stopButton) this.box.focus();
    this.stopButton.hidden = true;
    this.goButton.hidden = !this.turns.children.length;
  }

  #clear() {
    this.#forget();
    this.begin.hidden = false;
    this.#announce(this.say("cleared"));
    this.box.focus();
  }

  // Brings a question to the upper edge, unless its reader has moved on. In a page, nothing moves: the answer grows where they look.
  #bring(turn) {
    if (this.host.inline) return;
    const moved = this.#shown?.turn === turn && this.#shown.top !== this.#top;
    if (!moved) turn.asked.scrollIntoView({ block: "start" });
    this.#shown = { turn, top: this.#top };
  }

  get #top() {
    return this.scroller.scrollTop + this.body.scrollTop;
  }

  #forget() {
    this.#running?.abort("forgotten");
    this.#history = [];
    this.#last = this.box.value = "";
    this.#shown = null;
    this.turns.replaceChildren();
    this.clearButton.hidden = this.goButton.hidden = true;
    this.#announce("");
  }

  #announce(text) {
    this.announcer.textContent = text;
  }
}

// The last turns that the next question may carry.
function shortened(turns) {
  const size = (kept) => new TextEncoder().encode(JSON.stringify(kept)).length;
  let kept = turns.slice(-MOST_TURNS);
  while (size(kept) > MOST_BYTES) kept = kept.slice(2);
  return kept;
}
