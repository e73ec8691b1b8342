"""Explained refusals: each confirmed by the solver, each set a smallest one, nothing left out."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from tests.core.network.small import CENTRE, EAST, WEST, grant, pattern, place, problem, problems, quota, request

from remeslo.core.base.findings import ProblemError
from remeslo.core.network.book import Book
from remeslo.core.network.choices import choices
from remeslo.core.network.explain import explain, refusals
from remeslo.core.network.place import ANYBODY, Condition
from remeslo.core.network.relax import possible_causes, without
from remeslo.core.network.request import RequestKey
from remeslo.core.network.result import Allocation, CauseKind, Objective
from remeslo.core.network.solve import solve


def solved_again(problem, allocation, key, causes) -> bool:
    """True when the solver grants the request without these causes, all other grants pinned and nobody else asking."""
    stated, kept = without(problem, allocation, key, causes)
    asking = tuple(r for r in stated.requests if r.key == key or r.key in kept.grants)
    alone = replace(stated, requests=asking, previous={}, pinned=kept.grants)
    result = solve(alone, work_limit=5, workers=1, order=(Objective.REFUSED,))
    return key in result.allocation.grants


@settings(deadline=None, max_examples=40)
@given(problems())
def test_every_refusal_is_confirmed_by_solving_again_and_is_a_smallest_set(problem):
    allocation = solve(problem, work_limit=5, workers=1).allocation

    for refusal in refusals(problem, allocation):
        assert refusal.causes
        assert not refusal.could_be
        assert all(c.confirmed for c in refusal.causes)
        sets = [(c,) for c in refusal.causes] if refusal.each_alone else [refusal.causes]
        for causes in sets:
            assert solved_again(problem, allocation, refusal.request, causes)
            for fewer in combinations(causes, len(causes) - 1):
                assert not solved_again(problem, allocation, refusal.request, fewer)


@settings(deadline=None, max_examples=40)
@given(problems())
def test_no_smaller_set_of_causes_is_left_out(problem):
    allocation = solve(problem, work_limit=5, workers=1).allocation

    for refusal in refusals(problem, allocation):
        every = possible_causes(problem, allocation, refusal.request)
        single = {(c.kind, c.where) for c in every if fits_without(problem, allocation, refusal.request, (c,))}
        assert single == ({(c.kind, c.where) for c in refusal.causes} if refusal.each_alone else set())
        for number in range(2, 0 if refusal.each_alone else len(refusal.causes)):
            for causes in combinations(every, number):
                assert not fits_without(problem, allocation, refusal.request, causes)


def fits_without(problem, allocation, key, causes) -> bool:
    stated, kept = without(problem, allocation, key, causes)
    book = Book(stated, kept.grants)
    return any(book.fits(key, g) for g in choices(stated, stated.request_of[key]))


@settings(deadline=None, max_examples=40)
@given(problems())
def test_requests_that_are_named_all_have_to_leave(problem):
    allocation = solve(problem, work_limit=5, workers=1).allocation

    for refusal in refusals(problem, allocation):
        if refusal.each_alone:
            for cause in refusal.causes:
                named = cause.facts.get("requests", ()) if cause.kind in (CauseKind.REQUESTS, CauseKind.GROUP) else ()
                for key in named:
                    fewer = replace(cause, facts={**cause.facts, "requests": tuple(k for k in named if k != key)})
                    assert not fits_without(problem, allocation, refusal.request, (fewer,))


def kinds(stated, allocation, key="a"):
    refusal = explain(stated, Allocation(allocation), RequestKey(key))
    return refusal.each_alone, [(c.kind, c.where) for c in refusal.causes]


def test_a_place_that_another_holds_names_who_holds_it_and_when():
    both = (request("a"), request("b"), request("c", pattern((1, 6))))
    stated = problem((place("w1", {0: {ANYBODY: 6}, 1: {ANYBODY: 6}}),), both)

    refusal = explain(stated, Allocation({RequestKey("b"): grant(), RequestKey("c"): grant()}), RequestKey("a"))

    held = next(c for c in refusal.causes if c.kind is CauseKind.REQUESTS)
    assert (held.where, held.facts["requests"], held.facts["weeks"]) == ("w1", ("b",), (0,))
    assert refusal.each_alone


def test_two_things_in_the_way_at_once_are_told_together():
    """Neither the quota nor the licence alone would do."""
    stated = problem(
        (place("w1", asks=frozenset({Condition.LICENCE})),),
        (request("a"),),
        needs_quota=frozenset({CENTRE}),
        quotas=(quota("q", 5),),
    )

    assert kinds(stated, {}) == (False, [(CauseKind.QUOTA, "w1"), (CauseKind.CONDITION, "w1")])


def test_a_group_that_is_elsewhere_is_told_with_its_other_request():
    stated = problem((place("w1"), place("w2")), (request("a", group="g"), request("b", group="g", places=("w2",))))

    refusal = explain(stated, Allocation({RequestKey("b"): grant("w2")}), RequestKey("a"))

    assert [(c.kind, c.facts.get("requests")) for c in refusal.causes] == [
        (CauseKind.GROUP, ("b",)),
        (CauseKind.WEEKS, None),
    ]


def test_rivals_are_those_who_would_be_refused_instead():
    east = request("a", weight=1)
    stated = problem((place("w1"),), (east, request("b", partner=WEST, home="east", weight=2)))
    allocation = solve(stated, work_limit=5, workers=1).allocation

    refusal = explain(stated, allocation, RequestKey("a"), rivals=True, work_limit=5, workers=1)

    assert refusal.instead == ("b",)


def test_what_simply_fits_is_said_to_fit():
    refusal = explain(problem((place("w1"),), (request("a"),)), Allocation({}), RequestKey("a"))

    assert (refusal.could_be, refusal.causes) == (True, ())


@pytest.mark.parametrize("key", ["a", "unknown"])
def test_explain_refuses_what_is_granted_or_unknown(key):
    stated = problem((place("w1"),), (request("a", partner=EAST),))

    with pytest.raises(ProblemError, match=key):
        explain(stated, Allocation({RequestKey("a"): grant()}), RequestKey(key))
