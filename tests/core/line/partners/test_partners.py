"""Partners: more of what is asked for never fits worse, order does not matter, every share has its numbers."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.base.findings import ProblemError
from remeslo.core.line.partners import (
    Ask,
    CollegeProfile,
    EnterpriseProfile,
    Point,
    ReasonKind,
    Taught,
    Ties,
    WayKind,
    Weights,
    kilometres,
    match,
    partners_of_college,
    partners_of_enterprise,
)
from remeslo.core.line.partners.served import answers, served

CODES = ("15.01.38", "15.02.16", "22.02.08")
FUNCTIONS = ("40.902/A/01.2", "40.902/B/01.4", "27.901/C/02.4")
MACHINES = ("токарный станок с ЧПУ", "универсальный токарный станок", "координатно-измерительная машина", "робот")
POINTS = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
SUBSETS = st.frozensets(st.sampled_from(FUNCTIONS))
TAUGHT = st.builds(
    Taught,
    code=st.sampled_from(CODES),
    functions=SUBSETS,
    places=st.integers(0, 30),
    taught=st.booleans(),
)


@st.composite
def enterprises(draw, key="e"):
    asks = draw(st.lists(st.tuples(st.integers(1, 20), st.frozensets(st.sampled_from(CODES)), SUBSETS), max_size=4))
    tools = st.lists(st.sampled_from(MACHINES), max_size=2).map(tuple)
    return EnterpriseProfile(
        key=key,
        name=key,
        asks=tuple(
            Ask(key=f"a{n}", title="", people=p, programmes=c, functions=f, equipment=draw(tools))
            for n, (p, c, f) in enumerate(asks)
        ),
        region=draw(st.sampled_from(("", "Север", "Юг"))),
        settlement=draw(st.sampled_from(("", "Город"))),
        point=draw(st.none() | POINTS),
    )


@st.composite
def colleges(draw, key="c"):
    return CollegeProfile(
        key=key,
        name=key,
        programmes=tuple(draw(st.lists(TAUGHT, max_size=4))),
        equipment=tuple(draw(st.lists(st.sampled_from(MACHINES), max_size=3))),
        region=draw(st.sampled_from(("", "Север", "Юг"))),
        settlement=draw(st.sampled_from(("", "Город"))),
        point=draw(st.none() | POINTS),
    )


@settings(max_examples=60)
@given(enterprises(), colleges(), TAUGHT)
def test_match_with_one_more_programme_never_fits_worse(enterprise, college, more):
    before = match(enterprise, college)
    after = match(enterprise, replace(college, programmes=(*college.programmes, more)))

    assert before is None or (after is not None and after.fit >= before.fit)


@settings(max_examples=40)
@given(enterprises(), colleges(), st.randoms(use_true_random=False))
def test_match_whatever_the_order_is_the_same(enterprise, college, chance):
    asks, programmes, equipment = list(enterprise.asks), list(college.programmes), list(college.equipment)
    for row in (asks, programmes, equipment):
        chance.shuffle(row)
    other = match(
        replace(enterprise, asks=tuple(asks)),
        replace(college, programmes=tuple(programmes), equipment=tuple(equipment)),
    )
    one = match(enterprise, college)

    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert (one.fit, one.reasons, one.tools, one.way) == (other.fit, other.reasons, other.tools, other.way)


@settings(max_examples=60)
@given(enterprises(), colleges(), st.booleans(), st.booleans())
def test_match_shares_add_up_to_the_fit_and_need_something_to_be_partners_in(enterprise, college, signed, together):
    ties = Ties(
        agreements={("e", "c"): ("Соглашение 1",)} if signed else {},
        clusters={("e", "c"): ("Кластер",)} if together else {},
    )
    found = match(enterprise, college, ties=ties)
    answered = served(enterprise, college, Weights())

    if found is None:
        assert not any(s.degree for s in answered)
        return
    assert 0 < found.fit <= 1
    assert found.fit == sum(r.share for r in found.reasons)
    assert {r.kind for r in found.reasons} == set(ReasonKind)
    assert found.reason(ReasonKind.DEMAND).share or found.reason(ReasonKind.EQUIPMENT).share


@settings(max_examples=50)
@given(enterprises(), colleges())
def test_served_places_as_many_people_as_every_division_of_the_places_could(enterprise, college):
    answered = served(enterprise, college, Weights())
    placed = sum(s.placed for s in answered)

    assert all(0 <= s.placed <= s.ask.people for s in answered)
    assert placed == _most_placed(enterprise, college)


def _most_placed(enterprise, college):
    """By the smallest cut: people of some requests outside, places of the programmes that answer the others."""
    least = None
    for outside in product((False, True), repeat=len(enterprise.asks)):
        inside = [a for a, out in zip(enterprise.asks, outside, strict=True) if not out]
        people = sum(a.people for a, out in zip(enterprise.asks, outside, strict=True) if out)
        places = sum(p.places for p in college.programmes if any(answers(p, a, Weights()) for a in inside))
        least = people + places if least is None else min(least, people + places)
    return least


@given(POINTS, POINTS)
def test_kilometres_are_the_same_both_ways_and_at_most_half_the_globe(one, other):
    there, back = kilometres(one, other), kilometres(other, one)

    assert isclose(there, back, abs_tol=1e-6)
    assert 0 <= there <= 20_016


def test_kilometres_of_a_quarter_of_the_equator():
    assert kilometres(Point(0, 0), Point(0, 90)) == pytest.approx(10_007.56, abs=0.01)


@settings(max_examples=30)
@given(st.lists(colleges(), min_size=2, max_size=5), enterprises(), st.randoms(use_true_random=False))
def test_partners_rank_alike_whatever_the_order_and_from_both_sides(some, enterprise, chance):
    many = [replace(c, key=f"c{n}") for n, c in enumerate(some)]
    shuffled = list(many)
    chance.shuffle(shuffled)
    ranked = partners_of_enterprise(enterprise, many)

    assert ranked == partners_of_enterprise(enterprise, shuffled)
    assert [m.fit for m in ranked] == sorted((m.fit for m in ranked), reverse=True)
    for m in ranked:
        own = next(c for c in many if c.key == m.college)
        assert partners_of_college(own, [enterprise]) == (m,)


TURNERS = Ask(
    key="t",
    title="Оператор станков с ЧПУ",
    people=12,
    programmes=frozenset({"15.01.38"}),
    equipment=("токарный станок с ЧПУ", "линия нарезки труб"),
)
PLANT = EnterpriseProfile(key="plant", name="Завод", asks=(TURNERS,), region="Край", settlement="Город")
SCHOOL = CollegeProfile(
    key="school",
    name="Колледж",
    programmes=(Taught(code="15.01.38", places=9),),
    equipment=("токарный станок с ЧПУ (8 шт.)",),
    region="край",
    settlement="город",
)


def test_match_tells_numbers_and_share_of_each_reason():
    found = match(PLANT, SCHOOL, ties=Ties(clusters={("plant", "school"): ("Кластер",)}))

    told = {r.kind: (r.have, r.of, r.share) for r in found.reasons}
    assert told == {
        ReasonKind.DEMAND: (12, 12, Fraction(45, 100)),
        ReasonKind.EQUIPMENT: (1, 2, Fraction(15, 200)),
        ReasonKind.DISTANCE: (0, 0, Fraction(15, 100)),
        ReasonKind.CAPACITY: (9, 12, Fraction(15 * 9, 1200)),
        ReasonKind.TIES: (0, 0, Fraction(5, 100)),
    }
    assert [(t.asked, t.has) for t in found.tools] == [
        ("линия нарезки труб", ""),
        ("токарный станок с ЧПУ", "токарный станок с ЧПУ (8 шт.)"),
    ]
    assert found.way.kind is WayKind.SAME_SETTLEMENT


def test_match_of_neighbours_with_an_agreement_and_nothing_to_do_together_is_none():
    baker = replace(SCHOOL, programmes=(Taught(code="43.01.09", places=25),), equipment=())
    ties = Ties(agreements={("plant", "school"): ("Соглашение",)}, minutes={("plant", "school"): 10})

    assert match(PLANT, baker, ties=ties) is None


def test_match_counts_a_licence_without_students_by_half():
    idle = replace(SCHOOL, programmes=(Taught(code="15.01.38", taught=False),))

    assert match(PLANT, idle).reason(ReasonKind.DEMAND).degree == Fraction(1, 2)
    assert not match(PLANT, idle).reason(ReasonKind.CAPACITY).is_known


@pytest.mark.parametrize(("minutes", "degree"), ((60, 1), (120, Fraction(1, 2)), (180, 0), (500, 0)))
def test_match_prefers_known_minutes_to_everything_else(minutes, degree):
    found = match(PLANT, SCHOOL, ties=Ties(minutes={("plant", "school"): minutes}))

    assert (found.way.kind, found.way.degree) == (WayKind.MINUTES, degree)


@pytest.mark.parametrize("wrong", ({"demand": -1}, {"near_km": 300}, {"alike": Fraction(2)}))
def test_weights_beyond_their_bounds_are_refused(wrong):
    with pytest.raises(ProblemError):
        Weights(**wrong)


def test_points_beyond_the_globe_are_refused():
    with pytest.raises(ProblemError):
        Point(91, 0)
