// Builds an answer as assistant/web/templates/answer.html does. Whatever comes from the server becomes a text node,
// and an address is used only where it leads to one of our own pages.

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

const unseen = (text) => element("span", { class: "unseen" }, text);
const cells = (text) => text.replaceAll("\t", " | ");

// One question and what is known of its answer so far. `words` holds the words of ours that the page carries.
export class Turn {
  constructor(number, question, words) {
    this.number = number;
    this.question = question;
    this.words = words;
    this.status = element("h3", { class: "status", id: `status-${number}` }, "Looking in the documents…");
    this.body = element("div");
    this.claims = element("ul", { class: "claims" });
    this.body.append(this.claims);
    this.answer = element("section", { class: "answer", id: `answer-${number}`, tabindex: "-1", "aria-labelledby": `status-${number}` }, this.status, this.body);
    this.lists = new Map();
    this.sources = element("aside", { class: "sources", "aria-labelledby": `sources-${number}` });
    this.clearSources();
    this.said = element("div", { class: "said" }, this.answer);
    this.both = element("div", { class: "both" }, this.said);
    const asked = element("h2", { class: "asked", id: `asked-${number}`, tabindex: "-1" }, unseen("You asked: "), question);
    this.article = element("article", { class: "turn", id: `turn-${number}`, "aria-labelledby": `asked-${number}` }, asked, this.both);
  }

  // Back to the beginning: what was shown came from an answer that broke off.
  restart(sentence) {
    this.status.replaceChildren(sentence);
    this.claims.replaceChildren();
    this.body.replaceChildren(this.claims);
    this.clearSources();
    this.sources.remove();
    delete this.article.dataset.status;
  }

  setStatus(status) {
    const [sign, text] = this.words.statuses[status] ?? ["", status];
    this.article.dataset.status = status;
    this.status.replaceChildren(element("span", { class: "sign", "aria-hidden": "true" }, sign), ` ${text}`);
    return text;
  }

  addClaim(claim) {
    this.claims.append(this.claimOf(claim));
  }

  addCitation(citation) {
    if (!this.sources.isConnected) this.both.append(this.sources);
    if (!this.lists.has(citation.document_id)) {
      this.lists.set(citation.document_id, element("ol"));
      this.sources.append(element("h4", {}, citation.title), ...badgesOf(citation), this.lists.get(citation.document_id));
    }
    this.lists.get(citation.document_id).append(this.sourceOf(citation));
  }

  clearSources() {
    this.lists.clear();
    this.sources.replaceChildren(element("h3", { id: `sources-${this.number}` }, "Sources"));
  }

  // The whole answer replaces what was shown while it came.
  finish(whole, suggest) {
    this.setStatus(whole.status);
    this.claims.replaceChildren(...whole.claims.map((claim) => this.claimOf(claim)));
    this.clearSources();
    this.sources.remove();
    for (const citation of whole.citations) this.addCitation(citation);
    const help = whole.signposts.length ? [element("ul", { class: "signposts" }, ...whole.signposts.map(signpost))] : [];
    // Who to call comes before any plan text.
    const parts = whole.claims.length ? [...help, this.claims, ...notesOf(whole)] : [...blocksOf(whole.answer, whole.signposts.length), ...help];
    if (whole.suggestions.length) parts.push(element("p", { class: "next" }, "You could ask:"), suggestionsOf(whole.suggestions, suggest));
    if (whole.documents_searched.length) parts.push(this.searched(whole));
    this.body.replaceChildren(...parts);
    // Somebody who was told where to find help is not asked for an opinion.
    if (whole.status !== "signposted") this.said.append(element("div", { class: "tools" }, this.feedback(whole)));
  }

  feedback(whole) {
    const hidden = { message_id: whole.message_id, question: this.question, answer: whole.answer, sources: JSON.stringify(whole.citations.slice(0, 100)) };
    const inputs = Object.entries(hidden).map(([name, value]) => element("input", { type: "hidden", name, value }));
    const opinions = Object.entries(this.words.opinions).map(([value, words]) => element("button", { type: "submit", name: "opinion", value }, words));
    const id = `words-${this.number}`;
    const more = element(
      "details",
      { class: "more" },
      element("summary", {}, "Say what is wrong or missing"),
      element("label", { for: id }, "In your words; please leave out private details"),
      element("textarea", { id, name: "words", rows: "2", maxlength: "2000" }),
      element("button", { type: "submit", name: "opinion", value: "wrong", class: "send", hidden: true }, "Send"),
    );
    return element("form", { class: "feedback", method: "post", action: "/feedback" }, ...inputs, element("fieldset", {}, element("legend", {}, "Was this answer right?"), ...opinions), more);
  }

  stopWith(sentence, retry) {
    const button = element("button", { type: "button" }, "Try again");
    button.addEventListener("click", retry);
    if (!this.article.dataset.status) this.status.replaceChildren("No answer");
    this.body.append(element("p", { class: "cut" }, sentence), button);
  }

