// Choices that open a page at once; a run's news for screen readers, and the page anew when it is over.
for (const select of document.querySelectorAll("select[data-go]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}
const region = document.getElementById("run-announcement");
let last = "";
document.addEventListener("htmx:afterSettle", () => {
  const run = document.getElementById("run");
  const said = run?.dataset.announce ?? "";
  if (region && said !== last) {
    last = said;
    region.textContent = said;
  }
  if (run?.dataset.reload) location.assign(run.dataset.reload);
});
