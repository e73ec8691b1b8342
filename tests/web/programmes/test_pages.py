"""Pages of programmes: who may see what, that numbers open, and that queries do not grow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from tests.web import factories

from remeslo.core.curriculum.result import Status

PAGES = (
    ("list", {}, ""),
    ("term", {}, ""),
    ("curriculum", {}, ""),
    ("curriculum", {}, "?columns=all"),
    ("calendar", {}, "?symbols=graphic"),
    ("gantt", {}, ""),
    ("weeks", {}, "?course=all"),
    ("constructor", {}, ""),
    ("hours", {}, ""),
    ("matrix", {}, ""),
    ("matrix", {}, "?of=demand"),
    ("element", {"index": "МДК.01.01"}, ""),
    ("trace", {}, ""),
    ("trace", {}, "?node=hour:mach-operator/МДК.01.01/w5/2"),
    ("trace", {}, "?node=outcome:mach-operator/З 1.1.01"),
    ("versions", {}, ""),
    ("compare", {}, "?from=1&to=1"),
)
pytestmark = pytest.mark.usefixtures("planned")


def _url(name: str, query: str = "", **parts: str) -> str:
    own = {} if name == "list" else {"key": "mach-operator"}
    return reverse(f"programmes:{name}", kwargs={"cluster": "example", **own, **parts}) + query


@pytest.fixture
def methodist(signed_in: Callable[..., Client], cluster: Any) -> Client:
    return signed_in("methodist", cluster=cluster, organisation="college")


@pytest.fixture
def gears(signed_in: Callable[..., Client], cluster: Any) -> Client:
    """The employer that asks for one thing; the other employer asks for two."""
    return signed_in("employer", cluster=cluster, organisation="gears")


# --- doors


@pytest.mark.parametrize(("name", "parts", "query"), PAGES)
def test_each_page_opens_for_a_member_and_not_for_a_stranger(
    name: str, parts: dict[str, str], query: str, methodist: Client, signed_in: Callable[..., Client]
) -> None:
    url = _url(name, query, **parts)

    assert methodist.get(url).status_code == 200
    assert signed_in().get(url).status_code == 404


@pytest.mark.parametrize("query", ("?version=2", "?version=x", "?version=99999999999999999999", "?version=-1"))
def test_a_version_that_is_not_there_is_not_found(query: str, methodist: Client) -> None:
    assert methodist.get(_url("term", query)).status_code == 404


@pytest.mark.parametrize(
    ("name", "query", "parts"),
    (
        ("element", "", {"index": "МДК.99.01"}),
        ("trace", "?node=hour:mach-operator/МДК.01.01/w1", {}),
        ("trace", "?node=rubbish", {}),
        ("trace", "?node=hour:mach-operator/МДК.01.01/wx/0", {}),
        ("compare", "?from=1&to=7", {}),
    ),
)
def test_what_the_programme_does_not_have_is_not_found(
    name: str, query: str, parts: dict[str, str], methodist: Client
) -> None:
    assert methodist.get(_url(name, query, **parts)).status_code == 404


# --- what they say


def test_term_says_that_the_shortest_term_is_proven_and_by_what(methodist: Client) -> None:
    page = methodist.get(_url("term")).content.decode()

    assert "The plan takes 22 weeks, and no lawful plan is shorter: this is proven." in page
    assert "Information, not an offer" in page
    assert page.count("not verified") >= 1


def test_term_of_an_unproven_plan_names_plan_and_bound(keep: Any, methodist: Client) -> None:
    keep(factories.outcome(status=Status.FEASIBLE))
    page = methodist.get(_url("term")).content.decode()

    assert "no lawful plan takes less than 20 weeks" in page
    assert "not proven shortest" in page


@pytest.mark.parametrize("status", (Status.INFEASIBLE, Status.UNKNOWN))
def test_without_a_plan_the_term_page_stays_and_pages_of_the_plan_are_not_there(
    status: Status, keep: Any, methodist: Client
) -> None:
    keep(factories.unplanned(status))

    page = methodist.get(_url("term"))
    assert page.status_code == 200
    assert _url("curriculum") not in page.content.decode()
    assert [methodist.get(_url(n)).status_code for n in ("curriculum", "calendar", "gantt", "weeks")] == [404] * 4
    assert methodist.get(_url("constructor")).status_code == 200
    assert methodist.get(_url("element", index="МДК.01.01")).status_code == 200


def test_without_a_design_only_the_term_and_the_versions_are_there(keep: Any, methodist: Client) -> None:
    keep(replace(factories.unplanned(), design=None, problem=None, result=None))

    assert [methodist.get(_url(n)).status_code for n in ("term", "versions", "list")] == [200] * 3
    assert [methodist.get(_url(n)).status_code for n in ("constructor", "matrix", "trace")] == [404] * 3


def test_volume_in_the_curriculum_opens_to_the_employers(methodist: Client) -> None:
    url = _url("element", index="МДК.01.01")
    assert f'href="{url}" data-drawer>144</a>' in methodist.get(_url("curriculum")).content.decode()

    opened = methodist.get(url, headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in opened
    assert "72\u00a0h" in opened
    assert "Измерять зубья шестерён до сотки" in opened and "Шестерня" in opened


def test_weekly_number_opens_the_chain_of_that_hour(methodist: Client) -> None:
    page = methodist.get(_url("weeks")).content.decode()
    link = page.split(" data-drawer>36</a>")[2].rsplit('href="', 1)[1].rstrip('"')
    chain = methodist.get(link.replace("&amp;", "&"), headers={"HX-Request": "true"}).content.decode()

    assert "ОП.01, week 3" in chain
    assert "Читать чертёж детали" in chain


def test_old_version_says_so_and_keeps_to_itself(keep: Any, methodist: Client) -> None:
    keep(factories.outcome(status=Status.FEASIBLE))
    page = methodist.get(_url("term", "?version=1")).content.decode()

    assert "This is version 1; the latest is 2." in page
    assert f'{_url("curriculum")}?version=1"' in page
    assert "this is proven" in page


def test_compare_shows_the_change_from_what_to_what(keep: Any, methodist: Client) -> None:
    shorter = tuple(
        replace(e, hours_wanted=30, hours_min=30) if e.index == "СГ.01" else e for e in factories.elements()
    )
    keep(factories.outcome(shorter))
    page = methodist.get(_url("compare", "?from=1&to=2")).content.decode()

    assert "<del>36</del> → <ins>30</ins>" in page
    assert "СГ.01" in page


# --- what employers see of each other


@pytest.mark.parametrize(("name", "parts", "query"), [p for p in PAGES if p[0] != "list"])
def test_no_page_shows_an_employer_the_words_of_another(
    name: str, parts: dict[str, str], query: str, gears: Client
) -> None:
    page = gears.get(_url(name, query, **parts)).content.decode()

    assert "Резать трубы на линии Т-5" not in page
    assert "Наладить станок с ЧПУ на новую деталь" not in page
    assert "Трубный двор" not in page
    assert "Оператор трубной линии" not in page


def test_employer_reads_the_own_request_and_the_count_of_others(gears: Client) -> None:
    page = gears.get(_url("element", index="ПП.01")).content.decode()
    own = gears.get(_url("element", index="МДК.01.01")).content.decode()

    assert "1 request of another employer" in page
    assert "Измерять зубья шестерён до сотки" in own


@pytest.mark.parametrize("node", ("employer:pipes", "request:card-pipes/1"))
def test_employer_cannot_start_a_trace_at_another_employer(node: str, gears: Client, methodist: Client) -> None:
    assert gears.get(_url("trace", f"?node={node}")).status_code == 404
    assert methodist.get(_url("trace", f"?node={node}")).status_code == 200


def test_methodist_reads_every_request(methodist: Client) -> None:
    page = methodist.get(_url("constructor")).content.decode()

    assert "Резать трубы на линии Т-5" in page
    assert "Трубный двор" in page


# --- publishing


def test_publish_makes_the_version_the_one_that_others_work_with(planned: Any, methodist: Client, cluster: Any) -> None:
    answer = methodist.post(_url("publish"))

    assert answer.status_code == 302
    for kind in ("term_plan", "programme"):
        document = cluster.documents.get(kind=kind)
        assert document.published_id == document.latest_id


def test_publish_is_for_those_who_edit_programmes(gears: Client, cluster: Any) -> None:
    assert gears.post(_url("publish")).status_code == 403
    assert cluster.documents.get(kind="term_plan").published is None


def test_publish_of_an_impossible_plan_says_why_and_changes_nothing(keep: Any, methodist: Client, cluster: Any) -> None:
    keep(factories.unplanned())
    answer = methodist.post(_url("publish"))

    assert answer.status_code == 409
    assert cluster.documents.get(kind="term_plan").published is None


def test_publish_by_address_alone_is_not_possible(methodist: Client) -> None:
    assert methodist.get(_url("publish")).status_code == 405


# --- pictures


def test_the_calendar_lights_up_the_weeks_of_the_tight_chain(methodist: Client) -> None:
    from remeslo.core.line.tables.laid import lay_out

    laid = lay_out(factories.outcome())
    assert laid is not None
    weeks = {week for key in ("ГИА", "УП.02") for week in laid.by_key[key].hours}  # see test_pictures
    page = methodist.get(_url("calendar")).content.decode()

    assert page.count(" week-tight") == len(weeks) + 1  # and its key
    assert page.count(", tight chain") == 2 * len(weeks)


# --- queries

QUERIES = {"list": 4, "term": 4, "curriculum": 4, "calendar": 4, "gantt": 4, "weeks": 4, "constructor": 4, "matrix": 4}


@pytest.mark.parametrize("name", QUERIES)
def test_number_of_queries_does_not_grow_with_elements_or_versions(
    name: str, keep: Any, methodist: Client, django_assert_num_queries: Any
) -> None:
    methodist.get(_url(name))  # what is read once a process is read
    with django_assert_num_queries(QUERIES[name]):
        methodist.get(_url(name))

    many = tuple(replace(factories.elements()[0], index=f"СГ.{n:02d}") for n in range(2, 12))
    keep(factories.outcome((*many, *factories.elements())))
    methodist.get(_url(name))
    with django_assert_num_queries(QUERIES[name]):
        methodist.get(_url(name))


# --- odd names


def test_keys_and_indices_with_slashes_and_signs_still_have_pages(cluster: Any, keep: Any, methodist: Client) -> None:
    odd = "Э/1 «а»&<b>?#%"
    parts = tuple(replace(e, index=odd) if e.index == "СГ.01" else e for e in factories.elements())
    made = factories.outcome(parts)
    keep(replace(made, key="x/y z", design=replace(made.design, key="x/y z", title="<script>alert(1)</script>")))
    listed = methodist.get(_url("list")).content.decode()
    own = {"cluster": "example", "key": "x/y z"}

    assert "<script>alert" not in listed
    for name in ("term", "curriculum", "calendar", "gantt", "weeks", "constructor", "matrix", "trace", "versions"):
        url = reverse(f"programmes:{name}", kwargs=own)
        assert url in listed or name not in ("term", "curriculum", "constructor")
        page = methodist.get(url)
        assert page.status_code == 200, name
        assert "<script>alert" not in page.content.decode(), name
    assert methodist.get(reverse("programmes:element", kwargs={**own, "index": odd})).status_code == 200
    node = quote(f"hour:x/y z/{odd}/w1", safe="")
    assert methodist.get(reverse("programmes:trace", kwargs=own) + f"?node={node}").status_code in (200, 404)


@pytest.mark.parametrize(
    ("name", "query"),
    (
        ("weeks", "?course=²"),
        ("weeks", "?course=99"),
        ("calendar", "?symbols=<b>"),
        ("matrix", "?of=%00"),
        ("constructor", "?answer=x"),
        ("curriculum", "?columns="),
        ("compare", "?from=%C2%B2&to=1"),
    ),
)
def test_rubbish_in_the_address_is_not_a_fault(name: str, query: str, methodist: Client) -> None:
    assert methodist.get(_url(name, query)).status_code in (200, 404)


def test_a_key_with_the_letter_that_databases_refuse_is_not_found(methodist: Client) -> None:
    assert methodist.get("/c/example/programmes/a%00b/").status_code == 404
