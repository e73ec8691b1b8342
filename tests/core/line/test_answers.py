"""Answers to employers: one state a card, places never given twice, shared by the largest remainder."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.line import example

from remeslo.core.base.keys import DemandKey, GroupKey, OrganisationKey, ProgrammeKey
from remeslo.core.competence.demand import DemandCard, Headcount, Requirement
from remeslo.core.line.answers import AnswerState, Claim, Pool, Timing, answer_all, graduation_day, shared
from remeslo.core.line.answers.supply import Wish, hand_out
from remeslo.core.line.cluster import StudentGroup

P = ProgrammeKey("p")
ON = date(2026, 11, 23)


@given(st.integers(0, 60), st.lists(st.integers(0, 40), max_size=6))
def test_shared_gives_all_places_fairly_and_nobody_more_than_asked(places, asked):
    claims = [Claim(str(n), people) for n, people in enumerate(asked)]
    given_ = shared(places, claims)

    assert sum(given_.values()) == min(places, sum(asked))
    for c in claims:
        assert 0 <= given_[c.key] <= c.people
        if sum(asked) > places:
            assert abs(given_[c.key] - Fraction(places * c.people, sum(asked))) < 1
    assert shared(places, claims[::-1]) == given_
    for one in claims:
        for other in claims:
            if one.people >= other.people:
                assert given_[one.key] >= given_[other.key] or one.people == other.people


pools = st.lists(st.tuples(st.integers(2026, 2030), st.integers(0, 30)), max_size=4, unique_by=lambda p: p[0]).map(
    lambda rows: [Pool(P, date(y, 6, 30), (GroupKey(str(y)),), n) for y, n in rows]
)
wishes = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(2026, 2030), st.integers(1, 30), st.integers(1, 12)),
    max_size=8,
    unique_by=lambda w: (w[0], w[1]),
).map(lambda rows: [Wish(DemandKey(k), y, date(y, m, 28), n) for k, y, n, m in rows])


@settings(max_examples=50)
@given(pools, wishes, st.randoms())
def test_hand_out_gives_no_place_twice_and_no_more_than_asked(offered, asked, random):
    found = hand_out(offered, asked)
    mixed, other = list(offered), list(asked)
    random.shuffle(mixed)
    random.shuffle(other)

    assert sorted(map(repr, hand_out(mixed, other))) == sorted(map(repr, found))
    for pool in offered:
        assert sum(g.people for g in found if g.pool == pool) <= pool.places
    for wish in asked:
        mine = [g for g in found if (g.card, g.year) == (wish.card, wish.year)]
        assert sum(g.people for g in mine) <= wish.people
        for g in mine:
            assert (g.pool.day > wish.needed) == (g.timing is Timing.LATE)
            assert (g.timing is Timing.EARLY) == (g.pool.day.year < wish.year)


@settings(max_examples=50)
@given(pools, wishes)
def test_hand_out_leaves_no_place_that_would_still_come_in_time(offered, asked):
    found = hand_out(offered, asked)
    left = {p: p.places - sum(g.people for g in found if g.pool == p) for p in offered}

    for wish in asked:
        got = sum(g.people for g in found if (g.card, g.year) == (wish.card, wish.year))
        if got < wish.people:
            assert all(not left[p] for p in offered if p.day.year == wish.year or p.day > wish.needed)


def test_graduation_day_is_the_last_friday_of_the_term():
    assert graduation_day(2026, 95) == date(2028, 6, 23)
    assert graduation_day(2026, 95).weekday() == 4


def card(key: str, people: int, *, year: int = 2030, deadline: date = date(2030, 12, 1), **more: object) -> DemandCard:
    """A card whose requirement is the one that the example's programme teaches."""
    return DemandCard(
        key=DemandKey(key),
        employer=OrganisationKey(key.removeprefix("card-")),
        job="Токарь",
        headcount=(Headcount(year=year, people=people),),
        deadline=deadline,
        requirements=(Requirement(number=1, text="Точить валы", functions=("40.901/A/01.2",)),),
        **more,  # type: ignore[arg-type]
    )


