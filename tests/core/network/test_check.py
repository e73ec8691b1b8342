"""The judge of allocations against the rules said plainly."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.network.naive import obeys
from tests.core.network.small import (
    CENTRE,
    CENTRE_SITE,
    EAST,
    WEST,
    grant,
    pattern,
    place,
    problem,
    problems,
    quota,
    request,
)

from remeslo.core.base.findings import any_hard
from remeslo.core.network.book import Book
from remeslo.core.network.check import check
from remeslo.core.network.choices import choices, every_choice
from remeslo.core.network.place import ANYBODY, Condition
from remeslo.core.network.problem import Dormitory
from remeslo.core.network.request import RequestKey
from remeslo.core.network.result import Allocation
from remeslo.interchange.sentences.catalogue import known_codes


@settings(deadline=None, max_examples=80)
@given(problems(5), st.data())
def test_check_and_plain_rules_agree_on_any_allocation(problem, data):
    grants = {}
    for r in problem.requests:
        if ways := list(every_choice(problem, r)):
            grants[r.key] = data.draw(st.sampled_from(ways))

    assert any_hard(check(problem, Allocation(grants))) is not obeys(problem, grants)


@settings(deadline=None, max_examples=40)
@given(problems())
def test_choices_are_those_that_the_book_takes_alone(problem):
    for r in problem.requests:
        assert tuple(choices(problem, r)) == tuple(g for g in every_choice(problem, r) if Book(problem).fits(r.key, g))


@settings(deadline=None, max_examples=40)
@given(problems(5), st.randoms(use_true_random=False))
def test_book_after_any_comings_and_goings_is_the_book_of_what_is_left(problem, random):
    book = Book(problem)
    for _ in range(12):
        r = random.choice(problem.requests)
        if ways := list(every_choice(problem, r)):
            book.add(r.key, random.choice(ways))
        if random.random() < 0.4:
            book.drop(random.choice(problem.requests).key)

    fresh = Book(problem, book.grants)

    assert sorted(map(str, book.findings())) == sorted(map(str, fresh.findings()))


def codes(problem, **grants):
    return sorted(f.code for f in check(problem, Allocation({RequestKey(k): g for k, g in grants.items()})))


TWO = (request("a", size=8), request("b", size=8, partner=WEST, home="east"))


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        pytest.param({"parallel": 1}, ["network.cell_over"], id="one group at once"),
        pytest.param({"parallel": 2}, [], id="two at once"),
        pytest.param({"parallel": 2, "places": 15}, ["network.cell_over"], id="two at once, too few seats"),
    ],
)
def test_check_of_two_groups_in_one_week_asks_for_room(places, expected):
    stated = problem((place("w1", **{"places": 16, **places}),), TWO)

    assert codes(stated, a=grant(), b=grant()) == expected


def test_check_names_own_days_of_another_partner():
    stated = problem((place("w1", {0: {WEST: 4, ANYBODY: 2}}),), (request("a", pattern((0, 3))),))

    found = check(stated, Allocation({RequestKey("a"): grant()}))

    assert [(f.code, f.facts["days"], f.facts["open_days"]) for f in found] == [("network.not_open", 3, 2)]


def test_check_of_own_days_leaves_shared_ones_to_others():
    both = (request("a", pattern((0, 4))), request("b", pattern((0, 2)), partner=WEST, home="east"))
    stated = problem((place("w1", {0: {EAST: 4, ANYBODY: 2}}),), both)

    assert codes(stated, a=grant(), b=grant()) == []


def test_check_of_a_part_excludes_its_whole_group_but_not_another_part():
    whole, first, second = (request(str(p), pattern((0, 3)), group="g", part=p, places=(f"w{p}",)) for p in range(3))
    stated = problem((place("w0"), place("w1"), place("w2")), (whole, first, second), study_days=5)

    assert codes(stated, **{"1": grant("w1"), "2": grant("w2")}) == ["network.refused"]
    assert codes(stated, **{"0": grant("w0"), "2": grant("w2")}) == ["network.group_over", "network.refused"]


@pytest.mark.parametrize(
    ("quotas", "expected"),
    [
        pytest.param((), ["network.quota_none"], id="none"),
        pytest.param((quota("q", 5),), ["network.quota_over"], id="too small"),
        pytest.param((quota("q", 5), quota("p", 1, last=0)), [], id="two together"),
        pytest.param((quota("q", 9, first=1),), ["network.quota_none"], id="of other weeks"),
    ],
)
def test_check_of_days_at_the_centre_asks_for_a_quota(quotas, expected):
    stated = problem((place("w1"),), (request("a"),), quotas=quotas, needs_quota=frozenset({CENTRE}))

    assert codes(stated, a=grant()) == expected


@pytest.mark.parametrize(
    ("dormitories", "expected"),
    [
        pytest.param((), ["network.beds_none"], id="none near"),
        pytest.param(
            (Dormitory(key="d", near=frozenset({CENTRE_SITE}), beds=11),), ["network.beds_over"], id="one short"
        ),
        pytest.param((Dormitory(key="d", near=frozenset({CENTRE_SITE}), beds=12),), [], id="enough"),
    ],
)
def test_check_of_a_far_place_asks_for_beds(dormitories, expected):
    stated = problem((place("w1"),), (request("a", partner=WEST),), dormitories=dormitories)

    assert codes(stated, a=grant()) == expected


def test_check_tells_everything_about_a_grant_that_was_not_asked_for():
    asked = request("a", shifts=(1,), size=20)
    stated = problem((place("w1"), place("w2", shift=2, asks=frozenset({Condition.MEDICAL}))), (asked,))

    assert codes(stated, a=grant("w2", 1, 2)) == [
        "network.condition_missing",
        "network.pattern_unknown",
        "network.place_not_asked",
        "network.shift_not_asked",
        "network.size_over",
    ]


def test_check_names_unknown_keys_and_pinned_grants_that_changed():
    stated = problem((place("w1"),), (request("a"),), pinned={RequestKey("a"): grant()})

    assert codes(stated, b=grant(), a=grant("nowhere")) == [
        "network.pinned_changed",
        "network.unknown",
        "network.unknown",
    ]


def test_check_tells_an_unknown_way_as_a_warning_and_asks_for_beds():
    stated = problem((place("w1"),), (request("a"),), minutes={})

    found = check(stated, Allocation({RequestKey("a"): grant()}))

    assert [(f.code, f.hard) for f in found] == [("network.beds_none", True), ("network.way_unknown", False)]


CODES = {
    "network.beds_none",
    "network.beds_over",
    "network.cell_over",
    "network.condition_missing",
    "network.group_crowded",
    "network.group_over",
    "network.hopeless",
    "network.not_open",
    "network.pattern_unknown",
    "network.pinned_changed",
    "network.place_not_asked",
    "network.places_crowded",
    "network.quota_none",
    "network.quota_over",
    "network.quotas_crowded",
    "network.refused",
    "network.shift_not_asked",
    "network.size_over",
    "network.unknown",
    "network.way_unknown",
}


def test_every_code_has_a_sentence():
    assert known_codes() >= CODES
