// What is closed is not in the page: menus and reasons are fetched when they are opened, forms are copies of a template.
import { say, table, word } from "./words.js";

async function load(fold) {
  const box = fold.querySelector(":scope > summary + *");
  const what = fold.closest("[data-item]").dataset.ref;
  const answer = await fetch(`${table.dataset[`${fold.dataset.load}Url`]}?what=${encodeURIComponent(what)}`, { headers: { "HX-Request": "true" }, credentials: "same-origin" }).catch(() => null);
  if (answer?.ok) box.innerHTML = await answer.text();
  else say(word("lost"));
}

function copy(fold) {
  if (fold.querySelector(":scope > form:last-child[data-copied]")) return;
  const form = document.getElementById(`form-${fold.dataset.form}`).content.firstElementChild.cloneNode(true);
  const item = fold.closest("[data-item]");
  const { about, what, text } = form.elements;
  if (about) about.value = fold.dataset.about;
  if (what) {
    what.value = item.dataset.ref;
    text.defaultValue = item.querySelector("[data-named]").textContent.trim();
  }
  form.dataset.copied = "";
  fold.append(form);
}

// Ready when what was opened is there.
export async function fill(fold) {
  if (fold.dataset.form) copy(fold);
  else if (fold.dataset.load) await (fold.filling ??= load(fold).finally(() => (fold.filling = null)));
}

export function fillOpen(within) {
  for (const fold of within.querySelectorAll("details[open]:is([data-form], [data-load])")) fill(fold);
}

document.addEventListener("toggle", (event) => event.target.open && event.target.matches?.("details") && fill(event.target), true);
document.addEventListener("studio:shown", () => fillOpen(table));
fillOpen(table);
