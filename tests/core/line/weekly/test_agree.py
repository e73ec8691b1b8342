"""From term plans over grants to a timetable: all of it agrees, and whatever is spoilt on the way is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.core.line.network.scenes import THEORY, cluster, outcome

from remeslo.core.line.network.allocate import allocate_year
from remeslo.core.line.network.booking import bookings
from remeslo.core.line.staffing import planned
from remeslo.core.line.weekly.agree import Scene, agree
from remeslo.core.line.weekly.lesson import Slot, WeekPlan
from remeslo.core.line.weekly.lessons import week_problem
from remeslo.core.line.weekly.rules import DAY_PAIRS, PRACTICE_DAY, TRAVEL_MARGIN
from remeslo.core.line.weekly.solve import solve
from remeslo.core.line.weekly.supply import semester_weeks
from remeslo.core.network.result import Allocation
from remeslo.core.network.rooms import Room
from remeslo.core.network.terms import Bell, OpenHours
from remeslo.core.staffing.requirement import TeachingRequirement

RULES = {DAY_PAIRS: 4, PRACTICE_DAY: 6, TRAVEL_MARGIN: 15}


@pytest.fixture(scope="module")
def agreed():
    """Two groups that want the shop in one week: one of them goes there in another week than its plan says."""
    here = cluster(
        bells=tuple(Bell(start=s, end=s + 90, shift=n) for s, n in ((510, 1), (610, 1), (740, 1), (840, 1), (940, 2))),
        rooms=tuple(
            Room(key=f"{site}-{n}", site=site, title=str(n), seats=30) for site in ("a1", "b1") for n in (1, 2)
        ),
        open_hours=(OpenHours(workshop="shop"),),
    )
    plans = (outcome(),)
    year = allocate_year(here, plans, 2026, limit_s=20, workers=1)
    duties = year.applied.duties
    reading = week_problem(
        here,
        duties,
        weeks=semester_weeks(here, 2026, 1)[:7],
        rules=RULES,
        bookings=bookings(duties, year.reading, year.result.allocation),
    )
    result = solve(reading.problem, work_limit=60_000, workers=1)
    assert result.is_lawful, result.findings
    return Scene(
        groups=here.groups,
        programmes=planned(here, plans),
        plans={g: p.hours for g, p in year.applied.plans.items()},
        duties=duties,
        reading=year.reading,
        allocation=year.result.allocation,
        week=reading.problem,
        plan=result.plan,
    )


def codes(scene):
    return sorted({f.code for f in agree(scene)})


def test_a_planned_year_and_its_timetable_agree_though_weeks_were_exchanged(agreed):
    assert agreed.plans
    assert agree(agreed) == []


def test_a_term_plan_that_changed_after_the_duties_is_told(agreed):
    (programme,) = agreed.programmes
    hours = {**programme.hours, THEORY: {0: 36, 1: 36, 2: 36}}

    spoilt = replace(agreed, programmes=(replace(programme, hours=hours),), plans={})

    assert "agree.plan_and_duties" in codes(spoilt)


def test_a_lesson_that_is_not_held_is_told_with_its_hours(agreed):
    key = next(iter(agreed.plan.slots))
    less = WeekPlan({k: s for k, s in agreed.plan.slots.items() if k != key})

    (found,) = agree(replace(agreed, plan=less))

    assert found.code == "agree.duty_and_lessons"
    lesson = agreed.week.lesson_of[key]
    assert found.facts["wanted"] - found.facts["held"] == 2 * lesson.pairs * len(lesson.weeks)


def test_lessons_of_a_duty_that_went_are_told(agreed):
    gone = replace(agreed, duties=agreed.duties[1:])

    assert "agree.lessons_without_duty" in codes(gone)


def in_shop(scene):
    return next(x for x in scene.week.lessons if x.whole_day and x.rooms == ("shop",))


def test_a_practice_elsewhere_than_granted_is_told(agreed):
    lesson = in_shop(agreed)
    slot = agreed.plan.slots[lesson.key]

    moved = {**agreed.plan.slots, lesson.key: Slot(slot.day, slot.pair, "plant")}

    assert codes(replace(agreed, plan=WeekPlan(moved))) == ["agree.other_place"]


def test_a_practice_in_another_shift_than_granted_is_told(agreed):
    lesson = in_shop(agreed)
    slot = agreed.plan.slots[lesson.key]

    late = {**agreed.plan.slots, lesson.key: Slot(slot.day, 3, slot.room)}

    assert codes(replace(agreed, plan=WeekPlan(late))) == ["agree.other_shift"]


def test_a_practice_in_another_week_than_granted_is_told(agreed):
    lesson = in_shop(agreed)
    week = next(w for w in agreed.week.weeks if w not in lesson.weeks)
    others = tuple(replace(x, weeks=(week,)) if x.key == lesson.key else x for x in agreed.week.lessons)

    assert codes(replace(agreed, week=replace(agreed.week, lessons=others))) == ["agree.other_weeks"]


def test_a_lesson_in_a_workshop_that_nobody_granted_is_told(agreed):
    assert codes(replace(agreed, allocation=Allocation({}))) == ["agree.not_granted"]


def test_lessons_by_the_hour_take_no_more_days_than_were_granted():
    here = cluster(
        1,
        bells=tuple(Bell(start=s, end=s + 90) for s in (510, 610, 740)),
        rooms=(Room(key="r", site="a1", title="1", seats=30),),
        requirements=(TeachingRequirement(element=THEORY, workshops=("shop",)),),
    )
    plans = (outcome(),)
    year = allocate_year(here, plans, 2026, limit_s=20, workers=1)
    duties = year.applied.duties
    weeks = semester_weeks(here, 2026, 1)[:7]
    booked = bookings(duties, year.reading, year.result.allocation)
    problem = week_problem(here, duties, weeks=weeks, rules=RULES, bookings=booked).problem
    plan = solve(problem, work_limit=20_000, workers=1).plan
    scene = Scene(
        groups=here.groups,
        programmes=planned(here, plans),
        plans={g: p.hours for g, p in year.applied.plans.items()},
        duties=duties,
        reading=year.reading,
        allocation=year.result.allocation,
        week=problem,
        plan=plan,
    )
    heap = next(k for k in year.result.allocation.grants if k.startswith("by-the-hour"))
    fewer = {k: g for k, g in year.result.allocation.grants.items() if k != heap}

    assert agree(scene) == []
    assert "agree.not_granted" in codes(replace(scene, allocation=Allocation(fewer)))
    twice = replace(problem, lessons=(*problem.lessons, replace(problem.lessons[0], key="more#1")))
    more = WeekPlan({**plan.slots, "more#1": plan.slots[problem.lessons[0].key]})
    assert "agree.more_than_granted" in codes(replace(scene, week=twice, plan=more))
