"""Invented colleges: the timetable they are made around is lawful, and the problem goes through its file."""

from __future__ import annotations

import pytest
from benchmarks.college import college

from remeslo.core.timetable.check import check
from remeslo.interchange import itc2019


@pytest.mark.parametrize(("groups", "seed"), [(1, 1), (6, 2), (20, 3)])
def test_a_college_is_made_around_a_lawful_timetable(groups: int, seed: int) -> None:
    problem, timetable = college(groups, seed)

    assert check(problem, timetable) == []
    assert len(problem.students) == 2 * groups
    assert len(problem.classes) > 8 * groups
    assert itc2019.read_problem(itc2019.write_problem(problem), name="c").problem == problem


def test_the_same_size_and_seed_make_the_same_college_and_another_seed_another() -> None:
    assert college(3, 1) == college(3, 1)
    assert college(3, 1) != college(3, 2)
