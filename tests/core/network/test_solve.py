"""The solver against enumeration and against the judge."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from tests.core.network.small import EAST, WEST, grant, pattern, place, problem, problems, request

from remeslo.core.base.findings import any_hard
from remeslo.core.network.book import Book
from remeslo.core.network.check import check
from remeslo.core.network.choices import every_choice
from remeslo.core.network.pretest import pretest
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.request import RequestKey
from remeslo.core.network.result import Allocation, Objective, Status
from remeslo.core.network.score import score
from remeslo.core.network.solve import solve


def every_allocation(problem: AllocationProblem):
    """All allocations that obey the rules; what obeys them still does with less."""
    book = Book(problem)

    def rest(at: int):
        if at == len(problem.requests):
            yield Allocation(dict(book.grants))
            return
        key = problem.requests[at].key
        if key not in problem.pinned:
            yield from rest(at + 1)
        for way in every_choice(problem, problem.requests[at]):
            if problem.pinned.get(key, way) == way and book.fits(key, way):
                book.add(key, way)
                yield from rest(at + 1)
                book.drop(key)

    return rest(0)


def values(problem, allocation):
    found = score(problem, allocation)
    return tuple(found.value(o) for o in Objective)


@settings(deadline=None, max_examples=100)
@given(problems())
def test_solve_agrees_with_enumeration_in_every_objective_and_passes_the_check(problem):
    result = solve(problem, work_limit=5, workers=1)

    best = min(values(problem, a) for a in every_allocation(problem))
    assert result.status is Status.OPTIMAL
    assert values(problem, result.allocation) == best
    assert tuple(result.bounds[o.value] for o in Objective) == best
    assert not any_hard(check(problem, result.allocation))


@settings(deadline=None, max_examples=60)
@given(problems(5))
def test_pretest_is_right_about_what_every_allocation_refuses(problem):
    found = pretest(problem)
    told = {f.facts["request"] for f in found if f.code == "network.hopeless"}
    crowds = [set(f.facts["requests"]) for f in found if f.code.endswith("_crowded")]

    refused = [{r.key for r in problem.requests} - set(a.grants) for a in every_allocation(problem)]

    assert told == set.intersection(*refused) & told
    assert all(crowd & one for crowd in crowds for one in refused)


@settings(deadline=None, max_examples=30)
@given(problems())
def test_solve_keeps_what_is_pinned(problem):
    first = solve(problem, work_limit=5, workers=1).allocation
    pinned = dict(list(first.grants.items())[:1])

    result = solve(replace(problem, pinned=pinned), work_limit=5, workers=1)

    assert result.allocation is not None
    assert pinned.items() <= result.allocation.grants.items()


def test_solve_of_pins_that_clash_is_infeasible_and_says_why():
    both = (request("a"), request("b"))
    stated = problem((place("w1"),), both, pinned={RequestKey("a"): grant(), RequestKey("b"): grant()})

    result = solve(stated)

    assert (result.status, result.allocation) == (Status.INFEASIBLE, None)
    assert [f.code for f in result.findings if f.hard] == ["network.cell_over"]


def test_solve_shares_what_is_too_little_between_partners():
    """One long week against two of the other: refusing by days alone would be the same, only sharing is fair."""
    east = [request(f"e{n}", pattern((0, 6)), pattern((1, 6)), pattern((2, 6))) for n in range(3)]
    west = [request(f"w{n}", *e.patterns, partner=WEST, home="east") for n, e in enumerate(east)]
    stated = problem((place("w1"),), (*east, *west))

    result = solve(stated, work_limit=5, workers=1)

    assert result.score.refused == 18
    assert result.score.unfair == Fraction(2, 3)
    assert {stated.request_of[k].partner for k in result.allocation.grants} == {EAST, WEST}


def test_solve_cancelled_at_once_gives_nothing_and_later_gives_what_it_has():
    asked = iter((False, True))
    stated = problem((place("w1"),), (request("a"), request("b")))

    assert solve(stated, cancelled=lambda: True).allocation is None
    late = solve(stated, cancelled=lambda: next(asked, True))
    assert (late.status, len(late.allocation.grants)) == (Status.CANCELLED, 1)


def test_solve_tells_each_objective_with_its_bound():
    told = []

    solve(problem((place("w1"),), (request("a"), request("b"))), workers=1, work_limit=5, progress=told.append)

    assert [p.stage for p in told] == ["pretest", *(o.value for o in Objective), "done"]
    assert (told[1].best, told[1].bound) == (6, 6)


def test_solve_of_nothing_is_nothing_proven():
    result = solve(problem((place("w1"),), ()))

    assert (result.status, dict(result.allocation.grants)) == (Status.OPTIMAL, {})


def test_two_runs_with_the_same_work_give_the_same_allocation():
    asked = [
        request(f"r{n}", *(pattern((w, 3)) for w in range(3)), partner=(EAST, WEST)[n % 2], home="east")
        for n in range(9)
    ]
    stated = problem((place("w1"), place("w2")), tuple(replace(r, places=("w1", "w2")) for r in asked))

    first, second = (solve(stated, work_limit=0.05, workers=1) for _ in range(2))

    assert first.allocation == second.allocation
    assert first.bounds == second.bounds
