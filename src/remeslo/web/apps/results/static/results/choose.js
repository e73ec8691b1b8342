// "Choose all" ticks every box of a name, and takes the ticks away when all are set.
for (const button of document.querySelectorAll("[data-choose-all]")) {
  button.addEventListener("click", () => {
    const boxes = [...button.form.querySelectorAll(`input[name="${button.dataset.chooseAll}"]`)];
    const all = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !all;
  });
}
