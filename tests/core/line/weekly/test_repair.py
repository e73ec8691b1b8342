"""Changes of a published week and their repair: fewest lessons moved, against all timetables there are."""

from __future__ import annotations

from collections import Counter
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.line.weekly.small import WEEKS, lesson, plan, planned, slots_of, week, weeks

from remeslo.core.line.weekly.changes import close_room, teacher_away
from remeslo.core.line.weekly.check import check
from remeslo.core.line.weekly.lesson import Person, Slot, WeekPlan
from remeslo.core.line.weekly.repair import repair
from remeslo.core.line.weekly.result import WeekStatus
from remeslo.core.line.weekly.solve import solve


def hard(problem, given_plan):
    return [f.code for f in check(problem, given_plan) if f.hard]


def fewest_by_enumeration(problem, before):
    """The least number of lessons that lie elsewhere in any lawful week; None when there is none."""
    best = None
    for choice in product(*(slots_of(problem, x) for x in problem.lessons)):
        slots = {x.key: s for x, s in zip(problem.lessons, choice, strict=True)}
        moved = sum(before.slots.get(k) != s for k, s in slots.items())
        if (best is None or moved < best) and not hard(problem, WeekPlan(slots)):
            best = moved
    return best


@settings(max_examples=12)
@given(st.data())
def test_repair_moves_as_few_lessons_as_enumeration(data):
    problem = data.draw(weeks(most=2))
    before = data.draw(planned(problem))

    result = repair(problem, before, work_limit=5, workers=1)
    fewest = fewest_by_enumeration(problem, before)

    if fewest is None:
        assert not result.is_lawful
    else:
        assert result.status is WeekStatus.OPTIMAL
        assert (len(result.moved), result.least) == (fewest, fewest)
        assert hard(problem, result.plan) == []


def hours(problem):
    """Pairs of each duty in each week."""
    found = Counter()
    for x in problem.lessons:
        found.update({(x.duty, x.part, w): x.pairs for w in x.weeks})
    return found


@settings(max_examples=40)
@given(st.data())
def test_a_change_parts_lessons_and_loses_no_hour(data):
    problem = data.draw(weeks())
    before = data.draw(planned(problem))
    days = data.draw(st.frozensets(st.tuples(st.sampled_from(WEEKS), st.integers(0, 2)), min_size=1, max_size=4))

    closed = close_room(problem, before, "r1", days)
    away = teacher_away(problem, before, "t1", days, may=dict.fromkeys((x.duty for x in problem.lessons), ("t2",)))

    for changed in (closed, away):
        assert sum(hours(changed.problem).values()) == sum(hours(problem).values())
        untouched = [x for x in problem.lessons if x in changed.problem.lessons]
        assert all(changed.plan.slots.get(x.key) == before.slots.get(x.key) for x in untouched)
        parted = [x for x in changed.problem.lessons if x.key in changed.touched]
        assert all((w, changed.plan.slots[x.key].day) in days for x in parted for w in x.weeks)


def test_a_workshop_that_breaks_for_a_week_moves_that_week_alone():
    problem = week(lesson("x", rooms=("r1",)), lesson("y", "h", rooms=("r1",)))
    before = plan(x=(0, 1), y=(0, 2))

    changed = close_room(problem, before, "r1", {(WEEKS[1], 0)}, instead={"x": ("r2",)})
    result = repair(changed.problem, changed.plan, work_limit=5, workers=1)

    assert changed.touched == ("x@2026-09-14", "y@2026-09-14")
    assert result.status is WeekStatus.OPTIMAL
    assert set(result.moved) == set(changed.touched)
    assert result.plan.slots["x"] == Slot(0, 1, "r1")
    assert result.plan.slots["x@2026-09-14"] == Slot(0, 1, "r2")
    assert hard(changed.problem, result.plan) == []


def test_a_teacher_who_is_ill_is_replaced_by_whoever_may_and_is_free():
    problem = week(
        lesson("x", teacher="t1", weeks=WEEKS[:1]),
        lesson("z", "k", teacher="t1", weeks=WEEKS[:1], rooms=("r2",)),
        lesson("y", "h", teacher="t2", weeks=WEEKS[:1], rooms=()),
    )
    before = plan(x=(0, 1), z=(1, 1, "r2"), y=(0, 1, None))
    all_week = {(WEEKS[0], d) for d in range(3)}

    changed = teacher_away(problem, before, "t1", all_week, may={"x": ("t2",), "z": ("t2",)})

    teachers = {x.key: x.teacher for x in changed.problem.lessons}
    assert teachers == {"x": None, "z": "t2", "y": "t2"}
    assert [f.code for f in changed.findings] == ["week.nobody_substitutes", "week.substituted"]
    assert repair(changed.problem, changed.plan, work_limit=5, workers=1).moved == ()


def test_a_teacher_away_for_a_day_keeps_the_lesson_on_another_day_when_nobody_may_stand_in():
    problem = week(lesson("x", teacher="t1", weeks=WEEKS[:1]))

    changed = teacher_away(problem, plan(x=(0, 1)), "t1", {(WEEKS[0], 0)})
    result = repair(changed.problem, changed.plan, work_limit=5, workers=1)

    assert result.moved == ("x",)
    assert result.plan.slots["x"].day != 0


def test_a_substitute_takes_no_more_hours_than_a_week_has():
    problem = week(
        lesson("x", teacher="t1", weeks=WEEKS[:1]), people=(Person(key="t1"), Person(key="t2", weekly_hours=1))
    )
    all_week = {(WEEKS[0], d) for d in range(3)}

    changed = teacher_away(problem, plan(x=(0, 1)), "t1", all_week, may={"x": ("t2",)})

    assert [f.code for f in changed.findings] == ["week.nobody_substitutes"]


def test_solve_places_everything_lawfully_and_keeps_pins():
    lessons = [lesson(f"d{n}#1", g, teacher="t1") for g in "gh" for n in range(3)]
    named = [x if x.groups == ("g",) else lesson(f"e{n}#1", "h", teacher="t1") for n, x in enumerate(lessons)]
    problem = week(*named, pinned={"d0#1": Slot(2, 3, "r1")})

    result = solve(problem, work_limit=20_000, workers=1)

    assert result.is_lawful, result.findings
    assert result.plan.slots["d0#1"] == Slot(2, 3, "r1")
    assert (result.score.unplaced, result.score.windows) == (0, 0)


def test_a_lesson_without_any_time_is_told_once_and_the_others_are_placed():
    problem = week(lesson("x", shift=2, pairs=2), lesson("y"))

    result = solve(problem, work_limit=2_000, workers=1)

    assert result.status is WeekStatus.INFEASIBLE
    assert [f.code for f in result.findings if f.hard] == ["week.no_time"]
    assert set(result.plan.slots) == {"y"}
