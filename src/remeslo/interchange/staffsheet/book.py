"""What a staff workbook holds: people, their qualifications, courses and the days of courses."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from remeslo.core.staffing.course import Course, Session
from remeslo.core.staffing.people import StaffMember
from remeslo.core.staffing.qualification import Qualification
from remeslo.core.staffing.skills import Skill

Thing = StaffMember | Qualification | Course | Session


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffBook:
    """Values in the order of the file; ``skills`` are written for reading along and never read."""

    people: tuple[StaffMember, ...] = ()
    qualifications: tuple[Qualification, ...] = ()
    courses: tuple[Course, ...] = ()
    sessions: tuple[Session, ...] = ()
    skills: tuple[Skill, ...] = ()

    def of(self, kind: str) -> tuple[Any, ...]:
        """The values of one kind of sheet."""
        values: tuple[Any, ...] = getattr(self, kind)
        return values

    def __iter__(self) -> Iterator[tuple[str, Thing]]:
        """Every value that can be read, with its kind."""
        for kind in ("people", "qualifications", "courses", "sessions"):
            yield from ((kind, value) for value in self.of(kind))