def outcome():
    return example.outcome().programmes[0]


def group(size: int, *, start: int = 2026) -> StudentGroup:
    return StudentGroup(
        key=GroupKey(f"g{start}"),
        organisation=OrganisationKey("college"),
        programme=example.P,
        start_year=start,
        size=size,
    )


def test_places_of_one_programme_are_shared_between_two_employers():
    done = graduation_day(2026, outcome().result.weeks)
    cards = [
        card(k, n, year=done.year, deadline=date(done.year, 12, 31)) for k, n in (("card-plant", 12), ("card-mill", 4))
    ]

    sheet = answer_all(cards, [outcome()], [group(12)], on=ON)

    plant, mill = sheet.of(DemandKey("card-plant")), sheet.of(DemandKey("card-mill"))
    assert (plant.in_time, plant.asked, plant.first_day) == (9, 12, done)
    assert (mill.in_time, mill.missing, mill.rivals) == (3, 1, 1)
    assert {plant.state, mill.state} == {AnswerState.PARTLY}


@settings(max_examples=40)
@given(
    st.lists(st.integers(1, 30), min_size=2, max_size=2),
    st.lists(st.tuples(st.integers(2024, 2029), st.integers(1, 25)), max_size=3, unique_by=lambda g: g[0]),
    st.integers(2026, 2030),
    st.booleans(),
)
def test_every_card_has_one_state_that_its_figures_bear_out(asked, rows, year, known):
    cards = [
        card(k, n, year=year, deadline=date(year, 8, 1))
        for k, n in zip(("card-plant", "card-mill"), asked, strict=True)
    ]
    cards.append(card("card-none", 3))
    considered = [c.key for c in cards] if known else []

    sheet = answer_all(cards, [outcome()], [group(n, start=y) for y, n in rows], on=ON, considered=considered)

    assert [a.card for a in sheet.answers] == sorted(c.key for c in cards)
    for pool in sheet.pools:
        assert sheet.given_of(pool) <= pool.places
    for a in sheet.answers:
        assert a.in_time + a.late + a.missing == a.asked
        if a.programme is None:
            assert a.state is (AnswerState.NO_PROGRAMME if known else AnswerState.NOT_PLANNED)
        else:
            assert (a.state is AnswerState.FULL) == (a.in_time == a.asked)
            assert (a.state is AnswerState.PARTLY) == (0 < a.in_time < a.asked)
            assert (a.state is AnswerState.LATE) == (a.in_time == 0 < a.late)
        assert bool(a.actions) or a.state is AnswerState.FULL


@pytest.mark.parametrize(("year", "code"), ((2040, "answer.open_group"), (2026, "answer.open_group_late")))
def test_missing_places_name_the_group_that_would_come_in_time_or_the_soonest(year, code):
    sheet = answer_all([card("card-plant", 5, year=year, deadline=date(year, 12, 1))], [outcome()], [], on=ON)

    (note,) = sheet.answers[0].actions
    assert note.code == code
    assert note.facts["start"] > ON.year or note.facts["day"] > note.facts["needed"]
    assert (note.facts["day"] <= note.facts["needed"]) == (code == "answer.open_group")


def test_requirement_that_stands_in_no_line_is_said_so():
    asked = card("card-plant", 1)
    more = Requirement(number=2, text="Летать")
    sheet = answer_all(
        [DemandCard(**{**_fields(asked), "requirements": (*asked.requirements, more)})], [outcome()], [group(5)], on=ON
    )

    first, second = sheet.answers[0].requirements
    assert (first.is_met, second.answer) == (True, None)
    assert "answer.not_in_programme" in [f.code for f in sheet.answers[0].actions]


def _fields(c: DemandCard) -> dict[str, object]:
    return {name: getattr(c, name) for name in c.__dataclass_fields__}
