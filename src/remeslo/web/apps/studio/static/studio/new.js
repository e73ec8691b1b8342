// Choosing a state standard suggests the rest; what a person has filled in by hand stays.
const form = document.querySelector("[data-new]");
const state = form.elements.state_standard;
const touched = new Set();
form.addEventListener("input", (event) => event.target !== state && touched.add(event.target.name));

function suggest(name, value) {
  if (!touched.has(name)) form.elements[name].value = value;
}

function bases(allowed) {
  const radios = [...form.querySelectorAll("[name=base]")];
  for (const radio of radios) radio.disabled = allowed.length > 0 && !allowed.includes(radio.value);
  const open = radios.filter((radio) => !radio.disabled);
  const chosen = open.find((radio) => radio.checked);
  if (!chosen || !touched.has("base")) open[0].checked = true;
  school();
}

function school() {
  const based = form.querySelector("[name=base]:checked")?.value;
  form.querySelector(".field[data-school]").hidden = based !== "ooo";
}

function chosen() {
  const option = state.selectedOptions[0];
  if (!option?.value) return;
  const { title, qualification, norms, standards, school: from } = option.dataset;
  suggest("title", title);
  suggest("qualification", qualification);
  suggest("norms", norms);
  suggest("school", from);
  if (!touched.has("occupational_standards")) {
    const named = standards.split(" ");
    for (const box of form.querySelectorAll("[name=occupational_standards]")) box.checked = named.includes(box.value);
  }
  bases(option.dataset.bases.split(" ").filter(Boolean));
}

state.addEventListener("change", chosen);
form.addEventListener("change", (event) => event.target.name === "base" && school());
if (document.getElementById("errors")) {
  document.getElementById("errors").focus();
  for (const field of form.elements) touched.add(field.name);
} else chosen();
school();
