// What others change appears by itself. Nothing that is being typed is lost, and the focus stays where it is: a part that
// is being written in keeps its text and only says that it changed meanwhile.
import { fillOpen } from "./lazy.js";
import { say, table, word } from "./words.js";

const EVERY_MS = 2500;
const sources = new Map(); // id -> the part as the server last gave it
const held = new Map(); // id -> the newer part that waits until typing ends
let busy = false;
let lost = false;

const parts = (root) => [...root.querySelectorAll("[data-live]")];
for (const part of parts(document)) sources.set(part.id, part.outerHTML);

export const base = (within) => within?.closest("[data-base]")?.dataset.base ?? table.dataset.base;

function isWritten(part) {
  return [...part.querySelectorAll("input:not([type=hidden]), textarea, select")].some((field) => {
    if (field.matches("[type=checkbox], [type=radio]")) return field.checked !== field.defaultChecked;
    if (field.matches("select")) return [...field.options].some((o) => o.selected !== o.defaultSelected) && field.value !== field.options[0]?.value;
    return field.value !== field.defaultValue;
  });
}

function isBusy(part) {
  return part.querySelector("[data-impact-open]") !== null || isWritten(part);
}

function hold(part, fresh) {
  held.set(part.id, fresh);
  part.dataset.base ??= table.dataset.base;
  if (part.querySelector(":scope > .held")) return;
  const note = document.getElementById("held-note").content.firstElementChild.cloneNode(true);
  note.querySelector("button").addEventListener("click", () => {
    swap(part, held.get(part.id));
    document.getElementById(part.id)?.focus();
  });
  part.prepend(note);
}

function outlive(part) {
  if (part.querySelector(":scope > .held")) part.querySelector(":scope > .held").remove();
  const note = document.getElementById("gone-note").content.firstElementChild.cloneNode(true);
  note.querySelector("button").addEventListener("click", () => part.remove());
  part.prepend(note);
}

function swap(part, fresh) {
  held.delete(part.id);
  sources.set(fresh.id, fresh.outerHTML);
  const open = new Set([...part.querySelectorAll("details[open][id]")].map((d) => d.id));
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  const way = focused && focused !== part ? focused.id || focused.dataset.focus : "";
  for (const fold of fresh.querySelectorAll("details[id]")) if (open.has(fold.id)) fold.open = true;
  const node = document.importNode(fresh, true);
  if (part.tabIndex === 0) node.tabIndex = 0;
  part.replaceWith(node);
  fillOpen(node);
  node.classList.add("is-fresh");
  if (focused) (way ? document.getElementById(way) ?? node.querySelector(`[data-focus="${CSS.escape(way)}"]`) ?? node : node).focus({ preventScroll: true });
}

function place(part, fresh) {
  if (sources.get(part.id) === fresh.outerHTML) return;
  if (isBusy(part)) hold(part, fresh);
  else swap(part, fresh);
}

function reconcile(list, fresh) {
  const old = new Map([...list.children].map((child) => [child.id, child]));
  const focused = list.contains(document.activeElement) ? document.activeElement.closest("[data-live]") : null;
  const after = focused ? [...list.children].slice([...list.children].indexOf(focused)).map((c) => c.id) : [];
  let before = null;
  for (const child of [...fresh.children]) {
    const there = old.get(child.id);
    old.delete(child.id);
    if (there) place(there, child);
    else {
      sources.set(child.id, child.outerHTML);
      list.append(document.importNode(child, true));
    }
    const node = document.getElementById(child.id);
    const wanted = before ? before.nextElementSibling : list.firstElementChild;
    if (node !== wanted && !node.contains(document.activeElement)) list.insertBefore(node, wanted);
    before = node;
  }
  for (const [id, gone] of old) {
    if (isBusy(gone)) { // what is being written stays in sight until it is put away
      if (sources.delete(id)) outlive(gone);
      continue;
    }
    sources.delete(id);
    gone.remove();
  }
  if (focused && !document.activeElement?.closest("[data-studio]")) {
    const next = after.map((id) => document.getElementById(id)).find(Boolean) ?? list.lastElementChild;
    next?.focus();
  }
}

export function show(answer) {
  const fresh = new DOMParser().parseFromString(answer.html, "text/html");
  for (const list of fresh.querySelectorAll("[data-live-list]")) {
    const here = document.getElementById(list.id);
    if (here) reconcile(here, list);
  }
  for (const part of parts(fresh)) {
    const here = document.getElementById(part.id);
    if (here && !part.parentElement?.matches("[data-live-list]")) place(here, part);
  }
  table.dataset.base = answer.base;
  table.dataset.stamp = answer.stamp;
  document.dispatchEvent(new CustomEvent("studio:shown"));
}

export async function look() {
  if (busy || document.hidden) return;
  busy = true;
  try {
    const url = `${table.dataset.since}?stamp=${encodeURIComponent(table.dataset.stamp)}&base=${table.dataset.base}`;
    const answer = await fetch(url, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
    if (answer.status === 200) {
      const told = await answer.json();
      show(told);
      say(told.said);
    } else if (answer.headers.get("HX-Redirect")) window.location.assign(answer.headers.get("HX-Redirect"));
    else if (answer.status !== 204) throw new Error(answer.status);
    if (lost) say(word("found"));
    lost = false;
  } catch {
    if (!lost) say(word("lost"));
    lost = true;
  }
  table.classList.toggle("is-lost", lost);
  busy = false;
}

setInterval(look, EVERY_MS);
document.addEventListener("visibilitychange", look);
window.addEventListener("online", look);
