// Keys of the review list, and the count of ticked links. Without this file every button works as a form.
const said = document.getElementById("revision-said");
const lines = () => [...document.querySelectorAll("[data-line]")];
const current = () => document.activeElement?.closest("[data-line]");

function go(step) {
  const all = lines();
  if (!all.length) return;
  const at = all.indexOf(current());
  const next = at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1);
  all[next].focus();
}

function press(value) {
  const line = current();
  const button = line?.querySelector(`button[name="decision"][value="${value}"]`);
  if (button) button.click();
}

function count() {
  const output = document.getElementById("ticked");
  if (output) output.textContent = String(document.querySelectorAll("[data-tick]:checked").length);
}

const keys = {
  j: () => go(1),
  k: () => go(-1),
  c: () => press("carry"),
  d: () => press("drop"),
  a: () => press("ask"),
  z: () => press("back"),
  s: () => press(current()?.dataset.suggested),
  x: () => {
    const box = current()?.querySelector("[data-tick]");
    if (box) { box.checked = !box.checked; count(); }
  },
};
// the same keys where the keyboard is Russian
const russian = { о: "j", л: "k", с: "c", в: "d", ф: "a", я: "z", ы: "s", ч: "x" };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), select, textarea")) return;
  const letter = event.key.toLowerCase();
  const act = keys[russian[letter] ?? letter];
  if (act) { event.preventDefault(); act(); }
});
document.addEventListener("change", (event) => { if (event.target.matches("[data-tick]")) count(); });
document.getElementById("tick-all")?.addEventListener("click", () => {
  for (const box of document.querySelectorAll("[data-tick]")) box.checked = true;
  count();
});
document.body.addEventListener("htmx:afterSwap", (event) => {
  const line = document.getElementById(event.detail.target.id) ?? event.detail.elt;
  if (!line?.matches?.("[data-line]")) return;
  line.focus();
  const progress = document.querySelector("#revision-progress span");
  if (said && progress) said.textContent = progress.textContent;
  count();
});
count();
