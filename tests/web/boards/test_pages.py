"""Pages: literal numbers of queries, strangers, what colleges see, exports that hold exactly what is shown."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.boards.conftest import NOW, TODAY, YEAR, refresh
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


def test_only_who_reports_or_approves_has_figures_counted(refreshed, over, signed_in):
    here, above = at("refresh"), reverse("boards_above:refresh")
    country = Client()

    got = {
        role: signed_in(role, cluster=refreshed, organisation=house).post(here).status_code
        for role, house in (
            (Role.CLUSTER_MANAGER, None),
            (Role.DEPUTY_DIRECTOR, "base"),
            (Role.EMPLOYER, "turbines"),
            (Role.METHODIST, "base"),
        )
    }
    assert got == {
        Role.CLUSTER_MANAGER: 302,
        Role.DEPUTY_DIRECTOR: 302,
        Role.EMPLOYER: 403,
        Role.METHODIST: 403,
    }
    for role, status in ((Role.MINISTRY_OFFICIAL, 302), (Role.FINANCE_OFFICER, 403)):
        country.force_login(over(role, "region", "Выдуманный край"))
        assert country.post(above, {"node": "region:Выдуманный край"}).status_code == status
        assert country.post(above).status_code == 404


def test_a_district_over_a_region_has_a_board_and_counts_what_is_locked_below(refreshed, official, person):
    from remeslo.core.rollup.approval import Level, Step
    from remeslo.web.apps.boards.models import BoardCell
    from remeslo.web.apps.boards.services.approving import Which, current_leaves, hash_of, take_step
    from remeslo.web.apps.boards.services.summing import sum_up
    from remeslo.web.apps.organisations.models import Placement

    Placement.objects.create(
        hierarchy="region", child="region:Выдуманный край", parent="region:Округ", since="2024-01-01"
    )
    sum_up([YEAR], today=TODAY, at=NOW)
    which = Which(refreshed, "base", YEAR)
    deputy = person(Role.DEPUTY_DIRECTOR, cluster=refreshed, organisation="base")
    take_step(which, Step.SUBMIT, Level.COLLEGE, by=deputy, at=NOW, seen=hash_of(current_leaves(which)))

    cells = {c.node: (c.above, c.num_locked) for c in BoardCell.objects.filter(indicator="K12", period=YEAR)}
    assert cells["region:Округ"] == cells["region:Выдуманный край"] == cells["country"] == (16, 1)
    page = official.get(reverse("boards_above:node", kwargs={"kind": "region", "name": "Округ"}), Q)
    assert line(page).plan.plan == Decimal("0.5") and "Выдуманный край" in page.text


def test_places_that_groups_give_already_are_subtracted_from_demand(refreshed, official):
    page = official.get(reverse("boards_above:next"))
    case = page.context["ranked"][0].case

    assert case.asked - case.given == case.unmet
    assert [s.year for s in case.undated] == [None] and "Сварщик" in page.text


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
