"""Axe-core's judgement of pages: of the open one, of the open one in both languages, of many by their addresses."""

from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

OTHER = {"ru": "en", "en": "ru"}


def serious_findings(page: Page) -> list[str]:
    """What axe-core calls serious or critical: rule, and where."""
    found = Axe().run(page).response["violations"]
    return [
        f"{v['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for v in found
        if v["impact"] in ("serious", "critical")
        for node in v["nodes"]
    ]


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def language_of(page: Page) -> str:
    """The language that the page says it is in."""
    return str(page.evaluate("document.documentElement.lang"))


def route_of(address: str) -> str:
    """The name of an address (a path, or all of it); empty where nothing is."""
    try:
        return resolve(unquote(urlsplit(address).path)).view_name
    except Resolver404:
        return ""


def wrong(page: Page, path: str, language: str = "") -> list[str]:
    """What is wrong with the open page: axe, width, another page than asked for, another language than the reader's."""
    found = serious_findings(page)
    if too_wide := overflow(page):
        found.append(f"{too_wide} px too wide")
    if route_of(page.url) != route_of(path):
        found.append(f"led to {page.url}")
    if language_of(page) != (language or page.evaluate("navigator.language")):
        found.append(f"is in {language_of(page)}")
    return found


def faults(page: Page, paths: Iterable[str]) -> dict[str, list[str]]:
    """What is wrong with pages, by their addresses; each is opened."""
    found = {}
    for path in paths:
        page.goto(path)
        if here := wrong(page, path):
            found[path] = here
    return found


def judge(page: Page, route: str, language: str = "") -> None:
    """The open page is the one of this name, and nothing is wrong with it."""
    found = wrong(page, page.url, language)
    assert (route_of(page.url), found) == (route, []), f"{page.url}: {found}"


def judge_in_both_languages(page: Page, route: str) -> None:
    """The same in the page's language and, opened anew, in the other one; then the page is as it was."""
    judge(page, route)
    other = OTHER[language_of(page)]
    page.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": other, "url": page.url}])
    page.reload()
    judge(page, route, other)
    page.context.clear_cookies(name=settings.LANGUAGE_COOKIE_NAME)
    page.reload()
