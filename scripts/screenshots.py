"""
Takes a picture of every page that a person can reach, in both languages, wide and on a phone.

    python scripts/screenshots.py [--role WORDS] [--limit-s N] [--url URL] [--docs] [--pages PAGE ...]

Serves the planned example cluster from a data folder of its own (or looks at the server named by --url), signs in by
a demo sign-in (the first, or the first whose words contain --role), follows the links of the cluster's pages, and
writes var/screenshots/LANGUAGE/WIDTH/PAGE.png, whole pages. With --docs it writes the first screen of one page of each
kind to docs/screenshots/LANGUAGE/WIDTH/PAGE.jpg, and an index of them. With --pages it follows no links and takes these
pages alone, by their addresses in the example cluster (``studio/tehnik-tehnolog/``) or from the root
(``/country/registry/``); the other pictures stay. It ends badly, after the last picture, when a page answered with an
error, said something wrong in the console, or is wider than the screen.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import unquote, urljoin, urlsplit

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "var/screenshots"
WIDTHS = {1440: 900, 360: 740}
LANGUAGES = {"ru": "ru-RU", "en": "en-GB"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
DOCUMENTED = ROOT / "docs/screenshots"
MOST_OF_A_KIND = 2  # of pages whose addresses differ only in the name of one thing
MOST_PAGES = 160
WAIT_MS = 120_000  # the first table waits until its standards are matched
CLUSTER = "c/severokamsk/"
FIRST = ("/studio/tehnik-tehnolog/",)  # of several pages of a kind, the one whose picture says most
OPENED = {"studio/*/": ("[data-open-sheet]", "sheet")}  # a dialog of a page that deserves a picture of its own


@contextmanager
def demo(limit_s: int) -> Iterator[str]:
    """The planned example, served; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}/"
    data = ROOT / "var/screenshots-data"
    command = [sys.executable, "-m", "remeslo.web", "demo", "--data", data, "--port", str(port)]
    server = subprocess.Popen([*command, "--limit-s", str(limit_s)], cwd=ROOT)
    try:
        while True:
            if server.poll() is not None:
                raise SystemExit("The demo did not start.")
            try:
                urllib.request.urlopen(url, timeout=5).close()
                break
            except (URLError, OSError):
                time.sleep(0.5)
        yield url
    finally:
        server.terminate()
        server.wait(30)


