// The resident's widget, as a page embeds it: defines <plan-assistant>, shows a button, and fetches nothing more until it is pressed.
// What it then fetches is pinned by the hashes below. Shadow DOM and constructed style sheets, so that a page's
// Content-Security-Policy needs script-src and connect-src for our host and nothing else.
(() => {
  "use strict";
  const release = __RELEASE__;
  const script = document.currentScript ?? document.querySelector('script[src*="widget.js"]');
  // Where something is lacking, what stands inside <plan-assistant> goes on being shown: a link to our own page.
  if (!script || customElements.get("plan-assistant") || !("adoptedStyleSheets" in Document.prototype)) return;
  const base = new URL(script.src).href.replace(/(widget\/[^/]+\/)?widget\.js([?#].*)?$/, "");
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(release.style);

  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const key in attributes) made.setAttribute(key, attributes[key]);
    made.append(...children);
    return made;
  };

  async function get(url, more) {
    const response = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer", ...more });
    if (!response.ok) throw new Error((await response.json().catch(() => ({}))).detail ?? `${url}: ${response.status}`);
    return response;
  }

  class PlanAssistant extends HTMLElement {
    #root = null;
    #panel = null;
    #opening = false;
    // Our words, and those of the page's own that take their place.
    #words = release.words;
    #own = {};
    // A browser remembers for good that a module could not be fetched; another folder is another module.
    #attempt = 0;

    connectedCallback() {
      if (this.#root) return;
      this.#root = this.attachShadow({ mode: "open" });
      this.#root.adoptedStyleSheets = [sheet];
      for (const name of ["theme", "mode"]) if (this.option(name) && !this.hasAttribute(name)) this.setAttribute(name, this.option(name));
      const strings = this.option("strings") ?? "";
      if (strings.trim().startsWith("{")) this.#use(() => JSON.parse(strings));
      if (this.option("label")) this.#own = { ...this.#own, open: this.option("label"), title: this.option("label") };
      this.button = element("button", { type: "button", part: "launcher", "aria-haspopup": this.inline ? "false" : "dialog" }, this.say("open"));
      this.button.addEventListener("click", () => this.open());
      this.notice = element("div", { part: "notice", role: "status" });
      this.section = element("section", { part: "closed", lang: this.spoken, "aria-label": this.say("region") }, this.button, this.notice);
      this.#root.append(this.section);
      if (this.inline && this.hasAttribute("open")) this.open(false);
    }

    disconnectedCallback() {
      this.#panel?.stop();
    }

    // A setting: on the element, or on the script for all elements; with or without “data-”.
    option(name) {
      return this.getAttribute(name) ?? this.getAttribute(`data-${name}`) ?? script.getAttribute(`data-${name}`);
    }

    get inline() {
      return this.option("mode") === "inline";
    }

    get language() {
      return this.lang || script.dataset.lang || this.closest("[lang]")?.lang || "en";
    }

    // The language of the widget's own words: the page's where it brings its own, otherwise one that we have.
    get spoken() {
      return Object.keys(this.#own).length ? this.language : (this.#words.language ?? "en");
    }

    get base() {
      return base;
    }

    // An address from a setting, where it is of a kind that may be opened; otherwise null.
    address(name, kinds) {
      try {
        const found = new URL(this.option(name), document.baseURI);
        return this.option(name) && kinds.includes(found.protocol) ? found.href : null;
      } catch {
        return null;
      }
    }

    say(key, values = {}) {
      return (this.#own[key] ?? this.#words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
    }

    // A way to a person, as a paragraph.
    person() {
      const words = this.option("contact") ?? this.say("contact");
      const link = this.address("contact-link", ["https:", "http:", "mailto:", "tel:"]);
      return element("p", { part: "contact" }, `${this.say("person")} `, link ? element("a", { href: link, part: "link" }, words) : words);
    }

    // Whether the service answers, and answers to pages of this site: "listed", "unlisted" or "away".
    async reach(signal) {
      try {
        const answer = await (await get(`${base}widget/origin`, { cache: "no-store", signal })).json();
        if (!answer.listed) console.warn(`plan-assistant: ${answer.detail}`);
        return answer.listed ? "listed" : "unlisted";
      } catch {
        return "away";
      }
    }

    async open(focus = true) {
      if (this.#opening) return;
      if (!this.#panel) {
        this.#opening = true;
        this.notice.replaceChildren(element("p", {}, this.say("opening")));
        try {
          await this.#load();
          this.notice.replaceChildren();
        } catch (error) {
          console.warn("plan-assistant:", error);
          await this.#fail();
          return;
        } finally {
          this.#opening = false;
        }
      }
      this.#panel.show(focus);
    }

    close() {
      this.#panel?.close();
    }

    async #load() {
      const folder = `${base}widget/${release.version}/${this.#attempt ? `${this.#attempt}/` : ""}`;
      this.#attempt += 1;
      const asked = new URLSearchParams({ lang: this.language });
      if (this.option("documents")) asked.set("documents", this.option("documents"));
      const strings = this.option("strings") ?? "";
      const own = strings && !strings.trim().startsWith("{") ? get(new URL(strings, document.baseURI)).then((found) => found.json()) : null;
      const [start, style, module] = await Promise.all([
        get(`${base}widget/start.json?${asked}`).then((found) => found.json()),
        get(`${folder}panel.css`, { integrity: release.files["panel.css"] }).then((found) => found.text()),
        this.#module(folder),
        own?.then((words) => this.#use(() => words), (error) => console.warn("plan-assistant: data-strings", error)),
      ]);
      const looks = new CSSStyleSheet();
      looks.replaceSync(style);
      this.#root.adoptedStyleSheets = [sheet, looks];
      this.#words = { ...this.#words, ...start.strings, language: start.lang };
      this.button.textContent = this.say("open");
      this.section.setAttribute("aria-label", this.say("region"));
      this.section.lang = this.spoken;
      this.#panel = new module.Panel(this, this.#root, start);
    }

    // Each module is fetched with its hash before any is run; a hash that does not fit is an error, and nothing runs.
    async #module(folder) {
      const names = Object.keys(release.files).filter((name) => name.endsWith(".js"));
      if (document.createElement("link").relList.supports("modulepreload")) {
        await Promise.all(
          names.map((name) => {
            const link = element("link", { rel: "modulepreload", href: folder + name, integrity: release.files[name], crossorigin: "anonymous" });
            return new Promise((resolve, reject) => {
              link.onload = resolve;
              link.onerror = () => reject(new Error(`${folder}${name} could not be fetched, or is not what this release holds`));
              document.head.append(link);
            }).finally(() => link.remove());
          }),
        );
      }
      return import(`${folder}panel.js`);
    }

    // Words of the page's own in place of ours.
    #use(read) {
      try {
        const found = Object.entries(read()).filter(([, text]) => typeof text === "string" && text);
        this.#own = { ...this.#own, ...Object.fromEntries(found) };
      } catch (error) {
        console.warn("plan-assistant: data-strings is not JSON", error);
      }
    }

    async #fail() {
      const unlisted = (await this.reach()) === "unlisted";
      const again = element("button", { type: "button", part: "again" }, this.say("again"));
      again.addEventListener("click", () => {
        this.button.focus();
        this.open();
      });
      this.notice.replaceChildren(element("p", {}, this.say(unlisted ? "unlisted" : "unavailable")), this.person(), ...(unlisted ? [] : [again]), element("slot", {}));
    }
  }

  customElements.define("plan-assistant", PlanAssistant);

  function add() {
    if (document.querySelector("plan-assistant")) return;
    document.body.append(element("plan-assistant", { mode: script.dataset.mode ?? "floating" }));
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", add);
  else add();
})();
