// Everything that waits for a word on one sheet: choices are looked at, and made, as one bundle.
import { ask } from "./acts.js";
import { say, table, word } from "./words.js";

const dialog = document.getElementById("studio-sheet");
const body = dialog.querySelector("[data-dialog-body]");

export async function openSheet() {
  const answer = await fetch(table.dataset.sheetUrl, { headers: { "HX-Request": "true" }, credentials: "same-origin" }).catch(() => null);
  if (!answer?.ok) return say(word("lost"));
  body.innerHTML = await answer.text();
  dialog.showModal();
  body.querySelector("select, button")?.focus();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-open-sheet]")) openSheet();
  else if (event.target.closest("[data-close-sheet]")) dialog.close();
});

body.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-sheet]")) return;
  event.preventDefault();
  const choices = Object.fromEntries([...form.querySelectorAll("select")].filter((s) => s.value).map((s) => [s.name, s.value]));
  ask({ act: "review", choices: JSON.stringify(choices) }, form, event.submitter);
});

document.addEventListener("studio:done", () => dialog.close());