  claimOf(claim) {
    const basis = this.words.bases[claim.basis];
    const made = element("li", { class: `claim ${claim.basis}` }, element("span", { class: "words" }, cells(claim.text)));
    for (const number of claim.citations) {
      made.append(" ", element("a", { class: "cite", href: `#source-${this.number}-${number}` }, unseen("source "), String(number)));
    }
    if (basis) made.append(" ", element("span", { class: "basis" }, basis));
    if (claim.looked_in) made.append(element("p", { class: "looked" }, this.lookedIn(claim.looked_in)));
    return made;
  }

  sourceOf(citation) {
    const made = element("li", { id: `source-${this.number}-${citation.number}`, class: "source", tabindex: "-1" });
    const link = element("a", { href: ours(citation.url) }, unseen(`Source ${citation.number}: `), placeOf(citation));
    made.append(element("p", { class: "source-title" }, element("span", { class: "number", "aria-hidden": "true" }, String(citation.number)), " ", link));
    made.append(element("blockquote", {}, cells(citation.quote)));
    const headings = citation.section.split(" > ");
    const section = headings.slice(headings[0] === citation.title ? 1 : 0).slice(-2).join(" › ");
    const place = [section && `Section: ${section}`, citation.paragraph && `paragraph ${citation.paragraph}`].filter(Boolean).join(", ");
    if (place) made.append(element("p", { class: "place" }, place));
    if (citation.published) made.append(element("p", { class: "place" }, `In the published document: ${citation.published}`));
    return made;
  }

  lookedIn(looked) {
    const unread = looked.unreadable_pages.map((one) => `; not page ${one.page} of ${this.title(one.document_id)}, which could not be read`);
    return `Looked in: ${looked.read} ${looked.kind} of ${looked.documents.map((id) => this.title(id)).join(", ")}${unread.join("")}.`;
  }

  searched(whole) {
    const count = whole.documents_searched.length;
    const items = whole.documents_searched.map((id) => element("li", {}, element("a", { href: `/documents/${encodeURIComponent(id)}` }, this.title(id))));
    const made = element("details", { class: "searched" }, element("summary", {}, `What was searched (${count} ${count === 1 ? "document" : "documents"})`), element("ul", {}, ...items));
    if (whole.standalone_question && whole.standalone_question !== this.question) made.append(element("p", {}, `Understood as: ${whole.standalone_question}`));
    return made;
  }

  title(id) {
    return this.words.titles[id] ?? id;
  }
}

export function suggestionsOf(questions, suggest) {
  const items = questions.map((question) => {
    const button = element("button", { type: "button" }, question);
    button.addEventListener("click", () => suggest(question));
    return element("li", {}, button);
  });
  return element("ul", { class: "suggestions" }, ...items);
}

function signpost(post) {
  return element("li", {}, element("strong", {}, post.name), element("br"), post.contact, element("br"), element("span", { class: "when" }, post.when));
}

function badgesOf(citation) {
  const texts = { digest: "Digest: our short version, not the authority’s words", note: "Our reference note" };
  const made = texts[citation.source] ? [element("p", { class: "badge" }, texts[citation.source])] : [];
  if (citation.period_over) made.push(element("p", { class: "badge old" }, `Ran for ${citation.period}: may be out of date`));
  return made;
}

function placeOf(citation) {
  if (citation.page === null) return "Text without pages";
  const printed = citation.page_label && citation.page_label !== String(citation.page) ? ` (printed ${citation.page_label})` : "";
  return `Page ${citation.page}${printed}`;
}

function ours(url) {
  return url.startsWith("/documents/") ? url : "/documents";
}

// A reply without claims: paragraphs and lists of plain words, the lines that only repeat the signposts left out.
function blocksOf(markdown, signposts) {
  const made = [];
  for (const paragraph of markdown.trim().split(/\n\s*\n/)) {
    const lines = paragraph.split("\n").filter((line) => line.trim());
    const listed = lines.length > 0 && lines.every((line) => line.startsWith("- "));
    if (!lines.length || (listed && lines.length === signposts)) continue;
    if (listed) made.push(element("ul", {}, ...lines.map((line) => element("li", {}, plain(line.slice(2))))));
    else made.push(element("p", {}, ...lines.flatMap((line, index) => (index ? [element("br"), plain(line)] : [plain(line)]))));
  }
  return made;
}

// Sentences of the answer that are no claims, such as that a plan's time is over.
function notesOf(whole) {
  let rest = plain(whole.answer);
  const claims = whole.claims.map((claim) => claim.text).sort((one, other) => other.length - one.length);
  for (const claim of claims) rest = rest.replace(claim, () => "");
  const lines = rest.split("\n").map((line) => line.replace(/\[\d+\]/g, "").trim().replace(/^- /, "").trim());
  const said = lines.filter((line) => /[\p{L}\p{N}]/u.test(line) && !whole.signposts.some((post) => line.includes(post.contact)));
  return said.map((line) => element("p", { class: "note" }, line));
}

function plain(line) {
  return line.replace(/\\([!-/:-@[-`{-~])/g, "$1");
}
