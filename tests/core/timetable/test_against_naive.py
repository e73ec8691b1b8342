"""`check` and `score` against the slot-by-slot oracle, over all kinds, hard and soft, whole timetables and parts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.timetable.naive import Naive
from tests.core.timetable.small import ALL_KINDS, planted, problems, timetables

from remeslo.core.timetable.check import check
from remeslo.core.timetable.conflicts import student_conflicts
from remeslo.core.timetable.kinds import DistributionKind
from remeslo.core.timetable.problem import Assignment, ClassId, Timetable
from remeslo.core.timetable.score import score


@settings(max_examples=120)
@given(st.data())
def test_check_and_score_agree_with_the_oracle(data: st.DataObject) -> None:
    problem = data.draw(problems())
    timetable = data.draw(timetables(problem))
    naive = Naive(problem, timetable)

    found = score(problem, timetable)
    assert (found.time, found.room, found.distribution, found.student, found.total) == naive.parts()
    assert sorted(f.code.removeprefix("timetable.") for f in check(problem, timetable)) == naive.hard()
    assert found.hard == len(naive.hard())


@pytest.mark.parametrize("kind", ALL_KINDS)
@settings(max_examples=12)
@given(data=st.data())
def test_each_kind_agrees_with_the_oracle_hard_and_soft(kind: DistributionKind, data: st.DataObject) -> None:
    problem = data.draw(problems(kinds=[kind], max_students=0))
    timetable = data.draw(timetables(problem, whole=True, own=True))
    naive = Naive(problem, timetable)

    assert score(problem, timetable, hard=0).distribution == naive.parts()[2]
    assert sorted(f.code.removeprefix("timetable.") for f in check(problem, timetable)) == naive.hard()


@settings(max_examples=40)
@given(st.data())
def test_order_of_classes_and_students_in_a_timetable_changes_nothing(data: st.DataObject) -> None:
    problem = data.draw(problems())
    t = data.draw(timetables(problem))
    backwards = Timetable(dict(reversed(t.assignments.items())), dict(reversed(t.students.items())))

    assert score(problem, backwards) == score(problem, t)
    assert sorted(map(repr, check(problem, backwards))) == sorted(map(repr, check(problem, t)))


def test_a_planted_timetable_is_lawful_and_taking_a_class_away_is_told() -> None:
    problem, timetable = planted(3)
    gone = ClassId("5")
    rest: dict[ClassId, Assignment] = {c: a for c, a in timetable.assignments.items() if c != gone}

    assert check(problem, timetable) == []
    (finding,) = check(problem, Timetable(rest, timetable.students))
    assert (finding.code, finding.where, finding.facts) == ("timetable.class_missing", "class 5", {"each": gone})


@pytest.mark.parametrize("seed", range(3))
def test_planted_problems_agree_with_the_oracle(seed: int) -> None:
    problem, timetable = planted(seed, num_courses=6, num_students=15, num_rules=40, kinds=ALL_KINDS, weeks=3, slots=20)
    found = score(problem, timetable)

    assert (found.time, found.room, found.distribution, found.student, found.total) == Naive(problem, timetable).parts()
    assert found.student == len(set(student_conflicts(problem, timetable)))
    assert check(problem, timetable) == []
