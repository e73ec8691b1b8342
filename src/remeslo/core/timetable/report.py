"""Where the cost of a timetable lies: by kind, constraint, room, day and class; the parts add up to the total."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from remeslo.core.timetable.conflicts import student_conflicts
from remeslo.core.timetable.distributions import breach
from remeslo.core.timetable.problem import ClassId, Timetable, TimetableProblem
from remeslo.core.timetable.result import TimetableScore
from remeslo.core.timetable.score import room_penalty, score, time_penalty

TIME, ROOM, STUDENT = "time", "room", "student"
"""Kinds of cost besides the kinds of distribution constraints."""


@dataclass(frozen=True, slots=True)
class CostItem:
    """
    One cost, weighted (> 0), and whom it concerns.

    Parameters
    ----------
    kind
        ``time``, ``room``, ``student`` or the name of a distribution constraint.
    amount
        How far: the penalty of a time or room, students with the conflict, pairs, days, breaks of a constraint.
    constraint
        Number of the constraint in the problem, from 1; 0 for other costs.
    """

    kind: str
    cost: int
    amount: int
    classes: tuple[ClassId, ...]
    constraint: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class CostReport:
    """
    The cost of a timetable taken apart; each of the sums adds up to ``score.total``.

    A cost of several classes is divided equally among them, that of a class on several days equally among the days.
    The key ``""`` stands for "no room" and "no day" (classes that are not placed or need no room).
    """

    score: TimetableScore
    items: tuple[CostItem, ...]
    by_kind: Mapping[str, int]
    by_room: Mapping[str, Fraction]
    by_day: Mapping[str, Fraction]
    by_class: Mapping[str, Fraction]


def report(problem: TimetableProblem, timetable: Timetable, *, hard: int | None = None) -> CostReport:
    """Takes the cost of a timetable apart. Keys are ordered by cost, the largest first; days (from 0) by day."""
    items = tuple(sorted(_items(problem, timetable), key=lambda i: -i.cost))
    by_kind: Counter[str] = Counter()
    by_class: defaultdict[str, Fraction] = defaultdict(Fraction)
    for item in items:
        by_kind[item.kind] += item.cost
        for each in item.classes:
            by_class[each] += Fraction(item.cost, len(item.classes))
    by_room: defaultdict[str, Fraction] = defaultdict(Fraction)
    by_day: defaultdict[str, Fraction] = defaultdict(Fraction)
    for key, cost in by_class.items():
        placed = timetable.assignments.get(ClassId(key))
        by_room[(placed.room if placed else None) or ""] += cost
        days = [str(d) for d in range(problem.days) if placed and placed.time.days >> d & 1] or [""]
        for day in days:
            by_day[day] += cost / len(days)
    return CostReport(
        score=score(problem, timetable, hard=hard),
        items=items,
        by_kind=dict(by_kind.most_common()),
        by_room=_largest_first(by_room),
        by_day=dict(sorted(by_day.items())),
        by_class=_largest_first(by_class),
    )


def _largest_first(sums: Mapping[str, Fraction]) -> dict[str, Fraction]:
    return dict(sorted(sums.items(), key=lambda kv: -kv[1]))


def _items(problem: TimetableProblem, timetable: Timetable) -> Iterator[CostItem]:
    """Every cost above zero."""
    found = (*_places(problem, timetable), *_rules(problem, timetable), *_students(problem, timetable))
    return (item for item in found if item.cost)


def _places(problem: TimetableProblem, timetable: Timetable) -> Iterator[CostItem]:
    w = problem.weights
    for each in problem.classes:
        placed = timetable.assignments.get(each.id)
        if placed is not None:
            time, room = time_penalty(each, placed), room_penalty(each, placed)
            yield CostItem(TIME, w.time * time, time, (each.id,))
            yield CostItem(ROOM, w.room * room, room, (each.id,))


def _rules(problem: TimetableProblem, timetable: Timetable) -> Iterator[CostItem]:
    for number, d in enumerate(problem.distributions, start=1):
        if not d.required:
            found = breach(problem, d, timetable.assignments)
            cost = problem.weights.distribution * found.cost
            yield CostItem(d.kind.value, cost, found.amount, found.classes, number, d.label)


def _students(problem: TimetableProblem, timetable: Timetable) -> Iterator[CostItem]:
    pairs = Counter((a, b) for _, a, b in student_conflicts(problem, timetable))
    for pair, students in sorted(pairs.items(), key=lambda kv: (-kv[1], kv[0])):
        yield CostItem(STUDENT, problem.weights.student * students, students, pair)
