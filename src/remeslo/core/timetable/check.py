"""Judges a timetable, made by whomever: every broken hard rule, by name and with its classes. Knows no solver."""

from dataclasses import replace

from remeslo.core.base.findings import Finding
from remeslo.core.timetable.checks.placing import check_placing, check_rooms
from remeslo.core.timetable.checks.rules import check_rules
from remeslo.core.timetable.checks.students import check_students
from remeslo.core.timetable.problem import Dialect, Timetable, TimetableProblem

_CBCTT_NAMES = {
    "timetable.class_missing": "Lectures",
    "timetable.time_not_allowed": "Availability",
    "timetable.room_occupied": "RoomOccupancy",
    "timetable.not_overlap": "Conflicts",
}


def check(problem: TimetableProblem, timetable: Timetable) -> list[Finding]:
    """
    All broken hard rules; a lawful, complete timetable has none.

    In this order: classes and their lists, rooms, required constraints, students. Soft rules are `score`'s. For a
    CB-CTT problem the fact ``rule`` is the published name: Lectures, Conflicts, Availability, RoomOccupancy.
    """
    findings = [
        *check_placing(problem, timetable),
        *check_rooms(problem, timetable),
        *check_rules(problem, timetable),
        *check_students(problem, timetable),
    ]
    return [_named(f) for f in findings] if problem.dialect is Dialect.CBCTT else findings


def _named(finding: Finding) -> Finding:
    """The finding with the name that CB-CTT has for the rule; two lectures of a course in a period are its Lectures."""
    rule = _CBCTT_NAMES.get(finding.code)
    if rule is None:
        return finding
    if str(finding.facts.get("label", "")).startswith("course "):
        rule = "Lectures"
    return replace(finding, facts={**finding.facts, "rule": rule})
