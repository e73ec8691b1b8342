// The frame: navigation drawer, menus that close, theme, search over everything (Ctrl+K), messages.
const root = document.documentElement;

function cookie(name, value) {
  document.cookie = `${name}=${value};path=/;max-age=31536000;samesite=lax`;
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-nav-toggle]");
  if (opener) {
    const open = root.dataset.nav !== "open";
    root.dataset.nav = open ? "open" : "";
    document.querySelector(".bar-menu-button")?.setAttribute("aria-expanded", String(open));
    if (open) document.querySelector(".nav a")?.focus();
    return;
  }
  const theme = event.target.closest("[data-theme-choice]");
  if (theme) {
    root.dataset.theme = theme.dataset.themeChoice;
    cookie("remeslo_theme", theme.dataset.themeChoice);
    for (const other of document.querySelectorAll("[data-theme-choice]")) {
      other.setAttribute("aria-pressed", String(other === theme));
    }
    document.dispatchEvent(new CustomEvent("remeslo:theme"));
    return;
  }
  const closer = event.target.closest("[data-dismiss]");
  if (closer) {
    closer.closest(".toast")?.remove();
    rest(document.getElementById("content"));
  }
  if (event.target.closest("[data-print]")) window.print();
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    if (root.dataset.nav === "open") {
      root.dataset.nav = "";
      const opener = document.querySelector(".bar-menu-button");
      opener?.setAttribute("aria-expanded", "false");
      opener?.focus();
    }
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }
});

// --- the tab that is open is in sight, where the row of tabs is longer than the screen ---
for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
  const row = tab.closest(".tabs");
  const from = tab.getBoundingClientRect().left - row.getBoundingClientRect().left;
  row.scrollLeft += from - (row.clientWidth - tab.offsetWidth) / 2;
}

// --- search over everything ---
const palette = document.querySelector("dialog.palette");
if (palette) {
  const input = palette.querySelector("input");
  const open = () => {
    palette.showModal();
    input.select();
  };
  const items = () => [...palette.querySelectorAll(".palette-item")];
  const mark = (index) => {
    const all = items();
    all.forEach((item, n) => item.setAttribute("aria-selected", String(n === index)));
    const chosen = all[index];
    if (chosen) {
      chosen.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", chosen.id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-palette]")) open();
    if (event.target === palette) palette.close();
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.code === "KeyK") {
      event.preventDefault();
      palette.open ? palette.close() : open();
    }
  });
  input.addEventListener("keydown", (event) => {
    const all = items();
    const now = all.findIndex((item) => item.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown") mark(Math.min(now + 1, all.length - 1));
    else if (event.key === "ArrowUp") mark(Math.max(now - 1, 0));
    else if (event.key === "Escape") palette.close(); // a search field would only empty itself
    else if (event.key === "Enter" && all.length) window.location.assign(all[Math.max(now, 0)].href);
    else return;
    event.preventDefault();
  });
  palette.addEventListener("htmx:afterSwap", () => mark(0));
}

// --- messages go away by themselves, unless they tell of an error or somebody is at them ---
for (const toast of document.querySelectorAll(".toast:not(.toast-error)")) {
  const go = () => (toast.matches(":focus-within, :hover") ? setTimeout(go, 2000) : toast.remove());
  setTimeout(go, 8000);
}

// --- what is exchanged under the focus gives it to its like, or to the place where it was; htmx itself keeps ids only ---
const isLost = () => !document.activeElement || document.activeElement === document.body;
function rest(place) {
  if (!place || !isLost()) return;
  if (!place.hasAttribute("tabindex")) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}
const looks = (one) => [one.tagName, one.getAttribute("href"), one.name, one.matches("button, [type=checkbox], [type=radio]") && one.value, one.textContent.trim()].join("\n");
let left = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  const one = document.activeElement;
  if (event.detail.shouldSwap && one !== document.body && event.detail.target.contains(one)) {
    left = { place: event.detail.target.id, looks: looks(one) };
  }
});
document.addEventListener("htmx:afterSettle", () => {
  if (!left) return;
  const place = document.getElementById(left.place) ?? document.getElementById("content");
  if (isLost()) [...place.querySelectorAll("a, button, input, select, textarea, summary")].find((one) => looks(one) === left.looks)?.focus();
  rest(place);
  left = null;
});
