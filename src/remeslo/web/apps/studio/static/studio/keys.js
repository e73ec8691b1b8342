// The whole table by keyboard: arrows walk along a column and across columns, Enter opens what can be done,
// Space picks a thing up, letters decide on a line, Ctrl+Z undoes. Each column is one stop of the Tab key.
import { quick } from "./acts.js";
import { fill } from "./lazy.js";
import { isPicking, pick } from "./moving.js";
import { openSheet } from "./sheet.js";
import { table } from "./words.js";

const columns = () => [...table.querySelectorAll("[data-column]")];
const items = (column) => [...column.querySelectorAll("[data-item]")].filter((item) => item.offsetParent !== null);

function stop(item) {
  for (const other of item.closest("[data-column]").querySelectorAll("[data-item][tabindex='0']")) other.tabIndex = -1;
  item.tabIndex = 0;
}

function ready() {
  for (const column of columns()) {
    const all = [...column.querySelectorAll("[data-item]")];
    for (const item of all) {
      if (!item.hasAttribute("tabindex")) item.tabIndex = -1;
      if (item.matches("[data-drag]")) item.draggable = true;
    }
    if (!all.some((item) => item.tabIndex === 0) && all.length) all[0].tabIndex = 0;
  }
}

function across(item, step) {
  const all = columns();
  const next = all[all.indexOf(item.closest("[data-column]")) + step];
  if (!next) return;
  column(next.id);
  (next.querySelector("[data-item][tabindex='0']") ?? next).focus();
}

function along(item, step) {
  const all = items(item.closest("[data-column]"));
  all[all.indexOf(item) + step]?.focus();
}

table.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-item]")) stop(event.target);
});

table.addEventListener("keydown", (event) => {
  if (isPicking()) return;
  const menu = event.target.closest("details.menu[open]");
  if (menu) return inMenu(event, menu);
  if (!event.target.matches("[data-item]") || event.ctrlKey || event.metaKey || event.altKey) return;
  const item = event.target;
  if (event.key === "ArrowDown") along(item, 1);
  else if (event.key === "ArrowUp") along(item, -1);
  else if (event.key === "ArrowRight") across(item, 1);
  else if (event.key === "ArrowLeft") across(item, -1);
  else if (event.key === "Enter") openMenu(item);
  else if (event.key === " " && item.matches("[data-drag]")) pick(item);
  else if (!LETTERS[event.code]) return;
  else LETTERS[event.code](item);
  event.preventDefault();
});

// By their places on the keyboard, so that they are the same in every alphabet; they count on a focused thing only.
const LETTERS = {
  KeyA: (item) => quick(item, "accept"),
  KeyR: (item) => quick(item, "refuse"),
  KeyW: (item) => quick(item, "own"),
  KeyD: speak,
  KeyL: openSheet,
  KeyP: () => document.querySelector("#studio-bundle:not([hidden]) [name=title]")?.focus(),
};

async function openMenu(item) {
  const menu = item.querySelector(":scope details.menu[data-menu]");
  if (!menu) return item.querySelector("button, a, input, summary")?.focus();
  menu.open = true;
  await fill(menu);
  if (menu.open && (item.contains(document.activeElement) || document.activeElement === document.body)) menu.querySelector(".menu-item")?.focus();
}

async function speak(item) {
  const fold = item.querySelector("details.remarks[data-form]");
  if (!fold) return;
  fold.open = true;
  await fill(fold);
  fold.querySelector("textarea")?.focus();
}

function inMenu(event, menu) {
  const all = [...menu.querySelectorAll(".menu-item")].filter((one) => !one.disabled);
  const now = all.indexOf(document.activeElement);
  if (event.key === "ArrowDown") all[Math.min(now + 1, all.length - 1)]?.focus();
  else if (event.key === "ArrowUp") now > 0 ? all[now - 1].focus() : menu.querySelector("summary").focus();
  else if (event.key === "Escape") {
    menu.open = false;
    menu.closest("[data-item]")?.focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.code !== "KeyZ" || event.shiftKey) return;
  if (event.target.matches("input, textarea, select")) return;
  const undo = document.querySelector("[data-undo]");
  if (!undo) return;
  event.preventDefault();
  undo.click();
});

// --- on a narrow screen the three columns are tabs ---
const tabs = [...document.querySelectorAll("[data-tab]")];
export function column(id) {
  if (!id) return;
  for (const tab of tabs) tab.setAttribute("aria-pressed", String(tab.dataset.tab === id));
  for (const one of columns()) one.classList.toggle("is-shown", one.id === id);
}
for (const tab of tabs) tab.addEventListener("click", () => column(tab.dataset.tab));
document.addEventListener("studio:column", (event) => column(event.detail));

// --- finding a line by a word ---
const filter = document.querySelector("[data-find]");
function sift() {
  const text = filter.value.toLocaleLowerCase().replaceAll("ё", "е").trim();
  for (const item of document.querySelectorAll("[data-sifted]")) {
    item.hidden = text !== "" && !item.textContent.toLocaleLowerCase().replaceAll("ё", "е").includes(text);
  }
}
filter?.addEventListener("input", sift);

document.addEventListener("studio:shown", () => {
  ready();
  if (filter?.value) sift();
});
ready();
