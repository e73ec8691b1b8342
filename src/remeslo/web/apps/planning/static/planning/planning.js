// The progress of a run is swapped in every second; only a change of stage is announced to those who don't see it.
const region = document.getElementById("run-announcement");
let last = document.getElementById("run")?.dataset.announce ?? "";

document.addEventListener("htmx:afterSettle", () => {
  const now = document.getElementById("run")?.dataset.announce ?? "";
  if (region && now && now !== last) {
    last = now;
    region.textContent = now;
  }
});
