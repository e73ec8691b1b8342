"""BACP files in both forms, what they mean, where a bad one is wrong."""

from __future__ import annotations

import pytest

from remeslo.core.curriculum.rules import Rule
from remeslo.interchange.bacp import read_bacp, read_bacp_file

MZN = """n_courses = 3; n_periods = 2;
load_per_period_lb = 1; load_per_period_ub = 9;
courses_per_period_lb = 1; courses_per_period_ub = 2;
course_load = [3, 4, 5, ];
constraint prerequisite(3, 1);
"""
DAT = """p=2; a=1; b=9; c=1; d=2; /* never closed
courses = {maths, art, welding};
credit = [3, 4, 5];
prereq = {<welding, maths>, <welding, maths>};
"""


def test_both_forms_of_an_instance_mean_the_same() -> None:
    ours, theirs = read_bacp(MZN.encode(), name="a.mzn"), read_bacp(DAT.encode(), name="a.dat")

    assert ours.instance == theirs.instance
    assert ours.findings == ()
    assert [f.code for f in theirs.findings] == ["instance.comment_open"]
    assert ours.instance is not None
    assert (ours.instance.credits, ours.instance.prerequisites) == ((3, 4, 5), ((1, 3),))


def test_the_problem_has_courses_in_one_week_and_weekly_rules() -> None:
    problem = read_bacp(MZN.encode(), name="a.mzn").problem

    assert problem is not None
    assert [(e.key, e.hours_min, e.one_week) for e in problem.elements] == [
        ("c1", 3, True),
        ("c2", 4, True),
        ("c3", 5, True),
    ]
    assert {rule: value.amount for rule, value in problem.rules.items()} == {
        Rule.WEEK_MIN_HOURS: 1,
        Rule.WEEK_MAX_HOURS: 9,
        Rule.ELEMENTS_PER_WEEK_MIN: 1,
        Rule.ELEMENTS_PER_WEEK_MAX: 2,
    }
    assert [(p.before, p.lag_weeks) for p in problem.elements[2].after] == [("c1", 1)]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("n_periods = 2;", "", "instance.name_missing"),
        ("[3, 4, 5, ]", "[3, 4]", "instance.wrong_length"),
        ("[3, 4, 5, ]", "[3, 0, 5]", "instance.bad_value"),
        ("prerequisite(3, 1)", "prerequisite(3, 4)", "instance.unknown_number"),
        ("prerequisite(3, 1)", "corequisite(3, 1)", "instance.bad_constraint"),
        ("prerequisite(3, 1)", "prerequisite(3, 3)", "instance.circle"),
        ("load_per_period_lb = 1", "load_per_period_lb = 10", "instance.limits_crossed"),
        ("n_periods = 2;", "n_periods = 2", "instance.syntax"),
        ("n_periods = 2;", "n_periods = 2; n_periods = 3;", "instance.name_repeated"),
    ],
)
def test_a_bad_file_says_what_is_wrong_and_gives_no_problem(old: str, new: str, code: str) -> None:
    reading = read_bacp(MZN.replace(old, new).encode(), name="a.mzn")

    assert code in [f.code for f in reading.findings]
    assert (reading.instance, reading.problem) == (None, None)


def test_a_prerequisite_of_an_unknown_course_in_the_opl_form_is_told() -> None:
    reading = read_bacp(DAT.replace("<welding, maths>,", "<welding, physics>,").encode(), name="a.dat")

    assert ("instance.bad_value", "physics") in [(f.code, f.facts.get("value")) for f in reading.findings]
    assert reading.problem is None


@pytest.mark.shared
def test_every_published_instance_is_read(shared) -> None:
    folder = shared / "bench" / "bacp"
    readings = [read_bacp_file(p) for p in (*folder.glob("*.mzn"), *folder.glob("*.dat"))]

    assert len(readings) == 21
    assert all(r.problem is not None for r in readings)
