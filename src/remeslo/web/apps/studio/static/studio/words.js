// The table's element, its words in the reader's language, and the live region that says what happened.
export const table = document.querySelector("[data-studio]");
const words = JSON.parse(document.getElementById("studio-words").textContent);
const said = document.getElementById("studio-said");
const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];

export function word(name, values = {}) {
  return words[name].replace(/\{(\w+)\}/g, (_all, key) => values[key] ?? "");
}

export function say(text) {
  if (!text) return;
  said.textContent = "";
  requestAnimationFrame(() => (said.textContent = text));
}

export async function send(url, fields) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token, "HX-Request": "true" }, credentials: "same-origin" });
  const elsewhere = answer.headers.get("HX-Redirect");
  if (elsewhere) window.location.assign(elsewhere);
  return answer;
}

// What a thing is called when it is spoken of: its own short name.
export function nameOf(item) {
  return item?.dataset.name ?? item?.querySelector("[data-named]")?.textContent.trim() ?? "";
}
