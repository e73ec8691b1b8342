"""Neighbourhoods and polishing: as good as enumeration, never worse, always lawful."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.core.timetable.oracle import num_placings, placings
from tests.core.timetable.small import planted, problems, timetables

from remeslo.core.timetable._cpsat.ground import Ground
from remeslo.core.timetable._cpsat.neighbourhood import neighbourhood
from remeslo.core.timetable._cpsat.pick import Picker, Way, class_costs
from remeslo.core.timetable._cpsat.polish import polish
from remeslo.core.timetable.changes import add_rule, close_room
from remeslo.core.timetable.check import check
from remeslo.core.timetable.kinds import DistributionKind
from remeslo.core.timetable.problem import Distribution, TimePattern, Timetable
from remeslo.core.timetable.repair import _faults
from remeslo.core.timetable.result import Status
from remeslo.core.timetable.score import score


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_neighbourhood_finds_what_enumeration_finds_while_the_others_stay(data: st.DataObject) -> None:
    problem = data.draw(problems(max_classes=6, max_students=3))
    assume(num_placings(problem) <= 40)
    students = data.draw(timetables(problem)).students
    lawful = [a for a in placings(problem) if not list(_faults(problem, Timetable(a, students)))]
    assume(lawful)
    start = data.draw(st.sampled_from(lawful))
    free = data.draw(st.sets(st.sampled_from([c.id for c in problem.classes]), min_size=1))
    same = [a for a in lawful if all(a[c] == start[c] for c in start if c not in free)]
    best = min(score(problem, Timetable(a, students), hard=0).total for a in same)

    found, status = neighbourhood(problem, Timetable(start, students), free, limit_s=60, workers=1)

    assert status is Status.OPTIMAL
    assert found.assignments in same
    assert score(problem, found, hard=0).total == best


@pytest.mark.parametrize("seed", range(2))
def test_polish_is_never_worse_stays_lawful_and_leaves_pins_alone(seed: int) -> None:
    problem, timetable = planted(seed, num_courses=8, num_students=30, num_rules=40)
    pins = [c.id for c in problem.classes[::3]]

    found, cost = polish(problem, timetable, limit_s=2, seed=seed, workers=1, pins=pins, round_s=0.2)

    assert check(problem, found) == []
    assert cost == score(problem, found)
    assert cost.total <= score(problem, timetable).total
    assert [found.assignments[c] for c in pins] == [timetable.assignments[c] for c in pins]


def test_a_neighbourhood_without_a_lawful_place_gives_the_timetable_back() -> None:
    problem, timetable = planted(3, num_courses=3, num_students=5, num_rules=0)
    each = problem.classes[0]
    closed = problem
    for option in each.rooms:
        always = TimePattern((1 << problem.days) - 1, 0, problem.slots_per_day, (1 << problem.weeks) - 1)
        closed = close_room(closed, option.room, [always])

    assert neighbourhood(closed, timetable, [each.id], limit_s=10, workers=1) == (timetable, Status.INFEASIBLE)


def test_the_same_work_gives_the_same_timetable() -> None:
    problem, timetable = planted(6, num_courses=6, num_students=20, num_rules=40)
    free = [c.id for c in problem.classes]

    one, two = (
        neighbourhood(problem, timetable, free, limit_s=60, work_limit=0.2, workers=2, seed=5) for _ in range(2)
    )

    assert one == two


@pytest.mark.parametrize("way", Way)
def test_each_way_picks_so_many_different_movable_classes(way: Way) -> None:
    problem, timetable = planted(2, num_courses=10, num_students=20, num_rules=60)
    ground = Ground(problem)
    movable = list(range(2, len(problem.classes)))
    picker = Picker(ground, movable, random.Random(1))
    picker.merit = {w: 1.0 if w is way else 0.0 for w in Way}
    picker.size = dict.fromkeys(Way, 7.0)

    drawn, free = picker.draw(timetable.assignments, ground.shared(timetable.students))

    assert (drawn, len(free), len(set(free))) == (way, 7, 7)
    assert set(free) <= set(movable)


def test_class_costs_lay_each_cost_at_its_classes() -> None:
    problem, timetable = planted(2, num_courses=4, num_students=0, num_rules=0)
    a, b = problem.classes[:2]
    rule = Distribution(DistributionKind.SAME_START, (a.id, b.id), penalty=6)
    other = Distribution(DistributionKind.DIFFERENT_DAYS, (a.id, b.id), penalty=6)
    ruled = add_rule(add_rule(problem, rule), other)
    ground, plain = Ground(ruled), Ground(problem)
    more = score(ruled, timetable).total - score(problem, timetable).total

    costs = class_costs(ground, timetable.assignments, ground.shared({}))
    before = class_costs(plain, timetable.assignments, plain.shared({}))

    assert [x - y for x, y in zip(costs, before, strict=True)] == [more // 2, more // 2, *([0] * (len(costs) - 2))]
