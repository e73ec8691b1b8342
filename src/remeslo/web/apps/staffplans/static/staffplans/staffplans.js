// A table of links is one stop of the Tab key: arrows, Home and End move inside it. What is opened gets the focus.
for (const table of document.querySelectorAll("[data-grid]")) {
  const rows = [...table.tBodies[0].rows].map((row) => [...row.cells]);
  const links = [...table.tBodies[0].querySelectorAll("td a")];
  const rove = (to) => {
    for (const link of links) link.tabIndex = -1;
    to.tabIndex = 0;
  };
  if (links.length) rove(table.querySelector("td a[aria-current]") ?? links[0]);
  table.addEventListener("focusin", (event) => event.target.matches("td a") && rove(event.target));
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td");
    if (!cell || event.ctrlKey || event.altKey || event.metaKey) return;
    let y = rows.findIndex((row) => row.includes(cell));
    let x = rows[y].indexOf(cell);
    const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
    if (event.key === "Home" || event.key === "End") {
      const own = rows[y].map((c) => c.querySelector("a")).filter(Boolean);
      own.at(event.key === "Home" ? 0 : -1)?.focus();
      event.preventDefault();
    } else if (step) {
      event.preventDefault();
      while ((y += step[0]) >= 0 && y < rows.length && (x += step[1]) > 0 && x < rows[y].length) {
        const link = rows[y][x].querySelector("a");
        if (link) {
          link.focus();
          link.scrollIntoView({ block: "nearest", inline: "nearest" });
          break;
        }
      }
    }
  });
  table.addEventListener("click", (event) => {
    const link = event.target.closest("td a");
    if (!link) return;
    for (const other of links) other.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
  });
}

const region = document.getElementById("run-announcement");
let last = "";
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id === "evidence" || event.target.querySelector?.("#evidence[data-opened]")) {
    const head = document.getElementById("evidence-head");
    const box = head?.getBoundingClientRect();
    head?.focus({ preventScroll: box.bottom > 0 && box.top < innerHeight });
  }
  const run = document.getElementById("run");
  const said = run?.dataset.announce ?? "";
  if (region && said !== last) {
    last = said;
    region.textContent = said;
  }
  if (run?.dataset.reload) location.assign(run.dataset.reload);
});

for (const select of document.querySelectorAll("select[data-go]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}
