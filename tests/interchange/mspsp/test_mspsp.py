"""MSPSP files: what they mean in both readings, where a bad one is wrong."""

from __future__ import annotations

import pytest

from remeslo.core.curriculum.resources import SkillReading
from remeslo.interchange.mspsp import read_mspsp, read_mspsp_file

TEXT = """n_skills = 2; n_workers = 2; has_skills = [{1, 2}, {2}];
n_tasks = 3; d = [2, 0, 1];
rr = [| 1, 0, 0
      | 1, 0, 1 |];
suc = [{2}, {3}, {}];
"""


@pytest.mark.parametrize("single", (False, True))
def test_workers_become_people_and_requirements_staff(single: bool) -> None:
    problem = read_mspsp(TEXT.encode(), name="small.dzn", single=single).problem

    assert problem is not None
    assert [(p.key, p.skills, p.weekly_hours) for p in problem.people] == [("w1", {"1", "2"}, 1), ("w2", {"2"}, 1)]
    assert [(e.key, [(s.skill, s.count) for s in e.staff]) for e in problem.elements] == [
        ("t1", [("1", 1), ("2", 1)]),
        ("t3", [("2", 1)]),
    ]
    assert [p.before for p in problem.elements[1].after] == ["t1"]
    assert problem.skills is (SkillReading.SINGLE if single else SkillReading.MULTI)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("d = [2, 0, 1]", "d = [2, 0]", "instance.wrong_length"),
        ("{1, 2}, {2}]", "{1, 3}, {2}]", "instance.bad_value"),
        ("suc = [{2}, {3}, {}]", "suc = [{2}, {1}, {}]", "instance.circle"),
        ("n_tasks = 3;", "", "instance.name_missing"),
        ("d = [2, 0, 1]", "d = [9000, 9000, 9000]", "instance.not_supported"),
    ],
)
def test_a_bad_file_says_what_is_wrong_and_gives_no_problem(old: str, new: str, code: str) -> None:
    reading = read_mspsp(TEXT.replace(old, new).encode(), name="small.dzn")

    assert code in [f.code for f in reading.findings]
    assert (reading.instance, reading.problem) == (None, None)


@pytest.mark.shared
def test_every_published_instance_is_read_without_a_finding(shared) -> None:
    readings = [read_mspsp_file(p) for p in (shared / "bench" / "mspsp").glob("*.dzn")]

    assert len(readings) == 14
    assert all(r.problem is not None and r.findings == () for r in readings)
