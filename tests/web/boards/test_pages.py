"""Pages: literal numbers of queries, strangers, what colleges see, exports that hold exactly what is shown."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.boards.conftest import YEAR, refresh
from tests.web.conftest import small_cluster

from remeslo.interchange.boardsheet import read_csv, read_parquet, read_xlsx
from remeslo.web.apps.common.enums import Role

pytestmark = pytest.mark.django_db
Q = {"year": YEAR}


def at(name, **parts):
    return reverse(f"boards:{name}", kwargs={"cluster": "small", **parts})


def line(page, key="K12"):
    return next(x for x in page.context["lines"] if x.indicator.key == key)


@pytest.fixture
def manager(refreshed, signed_in):
    return signed_in(Role.CLUSTER_MANAGER, cluster=refreshed)


@pytest.fixture
def ministry(refreshed, signed_in):
    return signed_in(Role.MINISTRY_OFFICIAL, cluster=refreshed)


@pytest.fixture
def official(refreshed, over):
    client = Client(headers={"accept-language": "en"})
    client.force_login(over(Role.MINISTRY_OFFICIAL, "country"))
    return client


def test_a_cluster_shows_plan_fact_completeness_and_state(manager):
    page = manager.get(at("cluster"), Q)

    shown = line(page)
    assert shown.shown.value.as_integer_ratio() == (16, 23)
    assert shown.plan.plan == Decimal("0.5") and shown.is_too_low
    assert "16 ÷ 23" in page.text and "Targets set too low" in page.text


def more_clusters(count, learners):
    """Further clusters of the industry, each with a college that has figures."""
    from remeslo.web.apps.registry.services import load_cluster

    for n in range(count):
        other = load_cluster(replace(small_cluster(), key=f"more-{n}", name=f"Кластер {n}"), by=None)
        learners(other, "base", 6 + n, 5)
        refresh(other)


@pytest.mark.parametrize("others", [1, 3])
def test_a_cluster_board_takes_thirteen_queries_however_many_peers(
    others, manager, learners, django_assert_num_queries
):
    more_clusters(others, learners)
    manager.get(at("cluster"), Q)

    with django_assert_num_queries(13):
        manager.get(at("cluster"), Q)


@pytest.mark.parametrize("others", [1, 3])
def test_a_country_board_and_an_opened_figure_take_so_many_queries_however_many_clusters(
    others, official, learners, django_assert_num_queries
):
    more_clusters(others, learners)
    country, opened = reverse("boards_above:country"), reverse("boards_above:country_indicator", kwargs={"key": "K12"})
    official.get(country, Q)

    with django_assert_num_queries(14):
        official.get(country, Q)
    with django_assert_num_queries(14):
        official.get(opened, Q)


def test_a_stranger_finds_nothing(refreshed, signed_in, other_cluster):
    stranger = signed_in(Role.CLUSTER_MANAGER, cluster=other_cluster)

    assert stranger.get(at("cluster")).status_code == 404
    assert stranger.get(reverse("boards_above:country")).status_code == 404
    assert (
        stranger.get(reverse("boards_above:node", kwargs={"kind": "region", "name": "Выдуманный край"})).status_code
        == 404
    )


def test_an_official_walks_from_the_country_to_the_college(official):
    urls = [
        reverse("boards_above:country"),
        reverse("boards_above:node", kwargs={"kind": "industry", "name": "Машиностроение"}),
        reverse("boards_above:node", kwargs={"kind": "region", "name": "Выдуманный край"}),
        reverse("boards_above:node", kwargs={"kind": "round", "name": "none"}),
        reverse("boards_above:country_indicator", kwargs={"key": "K12"}),
        reverse("boards_above:country_approval"),
        reverse("boards_above:next"),
        at("cluster"),
        at("indicator", key="K12"),
        at("college", college="base"),
        at("college_indicator", college="base", key="K12"),
        at("college", college="-"),
        at("approval"),
        at("unit", college="base", period=YEAR),
        at("years"),
        at("year", college="-", period=YEAR),
    ]
    wrong = {url: code for url in urls if (code := official.get(url, Q).status_code) != 200}

    assert set(wrong) <= {at("college", college="-")}  # nothing is told of the cluster's own


def test_people_of_a_college_are_not_led_to_others(refreshed, signed_in):
    deputy = signed_in(Role.DEPUTY_DIRECTOR, cluster=refreshed, organisation="base")

    assert deputy.get(at("college", college="base"), Q).status_code == 200
    assert deputy.get(at("college", college="net"), Q).status_code == 404
    assert line(deputy.get(at("cluster"), Q)).shown.hidden


def test_exports_hold_exactly_what_the_page_shows_in_every_form(ministry):
    page = ministry.get(at("indicator", key="K12"), Q)
    shown = [page.context["line"], *(x for _t, rows, _p in page.context["parts"] for x in rows)]
    files = {
        form: ministry.get(at("indicator", key="K12"), {**Q, "as": form}).content for form in ("xlsx", "csv", "parquet")
    }

    sheet = read_xlsx(files["xlsx"])
    columns, parquet = read_parquet(files["parquet"])
    assert read_csv(files["csv"], sheet.columns) == parquet == sheet.rows
    assert [c.key for c in columns] == [c.key for c in sheet.columns]
    at_key = {c.key: n for n, c in enumerate(sheet.columns)}
    for row, x in zip(sheet.rows, shown, strict=True):
        told = x.shown.value is not None
        assert (row[at_key["value"]] is not None) == told and (row[at_key["above"]] is not None) == told
        assert row[at_key["state"]].startswith("hidden") == x.shown.hidden
    assert any(x.shown.hidden for x in shown)


def test_without_polars_the_page_says_so(manager, monkeypatch):
    from remeslo.interchange.boardsheet import parquet

    monkeypatch.setattr(parquet, "find_spec", lambda name: None)

    page = manager.get(at("cluster"), {**Q, "as": "parquet"}, follow=True)

    assert "polars" in page.text and page.status_code == 200


@pytest.mark.parametrize("given", [{"year": "x"}, {"year": "1900"}, {"view": "&&"}, {"as": "exe"}, {"year": "\u0662"}])
def test_rubbish_in_the_address_is_passed_over(manager, given):
    assert manager.get(at("cluster"), given).status_code == 200
