// The page behind a citation with scripts: its address, copied for an email.

import { copy } from "./tools.js";

const button = document.getElementById("copy-link");
const announcer = document.getElementById("announcer");

button.hidden = false;
button.addEventListener("click", async () => {
  const done = await copy(location.href);
  announcer.textContent = done ? "The link is copied." : "This browser does not allow copying; the address of this page is the link.";
  button.textContent = done ? "Link copied" : "Copy it from the address bar";
});
