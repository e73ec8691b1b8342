"""Prices: each step of each is looked at again by trying every plan of the changed problem, or by solving it."""

import pytest
from hypothesis import assume, given, settings
from tests.core.curriculum.small import after, element, exam, problem, problems, rule, shortest_by_enumeration

from remeslo.core.base.elements import ElementKind
from remeslo.core.curriculum.causes.causeset import cause_set
from remeslo.core.curriculum.prices.lever import levers
from remeslo.core.curriculum.prices.price import Price, Proof
from remeslo.core.curriculum.prices.pricelist import price_list
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.resources import Need, Person, Resource, ResourceKey, StaffNeed, TeacherKey
from remeslo.core.curriculum.result import Progress, Status
from remeslo.core.curriculum.solve import solve
from remeslo.core.curriculum.whatif.apply import apply
from remeslo.core.curriculum.whatif.change import Aspect, Decider
from remeslo.core.curriculum.whatif.spelling import spell

CALENDAR = problem(element("x")).calendar
WEEK = {"week_max_hours": rule(6), "practice_week_hours": rule(6)}
FEW = 10
"""Study weeks up to which every plan is tried."""


def prices(tiny: TermProblem, *, every_element: bool = False) -> dict[str, Price]:
    result = solve(tiny, work_limit=5)
    causes = cause_set(tiny, result, work_limit=20)
    found = price_list(tiny, result, causes=causes, every_element=every_element, curve=3, work_limit=40)
    return {spell(p.change): p for p in found}


def curve(price: Price) -> list[tuple[int, int | None]]:
    return [(s.units, s.saved) for s in price.steps]


TRIED = {Aspect.PACE, Aspect.WINDOW, Aspect.LINK, Aspect.RECOGNISE}
"""Changes after which hours stay even and plans few enough to try them all."""


def term(tiny: TermProblem, aspect: Aspect) -> int | None:
    """By trying every plan where there are few; else by a solve of its own."""
    if aspect in TRIED and len(tiny.calendar.study) <= FEW:
        best = shortest_by_enumeration(tiny)
        return None if best is None else best[0]
    return solve(tiny, work_limit=5).weeks


@pytest.mark.slow
@settings(deadline=None, max_examples=3)
@given(problems())
def test_every_proven_step_is_the_shortest_term_of_the_changed_problem(tiny: TermProblem) -> None:
    result = solve(tiny, work_limit=5)
    assume(result.status is Status.OPTIMAL)

    found = prices(tiny, every_element=True)

    assert found
    for price in found.values():
        for step in price.steps[:2]:
            assert step.proven
            assert step.weeks == term(apply(tiny, step.change), step.change.aspect)
            assert step.saved == (result.weeks or 0) - (step.weeks or 0)


def test_a_chain_is_shortened_by_its_links_and_pace_and_by_nothing_else() -> None:
    tiny = problem(
        element("a", 6, max_hours_per_week=2, module="M"),
        element("b", 4, max_hours_per_week=2, after=after("a")),
        element("c", 2, weeks_allowed=frozenset({0, 1})),
        exams_per_year_max=rule(3),
    )

    found = prices(tiny)

    assert curve(found["recognise:M"]) == [(1, 4)]
    assert curve(found["link:a>b"]) == [(1, 3)]
    assert curve(found["pace:a=+2"]) == [(1, 1), (2, 3)]
    assert curve(found["pace:b=+2"]) == [(1, 1)]
    assert found["link:a>b"].unit.decides is Decider.COLLEGE
    assert found["recognise:M"].unit.decides is Decider.LEARNER
    for name in ("week_max_hours=+1", "window:c=+1"):
        assert found[name].helps_never
        assert found[name].unit.proof is Proof.CAUSES


def test_a_limit_is_relaxed_until_more_of_it_stops_helping_and_is_never_lawful() -> None:
    five = [element(f"e{n}", 2, attestations=exam()) for n in range(5)]

    found = prices(problem(*five, courses=3, exams_per_year_max=rule(2)))["exams_per_year_max=+1"]

    assert curve(found) == [(1, 52), (2, 52), (3, 103)]
    assert found.is_whole_curve
    assert not any(s.lawful for s in found.steps)


def test_one_workshop_place_more_is_priced_and_a_place_too_many_is_worth_nothing() -> None:
    needing = [
        element(f"e{n}", 4, max_hours_per_week=4, needs=(Need(ResourceKey("W1")),), kind=ElementKind.LABORATORY)
        for n in range(3)
    ]
    scarce = Resource(key=ResourceKey("W1"), title="Workshop", capacity=2)
    plenty = Resource(key=ResourceKey("W2"), title="Other", capacity=50)
    other = element("o", 2, needs=(Need(ResourceKey("W2")),))
    tiny = TermProblem("tiny", CALENDAR, (*needing, other), WEEK, resources=(scarce, plenty))

    found = prices(tiny)

    assert found["resource:W1=+1"].most_saved == solve(tiny, work_limit=5).weeks - 3  # type: ignore[operator]
    assert found["resource:W1=+1"].unit.lawful
    assert found["resource:W2=+1"].helps_never
    for step in found["resource:W1=+1"].steps:
        assert step.weeks == solve(apply(tiny, step.change), work_limit=5).weeks


def test_one_teacher_more_is_priced() -> None:
    weld = StaffNeed("welding")
    two = [element(f"e{n}", 6, max_hours_per_week=2, staff=(weld,)) for n in range(2)]
    teacher = Person(key=TeacherKey("ivanov"), skills=frozenset({"welding"}), weekly_hours=2)
    tiny = TermProblem("tiny", CALENDAR, tuple(two), WEEK, people=(teacher,))

    found = prices(tiny)

    assert curve(found["skill:welding=+1"])[0] == (1, 50)
    assert curve(found["person:ivanov=+1"])[-1][1] == 50


def test_without_a_plan_there_is_no_price_and_without_work_prices_are_unknown_not_made_up() -> None:
    none = problem(element("a", 32), element("b", 32))
    tiny = problem(element("a", 18), element("b", 12), total_hours=rule(30))
    told: list[Progress] = []

    result = solve(tiny, work_limit=5)
    found = price_list(tiny, result, work_limit=0, progress=told.append)

    assert price_list(none, solve(none, work_limit=5)) == ()
    assert len(told) == len(levers(tiny, result.weeks or 0))
    assert any(p.unit.proof is Proof.UNKNOWN for p in found)
    assert all(p.unit.saved is None and not p.unit.proven for p in found if p.unit.proof is Proof.UNKNOWN)
    assert price_list(tiny, result, cancelled=lambda: True) == ()
