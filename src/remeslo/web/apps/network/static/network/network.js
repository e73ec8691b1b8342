// What is chosen fills what depends on it: another kind of change, another college's groups.
for (const form of document.querySelectorAll("[data-kinds]")) {
  const show = () => {
    const kind = form.querySelector("[name=kind]:checked")?.value;
    for (const part of form.querySelectorAll("[data-kind]")) {
      const on = part.dataset.kind.split(" ").includes(kind);
      part.hidden = !on;
      for (const field of part.querySelectorAll("input, select")) field.disabled = !on;
    }
  };
  form.addEventListener("change", show);
  show();
}
