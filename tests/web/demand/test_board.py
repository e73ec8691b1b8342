"""The demand board: sums that open to their cards, other employers' figures only where they give nobody away."""

from dataclasses import replace
from datetime import date

import pytest
from tests.web.conftest import TURBINES_CARD, VALVES_CARD, small_cluster

from remeslo.core.competence.demand import DemandCard, Headcount, Requirement
from remeslo.core.network.resources import Organisation, OrganisationRole
from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.common.models import Membership, VersionedDocument
from remeslo.web.apps.registry.services import load_cluster

pytestmark = pytest.mark.django_db
BOARD = "/c/small/demand/board/"


@pytest.fixture(autouse=True)
def no_encoder(monkeypatch):
    monkeypatch.setattr("remeslo.web.apps.frameworks.matching.load", lambda: None)


@pytest.fixture
def methodist(signed_in, cluster):
    return signed_in(Role.METHODIST, cluster=cluster, organisation="base")


def lines(page):
    return {bar.line.value: bar.people for bar in page.context["bars"]}


@pytest.mark.parametrize(
    ("axis", "expected"),
    [
        ("industry", {"Машиностроение": 13}),
        ("region", {"Выдуманный край": 13}),
        ("job", {"Сварщик ёмкостей": 10, "Контролёр сварки": 3}),
        ("employer", {"small/turbines": 10, "small/valves": 3}),
        ("nonsense", {"Машиностроение": 13}),
    ],
)
def test_people_are_summed_along_each_axis(methodist, axis, expected):
    assert lines(methodist.get(BOARD, {"by": axis})) == expected


def test_functions_are_those_named_and_those_that_answer_own_words(methodist):
    found = lines(methodist.get(BOARD, {"by": "function"}))

    assert found["99.002/A/01.2"] == 10


def test_years_and_first_dates_stand_beside_the_sums(methodist):
    [bar] = methodist.get(BOARD).context["bars"]

    assert dict(bar.by_year) == {2028: 9, 2029: 4} and bar.line.own.earliest == date(2028, 7, 1)
    assert sum(p.people for p in bar.pieces) == bar.people and bar.pieces[-1].x + bar.pieces[-1].width == 1000


def test_every_number_opens_to_its_cards(methodist):
    page = methodist.get(BOARD, {"by": "industry", "value": "Машиностроение", "of": "2028"})

    assert [(b.card.job, b.people) for b in page.context["behind"]] == [
        ("Сварщик ёмкостей", 6),
        ("Контролёр сварки", 3),
    ]
    assert "/c/small/demand/card/card-turbines/" in page.text


def test_an_unpublished_card_is_in_no_sum(methodist):
    VersionedDocument.objects.filter(key="card-valves").update(published=None)

    assert lines(methodist.get(BOARD)) == {"Машиностроение": 10}


def test_a_year_narrows_the_board(methodist):
    page = methodist.get(BOARD, {"year": "2029"})

    assert lines(page) == {"Машиностроение": 4}
    assert "Контролёр" not in methodist.get(BOARD, {"year": "2029", "by": "job"}).text


@pytest.fixture
def partner(signed_in, cluster):
    """An employer beside one other: a sum over the others would be that one's."""
    return signed_in(Role.EMPLOYER, cluster=cluster, organisation="valves")


def test_one_other_employers_figures_are_hidden(partner):
    page = partner.get(BOARD, {"cards": "1"})

    assert lines(page) == {"Машиностроение": 3} and page.context["bars"][0].hidden
    for secret in ("Сварщик ёмкостей", "ТАЙНОЕ", "card-turbines", "Завод турбин"):
        assert secret not in page.text


@pytest.mark.parametrize("axis", ["job", "function", "employer"])
def test_no_axis_names_another_employers_job_function_or_name(partner, axis):
    page = partner.get(BOARD, {"by": axis})

    assert "Сварщик ёмкостей" not in page.text and "Завод турбин" not in page.text
    assert "99.002/A/01.2" not in page.text


@pytest.fixture
def many(db):
    """Four employers with one card each."""
    names = ("turbines", "valves", "third", "fourth")
    extra = tuple(Organisation(key=k, name=k, role=OrganisationRole.PARTNER_EMPLOYER) for k in names[2:])
    cards = [
        DemandCard(
            key=f"card-{k}",
            employer=k,
            job=f"Работа {k}",
            headcount=(Headcount(year=2028, people=5),),
            deadline=date(2028, 1, 1),
            requirements=(Requirement(number=1, text="Что-то"),),
        )
        for k in names[2:]
    ]
    value = small_cluster()
    return load_cluster(
        replace(value, organisations=(*value.organisations, *extra), demand=(TURBINES_CARD, VALVES_CARD, *cards)),
        by=None,
    )


def test_several_other_employers_are_told_as_one_sum(signed_in, many):
    page = signed_in(Role.EMPLOYER, cluster=many, organisation="valves").get(BOARD)

    [bar] = page.context["bars"]
    assert (bar.line.own.people, bar.line.others.people, bar.line.others.employers) == (3, 20, 3)
    assert "Сварщик ёмкостей" not in page.text


def test_a_filter_never_sums_cards_that_may_not_be_opened(signed_in, many):
    page = signed_in(Role.EMPLOYER, cluster=many, organisation="valves").get(BOARD, {"year": "2029"})

    assert page.context["shown"].others_left_out and lines(page) == {}


def test_clusters_of_one_person_are_put_together_and_those_of_others_are_not(signed_in, cluster, other_cluster):
    official = signed_in(Role.MINISTRY_OFFICIAL, cluster=cluster)
    assert lines(official.get(BOARD)) == {"Машиностроение": 13}
    other_cluster.industry = "Металлургия"
    other_cluster.save()

    Membership.objects.create(cluster=other_cluster, user=official.user, role=Role.MINISTRY_OFFICIAL)

    assert lines(official.get(BOARD)) == {"Машиностроение": 13, "Металлургия": 13}
    assert lines(official.get(BOARD, {"industry": "Металлургия"})) == {"Металлургия": 13}


def test_the_forecast_tells_what_is_stated_what_is_carried_on_and_why(methodist):
    page = methodist.get(BOARD)

    told = {y.year: (y.stated, y.carried) for y in page.context["forecast"].years}
    assert told[2028] == (9, 0) and told[2029] == (4, 3) and told[2030] == (0, 7)
    assert page.context["forecast"].assumptions


@pytest.mark.parametrize(
    "asked", [{"year": "9999"}, {"of": "x"}, {"value": "nowhere"}, {"industry": "'"}, {"year": "²"}]
)
def test_rubbish_in_the_address_gives_an_empty_board_and_no_error(methodist, asked):
    assert methodist.get(BOARD, asked).status_code == 200


def test_the_board_takes_as_many_queries_for_many_cards_as_for_few(signed_in, cluster, django_assert_max_num_queries):
    client = signed_in(Role.METHODIST, cluster=cluster, organisation="base")
    client.get(BOARD, {"by": "function"})
    with django_assert_max_num_queries(10) as few:
        client.get(BOARD, {"by": "function"})
    copies = tuple(replace(VALVES_CARD, key=f"more-{n}") for n in range(9))
    load_cluster(replace(small_cluster(), demand=(TURBINES_CARD, VALVES_CARD, *copies)), by=None)
    client.get(BOARD, {"by": "function"})

    with django_assert_max_num_queries(10) as many:
        client.get(BOARD, {"by": "function"})

    assert len(few) == len(many)
