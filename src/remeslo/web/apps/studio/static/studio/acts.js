// Every change first says what it touches: in a line beneath the thing, or in a dialog where it touches much.
import { show, base } from "./live.js";
import { say, send, table, word } from "./words.js";
import { add } from "./bundle.js";

const dialog = document.getElementById("studio-impact");
let open = null; // {fields, item, strip, opener}

function close(focus = true) {
  if (!open) return;
  const { item, strip, opener } = open;
  open = null;
  strip.remove();
  if (dialog.open) dialog.close();
  if (focus) (opener?.isConnected && opener.offsetParent ? opener : document.getElementById(item?.id) ?? table).focus();
}

function explain(text, item, opener) {
  const strip = document.createElement("div");
  strip.className = "impact impact-wrong";
  strip.dataset.impactOpen = "";
  strip.innerHTML = text;
  put(strip, item, opener, {});
  strip.querySelector("[data-cancel]")?.focus();
}

function put(strip, item, opener, fields) {
  close(false);
  open = { fields, item, strip, opener };
  const slot = item?.querySelector(":scope > [data-impact]") ?? document.getElementById("studio-slot");
  slot.append(strip);
  strip.scrollIntoView({ block: "nearest" });
}

export async function ask(fields, item, opener) {
  const known = base(item);
  const asked = { ...fields, base: known };
  table.setAttribute("aria-busy", "true");
  const answer = await send(table.dataset.preview, asked).catch(() => null);
  table.removeAttribute("aria-busy");
  if (!answer) return say(word("lost"));
  const text = await answer.text();
  if (!answer.ok) {
    explain(text, item, opener);
    return;
  }
  const strip = document.createElement("div");
  strip.className = "impact";
  strip.dataset.impactOpen = "";
  strip.innerHTML = text;
  if (strip.querySelector("[data-large]") && !item?.closest("dialog")) {
    close(false);
    open = { fields: asked, item, strip, opener };
    dialog.querySelector("[data-dialog-body]").replaceChildren(strip);
    dialog.showModal();
  } else put(strip, item, opener, asked);
  (strip.querySelector("[data-apply]") ?? strip.querySelector("[data-collect]") ?? strip.querySelector("[data-cancel]"))?.focus();
  say(strip.querySelector("[data-said]")?.textContent.trim().replace(/\s+/g, " "));
}

async function apply() {
  const { strip, item } = open;
  const changes = strip.querySelector("[data-changes]").value;
  const note = strip.querySelector("[name=note]")?.value ?? "";
  const button = strip.querySelector("[data-apply]");
  button.disabled = true;
  const key = (strip.dataset.once ??= (open.fields.act === "undo" ? "undo-" : "") + (crypto.randomUUID?.() ?? String(Math.random())));
  const answer = await send(table.dataset.change, { changes, note, key, stamp: table.dataset.stamp }).catch(() => null);
  if (!answer) {
    button.disabled = false;
    return say(word("lost"));
  }
  if (!answer.ok) {
    const opener = open.opener;
    const text = await answer.text();
    close(false);
    return explain(text, item, opener);
  }
  const told = await answer.json();
  for (const field of item?.querySelectorAll("form[data-act-form]") ?? []) field.reset();
  close();
  document.dispatchEvent(new CustomEvent("studio:done"));
  show(told);
  say(told.said);
}

export function quick(item, act) {
  const button = item.querySelector(`[data-quick="${act}"]`);
  if (button) ask({ act, what: item.dataset.ref }, item, button);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.matches("[data-act]")) {
    const menu = button.closest("details.menu");
    const item = button.closest("[data-item]");
    if (menu) menu.open = false;
    ask(JSON.parse(button.dataset.act), item, menu ? item : button);
  } else if (button.matches("[data-quick]")) quick(button.closest("[data-item]"), button.dataset.quick);
  else if (button.matches("[data-apply]")) apply();
  else if (button.matches("[data-cancel]")) close();
  else if (button.matches("[data-collect]")) {
    const { strip } = open;
    add(strip.querySelector("[data-changes]").value, strip.querySelector("[data-said]").textContent.trim());
    close();
    document.dispatchEvent(new CustomEvent("studio:done"));
  }
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-act-form]")) return;
  event.preventDefault();
  ask(Object.fromEntries(new FormData(form)), form.closest("[data-item]"), event.submitter);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && open && !dialog.open) {
    event.preventDefault();
    close();
  } else if (event.key === "Enter" && open && event.target.matches("[name=note]")) {
    event.preventDefault();
    apply();
  }
});
dialog.addEventListener("close", () => close());
