// Sliders say their value while they move and mark what the norms do not allow; answers are announced.
const words = new Intl.NumberFormat(document.documentElement.lang === "ru" ? "ru" : "en");

function paint(slider) {
  const input = slider.querySelector("input");
  const now = Number(slider.dataset.now);
  const value = Number(input.value);
  slider.querySelector("[data-value]").textContent = words.format(value);
  slider.classList.toggle("is-moved", value !== now);
  const { lawBelow, lawAbove } = slider.dataset;
  const law = (lawAbove !== undefined && value >= Number(lawAbove)) || (lawBelow !== undefined && value <= Number(lawBelow));
  slider.classList.toggle("is-law", law);
}

const form = document.getElementById("what-if");
const sliders = [...document.querySelectorAll("[data-slider]")];
for (const slider of sliders) paint(slider);

form?.addEventListener("input", (event) => {
  const slider = event.target.closest("[data-slider]");
  if (slider) paint(slider);
});

form?.addEventListener("reset", (event) => {
  event.preventDefault();
  for (const slider of sliders) {
    slider.querySelector("input").value = slider.dataset.now;
    paint(slider);
  }
  for (const box of form.querySelectorAll("input[name=recognise]")) box.checked = false;
  form.dispatchEvent(new Event("change", { bubbles: true }));
});

const region = document.getElementById("trial-announcement");
let last = "";
document.addEventListener("htmx:afterSettle", () => {
  const said = document.getElementById("trial")?.dataset.announce ?? "";
  if (region && said !== last) {
    last = said;
    region.textContent = said;
  }
});
