// The order of an agenda: drag a point, or Alt and an arrow; the new order is sent as one form.
const list = document.getElementById("agenda");
const form = document.getElementById("order-form");

function send() {
  form.elements.order.value = [...list.children].map((li) => li.dataset.item).join(",");
  form.requestSubmit();
}

if (list && form) {
  let held = null;
  list.addEventListener("dragstart", (event) => {
    held = event.target.closest("li");
    event.dataTransfer.effectAllowed = "move";
  });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("li");
    if (!held || !over) return;
    event.preventDefault();
    list.querySelectorAll(".is-over").forEach((li) => li.classList.toggle("is-over", li === over));
    over.classList.add("is-over");
  });
  list.addEventListener("drop", (event) => {
    const over = event.target.closest("li");
    if (!held || !over || over === held) return;
    event.preventDefault();
    const below = held.compareDocumentPosition(over) & Node.DOCUMENT_POSITION_FOLLOWING;
    over[below ? "after" : "before"](held);
    send();
  });
  list.addEventListener("dragend", () => {
    held = null;
    list.querySelectorAll(".is-over").forEach((li) => li.classList.remove("is-over"));
  });
  list.addEventListener("keydown", (event) => {
    const item = event.target;
    if (!event.altKey || item.parentElement !== list || !item.draggable) return;
    const other = { ArrowUp: item.previousElementSibling, ArrowDown: item.nextElementSibling }[event.key];
    if (!other) return;
    event.preventDefault();
    other[event.key === "ArrowUp" ? "before" : "after"](item);
    send();
  });
}
