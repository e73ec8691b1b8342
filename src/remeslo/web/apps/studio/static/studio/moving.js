// Moving a request or a line: by dragging, or by picking it up and choosing the place with arrow keys or a tap.
import { ask } from "./acts.js";
import { nameOf, say, table, word } from "./words.js";

let picked = null; // {item, targets, at, buttons}

const takes = (target, item) => target.dataset.takes?.split(" ").includes(item.dataset.kind) && target.dataset.target !== item.dataset.ref && !(item.dataset.in && item.dataset.in === target.dataset.target);
const targetsOf = (item) => [...table.querySelectorAll("[data-target]")].filter((t) => takes(t, item) && !t.hidden);

function put(item, target) {
  const shown = target.closest("[data-item]") ?? target;
  ask({ act: "put", what: item.dataset.ref, onto: target.dataset.target }, shown, item);
}

// --- dragging ---
let dragged = null;
table.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-drag]");
  if (!dragged) return;
  event.stopPropagation();
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", nameOf(dragged));
  for (const target of targetsOf(dragged)) target.classList.add("is-target");
});
table.addEventListener("dragover", (event) => {
  const target = event.target.closest("[data-target]");
  for (const over of table.querySelectorAll(".is-over")) if (over !== target) over.classList.remove("is-over");
  if (!dragged || !target || !takes(target, dragged)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "move";
  target.classList.add("is-over");
});
table.addEventListener("drop", (event) => {
  const target = event.target.closest("[data-target]");
  if (!dragged || !target || !takes(target, dragged)) return;
  event.preventDefault();
  put(dragged, target);
});
table.addEventListener("dragend", () => {
  dragged = null;
  for (const target of table.querySelectorAll(".is-target, .is-over")) target.classList.remove("is-target", "is-over");
});

// --- picking up ---
export const isPicking = () => picked !== null;

export function pick(item) {
  drop();
  const targets = targetsOf(item);
  if (!targets.length) return say(word("nowhere"));
  const buttons = targets.map((target) => {
    const button = document.getElementById("put-here").content.firstElementChild.cloneNode(true);
    button.setAttribute("aria-label", `${button.textContent.trim()}: ${nameOf(target)}`);
    button.addEventListener("click", () => settle(target));
    target.append(button);
    target.classList.add("is-target");
    return button;
  });
  picked = { item, targets, buttons, at: -1 };
  item.classList.add("is-picked");
  document.dispatchEvent(new CustomEvent("studio:column", { detail: targets[0].closest("[data-column]")?.id }));
  say(word("picked", { name: nameOf(item), n: targets.length }));
  go(0);
}

function go(step) {
  const { targets, buttons } = picked;
  picked.at = (picked.at + step + targets.length) % targets.length;
  if (picked.at < 0) picked.at = 0;
  document.dispatchEvent(new CustomEvent("studio:column", { detail: targets[picked.at].closest("[data-column]")?.id }));
  for (let up = targets[picked.at].parentElement; up; up = up.parentElement) if (up.matches("details")) up.open = true;
  buttons[picked.at].focus();
  buttons[picked.at].scrollIntoView({ block: "nearest" });
}

export function drop(announce = false) {
  if (!picked) return;
  const { item, targets, buttons } = picked;
  picked = null;
  for (const button of buttons) button.remove();
  for (const target of targets) target.classList.remove("is-target");
  item.classList.remove("is-picked");
  if (announce) {
    document.dispatchEvent(new CustomEvent("studio:column", { detail: item.closest("[data-column]")?.id }));
    item.focus();
    say(word("put_back", { name: nameOf(item) }));
  }
}

function settle(target) {
  const { item } = picked;
  drop();
  put(item, target);
}

table.addEventListener("click", (event) => {
  const button = event.target.closest("[data-pick]");
  if (!button) return;
  const menu = button.closest("details.menu");
  if (menu) menu.open = false;
  pick(button.closest("[data-item]"));
});
document.addEventListener(
  "keydown",
  (event) => {
    if (!picked) return;
    if (event.key === "Escape") drop(true);
    else if (event.key === "ArrowDown" || event.key === "ArrowRight") go(1);
    else if (event.key === "ArrowUp" || event.key === "ArrowLeft") go(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);
document.addEventListener("studio:shown", () => drop());
