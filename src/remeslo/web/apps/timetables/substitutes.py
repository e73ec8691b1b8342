"""Who could stand in for a teacher: has the right, is there, is free; lesson by lesson."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from remeslo.core.base.keys import PersonKey
from remeslo.core.line.weekly.board import Placed
from remeslo.core.line.weekly.checks.together import check_pair
from remeslo.core.staffing.duty import DutyKey
from remeslo.web.apps.staffplans.scene import Scene
from remeslo.web.apps.timetables.problems import study_days, who_may
from remeslo.web.apps.timetables.week import Week
from remeslo.web.apps.timetables.words import slot_told, whom


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody with the right; ``why``: "" when free, ``away`` or ``teaches`` (another lesson, or the way to it)."""

    key: PersonKey
    name: str
    organisation: str
    why: str


@dataclass(frozen=True, slots=True)
class StandIn:
    """A lesson that is without its teacher on these days, and who could give it, those who are free first."""

    duty: DutyKey
    title: str
    whom: str
    where: str
    days: tuple[date, ...]
    candidates: tuple[Candidate, ...]

    @property
    def free(self) -> int:
        """How many could."""
        return sum(not c.why for c in self.candidates)


def stand_ins(here: Scene, week: Week, asked: Mapping[str, Any]) -> list[StandIn]:
    """Lessons of the teacher from the first day to the last, in order of days."""
    person = PersonKey(asked["who"])
    days = study_days(week, asked["first"], asked["last"])
    may = who_may(here, week, person)
    found = []
    for placed in week.board.of_teacher.get(person, ()):
        mondays = tuple(w for w in placed.lesson.weeks if (w, placed.slot.day) in days)
        if mondays:
            found.append(_stand_in(here, week, placed, mondays, may.get(placed.lesson.duty, ())))
    return sorted(found, key=lambda s: (s.days[0], s.where))


def _stand_in(
    here: Scene, week: Week, placed: Placed, mondays: tuple[date, ...], able: Collection[PersonKey]
) -> StandIn:
    lesson = placed.lesson
    then = replace(placed, weeks=week.board.mask(mondays))
    candidates = [
        Candidate(p, here.name(p), here.title(here.person[p].organisation), _why_not(week, then, p, mondays))
        for p in able
        if p in here.person
    ]
    return StandIn(
        lesson.duty,
        lesson.title,
        whom(lesson.groups, lesson.part, lesson.subgroups),
        slot_told(placed.slot.day, placed.slot.pair),
        tuple(date.fromordinal(w.toordinal() + placed.slot.day) for w in mondays),
        tuple(sorted(candidates, key=lambda c: bool(c.why))),
    )


def _why_not(week: Week, placed: Placed, person: PersonKey, mondays: tuple[date, ...]) -> str:
    """What keeps a person from a lesson in these weeks; "" for nothing."""
    known = week.board.people.get(person)
    if known is not None and any((w, placed.slot.day) in known.away for w in mondays):
        return "away"
    taking = replace(placed, lesson=replace(placed.lesson, teacher=person))
    clashes = (f for p in week.board.of_teacher.get(person, ()) for f in check_pair(week.board, taking, p))
    return "teaches" if any(f.code.startswith("week.teacher") for f in clashes) else ""
