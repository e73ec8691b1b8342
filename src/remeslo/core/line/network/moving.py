"""Other weeks that a practice of whole weeks may lie in: weeks of the group exchanged, judged by the term part."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.problem import TermProblem
from remeslo.core.curriculum.result import TermPlan

Exchange = tuple[tuple[int, int], ...]
"""Pairs (week of a practice, week it goes to), indices in the programme's calendar; empty: all stays."""

WHOLE = frozenset({ElementKind.TRAINING_PRACTICE, ElementKind.WORK_PRACTICE, ElementKind.PREDIPLOMA_PRACTICE})
"""Kinds that may take whole weeks."""
REACH = 10
"""Study weeks, earlier or later, in which other weeks are sought."""


def exchanged(plan: TermPlan, exchanges: Iterable[Exchange]) -> TermPlan:
    """
    The plan after all these exchanges: what moves goes where it is to go, and the weeks that must make room take the
    weeks that became free, in order.

    Raises
    ------
    ValueError
        When two exchanges bring something into the same week, or move the same week twice.
    """
    pairs = [pair for exchange in exchanges for pair in exchange]
    goes = dict(pairs)
    if len(goes) < len(pairs) or len(set(goes.values())) < len(pairs):
        raise ValueError(f"weeks {pairs} cannot all be exchanged")
    room = sorted(set(goes.values()) - set(goes))
    free = sorted(set(goes) - set(goes.values()))
    source = {target: week for week, target in goes.items()} | dict(zip(free, room, strict=True))
    if not source:
        return plan
    return TermPlan(
        hours={key: _laid(weeks, source) for key, weeks in plan.hours.items()},
        people=plan.people,
    )


def whole_weeks(plan: TermPlan, kinds: Mapping[ElementKey, ElementKind]) -> frozenset[int]:
    """Weeks in which a practice has all the hours of the week."""
    full: set[int] = set()
    for key, weeks in plan.hours.items():
        if kinds.get(key) in WHOLE:
            full.update(w for w, hours in weeks.items() if hours == plan.in_week(w))
    return frozenset(full)


def ways_to_lie(
    problem: TermProblem, plan: TermPlan, weeks: Sequence[int], taken: frozenset[int], *, most: int = 12
) -> tuple[Exchange, ...]:
    """
    Exchanges that bring a practice of whole weeks into other weeks of its course, the nearest first; the first is
    "all stays". Each is lawful by itself: the term part's checker finds nothing hard that was not there before.

    Parameters
    ----------
    weeks
        Weeks of the practice, in order.
    taken
        Weeks that another practice fills; they are never exchanged.
    """
    before = {(f.code, f.where) for f in check(problem, plan) if f.hard}
    found: list[Exchange] = [()]
    for exchange in _candidates(problem, plan, weeks, taken):
        after = check(problem, exchanged(plan, (exchange,)))
        if all((f.code, f.where) in before for f in after if f.hard):
            found.append(exchange)
        if len(found) >= most:
            break
    return tuple(found)


def _candidates(
    problem: TermProblem, plan: TermPlan, weeks: Sequence[int], taken: frozenset[int]
) -> Iterator[Exchange]:
    study, places = problem.calendar.study, problem.calendar.positions
    if any(w not in places for w in weeks):
        return
    course = problem.calendar.weeks[weeks[0]].course
    for step in (s for n in range(1, REACH + 1) for s in (n, -n)):
        moved = [places[w] + step for w in weeks]
        if moved[0] < 0 or moved[-1] >= len(study):
            continue
        targets = [study[p] for p in moved]
        gone = [w for w in weeks if w not in {t.index for t in targets}]
        come = [t.index for t in targets if t.index not in weeks]
        lies_right = all(t.course == course and t.index < plan.weeks for t in targets)
        if lies_right and not taken & set(come) and all(plan.in_week(w) for w in come):
            yield tuple(zip(gone, come, strict=True))


def _laid(weeks: Mapping[int, int], source: Mapping[int, int]) -> dict[int, int]:
    found = {w: h for w, h in weeks.items() if w not in source}
    found.update({week: weeks[old] for week, old in source.items() if weeks.get(old)})
    return dict(sorted(found.items()))
