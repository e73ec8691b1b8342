"""A real browser on a real server: the example cluster (not planned) and the minimal one (planned, with staff)."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright
from tests import migrated

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HEIGHTS = {1440: 900, 360: 740}
WAIT_MS = 15_000
DOOR = "/sign-in/"
PLANNED, EXAMPLE = "minimal", "severokamsk"
expect.set_options(timeout=WAIT_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def chromium() -> str | None:
    """The browser of the machine."""
    return os.environ.get("REMESLO_CHROMIUM") or next((p for n in BROWSERS if (p := shutil.which(n))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = chromium()
    if program is None:
        pytest.skip("no Chromium on this machine; set REMESLO_CHROMIUM or install one")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, headless=True, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def site_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the server."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def site(root: Path, site_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server in demo mode with a data folder of its own; ends without a trailing slash."""
    data = site_data
    migrated.seed(data)
    demo = [sys.executable, "-m", "remeslo.web", "demo", "--data", str(data)]
    environment = {**os.environ, "REMESLO_LANG": "en", "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("REMESLO_DATABASE_URL", None)
    folder = shutil.copytree(root / "examples/minimal", tmp_path_factory.mktemp("staffed") / "minimal")
    shutil.copytree(Path(__file__).parent / "staffed", folder, dirs_exist_ok=True)  # papers, courses, mentors
    minimal = [*demo, "--cluster", str(folder), "--limit-s", "15", "--no-serve"]
    done = subprocess.run(minimal, cwd=root, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode == 0, f"the minimal cluster was not planned:\n{done.stdout}\n{done.stderr}"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = data / "demo.log"
    with log.open("w") as out:
        command = [*demo, "--no-plan", "--port", str(port)]
        server = subprocess.Popen(command, cwd=root, env=environment, stdout=out, stderr=subprocess.STDOUT)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(server, f"{address}/sign-in/", log)
        yield address
    finally:
        server.terminate()
        server.wait(30)


@pytest.fixture(scope="session")
def whole(root: Path, site: str, site_data: Path) -> dict[str, Any]:
    """The world of the table of rights in the running server: addresses of pages, who opens each, keys of sessions."""
    environment = {**os.environ, "REMESLO_DATA": str(site_data), "PYTHONPATH": str(root)}
    environment |= {"PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("REMESLO_DATABASE_URL", None)
    command = [sys.executable, "tests/browser/whole/load.py"]
    done = subprocess.run(command, cwd=root, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout) | {"site": site}


def enter(page: Page, whole: dict[str, Any], who: str) -> None:
    """Put on the session of somebody of the whole world, or of nobody."""
    page.context.clear_cookies()
    if who:
        page.context.add_cookies([{"name": whole["cookie"], "value": whole["doors"][who], "url": whole["site"]}])


def _wait(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    until = time.monotonic() + 240
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except (URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"the server did not start:\n{log.read_text()}")


class Watch:
    """Everything that went wrong in a page: console, content policy, failed requests, answers of 500."""

    def __init__(self) -> None:
        self.wrong: list[str] = []
        self.expected: tuple[str, ...] = ()

    def look_at(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        page.on("requestfailed", lambda r: self._failed(r.url, r.failure))
        page.on("response", lambda r: self.wrong.append(f"{r.status} {r.url}") if r.status >= 500 else None)

    def _console(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning") and not any(e in said.text for e in self.expected):
            self.wrong.append(f"console: {said.text}")

    def _failed(self, url: str, why: str | None) -> None:
        if why != "net::ERR_ABORTED":  # a page that was left while it loaded
            self.wrong.append(f"request: {url} {why}")


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What went wrong; ``expected`` takes texts of console messages that the test provokes on purpose."""
    seen = Watch()
    yield seen
    assert seen.wrong == []


OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def signed_in() -> dict[str, list[Any]]:
    """Cookies of the people who have come in: each signs in once and not in every test."""
    return {}


@pytest.fixture
def open_page(browser: Browser, site: str, watch: Watch, signed_in: dict[str, list[Any]]) -> Iterator[OpenPage]:
    """
    Opens pages: ``open_page("metodist", "/c/severokamsk/demand/", language="ru", width=1440, theme="light")``.

    The person is a demo person's name for signing in, or None for nobody. The test fails on any console error,
    violation of the content policy, failed request or status 500.
    """
    contexts: list[BrowserContext] = []

    def open_it(
        person: str | None = "metodist",
        path: str = "/",
        *,
        language: str = "ru",
        width: int = 1440,
        theme: str = "light",
    ) -> Page:
        context = browser.new_context(
            base_url=site,
            locale=language,
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            color_scheme="dark" if theme == "dark" else "light",
            has_touch=width < 600,
            is_mobile=width < 600,
            accept_downloads=True,
        )
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        context.set_default_timeout(WAIT_MS)
        contexts.append(context)
        page = context.new_page()
        watch.look_at(page)
        if person is not None and person in signed_in:
            context.add_cookies(signed_in[person])
        if person is None or person in signed_in:
            page.goto(path)
        if person is not None and (person not in signed_in or urlsplit(page.url).path == DOOR):  # somebody signed out
            page.goto(DOOR)
            page.locator(f'button[name=username][value="{person}"]').click()
            page.locator("main h1").wait_for()
            signed_in[person] = [c for c in context.cookies() if c["name"] == settings.SESSION_COOKIE_NAME]
            page.goto(path)
        return page

    yield open_it
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A methodist's page at 1440 px in Russian, in the example cluster."""
    return open_page(path=f"/c/{EXAMPLE}/")
