// Comments and disagreements on a line, sent without leaving it.
import { show } from "./live.js";
import { say, send, table, word } from "./words.js";

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-remark-form]")) return;
  event.preventDefault();
  const item = form.closest("[data-item]");
  const fields = { ...Object.fromEntries(new FormData(form, event.submitter)), stamp: table.dataset.stamp };
  const answer = await send(form.getAttribute("action"), fields).catch(() => null);
  if (!answer) return say(word("lost"));
  if (!answer.ok) return say(await answer.text());
  const told = await answer.json();
  form.reset();
  item?.focus();
  show(told);
  say(told.said);
});
