// The administrator's page with scripts: several files at once, how far each is sent and read. Without this file the forms still post.

import { element } from "./answer.js";

const LOOK_MS = 700;
const queue = document.getElementById("queue");
const message = document.getElementById("message");
const upload = document.getElementById("upload");

upload.elements.file.multiple = true;
upload.addEventListener("submit", (event) => {
  event.preventDefault();
  send(upload, [...upload.elements.file.files]);
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches(".replace")) return;
  event.preventDefault();
  send(event.target, [...event.target.elements.file.files]);
});

async function send(form, files) {
  const fields = [...new FormData(form).entries()].filter(([name, value]) => name !== "file" && value !== "");
  // What describes one document would be wrong of the next.
  const known = files.length === 1 ? fields : fields.filter(([name]) => name === "access");
  const lines = files.map((file) => new Line(file));
  let failed = 0;
  // One after the other: so the server reads them, and a browser keeps few connections.
  for (const line of lines) failed += (await line.send(known)) ? 0 : 1;
  say(`${files.length - failed} of ${files.length} ${files.length === 1 ? "file" : "files"} taken.`, failed > 0);
  form.reset();
  await renew();
}

// A file on its way, and how far it is.
class Line {
  constructor(file) {
    this.file = file;
    this.bar = element("progress", { max: "1", value: "0", "aria-label": `Sending ${file.name}` });
    this.state = element("span", {}, "waiting");
    this.item = element("li", {}, element("strong", {}, file.name), " ", this.bar, " ", this.state);
    queue.append(this.item);
  }

  async send(fields) {
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, value);
    body.append("file", this.file);
    this.state.textContent = "sending";
    const looking = setInterval(() => this.look(), LOOK_MS);
    const reply = await posted(body, (done) => {
      this.bar.value = done;
      if (done === 1) this.state.textContent = "sent, waiting to be read";
    });
    clearInterval(looking);
    this.bar.remove();
    if (reply.ok) this.tell(reply.body);
    else {
      this.state.textContent = reply.body.detail;
      this.state.classList.add("cut");
    }
    return reply.ok;
  }

  tell(read) {
    const unread = read.unreadable_pages.length ? `; pages that could not be read: ${read.unreadable_pages.join(", ")}` : "";
    const counted = (count, what) => `${count} ${what}${count === 1 ? "" : "s"}`;
    this.state.textContent = `${read.ending}: ${counted(read.pages, "page")}, ${counted(read.passages, "passage")}${unread}`;
    for (const warning of read.warnings) this.item.append(element("p", { class: "place" }, warning));
  }

  // What the server reads just now: one document at a time.
  async look() {
    try {
      const { reading } = await (await fetch("/api/v1/ingest")).json();
      if (reading.length && this.bar.isConnected) this.state.textContent = reading[0].total ? `${reading[0].stage}: ${reading[0].done} of ${reading[0].total}` : reading[0].stage;
    } catch {
      // The next look may succeed; how the upload ends is told by its own reply.
    }
  }
}

// fetch tells nothing of how much is sent.
function posted(body, progress) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/documents");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => event.lengthComputable && progress(event.loaded / event.total));
    request.upload.addEventListener("load", () => progress(1));
    request.addEventListener("load", () => done({ ok: request.status < 300, body: request.response ?? { detail: `The server answered with the error ${request.status}.` } }));
    request.addEventListener("error", () => done({ ok: false, body: { detail: "The server cannot be reached; send the file again in a moment." } }));
    request.send(body);
  });
}

async function renew() {
  const page = new DOMParser().parseFromString(await (await fetch("/manage")).text(), "text/html");
  for (const id of ["documents", "said"]) document.getElementById(id).replaceChildren(...(page.getElementById(id)?.childNodes ?? []));
}

function say(text, failed) {
  message.hidden = false;
  message.className = failed ? "problem" : "notice";
  message.textContent = text;
}
