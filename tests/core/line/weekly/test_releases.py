"""Two releases compared, meeting by meeting, and who is told."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.line.weekly.small import WEEKS, lesson, plan, planned, week, weeks

from remeslo.core.line.weekly.changes import close_room
from remeslo.core.line.weekly.lesson import WeekPlan
from remeslo.core.line.weekly.releases import ChangeKind, compare, told


@settings(max_examples=40)
@given(st.data())
def test_the_same_week_has_no_changes_however_its_lessons_are_parted(data):
    problem = data.draw(weeks())
    before = data.draw(planned(problem))
    days = data.draw(st.frozensets(st.tuples(st.sampled_from(WEEKS), st.integers(0, 2)), max_size=4))

    changed = close_room(problem, before, "r1", days)

    assert compare((problem, before), (changed.problem, changed.plan)) == ()


@settings(max_examples=40)
@given(st.data())
def test_changes_seen_from_the_other_side_are_as_many_with_sides_exchanged(data):
    problem = data.draw(weeks())
    one, other = data.draw(planned(problem)), data.draw(planned(problem))

    there = compare((problem, one), (problem, other))
    back = compare((problem, other), (problem, one))

    turned = {ChangeKind.ADDED: ChangeKind.CANCELLED, ChangeKind.CANCELLED: ChangeKind.ADDED}
    assert sorted((c.duty, turned.get(c.kind, c.kind), len(c.weeks)) for c in there) == sorted(
        (c.duty, c.kind, len(c.weeks)) for c in back
    )


def test_each_kind_of_change_is_named_with_its_weeks():
    lessons = [lesson(k, teacher="t1", rooms=("r1", "r2")) for k in ("a", "b", "c", "d")]
    problem = week(*lessons)
    after = replace(problem, lessons=(*lessons[:2], replace(lessons[2], teacher="t2"), lesson("e")))
    before_plan = plan(a=(0, 1), b=(1, 1), c=(2, 1), d=(0, 2))
    after_plan = plan(a=(1, 2), b=(1, 1, "r2"), c=(2, 1), e=(2, 2))

    changes = {c.duty: c for c in compare((problem, before_plan), (after, after_plan))}

    assert {d: c.kind.value for d, c in changes.items()} == {
        "a": "moved",
        "b": "room",
        "c": "teacher",
        "d": "cancelled",
        "e": "added",
    }
    assert changes["a"].weeks == WEEKS
    assert (changes["a"].before.pair, changes["a"].after.pair) == (1, 2)


def test_groups_teachers_and_rooms_of_both_sides_are_told():
    before = week(lesson("x", teacher="t1", rooms=("r1", "r2")), lesson("y", "h"))
    after = replace(before, lessons=(replace(before.lessons[0], teacher="t2"), before.lessons[1]))

    whom = told(compare((before, plan(x=(0, 1), y=(0, 2))), (after, plan(x=(0, 1, "r2"), y=(0, 2)))))

    assert set(whom.groups) == {"g"}
    assert set(whom.teachers) == {"t1", "t2"}
    assert set(whom.rooms) == {"r1", "r2"}
    assert compare((before, WeekPlan({})), (after, WeekPlan({}))) == ()
