// Writing a demand card: rows of requirements by mouse and keyboard, suggestions, a draft kept while typing.
const form = document.querySelector("[data-card]");
const rows = form.querySelector("[data-rows]");
const blank = form.querySelector("[data-blank]");
const chip = form.querySelector("[data-chip]");
const said = form.querySelector("[data-said]");
const removedNote = form.querySelector("[data-removed]");
const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
let next = rows.children.length;
let removed = null;

// --- rows ---
const highest = () => Math.max(0, ...[...rows.querySelectorAll('[name$="-number"]')].map((n) => Number(n.value)));
let highestEver = highest();

function add() {
  const html = blank.innerHTML.replaceAll("r__-", `r${next}-`).replaceAll('data-row="__"', `data-row="${next}"`).replace('name="row" value="__"', `name="row" value="${next}"`);
  next += 1;
  rows.insertAdjacentHTML("beforeend", html);
  const row = rows.lastElementChild;
  highestEver += 1; // a number is never given twice, not even after its row was removed
  row.querySelector('[name$="-number"]').value = highestEver;
  row.querySelector("[data-number]").textContent = highestEver;
  row.querySelector("textarea").focus();
  row.scrollIntoView({ block: "nearest" });
  changed();
}

function remove(row) {
  removed = { row, before: row.nextElementSibling };
  const neighbour = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  removedNote.hidden = false;
  (neighbour?.querySelector("textarea") ?? form.querySelector("[data-add]")).focus();
  changed();
}

function undo() {
  if (!removed) return;
  rows.insertBefore(removed.row, removed.before?.isConnected ? removed.before : null);
  removed.row.querySelector("textarea").focus();
  removed = null;
  removedNote.hidden = true;
  changed();
}

function move(row, up) {
  const other = up ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  const focused = document.activeElement;
  up ? other.before(row) : other.after(row);
  focused?.focus();
  changed();
}

// --- work functions of a row ---
function addFunction(row, reference, name) {
  const list = row.querySelector("[data-functions]");
  if ([...list.querySelectorAll("input")].some((input) => input.value === reference)) return;
  const item = chip.content.firstElementChild.cloneNode(true);
  const input = item.querySelector("input");
  input.name = `r${row.dataset.row}-functions`;
  input.value = reference;
  item.querySelector(".mono").textContent = reference;
  item.querySelector(".function-name").textContent = name;
  item.querySelector("[data-drop]").ariaLabel += ` ${reference}`;
  list.append(item);
  changed();
}

function addByCode(row) {
  const input = row.querySelector("[data-code]");
  const code = input.value.trim();
  if (!code) return;
  addFunction(row, code, "");
  input.value = "";
  input.focus();
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const row = event.target.closest("[data-row]");
  if (!button) return;
  if (button.matches("[data-add]")) add();
  else if (button.matches("[data-undo]")) undo();
  else if (button.matches("[data-remove]")) remove(row);
  else if (button.matches("[data-up]")) move(row, true);
  else if (button.matches("[data-lower]")) move(row, false);
  else if (button.matches("[data-add-code]")) addByCode(row);
  else if (button.matches("[data-drop]")) {
    button.closest("li").remove();
    row.querySelector("textarea").focus();
    changed();
  } else if (button.matches("[data-add-function]")) {
    addFunction(row, button.dataset.addFunction, button.dataset.name);
    button.closest("li").remove();
    row.querySelector("textarea").focus();
  }
});

form.addEventListener("keydown", (event) => {
  const row = event.target.closest("[data-row]");
  if (event.key === "Enter" && event.target.matches("[data-code]")) addByCode(row);
  else if (event.altKey && event.code === "KeyN") add();
  else if (row && event.altKey && event.key === "ArrowUp") move(row, true);
  else if (row && event.altKey && event.key === "ArrowDown") move(row, false);
  else if (row && event.altKey && event.key === "Delete") remove(row);
  else if ((event.ctrlKey || event.metaKey) && event.key === "Enter") form.requestSubmit();
  else if (event.key === "Enter" && event.target.matches("input:not([type=radio])")) {
    // a single line does not send the whole form
  } else return;
  event.preventDefault();
});

// --- suggestions ---
const asked = new WeakMap();
async function suggest(row) {
  const text = row.querySelector("textarea").value.trim();
  const box = row.querySelector("[data-suggestions]");
  if (text === asked.get(row)) return;
  asked.set(row, text);
  if (text.length < 3) return box.replaceChildren();
  try {
    const answer = await fetch(`${form.dataset.suggest}?text=${encodeURIComponent(text.slice(0, 500))}`, { headers: { "HX-Request": "true" } });
    if (answer.ok && asked.get(row) === text) {
      box.innerHTML = await answer.text();
      const have = new Set([...row.querySelectorAll("[data-functions] input")].map((input) => input.value));
      for (const button of box.querySelectorAll("[data-add-function]")) {
        if (have.has(button.dataset.addFunction)) button.closest("li").remove();
      }
    }
  } catch {
    asked.delete(row); // no connection: ask again with the next letter
  }
}
const timers = new WeakMap();
const later = (row, wait) => {
  clearTimeout(timers.get(row));
  timers.set(row, setTimeout(() => suggest(row), wait));
};
form.addEventListener("input", (event) => {
  if (event.target.matches("[data-row] textarea")) later(event.target.closest("[data-row]"), 350);
  if (!event.target.matches("[data-code]")) changed();
});
form.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-row] textarea")) later(event.target.closest("[data-row]"), 150);
});

// --- the draft ---
let timer;
let sending = false;
let again = false;
function changed() {
  clearTimeout(timer);
  timer = setTimeout(keep, 900);
}
async function keep() {
  if (sending) {
    again = true;
    return;
  }
  sending = true;
  said.textContent = form.dataset.kept;
  try {
    const answer = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form), headers: { "X-CSRFToken": token } });
    if (!answer.ok) throw new Error(answer.status);
    said.textContent = (await answer.json()).said;
  } catch {
    said.textContent = form.dataset.lost;
    clearTimeout(timer);
    timer = setTimeout(keep, 5000);
  }
  sending = false;
  if (again) {
    again = false;
    keep();
  }
}
window.addEventListener("online", () => said.textContent === form.dataset.lost && keep());
form.addEventListener("submit", () => clearTimeout(timer));
document.getElementById("errors")?.focus();