class Walk:
    """One language's walk through the pages."""

    def __init__(self, page: Page, url: str, folder: Path) -> None:
        self.page, self.url, self.folder = page, url, folder
        self.is_documented = folder.parent == DOCUMENTED
        self.wrong: list[str] = []
        page.on("console", lambda said: self._note(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self._note(str(error)))
        page.on("response", lambda answer: self._note(f"status {answer.status}: {answer.url}", answer.status >= 400))

    def _note(self, text: str, is_wrong: bool = True) -> None:
        if is_wrong:
            self.wrong.append(f"{self.folder.name} {urlsplit(self.page.url).path}: {text}")

    def sign_in(self, role: str) -> None:
        """By one click on a demo sign-in."""
        self.page.goto(self.url)
        self.picture("sign-in")
        people = self.page.locator("button[name=username]")
        (people.filter(has_text=re.compile(role, re.IGNORECASE)) if role else people).first.click()
        self.page.wait_for_load_state("networkidle")

    def every_page(self) -> None:
        """Follow the links of the cluster's pages, a few of each kind."""
        start = self.page.url
        waiting, seen, kinds = [start], {start}, dict[str, int]()
        while waiting and len(kinds) < MOST_PAGES:
            here = waiting.pop(0)
            kind = kind_of(here)
            if kinds.setdefault(kind, 0) >= (1 if self.is_documented else MOST_OF_A_KIND):
                continue
            kinds[kind] += 1
            self.page.goto(here)
            self.pictures(here)
            for link in self.page.eval_on_selector_all("a[href]:not([download])", "links => links.map(a => a.href)"):
                target = urljoin(here, link).split("#")[0].split("?")[0]
                if target.startswith(self.url) and "/c/" in target and target not in seen:
                    seen.add(target)
                    waiting.insert(0 if target.endswith(FIRST) else len(waiting), target)

    def these_pages(self, pages: list[str]) -> None:
        """Pages by their addresses in the example cluster, or from the root."""
        for page in pages:
            here = urljoin(self.url, page if page.startswith("/") else CLUSTER + page)
            self.page.goto(here)
            self.pictures(here)

    def pictures(self, here: str) -> None:
        """The page, and a dialog of it."""
        self.picture(name_of(here))
        button, name = OPENED.get(kind_of(here), ("", ""))
        if button and self.page.locator(button).count():
            for width, height in WIDTHS.items():
                self.page.set_viewport_size({"width": width, "height": height})
                self.page.goto(here)
                self.page.locator(button).click()
                self.page.locator("dialog[open]").wait_for()
                self._take(f"{name_of(here)}_{name}", width)
            self.page.goto(here)

    def picture(self, name: str) -> None:
        """Take the page at every width; it must not be wider than its screen."""
        self.page.wait_for_load_state("networkidle")
        for width, height in WIDTHS.items():
            self.page.set_viewport_size({"width": width, "height": height})
            self.page.evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
            over = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            self._note(f"{over} px wider than a screen of {width} px", over > 0)
            self._take(name, width)

    def _take(self, name: str, width: int) -> None:
        file = self.folder / str(width) / f"{name}.{'jpg' if self.is_documented else 'png'}"
        file.parent.mkdir(parents=True, exist_ok=True)
        if self.is_documented:
            self.page.screenshot(path=file, type="jpeg", quality=72)
        else:
            self.page.screenshot(path=file, full_page=True)


def kind_of(url: str) -> str:
    """The address with the names of things left out: words with a digit, a capital or a hyphen."""
    return "/".join("*" if re.search(r"[\d%A-ZА-Я-]", part) else part for part in urlsplit(url).path.split("/")[3:])


def name_of(url: str) -> str:
    """A file's name for a page: the address without its cluster."""
    parts = unquote(urlsplit(url).path).strip("/").split("/")
    return re.sub(r"[^\w.-]+", "_", "_".join(parts[2:] if parts[0] == "c" else parts)) or "today"


def main() -> int:
    """Take the pictures; 1 when a page was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--role", default="", help="words of the demo sign-in to use")
    parser.add_argument("--limit-s", type=int, default=20, help="seconds of search a programme (20)")
    parser.add_argument("--url", help="a server that runs already")
    parser.add_argument("--docs", action="store_true", help="the pictures that the documents show")
    parser.add_argument("--pages", nargs="+", default=[], metavar="PAGE", help="these pages alone")
    args = parser.parse_args()
    browser_path = os.environ.get("REMESLO_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser_path is None:
        raise SystemExit("No Chromium here; `make setup-test` says how to get one.")
    pictures = DOCUMENTED if args.docs else PICTURES
    if not args.pages:
        shutil.rmtree(pictures, ignore_errors=True)
    wrong: list[str] = []
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=browser_path, headless=True, args=FLAGS)
        if args.url:
            wrong += walks(browser, args.url, args, pictures)
        else:
            with demo(args.limit_s) as url:
                wrong += walks(browser, url, args, pictures)
        browser.close()
    for line in wrong:
        print(line, file=sys.stderr)
    if args.docs:
        write_index(pictures)
    print(f"{len(list(pictures.glob('*/*/*.*g')))} pictures in {pictures.relative_to(ROOT)}, {len(wrong)} faults")
    return 1 if wrong else 0


def write_index(pictures: Path) -> None:
    """A page that shows every picture: Russian and English side by side, wide, then the phone's."""
    lines = [
        "# Pictures",
        "",
        "Made by `make screenshots-docs` from the example cluster; every figure in them is invented.",
        "",
    ]
    for file in sorted((pictures / "ru" / "1440").glob("*.jpg")):
        lines += [f"## {file.stem}", ""]
        for width, size in ((1440, 440), (360, 180)):
            shown = [f"{language}/{width}/{file.name}" for language in LANGUAGES]
            found = [name for name in shown if (pictures / name).exists()]
            lines += [
                *(f'<img src="{name}" width="{size}" alt="{file.stem}, {name[:2]}, {width} px">' for name in found),
                "",
            ]
    (pictures / "README.md").write_text("\n".join(lines), encoding="utf-8")


def walks(browser, url: str, args: argparse.Namespace, pictures: Path) -> list[str]:
    """A walk in each language; what was wrong."""
    wrong: list[str] = []
    for language, locale in LANGUAGES.items():
        context = browser.new_context(locale=locale, reduced_motion="reduce")
        context.set_default_timeout(WAIT_MS)
        walk = Walk(context.new_page(), url, pictures / language)
        walk.sign_in(args.role)
        if args.pages:
            walk.these_pages(args.pages)
        else:
            walk.every_page()
        wrong += walk.wrong
        context.close()
    return wrong


if __name__ == "__main__":
    sys.exit(main())
