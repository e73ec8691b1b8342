// The grid: a card opens its lesson; a lesson is dragged with the mouse, or picked up, moved and put down with keys.
// While it is in hand, one answer of the server says of every cell what would be broken there.
for (const select of document.querySelectorAll("select[data-go]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}

const week = () => document.getElementById("week");
const tell = (text) => {
  const said = document.getElementById("week-said");
  if (said) said.textContent = text;
};
const cells = () => [...document.querySelectorAll(".week-grid td")];
const rows = () => [...document.querySelectorAll(".week-grid tbody tr")].map((row) => [...row.querySelectorAll("td")]);
const cardOf = (key) => document.querySelector(`.lesson[data-lesson="${CSS.escape(key)}"]`);
let hand = null; // {key, title, cells, target, byKeys}

async function take(card, byKeys) {
  const place = week();
  if (!place.dataset.places || card.draggable !== true) return;
  hand = { key: card.dataset.lesson, title: card.dataset.title, cells: null, target: null, byKeys };
  for (const other of document.querySelectorAll(`.lesson[data-lesson="${CSS.escape(hand.key)}"]`)) other.classList.add("is-held");
  tell(`${place.dataset.hand}: ${hand.title} — ${place.dataset.loading}`);
  const mine = hand;
  const url = new URL(place.dataset.places, location.href);
  url.searchParams.set("lesson", hand.key);
  const answer = await fetch(url, { headers: { accept: "application/json" } });
  if (hand !== mine) return;
  if (!answer.ok) return leave();
  hand.cells = (await answer.json()).cells;
  if (hand !== mine) return;
  for (const cell of cells()) {
    const fate = fateOf(cell);
    if (!fate) continue;
    cell.dataset.fate = fate.fate;
    cell.dataset.word = fate.count ? `${fate.word}: ${fate.count}` : fate.word;
  }
  tell(`${place.dataset.hand}: ${hand.title}`);
  if (byKeys) aim(card.closest("td") ?? cells()[0]);
  else if (hand.target) show(fateOf(hand.target));
}

const fateOf = (cell) => hand?.cells?.[`${cell.dataset.day}-${cell.dataset.pair}-${cell.dataset.room ?? ""}`];

function aim(cell) {
  if (!hand || hand.target === cell) return;
  hand.target?.classList.remove("is-target");
  hand.target = cell;
  cell.classList.add("is-target");
  const fate = fateOf(cell);
  if (hand.byKeys) {
    cell.tabIndex = -1;
    cell.focus({ preventScroll: false });
  }
  show(fate);
}

function show(fate) {
  let box = document.querySelector(".hand");
  if (!fate) return box?.remove();
  if (!box) {
    box = document.createElement("div");
    const isWide = matchMedia("(min-width: 75rem)").matches; // beside the grid, so that it hides no cell
    box.className = `hand no-print${isWide ? " is-aside" : ""}`;
    box.setAttribute("role", "status");
    if (isWide) document.getElementById("lesson").prepend(box);
    else week().append(box);
  }
  const head = document.createElement("strong");
  head.textContent = `${fate.where}: ${fate.word}`;
  const list = document.createElement("ul");
  for (const text of fate.says) {
    const line = document.createElement("li");
    line.textContent = text;
    list.append(line);
  }
  box.replaceChildren(head, ...(fate.says.length ? [list] : []));
}

function leave(said = week().dataset.back) {
  if (!hand) return;
  const { key, byKeys } = hand;
  for (const cell of cells()) {
    delete cell.dataset.fate;
    delete cell.dataset.word;
    cell.classList.remove("is-target");
  }
  for (const card of document.querySelectorAll(".is-held")) card.classList.remove("is-held");
  document.querySelector(".hand")?.remove();
  hand = null;
  tell(said);
  if (byKeys) cardOf(key)?.focus();
}

function put(cell) {
  const fate = fateOf(cell);
  if (!fate || fate.fate === "here") return leave();
  const { key, byKeys } = hand;
  const values = { lesson: key, day: cell.dataset.day, pair: cell.dataset.pair, room: fate.room };
  const url = week().dataset.move;
  leave("");
  htmx.ajax("POST", url, { target: "#week", swap: "outerHTML", values }).then(() => {
    if (byKeys) cardOf(key)?.focus();
  });
}

function open(card) {
  for (const other of document.querySelectorAll(".lesson.is-open")) other.classList.remove("is-open");
  card.classList.add("is-open");
  const url = new URL(week().dataset.lesson, location.href);
  url.searchParams.set("lesson", card.dataset.lesson);
  htmx.ajax("GET", url.pathname + url.search, { target: "#lesson", swap: "innerHTML" }).then(() => {
    const head = document.getElementById("lesson-head");
    const box = head?.getBoundingClientRect();
    head?.focus({ preventScroll: box.bottom > 0 && box.top < innerHeight });
  });
}

document.addEventListener("click", (event) => {
  const cell = event.target.closest(".week-grid td");
  if (hand && cell) return put(cell);
  const card = event.target.closest(".lesson");
  if (card && !hand) open(card);
});

document.addEventListener("dragstart", (event) => {
  const card = event.target.closest?.(".lesson");
  if (!card) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", card.dataset.title);
  take(card, false);
});
for (const over of ["dragenter", "dragover"]) {
  document.addEventListener(over, (event) => {
    const cell = event.target.closest?.(".week-grid td");
    if (!hand || !cell) return;
    event.preventDefault();
    aim(cell);
  });
}
document.addEventListener("drop", async (event) => {
  const cell = event.target.closest?.(".week-grid td");
  if (!hand || !cell) return;
  event.preventDefault();
  if (hand.cells) return put(cell);
  const mine = hand; // put down before the answer came: wait for it
  mine.dropped = true;
  const wait = setInterval(() => {
    if (hand !== mine) clearInterval(wait);
    else if (mine.cells) {
      clearInterval(wait);
      put(cell);
    }
  }, 30);
});
document.addEventListener("dragend", () => {
  if (hand && !hand.byKeys && !hand.dropped) leave();
});

const STEPS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.metaKey) return;
  const isUndo = event.ctrlKey && ["z", "я"].includes(event.key.toLowerCase());
  if (isUndo && !event.target.closest("input, select, textarea")) {
    event.preventDefault();
    return step(event.shiftKey ? "redo" : "undo");
  }
  if (event.ctrlKey) return;
  if (hand) return held(event);
  const card = event.target.closest?.(".lesson");
  if (!card) return;
  if (event.key === " ") {
    event.preventDefault();
    if (week().dataset.places && card.draggable) take(card, true);
    else open(card);
  } else if (event.key === "Enter") {
    event.preventDefault();
    open(card);
  } else if (STEPS[event.key]) {
    event.preventDefault();
    near(card.closest("td"), STEPS[event.key])?.focus();
  }
});

