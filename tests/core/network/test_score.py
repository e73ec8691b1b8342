"""Figures of allocations: objectives, shares and use, counted by hand."""

from fractions import Fraction

from hypothesis import given, settings
from tests.core.network.small import CENTRE_SITE, EAST, WEEKS, WEST, grant, pattern, place, problem, problems, request

from remeslo.core.network.firstcome import first_come
from remeslo.core.network.place import ANYBODY, Condition
from remeslo.core.network.problem import Dormitory
from remeslo.core.network.request import RequestKey
from remeslo.core.network.result import Allocation, Share
from remeslo.core.network.score import score, shares
from remeslo.core.network.usage import quota_days, usage


def test_score_counts_each_objective():
    """Twelve learners, six days: half an hour there and half an hour back; the other partner stays for the night."""
    asked = (
        request("a", pattern((0, 6)), pattern((1, 6), moved=1)),
        request("b", pattern((2, 2)), partner=WEST),
        request("c", weight=2),
    )
    hostel = Dormitory(key="d", near=frozenset({CENTRE_SITE}), beds=12)
    before = {RequestKey("a"): grant(), RequestKey("b"): grant()}
    stated = problem((place("w1"),), asked, dormitories=(hostel,), previous=before)

    found = score(stated, Allocation({RequestKey("a"): grant(pattern=1), RequestKey("b"): grant()}))

    assert (found.refused, found.unfair) == (12, Fraction(12, 18))
    assert (found.travel, found.nights, found.away) == (12 * 6 * 60, 12 * 2, 12 * 6 * 60 + 12 * 2 * 180)
    assert (found.uneven, found.moved, found.changed, found.unwanted) == (36 + 4, 1, 1, 0)


def test_fairness_leaves_out_what_nobody_could_be_granted():
    hopeless = request("b", partner=WEST, home="east", size=99)
    stated = problem((place("w1"),), (request("a"), hopeless))

    assert score(stated, Allocation({RequestKey("a"): grant()})).unfair == 0


def test_shares_tell_what_is_away_from_own_places():
    asked = (request("a", places=("w1",)), request("b", pattern((1, 3)), places=("w2",)))
    stated = problem((place("w1"), place("w2", owner=EAST)), asked)

    found = shares(stated, Allocation({RequestKey("a"): grant("w1"), RequestKey("b"): grant("w2")}))

    assert found == (Share(EAST, 9, 9, 6),)
    assert quota_days(stated, Allocation({RequestKey("a"): grant("w1")})) == {(EAST, "w1", 0): 6}


@settings(deadline=None, max_examples=40)
@given(problems(5))
def test_usage_adds_up_to_what_is_granted_and_never_exceeds_what_there_is(problem):
    allocation = first_come(problem)

    rows = usage(problem, allocation)

    assert sum(u.group_days for u in rows) == sum(problem.request_of[k].days for k in allocation.grants)
    assert all(u.share <= 1 for u in rows)
    assert len({(u.place, u.week, u.shift) for u in rows}) == len(rows) <= 2 * 2 * WEEKS


def test_usage_shows_open_cells_that_nobody_uses():
    stated = problem((place("w1", {0: {ANYBODY: 6}, 2: {EAST: 2}}, parallel=2),), (request("a"),))

    rows = usage(stated, Allocation({RequestKey("a"): grant()}))

    assert [(u.week, u.group_days, u.group_days_max, u.requests) for u in rows] == [(0, 6, 12, ("a",)), (2, 0, 4, ())]


def test_first_come_gives_the_last_grant_again_where_it_fits():
    asked = request("a", places=("w1", "w2"), holds=frozenset({Condition.BRIEFING}))
    stated = problem((place("w1"), place("w2")), (asked,), previous={asked.key: grant("w2")})

    assert first_come(stated).grants == {asked.key: grant("w2")}
