// Big tables of numbers: arrow keys move between the numbers (one tab stop), rows are filtered, the table is copied as shown.
const lang = document.documentElement.lang || "ru";
const fold = (text) => text.toLocaleLowerCase(lang).replaceAll("ё", "е").replace(/\s+/g, " ").trim();

function wireArrows(table) {
  const rows = () => [...table.tBodies[0].rows].filter((row) => !row.hidden);
  const links = [...table.tBodies[0].querySelectorAll("td a")];
  links.forEach((link, n) => (link.tabIndex = n ? -1 : 0));
  const go = (link) => {
    if (!link) return false;
    for (const other of links) other.tabIndex = -1;
    link.tabIndex = 0;
    link.focus();
    link.scrollIntoView({ block: "nearest", inline: "nearest" });
    return true;
  };
  const along = (row, from, step) => {
    for (let n = from + step; n >= 0 && n < row.cells.length; n += step) {
      const link = row.cells[n].querySelector("a");
      if (link && row.cells[n].tagName === "TD") return link;
    }
    return null;
  };
  const across = (cell, step) => {
    const all = rows();
    let best = null;
    for (let r = all.indexOf(cell.parentElement) + step; r >= 0 && r < all.length && !best; r += step) {
      best = all[r].cells[cell.cellIndex]?.querySelector("a") ?? nearest(all[r], cell.cellIndex);
    }
    return best;
  };
  const nearest = (row, column) => {
    const cells = [...row.cells].filter((cell) => cell.tagName === "TD" && cell.querySelector("a"));
    cells.sort((a, b) => Math.abs(a.cellIndex - column) - Math.abs(b.cellIndex - column));
    return cells[0]?.querySelector("a");
  };
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td");
    if (!cell || event.ctrlKey || event.altKey || event.metaKey) return;
    const row = cell.parentElement;
    const moves = {
      ArrowRight: () => along(row, cell.cellIndex, 1),
      ArrowLeft: () => along(row, cell.cellIndex, -1),
      ArrowDown: () => across(cell, 1),
      ArrowUp: () => across(cell, -1),
      Home: () => along(row, -1, 1),
      End: () => along(row, row.cells.length, -1),
    };
    if (moves[event.key] && go(moves[event.key]())) event.preventDefault();
  });
}

function wireFilter(input) {
  const table = document.getElementById(input.dataset.filterGrid);
  input.addEventListener("input", () => {
    const words = fold(input.value).split(" ").filter(Boolean);
    for (const row of table.tBodies[0].rows) {
      const text = (row.dataset.folded ??= fold(row.cells[0].textContent));
      row.hidden = !words.every((word) => text.includes(word));
    }
  });
}

function wireCopy(button) {
  button.addEventListener("click", async () => {
    const rows = [...document.getElementById(button.dataset.copyGrid).rows].filter((row) => !row.hidden);
    const cell = (c) => [c.innerText.replace(/\s+/g, " ").trim(), ...Array(c.colSpan - 1).fill("")];
    await navigator.clipboard.writeText(rows.map((row) => [...row.cells].flatMap(cell).join("\t")).join("\n"));
    const words = button.querySelector("span");
    const before = words.textContent;
    words.textContent = button.dataset.done;
    setTimeout(() => (words.textContent = before), 2500);
  });
}

document.querySelectorAll("table[data-grid]").forEach(wireArrows);
document.querySelectorAll("[data-filter-grid]").forEach(wireFilter);
document.querySelectorAll("[data-copy-grid]").forEach(wireCopy);
