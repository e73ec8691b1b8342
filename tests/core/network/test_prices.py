"""What one more of anything is worth: solved again with it."""

from hypothesis import given, settings
from tests.core.network.small import EAST, WEST, grant, pattern, place, problem, problems, request
from tests.core.network.test_solve import every_allocation

from remeslo.core.network.prices import Extra, extras, prices
from remeslo.core.network.result import Allocation
from remeslo.core.network.score import score
from remeslo.core.network.solve import solve


@settings(deadline=None, max_examples=25)
@given(problems(3))
def test_every_price_is_what_enumeration_of_the_changed_problem_says(problem):
    allocation = solve(problem, work_limit=5, workers=1).allocation
    best = score(problem, allocation).refused

    found = {(p.place, p.extra): p for p in prices(problem, allocation, work_limit=5, workers=1)}

    for price, changed in extras(problem, allocation):
        told = found[price.place, price.extra]
        assert told.days == best - min(score(changed, a).refused for a in every_allocation(changed))
        assert told.proven


def test_nothing_has_a_price_when_nothing_is_refused():
    stated = problem((place("w1"),), (request("a"),))

    assert prices(stated, Allocation({stated.requests[0].key: grant()})) == ()


def test_a_second_machine_is_worth_the_days_of_who_waits_and_one_seat_more_is_worth_nothing():
    stated = problem((place("w1", places=12),), (request("a"), request("b"), request("c", size=14)))
    allocation = solve(stated, work_limit=5, workers=1).allocation

    found = {p.extra: (p.units, p.days) for p in prices(stated, allocation, work_limit=5, workers=1)}

    assert found == {Extra.PLACES: (2, 0), Extra.MACHINE: (1, 6), Extra.SITE: (1, 6)}


def test_the_week_that_is_opened_is_the_one_that_lacks_most_days():
    asked = (request("a", pattern((1, 5))), request("b", pattern((2, 6)), partner=WEST, home="east"))
    stated = problem((place("w1", {0: {EAST: 6}, 1: {EAST: 2}}),), asked)

    found = {p.extra: p for p in prices(stated, Allocation({}), work_limit=5, workers=1)}

    assert (found[Extra.WEEK].week, found[Extra.WEEK].days) == (2, 6)
