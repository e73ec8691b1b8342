// Trees of functions: filter by words, open and close all, open the branch that the address names.
const fold = (text) => text.toLocaleLowerCase("ru").replaceAll("ё", "е").replace(/\s+/g, " ").trim();

for (const input of document.querySelectorAll("[data-tree-filter]")) {
  const tree = document.getElementById(input.dataset.treeFilter);
  input.addEventListener("input", () => {
    const words = fold(input.value).split(" ").filter(Boolean);
    for (const branch of tree.querySelectorAll("[data-branch]")) {
      const text = (branch.dataset.folded ??= fold(branch.textContent));
      const hit = words.every((word) => text.includes(word));
      branch.hidden = !hit;
      branch.open = hit && words.length > 0;
    }
    for (const outer of tree.querySelectorAll(":scope > details")) {
      outer.hidden = words.length > 0 && !outer.querySelector("[data-branch]:not([hidden])");
    }
  });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-tree-open], [data-tree-close]");
  if (!button) return;
  const open = "treeOpen" in button.dataset;
  const tree = document.getElementById(button.dataset.treeOpen ?? button.dataset.treeClose);
  for (const details of tree.querySelectorAll(open ? "details" : "[data-branch]")) details.open = open;
});

function openNamed() {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named?.matches("details")) {
    named.open = true;
    named.scrollIntoView({ block: "start" });
    named.querySelector("summary").focus({ preventScroll: true });
  }
}
openNamed();
window.addEventListener("hashchange", openNamed);
