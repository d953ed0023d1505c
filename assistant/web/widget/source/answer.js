// One question and its answer, in plain words. What the service sends becomes text nodes; links lead to its own pages only.

import { button, element, unseen } from "./dom.js";

const SIGNS = { answered: "✓", partly_answered: "◐", not_in_documents: "∅", unclear: "?", signposted: "→", declined: "–" };
// The documents, and what answers from them, are in English whatever language the page is in.
const THEIRS = { lang: "en", dir: "auto" };
// An item that the document numbers itself needs no mark of ours.
const OWN_MARK = /^\s*(\p{L}|\d{1,3}|[ivx]+)[.)]\s|^\s*[-•–]\s/u;
const cells = (text) => text.replaceAll("\t", " | ");

export class Turn {
  // `widget` gives words (`say`), the way to a person and the service's address; `start` the titles of documents.
  constructor(number, question, widget, start) {
    this.widget = widget;
    this.titles = start.titles;
    this.status = element(`h${widget.level + 2}`, { part: "status", id: `status-${number}` }, widget.say("looking"));
    this.claims = element("ul", { class: "claims", ...THEIRS });
    this.body = element("div", {}, this.claims);
    this.answer = element("div", { part: "answer", role: "group", tabindex: "-1", "aria-labelledby": `status-${number}` }, this.status, this.body);
    this.asked = element(`h${widget.level + 1}`, { part: "asked", dir: "auto" }, unseen(`${widget.say("asked")} `), question);
    this.article = element("article", { part: "turn" }, this.asked, this.answer);
  }

  setStatus(status) {
    const words = this.widget.say(`status_${status}`);
    this.article.dataset.status = status;
    this.status.replaceChildren(element("span", { class: "sign", "aria-hidden": "true" }, SIGNS[status] ?? ""), ` ${words}`);
    return words;
  }

  // While an answer comes, only its words are shown; its pages follow with the whole of it.
  addClaim(claim) {
    this.claims.append(element("li", {}, cells(claim.text)));
  }

  // Says something in the place of an answer, and begins anew where one had begun.
  tell(sentence) {
    this.claims.replaceChildren();
    this.body.replaceChildren(...(sentence ? [element("p", { part: "problem" }, sentence)] : []), this.claims);
  }

  stopWith(sentence, again) {
    if (!this.article.dataset.status) this.status.replaceChildren(this.widget.say("no_answer"));
    this.body.querySelector("[part=problem]")?.remove();
    this.body.append(element("p", { part: "problem" }, sentence), this.widget.person(), button("again", this.widget.say("again"), again));
  }

  // The whole answer replaces what was shown while it came.
  finish(whole, suggest) {
    const words = this.setStatus(whole.status);
    const cited = new Map(whole.citations.map((citation) => [citation.number, citation]));
    const parts = whole.claims.length ? this.grouped(whole.claims, cited) : blocksOf(whole.answer, whole.signposts.length);
    parts.push(...notesOf(whole));
    const shown = [element("div", THEIRS, ...parts)];
    // Who to call comes before any plan text.
    if (whole.signposts.length) shown[whole.claims.length ? "unshift" : "push"](signposts(whole.signposts));
    if (whole.citations.length) shown.push(this.sources(whole.citations));
    if (whole.suggestions.length) shown.push(element("p", { class: "next" }, this.widget.say("next")), suggestionsOf(whole.suggestions, suggest));
    this.body.replaceChildren(...shown);
    return words;
  }

  // A claim that ends in a colon leads a list, and the quoted claims behind it are its items.
  grouped(claims, cited) {
    const made = [];
    let list = null;
    for (const claim of claims) {
      if (claim.text.trimEnd().endsWith(":") && claim.basis !== "absent") {
        list = element("ul", {});
        made.push(element("p", { class: "claim" }, ...this.words(claim, claim.basis === "quoted" ? cited : new Map())), list);
      } else if (list && claim.basis === "quoted") list.append(element("li", { class: OWN_MARK.test(claim.text) ? "claim own" : "claim" }, ...this.words(claim, cited)));
      else {
        list = null;
        made.push(element("p", { class: "claim" }, ...this.words(claim, cited)));
        if (claim.looked_in) made.push(element("p", { class: "looked" }, this.lookedIn(claim.looked_in)));
      }
    }
    return made.filter((one) => one.localName !== "ul" || one.children.length);
  }

  words(claim, cited) {
    const basis = claim.basis === "quoted" ? null : element("span", { class: "basis" }, this.widget.say(`basis_${claim.basis}`));
    const pages = new Map();
    for (const number of claim.citations) {
      const citation = cited.get(number);
      if (citation && !pages.has(`${citation.document_id} ${citation.page}`)) pages.set(`${citation.document_id} ${citation.page}`, citation);
    }
    const links = [...pages.values()].flatMap((citation) => [" ", this.link(citation, this.page(citation.page, null))]);
    return [element("span", { class: "words" }, cells(claim.text)), ...links, ...(basis ? [" ", basis] : [])];
  }

