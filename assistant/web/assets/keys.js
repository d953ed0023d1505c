// Single-key shortcuts, and the dialog that lists them. They work outside of fields only and can be switched off for good.

const STORED = "plan-assistant-keys";

export function shortcuts(acts) {
  const dialog = document.getElementById("keys");
  const open = document.getElementById("keys-open");
  const use = document.getElementById("keys-on");
  open.hidden = false;
  use.checked = stored() !== "off";
  use.addEventListener("change", () => store(use.checked ? "on" : "off"));
  open.addEventListener("click", () => dialog.showModal());
  document.getElementById("keys-close").addEventListener("click", () => dialog.close());
  const all = { ...acts, "?": () => dialog.showModal() };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || dialog.open || !use.checked) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const act = Object.hasOwn(all, event.key) ? all[event.key] : null;
    if (!act) return;
    event.preventDefault();
    act();
  });
}

function stored() {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}

function store(value) {
  try {
    localStorage.setItem(STORED, value);
  } catch {
    // Where nothing may be stored, the choice lasts as long as the page.
  }
}
