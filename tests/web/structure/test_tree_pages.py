"""The tree of a programme: who sees it and what it says; new rules, all they touch, and who may make them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from tests.web import factories
from tests.web.factorymodel import PIPES

from remeslo.interchange.normpack import builtin
from remeslo.web.apps.common.models import DocumentVersion, LogEntry
from remeslo.web.apps.common.services.documents import save_version
from remeslo.web.apps.registry.contents import norm_pack_content

pytestmark = pytest.mark.usefixtures("planned")
TREE_QUERIES = 5


def url(name: str = "tree", key: str = "mach-operator", query: str = "") -> str:
    return reverse(f"structure:{name}", kwargs={"cluster": "example", "key": key}) + query


def outlines() -> list[tuple[int, Any]]:
    rows = DocumentVersion.objects.filter(document__kind="outline").order_by("number")
    return [(v.number, v.body.get("structure", [])) for v in rows]


def form(client: Client, **fields: str) -> dict[str, str]:
    """The form as the page gives it, with some fields filled in otherwise."""
    page = client.get(url("edit"))
    assert page.status_code == 200
    sent: dict[str, str] = {"based_on": str(page.context["based_on"]), "nodes": str(page.context["count"])}
    for n, f in page.context["fields"]:
        sent |= {f"key-{n}": f.key, f"title-{n}": f.title, f"below-{n}": f.below, f"name-{n}": f.name}
        sent |= {f"{x}-{n}": getattr(f, x) for x in ("take_min", "take_max", "hours_min", "hours_max")}
        sent |= {f"own-{n}": "1"} if f.is_own else {}
    return sent | fields


def field(client: Client, key: str, name: str) -> str:
    """Name of a node's field in the form."""
    return next(f"{name}-{n}" for n, f in client.get(url("edit")).context["fields"] if f.key == key)


# --- doors


def test_the_tree_opens_for_members_and_its_rules_for_those_who_build_programmes(
    methodist: Client, signed_in: Callable[..., Client], cluster: Any
) -> None:
    employer = signed_in("employer", cluster=cluster, organisation=PIPES)
    mentor = signed_in("mentor", cluster=cluster)

    for name in ("tree", "workbook"):
        assert (methodist.get(url(name)).status_code, employer.get(url(name)).status_code) == (200, 200)
        assert (mentor.get(url(name)).status_code, signed_in().get(url(name)).status_code) == (403, 404)
    assert methodist.get(url("edit")).status_code == 200
    for client, status in ((employer, 403), (mentor, 403), (signed_in(), 404)):
        assert client.get(url("edit")).status_code == status
        assert client.post(url("edit"), {"save": "1"}).status_code == status
    assert outlines() == [(1, [])]


@pytest.mark.parametrize("name", ("tree", "edit", "workbook"))
def test_a_programme_that_is_not_there_is_not_found(name: str, methodist: Client) -> None:
    assert methodist.get(url(name, key="nobody")).status_code == 404
    assert methodist.get(url(name, query="?version=9")).status_code == 404


# --- the tree


def test_every_element_stands_in_the_tree_once_with_hours_that_add_up(methodist: Client) -> None:
    tree = methodist.get(url()).context["tree"]

    design = factories.design()
    elements = [r for r in tree.rows if r.node.kind == "element"]
    assert [r.node.key for r in elements] == [e.index for e in design.elements]
    assert tree.whole.hours == sum(r.node.hours for r in elements) == sum(e.hours_wanted for e in design.elements)
    assert tree.sums.mandatory + tree.sums.variative + tree.sums.block == tree.whole.hours
    for row in tree.rows:
        below = [r for r in tree.rows if r.parent == row.number]
        assert [r.place for r in below] == list(range(1, len(below) + 1))
        assert all((r.level, r.siblings) == (row.level + 1, len(below)) for r in below)