  page(page, label) {
    if (page === null) return this.widget.say("no_page");
    return label && label !== String(page) ? this.widget.say("page_printed", { page, label }) : this.widget.say("page", { page });
  }

  link(citation, words) {
    const more = unseen(`, ${this.widget.say("new_tab", { title: citation.title })}`);
    const href = this.ours(citation.url);
    return element("a", { part: "link", class: "page", href, target: "_blank", rel: "noopener noreferrer" }, words, more);
  }

  // Only an address below /documents/ of the service itself is one of our own pages.
  ours(url) {
    const home = new URL("documents/", this.widget.base);
    try {
      const found = new URL(url.replace(/^\/+/, ""), this.widget.base);
      return url.startsWith("/documents/") && found.href.startsWith(home.href) ? found.href : home.href.slice(0, -1);
    } catch {
      return home.href.slice(0, -1);
    }
  }

  sources(citations) {
    const documents = new Map();
    for (const citation of citations) documents.set(citation.document_id, [...(documents.get(citation.document_id) ?? []), citation]);
    const parts = [...documents.values()].flatMap((group) => [
      element("p", { class: "title", ...THEIRS }, group[0].title),
      ...this.badges(group[0]),
      element("ul", { class: "quotes" }, ...group.map((citation) => this.source(citation))),
    ]);
    return element("details", { part: "sources" }, element("summary", {}, this.widget.say("sources", { count: citations.length })), ...parts);
  }

  source(citation) {
    const section = citation.section.startsWith(`${citation.title} > `) ? citation.section.slice(citation.title.length + 3) : citation.section;
    const place = [section && this.widget.say("section", { section }), citation.paragraph && this.widget.say("paragraph", { paragraph: citation.paragraph })];
    const published = citation.published && this.widget.say("published", { place: citation.published });
    return element(
      "li",
      {},
      this.link(citation, this.page(citation.page, citation.page_label)),
      element("blockquote", { part: "quote", ...THEIRS }, cells(citation.quote)),
      ...[place.filter(Boolean).join(", "), published].filter(Boolean).map((words) => element("p", { class: "place", dir: "auto" }, words)),
    );
  }

  badges(citation) {
    const texts = [["digest", "note"].includes(citation.source) && this.widget.say(citation.source)];
    if (citation.period_over) texts.push(this.widget.say("period_over", { period: citation.period }));
    return texts.filter(Boolean).map((text) => element("p", { class: "badge" }, text));
  }

  lookedIn(looked) {
    const titles = looked.documents.map((id) => this.titles[id] ?? id).join(", ");
    const unread = looked.unreadable_pages.map((one) => this.widget.say("unreadable", { page: one.page, title: this.titles[one.document_id] ?? one.document_id }));
    return [this.widget.say("looked_in", { titles }), ...unread].join(" ");
  }
}

export function suggestionsOf(questions, suggest) {
  return element("ul", { class: "suggestions", ...THEIRS }, ...questions.map((question) => element("li", {}, button("suggestion", question, () => suggest(question)))));
}

export function signposts(posts) {
  const item = (post) => element("li", {}, element("strong", {}, post.name), element("p", {}, post.contact), element("p", { class: "when" }, post.when));
  return element("ul", { part: "signposts", ...THEIRS }, ...posts.map(item));
}

// What the answer says beside its claims: that a plan's period is over, or that private details were hidden.
function notesOf(whole) {
  if (!whole.claims.length) return [];
  const claimed = new Set(whole.claims.map((claim) => squeezed(claim.text)));
  const paragraphs = whole.answer.split(/\n\s*\n/).map((text) => text.trim());
  const notes = paragraphs.filter((text) => text && !/\[\d+\]/.test(text) && !/^(- |\|)/.test(text) && !claimed.has(squeezed(plain(text))));
  return notes.map((text) => element("p", { class: "aside" }, plain(text)));
}

const squeezed = (text) => text.replace(/\s+/g, " ").trim();

// A reply without claims: paragraphs and lists of plain words, the lines that only repeat the signposts left out.
function blocksOf(markdown, signposted) {
  const made = [];
  for (const paragraph of markdown.trim().split(/\n\s*\n/)) {
    const lines = paragraph.split("\n").filter((line) => line.trim());
    const listed = lines.length > 0 && lines.every((line) => line.startsWith("- "));
    if (!lines.length || (listed && lines.length === signposted)) continue;
    if (listed) made.push(element("ul", {}, ...lines.map((line) => element("li", {}, plain(line.slice(2))))));
    else made.push(element("p", {}, ...lines.flatMap((line, index) => (index ? [element("br"), plain(line)] : [plain(line)]))));
  }
  return made;
}

const plain = (line) => line.replace(/\\([!-/:-@[-`{-~])/g, "$1");
