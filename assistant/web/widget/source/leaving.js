// Leaving the page at once, so that nobody sees what was read. The neutral page takes this page's place in the history,
// and that of a page which holds this one in a frame, where a browser allows it.

const WITHIN_MS = 5000;

export function leave(address, clear) {
  clear();
  // The neutral page may take a while to come: until then nothing of this one is to be seen.
  document.documentElement.style.setProperty("display", "none", "important");
  document.title = new URL(address).hostname;
  try {
    top.location.replace(address);
  } catch {
    location.replace(address);
  }
}

// Shift pressed three times with nothing in between. Not Escape: it stops a page that is loading, the neutral one as well.
export class ThreeShifts {
  #times = [];

  constructor(warn, done) {
    this.warn = warn;
    this.done = done;
    addEventListener("keydown", (event) => this.#pressed(event), true);
    addEventListener("pointerdown", () => this.#forget(), true);
  }

  #forget() {
    this.#times = [];
  }

  #pressed(event) {
    if (event.repeat) return;
    if (event.key !== "Shift" || event.ctrlKey || event.altKey || event.metaKey) return this.#forget();
    this.#times = [...this.#times.filter((time) => event.timeStamp - time < WITHIN_MS), event.timeStamp];
    if (this.#times.length === 2) this.warn();
    if (this.#times.length === 3) {
      this.#forget();
      this.done();
    }
  }
}
