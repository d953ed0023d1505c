// The scrutiny page without a script works as a form; with one it says that the pack is being made, and holds to the number of documents.
const form = document.querySelector("#make");

function boxes() {
  return [...form.querySelectorAll("input[name=document]")];
}

function limit() {
  const most = 10;
  const chosen = boxes().filter((box) => box.checked).length;
  for (const box of boxes()) box.disabled = !box.checked && chosen >= most;
}

if (form) {
  form.addEventListener("change", limit);
  form.addEventListener("submit", (event) => {
    const problem = form.querySelector("#problem");
    if (boxes().every((box) => !box.checked)) {
      event.preventDefault();
      problem.textContent = "Choose at least one document.";
      problem.hidden = false;
      boxes()[0]?.focus();
      return;
    }
    problem.hidden = true;
    form.querySelector("#busy").textContent = "Making the pack …";
  });
  // Coming back to the page with the back button finds it as it was left.
  addEventListener("pageshow", () => {
    form.querySelector("#busy").textContent = "";
    limit();
  });
}
