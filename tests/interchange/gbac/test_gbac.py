"""GBAC files: what they mean, where a bad one is wrong."""

from __future__ import annotations

import pytest

from remeslo.interchange.gbac import read_gbac, read_gbac_file

TEXT = """% two curricula that share a course
n_periods = 2; n_courses = 3; n_curricula = 2; min_courses = 0; max_courses = 2;
n_precedences = 1; n_undesirables = 1; w1 = 1; w2 = 1;
course_load = [5, 10, 4];
courses_of = [{1, 2}, {2, 3}];
precedes = array2d(precedences, 1..2, [1, 2]);
undesirable = array2d(undesirable, 1..2, [3, 2]);
"""


def test_curricula_become_groups_that_share_elements() -> None:
    reading = read_gbac(TEXT.encode(), name="small.dzn")

    assert reading.findings == ()
    assert reading.problem is not None
    assert [(e.key, e.groups) for e in reading.problem.elements] == [
        ("c1", ("q1",)),
        ("c2", ("q1", "q2")),
        ("c3", ("q2",)),
    ]
    assert [e.weeks_disliked for e in reading.problem.elements] == [frozenset(), frozenset(), frozenset({1})]
    assert [p.before for p in reading.problem.elements[1].after] == ["c1"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("w1 = 1;", "w1 = 3;", "instance.not_supported"),
        ("{2, 3}", "{2}", "instance.course_outside"),
        ("{2, 3}", "{2, 4}", "instance.bad_value"),
        ("[3, 2]", "[3, 7]", "instance.unknown_number"),
        ("[1, 2]", "[2, 2]", "instance.circle"),
        ("n_precedences = 1", "n_precedences = 2", "instance.wrong_length"),
        ("1..2, [1, 2]", "1..2, [1, 2, 3]", "instance.syntax"),
        ("max_courses = 2", "max_courses = -2", "instance.bad_value"),
    ],
)
def test_a_bad_file_says_what_is_wrong_and_gives_no_problem(old: str, new: str, code: str) -> None:
    reading = read_gbac(TEXT.replace(old, new).encode(), name="small.dzn")

    assert code in [f.code for f in reading.findings]
    assert (reading.instance, reading.problem) == (None, None)


@pytest.mark.shared
def test_every_published_instance_is_read_without_a_finding(shared) -> None:
    readings = [read_gbac_file(p) for p in (shared / "bench" / "gbac").glob("*.dzn")]

    assert len(readings) == 7
    assert all(r.problem is not None and r.findings == () for r in readings)
