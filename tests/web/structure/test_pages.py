"""Pages of graphs and of comparison: who may see them, what they say, that queries do not grow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.interchange.plx.plans import small_plan
from tests.web import factories

from remeslo.core.curriculum.analytics import Basis
from remeslo.web.apps.common.services.documents import save_version
from remeslo.web.apps.registry.contents import study_plan_content
from remeslo.web.apps.structure.queries import reference

pytestmark = pytest.mark.usefixtures("planned")
GRAPH_QUERIES, COMPARE_QUERIES, CHOOSE_QUERIES, PLAN_QUERIES = 4, 7, 4, 5


def url(name: str, query: str = "", **parts: str) -> str:
    return reverse(f"structure:{name}", kwargs={"cluster": "example", **parts}) + query


AT = datetime(2026, 9, 1, tzinfo=UTC)
PROGRAMME = "programme:mach-operator"


@pytest.fixture
def plan(cluster: Any) -> str:
    """A study plan that was loaded; its key."""
    content = study_plan_content(small_plan())
    save_version(cluster, content, by=None, at=AT)
    return content.key


# --- doors


def test_pages_open_for_members_and_not_for_strangers(
    methodist: Client, signed_in: Callable[..., Client], cluster: Any, plan: str
) -> None:
    addresses = (
        url("programme", key="mach-operator"),
        url("plan", key=plan),
        url("compare"),
        url("compare", f"?a={PROGRAMME}&b=plan:{plan}"),
    )
    mentor = signed_in("mentor", cluster=cluster)

    for address in addresses:
        assert methodist.get(address).status_code == 200, address
        assert signed_in().get(address).status_code == 404, address
        assert mentor.get(address).status_code == 403, address


@pytest.mark.parametrize(
    "query",
    (
        "?a=programme:nobody&b=programme:mach-operator",
        "?a=rubbish&b=rubbish",
        "?a=programme:mach-operator@9&b=programme:mach-operator",
        "?a=plan:nobody&b=programme:mach-operator",
        "?a=programme:a%00b&b=programme:mach-operator",
        "?a=programme:mach-operator@99999999999999999999&b=programme:mach-operator",
    ),
)
def test_what_is_not_there_is_not_found(query: str, methodist: Client) -> None:
    assert methodist.get(url("compare", query)).status_code == 404


def test_programmes_and_plans_that_are_not_there_are_not_found(methodist: Client) -> None:
    assert methodist.get(url("programme", key="nobody")).status_code == 404
    assert methodist.get(url("plan", key="nobody")).status_code == 404
    assert methodist.get(url("programme", "?version=7", key="mach-operator")).status_code == 404


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        ("programme:a/b@2", ("programme", "a/b", 2)),
        ("plan:a@b", ("plan", "a@b", None)),
        ("programme:", None),
        ("other:a", None),
        ("", None),
    ),
)
def test_references_are_read_or_refused(text: str, expected: tuple[Any, ...] | None) -> None:
    found = reference(text)

    assert (found and (found.kind, found.key, found.version)) == expected
    if found is not None:
        assert str(found) == text


# --- what is said


def test_the_picture_and_the_table_hold_every_element_and_the_same_links(methodist: Client) -> None:
    page = methodist.get(url("programme", key="mach-operator"))
    text = page.content.decode()
    analysis = page.context["analysis"]

    count = len(analysis.graph.units)
    assert count == len(factories.elements())
    assert text.count("data-node=") == text.count("data-unit=") == count
    assert text.count("data-before=") == len(analysis.graph.arcs)
    assert sum(len(line.requires) for line in page.context["lines"]) == len(analysis.graph.arcs)
    assert [c.number for c in page.context["drawing"].columns] == sorted({u.first_term for u in analysis.graph.units})


def test_only_the_ticked_kinds_of_requisites_are_counted(methodist: Client) -> None:
    every = methodist.get(url("programme", key="mach-operator")).context["analysis"].graph.arcs
    given = methodist.get(url("programme", "?by=given", key="mach-operator")).context["analysis"].graph.arcs
    none = methodist.get(url("programme", "?by=", key="mach-operator")).context["analysis"].graph.arcs

    assert {a.need.basis for a in every} == {Basis.GIVEN, Basis.MODULE, Basis.OUTCOME}
    assert {(a.before, a.after) for a in given} == {
        ("ОП.01", "УП.01"),
        ("УП.01", "ПП.01"),
        ("ПП.01", "ПМ.01.Э"),
        ("ПМ.01.Э", "ГИА"),
        ("УП.02", "ГИА"),
    }
    assert none == ()


def test_a_circle_in_a_programme_is_told_and_drawn(methodist: Client, keep: Any) -> None:
    parts = tuple(replace(e, after=("ПП.01",)) if e.index == "ОП.01" else e for e in factories.elements())
    keep(factories.outcome(parts))
    text = methodist.get(url("programme", key="mach-operator")).content.decode()

    assert "ОП.01 Чтение чертежей → УП.01 Учебная практика → ПП.01 Производственная практика → ОП.01" in text
    assert "is-never" in text and "can never be taken" in text


def test_a_study_plan_says_that_its_order_was_read_off(
    signed_in: Callable[..., Client], cluster: Any, plan: str
) -> None:
    reader = signed_in("methodist", cluster=cluster, organisation="college", language="ru")
    text = reader.get(url("plan", key=plan)).content.decode()

    assert "это догадка" in text and "Структурная сложность" in text
    assert url("plan", key=plan) in reader.get(reverse("frameworks:plan", args=("example", plan))).content.decode()


def test_two_versions_of_one_programme_are_set_side_by_side(methodist: Client, keep: Any) -> None:
    parts = tuple(
        replace(e, after=(), title="Практика в мастерской") if e.index == "УП.01" else e
        for e in factories.elements()
        if e.index != "СГ.01"
    )
    keep(factories.outcome(parts))
    page = methodist.get(url("compare", f"?a={PROGRAMME}@1&b={PROGRAMME}"))
    found = page.context["comparison"]

    assert page.context["same"] and [u.code for u in found.removed] == ["СГ.01"] and found.added == ()
    (renamed,) = [a for a in found.aligned if a.old.title != a.new.title]
    assert (renamed.new.code, [u.code for u in renamed.lost]) == ("УП.01", ["ОП.01"])
    assert "−\xa0" not in page.content.decode()


def test_programmes_lead_to_their_graph(methodist: Client) -> None:
    term = methodist.get(reverse("programmes:term", args=("example", "mach-operator"))).content.decode()

    assert url("programme", key="mach-operator") in term
    assert url("compare") in methodist.get(reverse("programmes:list", args=("example",))).content.decode()


# --- queries


@pytest.mark.parametrize("copies", (0, 12))
def test_a_graph_takes_the_same_queries_whatever_its_size(
    copies: int, methodist: Client, keep: Any, django_assert_num_queries: Any
) -> None:
    more = tuple(
        replace(factories.elements()[0], index=f"СГ.{n:02d}", title=f"Предмет {n}") for n in range(10, 10 + copies)
    )
    keep(factories.outcome((*more, *factories.elements())))
    address = url("programme", key="mach-operator")
    methodist.get(address)

    with django_assert_num_queries(GRAPH_QUERIES):
        assert methodist.get(address).context["analysis"].graph.units


def test_a_comparison_takes_so_many_queries(methodist: Client, plan: str, django_assert_num_queries: Any) -> None:
    address = url("compare", f"?a={PROGRAMME}&b=plan:{plan}")
    methodist.get(address)

    with django_assert_num_queries(COMPARE_QUERIES):
        methodist.get(address)


@pytest.mark.parametrize("plans", (1, 4))
def test_choosing_what_to_compare_takes_the_same_queries_whatever_there_is_to_choose(
    plans: int, methodist: Client, cluster: Any, django_assert_num_queries: Any
) -> None:
    read = small_plan()
    for n in range(plans):
        head = replace(read.head, title=f"{read.head.title} {n}")
        save_version(cluster, study_plan_content(replace(read, head=head)), by=None, at=AT)
    methodist.get(url("compare"))

    with django_assert_num_queries(CHOOSE_QUERIES):
        methodist.get(url("compare"))


def test_a_study_plan_takes_so_many_queries(methodist: Client, plan: str, django_assert_num_queries: Any) -> None:
    methodist.get(url("plan", key=plan))

    with django_assert_num_queries(PLAN_QUERIES):
        methodist.get(url("plan", key=plan))
