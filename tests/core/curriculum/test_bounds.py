"""Each argument for a lower bound, by a problem in which it alone holds the term."""

from fractions import Fraction

import pytest
from tests.core.curriculum.small import after, element, exam, problem, rule

from remeslo.core.base.elements import ElementKind
from remeslo.core.curriculum.axis import Axis
from remeslo.core.curriculum.bounds import Bound, earliest, lower_bound
from remeslo.core.curriculum.problem import LinkKind, TermProblem
from remeslo.core.curriculum.solve import solve

WHOLE = {"kind": ElementKind.WORK_PRACTICE, "whole_weeks": True}


def bounded(tiny: TermProblem) -> Bound:
    """The bound, which the solver meets."""
    bound = lower_bound(Axis(tiny))
    assert solve(tiny, work_limit=3).weeks == Axis(tiny).term(bound.places)
    return bound


def test_bound_by_hours_rounds_practice_and_the_rest_up_by_themselves() -> None:
    assert bounded(problem(element("a", 8), element("b", 12, **WHOLE))) == Bound(4, "hours")


def test_bound_by_hours_counts_what_the_total_asks_beyond_the_minima() -> None:
    free = [element("a", (4, 4, 20)), element("b", (6, 6, 18), **WHOLE)]

    assert bounded(problem(*free)) == Bound(2, "hours")
    assert bounded(problem(*free, total_hours=rule(26))) == Bound(5, "hours")


def test_bound_by_hours_lets_practice_grow_only_when_nothing_else_can() -> None:
    """Spread hours had been counted twice once: in full, and again inside the weeks that practice had to grow by."""
    free = [element("a", (4, 4, 6)), element("b", (6, 6, 18), **WHOLE)]

    assert bounded(problem(*free, total_hours=rule(18))) == Bound(3, "hours")


def test_bound_by_chain_adds_weeks_and_lags() -> None:
    chain = [
        element("a", 6, max_hours_per_week=2),
        element("b", 2, after=after("a", lag=3)),
        element("c", 2, after=after("b", lag=1, kind=LinkKind.START_START)),
    ]

    assert bounded(problem(*chain)) == Bound(7, "chain")


def test_bound_by_chain_counts_all_that_waits_for_an_element() -> None:
    crowd = [element(f"e{n}", 6, after=after("slow")) for n in range(3)]

    assert bounded(problem(element("slow", 4, max_hours_per_week=2), *crowd)) == Bound(5, "chain")


def test_bound_by_chain_counts_all_that_an_element_waits_for() -> None:
    crowd = [element(f"e{n}", 4) for n in range(3)]
    last = element("last", 2, after=after("e0", "e1", "e2"))

    assert bounded(problem(*crowd, last)) == Bound(3, "hours")
    assert bounded(problem(*crowd, element("z", 6), last)) == Bound(4, "hours")


def test_bound_by_window_waits_for_the_window() -> None:
    late = frozenset({4, 5, 52})

    assert bounded(problem(element("a", 12, weeks_allowed=late, **WHOLE), element("b", 2))) == Bound(5, "window")


def test_bound_by_attestation_goes_on_to_the_year_that_the_limit_needs() -> None:
    three = [element(f"e{n}", 2, attestations=exam()) for n in range(3)]

    assert bounded(problem(*three, exams_per_year_max=rule(2))) == Bound(6, "attestation")
    joint = [element(f"e{n}", 2, attestations=exam("j")) for n in range(3)]
    assert bounded(problem(*joint, exams_per_year_max=rule(2))) == Bound(1, "hours")


def test_bound_by_curriculum_reaches_the_semester_that_is_fixed() -> None:
    fixed = element("a", 10, semester_hours=((1, 2), (3, 8)))

    assert bounded(problem(fixed)) == Bound(7, "curriculum")


def test_bound_by_mandatory_share_counts_the_hours_that_make_the_share() -> None:
    half = {"mandatory_share_max": rule(Fraction(1, 2))}
    free = element("a", (6, 6, 24), mandatory_min=6)

    assert bounded(problem(free, **half)) == Bound(2, "hours")


@pytest.mark.parametrize("windows", (True, False))
def test_earliest_ignores_windows_when_told_to(windows: bool) -> None:
    late = problem(element("a", 6, weeks_allowed=frozenset({5})))

    assert earliest(Axis(late), windows=windows).first[0] == (4 if windows else 0)
