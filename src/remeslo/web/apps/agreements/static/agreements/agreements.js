// Writing an agreement: rows are added and removed, a clause shows the fields that its kind has.
const form = document.querySelector("[data-agreement]");
let next = 1000; // rows of the page are numbered from 0

function fit(row) {
  const kind = row.querySelector("[data-kind]");
  const says = kind.selectedOptions[0].dataset.says.split(" ");
  for (const field of row.querySelectorAll("[data-field]")) {
    const shown = says.includes(field.dataset.field);
    field.hidden = !shown;
    for (const input of field.querySelectorAll("input, select")) input.disabled = !shown;
  }
}

for (const panel of form.querySelectorAll("section")) {
  const rows = panel.querySelector("[data-rows]");
  const blank = panel.querySelector("[data-blank]");
  if (!rows || !blank) continue;
  panel.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.hasAttribute("data-add")) {
      rows.insertAdjacentHTML("beforeend", blank.innerHTML.replaceAll("__", String(next)));
      next += 1;
      const row = rows.lastElementChild;
      if (row.hasAttribute("data-clause")) {
        const numbers = [...rows.querySelectorAll('input[name$="-key"]')].map((i) => Number(i.value) || 0);
        row.querySelector('input[name$="-key"]').value = Math.max(0, ...numbers) + 1;
        fit(row);
      }
      row.querySelector("input:not([type=hidden]), select").focus();
    } else if (button.hasAttribute("data-remove")) {
      const row = button.closest("[data-row]");
      const near = row.nextElementSibling ?? row.previousElementSibling;
      row.remove();
      (near?.querySelector("input:not([type=hidden]), select") ?? panel.querySelector("[data-add]")).focus();
    }
  });
}

form.addEventListener("change", (event) => {
  if (event.target.hasAttribute("data-kind")) fit(event.target.closest("[data-clause]"));
});
for (const row of form.querySelectorAll("[data-rows] [data-clause]")) fit(row);
for (const name of form.dataset.wrong.split(" ")) document.getElementById(name)?.setAttribute("aria-invalid", "true");
