// The drawer: a number opens to what it is made of, without leaving the page. Without this script its link leads to a page.
const drawer = document.getElementById("drawer");
const body = document.getElementById("drawer-body");
let opener = null;

// On a narrow screen the tab that is open may lie beyond the edge.
const tabs = document.querySelector(".tabs");
const current = tabs?.querySelector("[aria-current]");
if (current) tabs.scrollLeft = current.offsetLeft - (tabs.clientWidth - current.offsetWidth) / 2;

async function open(link) {
  const answer = await fetch(link.href, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
  const redirected = answer.headers.get("HX-Redirect");
  if (redirected || !answer.ok) {
    window.location.assign(redirected ?? link.href);
    return;
  }
  body.innerHTML = await answer.text();
  if (!drawer.open) {
    opener = link;
    drawer.showModal();
  }
  body.scrollTop = 0;
  body.focus();
}

if (drawer) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-drawer]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      open(link).catch(() => window.location.assign(link.href));
      return;
    }
    if (event.target.closest("[data-drawer-close]") || event.target === drawer) drawer.close();
  });
  drawer.addEventListener("close", () => opener?.focus());
}
