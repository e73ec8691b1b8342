// The Gantt chart: pointing at a line, or focusing its name, shows what it waits for and what waits for it.
const chart = document.querySelector(".gantt");

function show(key) {
  const near = new Set(key ? [key] : []);
  for (const link of chart.querySelectorAll(".link")) {
    const touches = Boolean(key) && (link.dataset.before === key || link.dataset.after === key);
    link.classList.toggle("is-near", touches);
    if (touches) near.add(link.dataset.before).add(link.dataset.after);
  }
  for (const line of chart.querySelectorAll("[data-line]")) line.classList.toggle("is-near", near.has(line.dataset.line));
}

if (chart) {
  const keyOf = (event) => event.target.closest("[data-line]")?.dataset.line ?? "";
  chart.addEventListener("pointerover", (event) => show(keyOf(event)));
  chart.addEventListener("pointerleave", () => show(""));
  chart.addEventListener("focusin", (event) => show(keyOf(event)));
}
