// The tree as a table: rows open and close; arrow keys, Home and End walk it (the treegrid pattern, rows first).
const table = document.querySelector("[data-treegrid]");
if (table) {
  const rows = [...table.querySelectorAll("tbody > tr")];
  const byNumber = new Map(rows.map((row) => [row.dataset.number, row]));
  const parentOf = (row) => byNumber.get(row.dataset.parent);
  const isOpen = (row) => row.getAttribute("aria-expanded") === "true";
  const shown = () => rows.filter((row) => !row.hidden);

  function settle() {
    for (const row of rows) {
      const above = parentOf(row);
      row.hidden = Boolean(above) && (above.hidden || !isOpen(above));
    }
  }

  function setOpen(row, open) {
    if (!row.hasAttribute("aria-expanded")) return;
    row.setAttribute("aria-expanded", String(open));
    settle();
  }

  function goTo(row) {
    if (!row) return;
    for (const other of rows) other.tabIndex = -1;
    row.tabIndex = 0;
    row.focus();
  }

  const acts = {
    ArrowDown: (row) => goTo(shown()[shown().indexOf(row) + 1]),
    ArrowUp: (row) => goTo(shown()[shown().indexOf(row) - 1]),
    Home: () => goTo(shown()[0]),
    End: () => goTo(shown().at(-1)),
    ArrowRight: (row) => {
      if (!row.hasAttribute("aria-expanded")) return;
      if (isOpen(row)) goTo(shown()[shown().indexOf(row) + 1]);
      else setOpen(row, true);
    },
    ArrowLeft: (row) => (isOpen(row) ? setOpen(row, false) : goTo(parentOf(row))),
    Enter: (row) => row.querySelector("th a")?.click(),
  };

  table.addEventListener("keydown", (event) => {
    const row = event.target.closest("tbody > tr");
    if (!row || event.target !== row || event.altKey || event.ctrlKey || event.metaKey || !acts[event.key]) return;
    event.preventDefault();
    acts[event.key](row);
  });

  table.addEventListener("click", (event) => {
    const row = event.target.closest("tbody > tr");
    if (!row || event.target.closest("a")) return;
    if (event.target.closest("[data-toggle]")) setOpen(row, !isOpen(row));
    goTo(row);
  });

  for (const button of document.querySelectorAll("[data-nodes]")) {
    button.addEventListener("click", () => {
      const everything = button.dataset.nodes === "open";
      for (const row of rows) {
        if (!row.hasAttribute("aria-expanded")) continue;
        const coarse = row.matches(".node-programme, .node-cycle");
        row.setAttribute("aria-expanded", String(everything || coarse));
      }
      settle();
      if (!shown().some((row) => row.tabIndex === 0)) rows[0].tabIndex = 0;
    });
  }

  rows[0].tabIndex = 0;
  for (const part of document.querySelectorAll(".node-panel [data-needs-script]")) part.hidden = false;
}
