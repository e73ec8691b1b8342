// Choosing files: by dropping too, with their sizes shown and the limit told before anything is sent.
const form = document.querySelector("[data-upload]");
const zone = form.querySelector("[data-drop]");
const input = form.querySelector("[type=file]");
const list = form.querySelector("[data-chosen]");
const error = form.querySelector("[data-error]");
const send = form.querySelector("[data-send]");
const size = (bytes) => new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 }).format(bytes / 1048576) + " MB";

function show() {
  list.replaceChildren(...[...input.files].map((file) => Object.assign(document.createElement("li"), { textContent: `${file.name} · ${size(file.size)}` })));
  const sum = [...input.files].reduce((n, file) => n + file.size, 0);
  const large = sum > Number(form.dataset.limit) * 1048576;
  error.hidden = !large;
  error.textContent = large ? `${form.dataset.tooLarge} (${size(sum)})` : "";
  send.disabled = large;
}
input.addEventListener("change", show);
for (const name of ["dragover", "dragenter"]) zone.addEventListener(name, (event) => { event.preventDefault(); zone.dataset.over = ""; });
for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => delete zone.dataset.over);
zone.addEventListener("drop", (event) => { event.preventDefault(); input.files = event.dataTransfer.files; show(); });
form.addEventListener("submit", () => { form.querySelector("[data-progress]").hidden = false; form.querySelector("[data-progress]").removeAttribute("value"); send.disabled = true; });
window.addEventListener("pageshow", () => { send.disabled = false; form.querySelector("[data-progress]").hidden = true; });
