"""Every number of both EXPECTED.md: solutions of other programs, judged here."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from remeslo.core.timetable.check import check
from remeslo.core.timetable.conflicts import student_conflicts
from remeslo.core.timetable.problem import Timetable, TimetableProblem
from remeslo.core.timetable.report import report
from remeslo.interchange import cbctt, itc2019

BENCH = Path(__file__).resolve().parents[4] / "shared" / "bench"
pytestmark = pytest.mark.shared


def expected(family: str) -> dict[str, list[str]]:
    """Rows of the table by file: the cells after the name. Empty where the data is absent."""
    page = BENCH / family / "solutions" / "EXPECTED.md"
    rows = page.read_text(encoding="utf-8").splitlines() if page.is_file() else []
    cells = [[c.strip() for c in r.strip("| ").split("|")] for r in rows if r.startswith("|")]
    return {c[0]: c[1:] for c in cells if c[0] not in ("file",) and not set(c[0]) <= {"-"}}


def amount(cell: str) -> int:
    """The number that a cell begins with; ``-`` is none."""
    found = re.match(r"\d+", cell)
    return int(found[0]) if found else 0


@cache
def itc_problem(name: str) -> TimetableProblem:
    reading = itc2019.read_problem_file(BENCH / "itc2019" / f"{name}.xml.xz")
    assert reading.problem is not None
    assert reading.findings == ()
    return reading.problem


def read_itc(file: str) -> tuple[TimetableProblem, Timetable]:
    problem = itc_problem(next(n for n in instances() if n in file))
    solution = itc2019.read_solution_file(BENCH / "itc2019" / "solutions" / f"{file}.xml.xz", problem)
    assert solution.timetable is not None
    assert solution.findings == ()
    return problem, solution.timetable


def instances() -> list[str]:
    return sorted((p.name.removesuffix(".xml.xz") for p in (BENCH / "itc2019").glob("*.xml.xz")), key=len, reverse=True)


@pytest.mark.parametrize("file", sorted(expected("itc2019")))
def test_itc2019_solution_has_the_expected_cost_in_every_part(file: str) -> None:
    total, time, room, distribution, students, hard = expected("itc2019")[file]
    problem, timetable = read_itc(file)
    findings = check(problem, timetable)
    unassigned = [f for f in findings if f.code == "timetable.student_unassigned"]
    found = report(problem, timetable, hard=len(findings)).score

    assert (found.total, found.time, found.room) == (amount(total), amount(time), amount(room))
    assert (found.distribution, found.student) == (amount(distribution), amount(students))
    assert len(findings) - len(unassigned) == amount(hard)
    wanted = sum(len(s.courses) for s in problem.students)
    assert len(unassigned) == (wanted if students == "-" else 0)


@pytest.mark.parametrize("file", [f for f, cells in expected("itc2019").items() if "travel" in cells[4]])
def test_conflicts_are_overlaps_and_ways_as_expected(file: str) -> None:
    problem, timetable = read_itc(file)
    at = timetable.assignments
    pairs = [(at[a], at[b]) for _, a, b in student_conflicts(problem, timetable)]
    overlaps = sum(a.time.overlaps(b.time) for a, b in pairs)

    assert [overlaps, len(pairs) - overlaps] == [
        int(n) for n in re.findall(r"(\d+) (?:overlaps|travel)", expected("itc2019")[file][4])
    ]


@pytest.mark.parametrize("file", [f for f, cells in expected("itc2019").items() if "required" in cells[5]])
def test_a_broken_required_rule_is_named_with_its_parameters_and_classes(file: str) -> None:
    kind, params, classes = re.search(
        r"required (\w+)\(([\d,]+)\), classes ([\d, ]+)", expected("itc2019")[file][5]
    ).groups()  # type: ignore[union-attr]
    (finding,) = check(*read_itc(file))

    assert finding.facts["kind"] == kind
    assert finding.facts["params"] == tuple(int(p) for p in params.split(","))
    named = finding.facts["classes"]
    assert isinstance(named, tuple)
    assert {c.strip() for c in classes.strip(" ,").split(",")} <= set(named)


CBCTT_KINDS = ("room", "MinWorkingDays", "CurriculumCompactness", "RoomStability")


@pytest.mark.parametrize("file", sorted(expected("cbctt")))
def test_cbctt_solution_has_the_expected_cost_in_every_part(file: str) -> None:
    name = file.split("_")[1]
    instance = cbctt.read_instance_file(BENCH / "cbctt" / f"{name}.ctt")
    assert instance.problem is not None
    solution = cbctt.read_solution_file(BENCH / "cbctt" / "solutions" / file, instance.problem)
    assert (instance.findings, solution.findings) == ((), ())
    assert solution.timetable is not None
    found = report(instance.problem, solution.timetable)

    assert found.score.hard == 0
    assert found.score.total == amount(expected("cbctt")[file][0])
    parts = [amount(c) for c in expected("cbctt")[file][1:]]
    assert [found.by_kind.get(k, 0) for k in CBCTT_KINDS] == parts


def test_both_tables_were_read() -> None:
    assert (len(expected("itc2019")), len(expected("cbctt"))) == (8, 5)
