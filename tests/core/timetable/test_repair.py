"""Repair against enumeration, and after the usual changes."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.core.timetable.oracle import num_placings, placings
from tests.core.timetable.small import class_, course, planted, problems, rooms_with, timetables

from remeslo.core.timetable.changes import add_rule, close_room, forbid_times, need_rooms
from remeslo.core.timetable.check import check
from remeslo.core.timetable.kinds import DistributionKind
from remeslo.core.timetable.problem import (
    Assignment,
    ClassId,
    Distribution,
    RoomId,
    RoomOption,
    TimePattern,
    Timetable,
    TimetableProblem,
)
from remeslo.core.timetable.repair import repair
from remeslo.core.timetable.result import Status
from remeslo.core.timetable.score import score


def _moves(before: Timetable, after: Timetable) -> int:
    return sum(1 for c, a in after.assignments.items() if before.assignments.get(c) != a)


def _fewest_and_cheapest(
    problem: TimetableProblem, timetable: Timetable, pins: frozenset[ClassId]
) -> tuple[int, int] | None:
    """Fewest moves and, with these, the least cost, over all lawful placings."""
    found = []
    for assignments in placings(problem):
        if any(timetable.assignments[c] != assignments[c] for c in pins):
            continue
        after = Timetable(assignments, timetable.students)
        if not check(problem, Timetable(assignments, {})):
            found.append((_moves(timetable, after), score(problem, after, hard=0).total))
    return min(found, default=None)


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_repair_moves_as_few_as_enumeration_and_then_costs_as_little(data: st.DataObject) -> None:
    problem = data.draw(problems(max_classes=6, max_students=0))
    assume(num_placings(problem) <= 80)
    timetable = data.draw(timetables(problem, own=True))
    pins = data.draw(st.sets(st.sampled_from([*timetable.assignments]), max_size=2)) if timetable.assignments else set()
    best = _fewest_and_cheapest(problem, timetable, frozenset(pins))

    result = repair(problem, timetable, limit_s=60, workers=1, pins=pins)

    if best is None:
        assert result.status is Status.INFEASIBLE
        assert any(f.hard for f in result.findings)
        return
    assert (result.status, result.is_cheapest) == (Status.OPTIMAL, True)
    assert (len(result.moved), result.least, result.score.total) == (best[0], best[0], best[1])
    assert _moves(timetable, result.timetable) == best[0]
    assert check(problem, Timetable(result.timetable.assignments, {})) == []
    assert len(result.findings) == best[0]


def test_repair_of_a_lawful_timetable_without_a_change_moves_nothing() -> None:
    problem, timetable = planted(1, num_courses=5, num_students=10, num_rules=20)

    result = repair(problem, timetable, work_limit=2, workers=1)

    assert (result.status, result.moved, result.findings) == (Status.OPTIMAL, (), ())
    assert result.timetable == timetable


def test_repair_empties_a_room_that_broke_and_says_who_made_way_for_whom() -> None:
    morning, noon = TimePattern(1, 0, 4, 1), TimePattern(1, 4, 4, 1)
    problem = TimetableProblem(
        "two rooms",
        1,
        1,
        8,
        rooms_with({}, "r1", "r2"),
        (
            course("a", [[class_("1", morning, rooms=["r1", "r2"])]]),
            course("b", [[class_("2", morning, noon, rooms=["r2"])]]),
        ),
    )
    before = Timetable(
        {ClassId("1"): Assignment(morning, RoomId("r1")), ClassId("2"): Assignment(morning, RoomId("r2"))}
    )

    result = repair(close_room(problem, RoomId("r1"), [morning]), before, work_limit=2, workers=1)

    assert result.is_proven
    assert result.timetable.assignments == {"1": Assignment(morning, "r2"), "2": Assignment(noon, "r2")}
    first, second = result.findings
    assert (first.code, first.facts["because"], first.facts["to_room"]) == (
        "timetable.moved",
        ("room_unavailable",),
        "r2",
    )
    assert (second.code, second.facts["others"], second.facts["to_start"]) == ("timetable.moved_for_others", ("1",), 4)
    assert not any(f.hard for f in result.findings)


def test_repair_says_when_a_class_has_no_place_left() -> None:
    morning = TimePattern(1, 0, 4, 1)
    problem = TimetableProblem(
        "one room", 1, 1, 8, rooms_with({}, "r1"), (course("a", [[class_("1", morning, rooms=["r1"])]]),)
    )
    before = Timetable({ClassId("1"): Assignment(morning, RoomId("r1"))})

    result = repair(close_room(problem, RoomId("r1"), [morning]), before, work_limit=2, workers=1)

    assert (result.status, result.timetable) == (Status.INFEASIBLE, before)
    assert [(f.code, f.facts) for f in result.findings] == [("timetable.no_place_left", {"each": "1"})]


def test_repair_places_what_lies_nowhere_and_drops_what_is_not_in_the_problem() -> None:
    problem, before = planted(5, num_courses=4, num_students=6, num_rules=10)
    lost, strange = problem.classes[0].id, problem.classes[1].id
    placed = {c: a for c, a in before.assignments.items() if c != lost}
    placed[strange] = Assignment(placed[strange].time, RoomId("a room of elsewhere"))
    placed[ClassId("a class of elsewhere")] = placed[strange]

    result = repair(problem, Timetable(placed, before.students), work_limit=5, workers=1)

    assert (result.is_proven, result.moved) == (True, (lost, strange))
    assert check(problem, result.timetable) == []
    assert [f.code for f in result.findings] == ["timetable.placed", "timetable.moved"]


def test_a_pin_that_lies_nowhere_is_placed_like_any_other() -> None:
    problem, before = planted(5, num_courses=4, num_students=6, num_rules=10)
    lost = problem.classes[0].id
    placed = {c: a for c, a in before.assignments.items() if c != lost}

    result = repair(problem, Timetable(placed, before.students), work_limit=5, workers=1, pins=[lost])

    assert (result.is_proven, result.moved) == (True, (lost,))
    assert check(problem, result.timetable) == []


def test_pins_that_break_a_rule_by_themselves_are_told_at_once() -> None:
    problem, before = planted(5, num_courses=4, num_students=6, num_rules=10)
    pins = [c.id for c in problem.classes[:2]]
    ruled = add_rule(problem, Distribution(DistributionKind.DIFFERENT_ROOM, tuple(pins), required=True))
    assert before.assignments[pins[0]].room == before.assignments[pins[1]].room

    result = repair(ruled, before, work_limit=5, workers=1, pins=pins)

    assert (result.status, result.moved, result.timetable) == (Status.INFEASIBLE, (), before)
    assert [f.code for f in result.findings] == ["timetable.different_room"]


def test_each_usual_change_of_a_planted_week_is_repaired_lawfully() -> None:
    problem, before = planted(4, num_courses=8, num_students=20, num_rules=30)
    each = problem.classes[0]
    here = before.assignments[each.id]
    others = tuple(c.id for c in problem.classes[:3])
    changed = [
        close_room(problem, problem.rooms[0].id, [TimePattern(1, 0, problem.slots_per_day, 1)]),
        forbid_times(problem, each.id, [here.time]),
        need_rooms(problem, each.id, (RoomOption(next(r.id for r in problem.rooms if r.id != here.room)),)),
        add_rule(problem, Distribution(DistributionKind.NOT_OVERLAP, others, required=True)),
    ]
    for one in changed:
        result = repair(one, before, work_limit=10, workers=1)

        assert result.is_proven
        assert check(one, result.timetable) == []
        assert {f.facts["each"] for f in result.findings} == set(result.moved)