function held(event) {
  if (event.key === "Escape") {
    event.preventDefault();
    return leave();
  }
  if (!hand.target) return;
  if (STEPS[event.key]) {
    event.preventDefault();
    const [y, x] = at(hand.target);
    const [dy, dx] = STEPS[event.key];
    const next = rows()[y + dy]?.[x + dx];
    if (next) aim(next);
  } else if (event.key === " " || event.key === "Enter") {
    event.preventDefault();
    put(hand.target);
  }
}

const at = (cell) => {
  const all = rows();
  const y = all.findIndex((row) => row.includes(cell));
  return [y, y < 0 ? -1 : all[y].indexOf(cell)];
};

function near(cell, [dy, dx]) {
  if (!cell) return null;
  const all = rows();
  let [y, x] = at(cell);
  while ((y += dy) >= 0 && y < all.length && (x += dx) >= 0 && x < all[y].length) {
    const card = all[y][x].querySelector(".lesson");
    if (card) return card;
  }
  return null;
}

function step(how) {
  const button = document.getElementById(how);
  if (!button || button.disabled) return;
  htmx.ajax("POST", week().dataset.step, { target: "#week", swap: "outerHTML", values: { how } });
}

document.addEventListener("htmx:afterSettle", () => {
  const said = week()?.dataset.said;
  if (said) tell(said);
});
