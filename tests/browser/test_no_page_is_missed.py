"""
No page is forgotten by axe-core: the site's own addresses say which there are, the tests' own code which are judged.

A page is judged in Russian and in English when a test of this folder that runs in both languages opens the list
``PAGES``, ``VISITS`` or ``ROUTES`` of its file with it, or names it in ``judge``; or when any test names it in
``judge_in_both_languages``. Any other is in ``EXCUSED`` with the reason. A new page that is in none fails.
"""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Final

from tests.browser.accessibility import OTHER, route_of
from tests.web.hostile.routes import Route, nodes, reached, routes
from tests.web.rights.skeleton import rows

HERE = Path(__file__).parent
EXCUSED: Final[dict[str, str]] = {
    "common:home": "leads on",
    "common:openid": "leads to the provider",
    "common:openid_back": "comes from the provider",
    "common:search": "a part: the palette",
    "demand:suggest": "a part of the form of a card",
    "frameworks:plan_download": "a file, or why this plan cannot be written as one",
    "privacy:facts_file": "a file",
    "programmes:book": "a file, or why there is none",
}
"""Pages that are no page of their own; why."""


def is_page(route: Route) -> bool:
    """Whether its code renders a template of a page; templates of parts stand in folders of their own."""
    if rows().get(route.name, {}).get("method") == "POST":
        return False
    constants = (n.value for f in reached(route.view) for n in nodes(*f) if isinstance(n, ast.Constant))
    texts = (value for value in constants if isinstance(value, str))
    return any(text.endswith(".html") and "/parts/" not in text for text in texts)


def in_both_languages(test: FunctionType) -> bool:
    """Whether a test is run in every language of the site."""
    marks = [m.args for m in getattr(test, "pytestmark", ()) if m.name == "parametrize" and "language" in m.args[0]]
    told = [dict(zip(names, row, strict=True)) for names, rows in marks for row in rows]
    return {row["language"] for row in told} >= set(OTHER)


def named(tree: ast.AST, function: str) -> Iterator[str]:
    """Routes that calls of a function of `accessibility` name."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == function:
            yield ast.literal_eval(call.args[1])


def listed(module: ModuleType, test: FunctionType) -> Iterator[str]:
    """Routes of the file's lists that a test opens."""
    used = set(test.__code__.co_names)
    yield from (route_of(path) for path in getattr(module, "PAGES", ()) if "PAGES" in used)
    yield from (route_of(path) for _person, path in getattr(module, "VISITS", ()) if "VISITS" in used)
    yield from (route for route in getattr(module, "ROUTES", ()) if "ROUTES" in used)


def judged() -> set[str]:
    """Routes that tests of this folder judge in both languages."""
    found: set[str] = set()
    for file in sorted(HERE.glob("test_*.py")):
        module, tree = import_module(f"tests.browser.{file.stem}"), ast.parse(file.read_text(encoding="utf-8"))
        calls = tree if file.stem != Path(__file__).stem else ast.Module([], [])
        found.update(named(calls, "judge_in_both_languages"))
        for node in ast.walk(calls):
            test = getattr(module, node.name, None) if isinstance(node, ast.FunctionDef) else None
            if isinstance(test, FunctionType) and test.__name__.startswith("test_") and in_both_languages(test):
                found.update((*listed(module, test), *named(node, "judge")))
    return found


def test_every_page_is_judged_in_both_languages_or_excused() -> None:
    pages = {route.name for route in routes() if is_page(route)}
    there = judged()

    assert pages - there - set(EXCUSED) == set(), "pages that are not judged in both languages"
    assert set(EXCUSED) - pages == set(), "pages that are no more"
    assert set(EXCUSED) & there == set(), "judged, so there is nothing to excuse"
    assert there - {""} - {route.name for route in routes()} == set(), "routes that are no more"
