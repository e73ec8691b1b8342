"""Findings of a timetable with names in place of keys, and the page at which each is mended."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import PersonKey
from remeslo.core.line.weekly.lesson import LessonKey
from remeslo.core.network.rooms import RoomKey
from remeslo.web.apps.timetables.enums import Lens
from remeslo.web.apps.timetables.week import Week

_SEVERE: Final = {
    "saving": (Severity.STOPS_SAVING,),
    "publishing": (Severity.STOPS_PUBLISHING,),
    "warning": (Severity.WARNING,),
    "note": (Severity.NOTE,),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A finding in names, its lessons, and where it is seen: lens, subject, week and the lesson to look at."""

    finding: Finding
    lessons: tuple[LessonKey, ...]
    place: Mapping[str, str]


def lessons_of(finding: Finding) -> tuple[LessonKey, ...]:
    """Keys of the lessons that a finding is about."""
    told = finding.facts.get("lessons")
    if isinstance(told, tuple | list):
        return tuple(LessonKey(str(k)) for k in told)
    one = finding.facts.get("lesson")
    return (LessonKey(str(one)),) if one else ()


def worst_of(findings: Iterable[Finding]) -> dict[LessonKey, Severity]:
    """The gravest that is found about each lesson; notes do not count."""
    worst: dict[LessonKey, Severity] = {}
    for finding in findings:
        for key in lessons_of(finding):
            if finding.severity > max(worst.get(key, Severity.NOTE), Severity.NOTE):
                worst[key] = finding.severity
    return worst


def told(week: Week, findings: Iterable[Finding]) -> list[Told]:
    """All of them, the gravest first."""
    made = [Told(named(week, f), lessons_of(f), _place(week, f)) for f in findings]
    return sorted(made, key=lambda t: -t.finding.severity)


def only(lines: Sequence[Told], severity: str) -> list[Told]:
    """Those of one severity: saving, publishing, warning, note; all for anything else."""
    wanted = _SEVERE.get(severity)
    return [t for t in lines if wanted is None or t.finding.severity in wanted]


def counts(lines: Sequence[Told]) -> dict[str, int]:
    """How many there are of each severity."""
    return {name: sum(t.finding.severity in wanted for t in lines) for name, wanted in _SEVERE.items()}


def named(week: Week, finding: Finding) -> Finding:
    """The finding with names of people, rooms and sites for their keys."""
    facts: dict[str, Any] = dict(finding.facts)
    if facts.get("teacher"):
        facts["teacher"] = week.names.person(PersonKey(str(facts["teacher"])))
    for name in ("room", "pinned_room"):
        if facts.get(name):
            facts[name] = week.room(RoomKey(str(facts[name])))
    if isinstance(facts.get("sites"), tuple | list):
        facts["sites"] = tuple(week.names.site(str(s)) for s in facts["sites"])
    return replace(finding, facts=facts)


def _place(week: Week, finding: Finding) -> dict[str, str]:
    """Where to look: the grid of the teacher or room that clashes, else of the group, in the week of the clash."""
    keys = [k for k in lessons_of(finding) if k in week.problem.lesson_of]
    facts = finding.facts
    place: dict[str, str] = {}
    if keys:
        lesson = week.problem.lesson_of[keys[0]]
        place = {"by": Lens.GROUP.value, "one": lesson.groups[0], "lesson": keys[0]}
    if facts.get("teacher"):
        place |= {"by": Lens.TEACHER.value, "one": str(facts["teacher"])}
    elif facts.get("room") and len(keys) > 1:
        place |= {"by": Lens.ROOM.value, "one": str(facts["room"])}
    elif not keys and facts.get("group"):
        place = {"by": Lens.GROUP.value, "one": str(facts["group"])}
    monday = facts.get("monday")
    if place and isinstance(monday, date):
        place["week"] = monday.isoformat()
    return place