def test_an_employer_reads_the_own_lines_and_learns_only_how_many_others_there_are(
    methodist: Client, signed_in: Callable[..., Client], cluster: Any
) -> None:
    everything = methodist.get(url()).context["tree"].alone
    assert everything
    owners = {x.employer for x in everything}

    for employer in owners:
        page = signed_in("employer", cluster=cluster, organisation=employer).get(url())
        tree, text = page.context["tree"], page.content.decode()
        assert {x.employer for x in tree.alone} == {employer}
        assert len(tree.alone) + tree.hidden == len(everything)
        assert not any(x.text in text for x in everything if x.employer != employer)


def test_the_tree_takes_the_same_queries_whatever_it_holds(methodist: Client, django_assert_num_queries: Any) -> None:
    methodist.get(url())

    with django_assert_num_queries(TREE_QUERIES):
        assert methodist.get(url()).status_code == 200


def test_the_workbook_has_a_row_for_every_node(methodist: Client) -> None:
    answer = methodist.get(url("workbook"))

    sheet = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    tree = methodist.get(url()).context["tree"]
    assert [(r[0], r[4]) for r in rows] == [(r.node.key, r.node.hours) for r in tree.rows]


# --- other rules


def test_rules_are_looked_at_before_anything_is_saved(methodist: Client, cluster: Any) -> None:
    content = norm_pack_content(builtin()["ru-spo-worker-2021"])
    save_version(cluster, content, by=None, at=datetime(2026, 9, 1, tzinfo=UTC), publish=True)
    bound = field(methodist, "П", "hours_max")

    page = methodist.post(url("edit"), form(methodist, **{bound: "1"}))

    assert page.status_code == 200
    assert [f.code for f in page.context["preview"].findings if f.where == "П"] == ["structure.above_most"]
    assert page.context["preview"].impact is not None
    assert outlines() == [(1, [])]
    assert page.context["fields"][int(bound.rpartition("-")[2])][1].hours_max == "1"


def test_saved_rules_are_a_draft_of_the_next_version_and_are_logged(methodist: Client) -> None:
    mine = form(methodist, **{field(methodist, "П", "hours_min"): "100"})
    new = next(n for n, f in methodist.get(url("edit")).context["fields"] if f.is_own)
    sent = mine | {f"key-{new}": "ГР.01", f"title-{new}": "Группа", f"below-{new}": "ОП; П;"}

    answer = methodist.post(url("edit"), {**sent, "save": "1", "note": "по просьбе завода"})

    assert (answer.status_code, answer["Location"]) == (302, url())
    (_, before), (number, rules) = outlines()
    assert (before, number) == ([], 2)
    assert rules == [{"key": "П", "hours_min": 100}, {"key": "ГР.01", "title": "Группа", "below": ["ОП", "П"]}]
    version = DocumentVersion.objects.get(document__kind="outline", number=2)
    assert (version.note, version.document.published.number) == ("по просьбе завода", 1)
    entry = LogEntry.objects.get(action="structure.ruled")
    assert (entry.subject, entry.facts["nodes"]) == ("outline:mach-operator", ["ГР.01", "П"])

    late = methodist.post(url("edit"), {**mine, "save": "1"})

    assert late.status_code == 409
    assert [f.code for f in late.context["wrong"]] == ["structure.outdated"]
    assert "100" in [f.hours_min for _, f in late.context["fields"]]
    assert len(outlines()) == 2


def test_rubbish_in_the_form_is_named_and_nothing_is_saved(methodist: Client) -> None:
    sent = form(methodist, **{field(methodist, "П", "hours_min"): "many"})

    answer = methodist.post(url("edit"), {**sent, "save": "1"})

    assert answer.status_code == 409
    assert [f.code for f in answer.context["wrong"]] == ["structure.not_a_number"]
    for fields in ({}, {"nodes": "x"}, {"nodes": "999999999", "based_on": "7"}):
        assert methodist.post(url("edit"), {**fields, "save": "1"}).status_code == 409
    assert outlines() == [(1, [])]
