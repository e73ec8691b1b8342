// Changes collected into a proposal: kept in this tab until they are put before the group as one bundle.
import { say, send, table, word } from "./words.js";

const tray = document.getElementById("studio-bundle");
const list = tray.querySelector("ol");
const key = `studio-bundle:${location.pathname}`;
let kept = JSON.parse(sessionStorage.getItem(key) ?? "[]");

function draw() {
  sessionStorage.setItem(key, JSON.stringify(kept));
  tray.hidden = kept.length === 0;
  list.replaceChildren(
    ...kept.map((one, n) => {
      const item = document.getElementById("bundle-item").content.firstElementChild.cloneNode(true);
      item.querySelector("span").textContent = one.text;
      item.querySelector("button").addEventListener("click", () => {
        kept.splice(n, 1);
        draw();
        (list.querySelectorAll("button")[n] ?? (tray.hidden ? table : tray.querySelector("[name=title]"))).focus();
      });
      return item;
    }),
  );
}

export function add(changes, text) {
  kept.push({ changes: JSON.parse(changes), text: text.replace(/\s+/g, " ") });
  draw();
  say(word("collected", { n: kept.length }));
}

tray.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const title = event.target.elements.title.value;
  const changes = JSON.stringify(kept.flatMap((one) => one.changes));
  const answer = await send(tray.dataset.propose, { title, changes }).catch(() => null);
  if (!answer?.ok) return say((answer && (await answer.text())) || word("lost"));
  kept = [];
  draw();
  window.location.assign((await answer.json()).url);
});

draw();
