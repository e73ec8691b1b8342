"""
What people typed stays text: on every page, in every table that leaves the house, under every foreign address.

The names of the world are changed into what would become an element, an attribute or a formula, and every address that
answers is read.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from html.parser import HTMLParser
from typing import Any, Final

import pytest
from django.db import models, transaction
from tests.web.hostile.routes import Route, routes
from tests.web.rights import walking
from tests.web.rights.world import SECRETS, World

pytestmark = pytest.mark.django_db
HOSTILE: Final = "=1+1'\"></script><probe-x onfocus=alert(1)>{{7*7}}"
ADDRESS: Final = "javascript:alert(1)//probe-x"
ADDRESSES: Final = ("url", "source", "outside", "address", "website", "link", "next", "contact")
"""Names of free fields that a page might take for an address to lead to."""
KEYS: Final = {("studio", "place")}
"""Called like a text, but written by the program alone."""
STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
FIELDS: Final = (
    "name",
    "title",
    "text",
    "note",
    "place",
    "reason",
    "why",
    "body",
    "comment",
    "document",
    "subject_text",
)
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NUMBER: Final = re.compile(r"[+-]?[\d\s.,\u00a0]+%?")


class Probe(HTMLParser):
    """Elements and attributes that no template of ours has."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "probe-x" or any(n.startswith("on") for n, _v in attrs):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            plain = re.sub(r"[\s\x00-\x1f]", "", value or "").lower()
            if name in ("href", "src", "action", "formaction") and plain.startswith(
                ("javascript:", "data:text", "vbscript:")
            ):
                self.found.append(f"{tag}.{name}")


def _poison() -> int:
    """Every free text that a row of the world holds becomes hostile; how many fields did."""
    from django.apps import apps

    changed = 0
    for model in apps.get_models():
        if not model.__module__.startswith("remeslo."):
            continue
        for field in model._meta.concrete_fields:
            is_text = isinstance(field, models.CharField | models.TextField) and not field.choices
            if not is_text or field.name not in (*FIELDS, *ADDRESSES) or field.unique:
                continue
            if (model._meta.app_label, field.name) in KEYS:
                continue
            hostile = HOSTILE if field.name in FIELDS else ADDRESS
            most = min(field.max_length or 200, len(hostile))
            try:
                with transaction.atomic():
                    changed += bool(model._default_manager.update(**{field.name: hostile[:most]}))
            except Exception:  # tables that only grow refuse it
                continue
    return changed


@pytest.fixture
def poisoned(world: World) -> World:
    assert _poison() > 15
    return world


def reading() -> list[Route]:
    return [r for r in routes() if r.row["method"] == "GET"]


def _ask(world: World, browsers: dict[str, Any], route: Route) -> Any:
    who = route.row["owner"]
    if who not in browsers:
        browsers[who] = walking.browser(world, who)
    return browsers[who].get(walking.address(world, route.name, route.pattern))


def _body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def test_nothing_that_was_typed_becomes_an_element_or_a_formula_anywhere(poisoned: World) -> None:
    browsers: dict[str, Any] = {}
    wrong: dict[str, list[str]] = {}
    shown, tables = 0, 0
    for route in reading():
        answer = _ask(poisoned, browsers, route)
        kind, body = answer.get("Content-Type", "").partition(";")[0], _body(answer)
        found = []
        if answer.status_code >= 500:
            found.append("a fault")
        if kind in ("text/html", "image/svg+xml"):
            probe = Probe()
            probe.feed(body.decode())
            found += probe.found
            shown += b"probe-x" in body
        elif answer.status_code == 200:
            formulas = _formulas(kind, body)
            tables += formulas is not None
            found += formulas or []
            if answer.get("X-Content-Type-Options") != "nosniff":
                found.append("may be taken for something else")
        if found:
            wrong[route.name] = found[:4]

    assert wrong == {}
    assert shown > 40 and tables > 8, "hostile names are on many pages, and tables were read"


def _formulas(kind: str, body: bytes) -> list[str] | None:
    """Cells of a table that a spreadsheet would compute; None for what is no table."""
    if kind == XLSX:
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            sheets = [book.read(n).decode() for n in book.namelist() if n.startswith("xl/worksheets/sheet")]
        return [f for s in sheets for f in re.findall(r"<f[ >][^<]*", s) if "probe" in f or "1+1" in f]
    if kind == "text/csv":
        rows = csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=";" if b";" in body[:200] else ",")
        return [c for row in rows for c in row if c.startswith(STARTS) and not NUMBER.fullmatch(c)]
    return None


def _foreign(route: Route) -> bool:
    """Addresses inside a cluster that name a thing of it."""
    return route.pattern.startswith("c/<str:cluster>/") and route.pattern.count("<") > 1


SAME_THERE: Final = (
    "norms:",
    "demand:workbook",
    "programmes:book_template_file",
    "network:start",
    "staffplans:start",
    "boards:indicator",
)
"""Packs of norms that every cluster has under the same key; addresses that name a form, a kind, an indicator."""
EMPTY: Final = ("funding:of_fact", "boards:college")
"""A way to a page that says itself that nothing is there; a board without a line while no figure is computed."""


def test_things_of_a_cluster_are_not_there_under_the_address_of_another(world: World) -> None:
    """Who is in charge of another cluster puts our numbers and keys into the own addresses."""
    browser = walking.browser(world, "stranger")
    there = {}
    asked = [r for r in routes() if _foreign(r)]
    for route in asked:
        own = walking.address(world, route.name, route.pattern).replace(
            f"/c/{world.cluster.key}/", f"/c/{world.other.key}/", 1
        )
        with transaction.atomic():
            is_get = route.row["method"] == "GET"
            answer = browser.get(own) if is_get else browser.post(own, walking.form_of(world, route.name))
            marks = walking.read_marks(answer)
            transaction.set_rollback(True)
        if answer.status_code not in (400, 403, 404) or marks:
            there[route.name] = sorted(marks)
    known = [n for n in there if n.startswith((*SAME_THERE, *EMPTY)) and not there[n]]

    assert sorted(there) == sorted(known), ", ".join(set(there) - set(known))
    assert len(asked) > 150 and SECRETS
