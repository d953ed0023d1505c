// A question to the service, and the events of its answer. Nothing is kept, no cookie is sent, no key is known here.

import { eventsOf } from "./stream.js";

// The service says something every 15 seconds, if only that it lives.
const SILENT_MS = 45_000;

// Why there is no answer: `kind` is a key of the widget's words.
export class NoAnswer extends Error {
  constructor(kind, values = {}) {
    super(kind);
    this.kind = kind;
    this.values = values;
  }
}

// Given where the service is and a question, yields events as they come; the last is “done” and holds the whole answer.
export async function* answerTo(base, question, signal) {
  const response = await sent(base, question, signal);
  if (!response.ok) throw await refusal(response);
  try {
    if (!(response.headers.get("content-type") ?? "").startsWith("text/event-stream")) {
      yield { event: "done", data: await response.json() };
      return;
    }
    for await (const item of eventsOf(response, SILENT_MS)) {
      if (item.event === "error") throw problem(item.data.status, item.data.detail, null);
      yield item;
      if (item.event === "done") return;
    }
  } catch (error) {
    if (error instanceof NoAnswer || signal.aborted) throw error;
  }
  throw new NoAnswer("cut");
}

async function sent(base, question, signal) {
  try {
    return await fetch(`${base}api/v1/chat`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "text/event-stream, application/json;q=0.5, application/problem+json;q=0.5" },
      body: JSON.stringify(question),
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      signal,
    });
  } catch (error) {
    throw signal.aborted ? error : new NoAnswer("away");
  }
}

async function refusal(response) {
  const body = await response.json().catch(() => ({}));
  return problem(response.status, body.detail, response.headers.get("retry-after"));
}

function problem(status, detail, seconds) {
  if (status === 429) return busy(Number(seconds));
  if (status === 503) return new NoAnswer("off");
  return new NoAnswer("failed", { detail: typeof detail === "string" ? detail : String(status) });
}

function busy(seconds) {
  if (!(seconds > 0)) return new NoAnswer("busy");
  return seconds > 90 ? new NoAnswer("busy_minutes", { minutes: Math.ceil(seconds / 60) }) : new NoAnswer("busy_for", { seconds });
}

// Waits, and ends early where the signal says so.
export function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal.addEventListener("abort", stop, { once: true });
  });
}
