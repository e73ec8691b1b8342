"""Small weeks: three days of three pairs, two sites, a few lessons of two groups."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

from hypothesis import strategies as st

from remeslo.core.base.elements import ElementKind
from remeslo.core.line.weekly.bells import Bells, Pair
from remeslo.core.line.weekly.lesson import Lesson, LessonRoom, Person, Slot, WeekPlan, WeekProblem
from remeslo.core.line.weekly.rules import (
    DAY_PAIRS,
    EXAMS_A_DAY,
    LATEST_END,
    SAME_SUBJECT,
    TRAVEL_MARGIN,
    WEEK_HOURS,
)

WEEKS = tuple(date(2026, 9, 7) + timedelta(weeks=n) for n in range(3))
BELLS = Bells((Pair(510, 600), Pair(610, 700), Pair(740, 830, 2)), days=3)
RULES = {DAY_PAIRS: 2, WEEK_HOURS: 36, TRAVEL_MARGIN: 15, EXAMS_A_DAY: 1, SAME_SUBJECT: 3, LATEST_END: 1320}
ROOMS = (
    LessonRoom(key="r1", site="a", title="1", seats=25),
    LessonRoom(key="r2", site="b", title="2", seats=12),
)


def lesson(key: str = "x", group: str = "g", **more: Any) -> Lesson:
    """A pair of all weeks in room r1."""
    base: dict[str, Any] = {
        "key": key,
        "duty": key.partition("#")[0],
        "programme": "p",
        "element": key.partition("#")[0],
        "title": key,
        "kind": ElementKind.THEORY,
        "organisation": "college",
        "groups": (group,),
        "size": 12,
        "weeks": WEEKS,
        "rooms": ("r1",),
    }
    return Lesson(**(base | more))


def week(*lessons: Lesson, **more: Any) -> WeekProblem:
    """The lessons with two rooms, 5 minutes from each other."""
    base: dict[str, Any] = {
        "key": "w",
        "weeks": WEEKS,
        "bells": BELLS,
        "lessons": lessons,
        "rooms": ROOMS,
        "people": (Person(key="t1"), Person(key="t2")),
        "minutes": {("a", "b"): 5},
        "rules": RULES,
    }
    return WeekProblem(**(base | more))


def plan(**slots: tuple[int, int] | tuple[int, int, str | None]) -> WeekPlan:
    """``x=(day, pair)`` in r1, ``x=(day, pair, room)`` elsewhere."""
    return WeekPlan({key: Slot(*(at if len(at) == 3 else (*at, "r1"))) for key, at in slots.items()})


def slots_of(problem: WeekProblem, one: Lesson) -> list[Slot]:
    """All slots of the day, in all rooms of the lesson."""
    pairs = range(1, len(problem.bells.pairs) - one.pairs + 2)
    return [Slot(*at) for at in product(range(problem.bells.days), pairs, one.rooms or (None,))]


@st.composite
def lessons(draw: st.DrawFn, number: int) -> Lesson:
    subgroups = draw(st.sampled_from((1, 1, 2)))
    weeks = draw(st.sampled_from((WEEKS, WEEKS[:1], WEEKS[::2], WEEKS[1:])))
    whole_day = draw(st.sampled_from((False, False, False, True)))
    return lesson(
        f"d{draw(st.integers(0, 2))}#{number}",
        draw(st.sampled_from("gh")),
        size=draw(st.sampled_from((10, 20))),
        weeks=weeks,
        pairs=draw(st.sampled_from((1, 1, 2))),
        subgroups=subgroups,
        part=draw(st.integers(1, subgroups)),
        teacher=draw(st.sampled_from((None, "t1", "t2"))),
        rooms=draw(st.sampled_from((("r1",), ("r1", "r2"), ("r2", "r1"), ()))),
        shift=draw(st.sampled_from((None, None, 1))),
        whole_day=whole_day,
        exam=not whole_day and draw(st.sampled_from((False, False, True))),
    )


@st.composite
def weeks(draw: st.DrawFn, *, most: int = 4, parallel: int = 1) -> WeekProblem:
    """A problem with closed rooms, absences, holidays and limits of days."""
    those = tuple(draw(lessons(n)) for n in range(1, draw(st.integers(1, most)) + 1))
    triples = st.tuples(st.sampled_from(WEEKS), st.integers(0, 2), st.integers(1, 3))
    closed = draw(st.frozensets(triples, max_size=2))
    away = draw(st.frozensets(st.tuples(st.sampled_from(WEEKS), st.integers(0, 2)), max_size=1))
    rooms = (replace(ROOMS[0], closed=closed, parallel=parallel), ROOMS[1])
    return week(
        *those,
        rooms=rooms,
        people=(Person(key="t1", away=away), Person(key="t2")),
        minutes={("a", "b"): draw(st.sampled_from((5, 30, 90)))},
        holidays=draw(st.sampled_from((frozenset(), frozenset({WEEKS[1] + timedelta(days=1)})))),
        rules=RULES | {DAY_PAIRS: draw(st.sampled_from((2, 3)))},
    )


@st.composite
def planned(draw: st.DrawFn, problem: WeekProblem) -> WeekPlan:
    """Most lessons somewhere inside the day, in a room of theirs."""
    slots = {}
    for one in problem.lessons:
        found = slots_of(problem, one)
        if draw(st.sampled_from((True, True, True, True, False))):
            slots[one.key] = draw(st.sampled_from(found))
    return WeekPlan(slots)
