"""Which mentors could guide which trainees: the question that `solve` answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.absence import Absence
from remeslo.core.staffing.mentors.placement import Placement, PlacementKey
from remeslo.core.staffing.mentorship import Mentorship
from remeslo.core.staffing.people import StaffMember, StaffRole
from remeslo.core.staffing.qualification import Qualification
from remeslo.core.staffing.rights import Rights

GUIDES = frozenset({StaffRole.MENTOR})


class Obstacle(StrEnum):
    """Why a mentor cannot guide trainees of a placement at all."""

    ELSEWHERE = "elsewhere"
    SKILL = "skill"
    ABSENT = "absent"


@dataclass(frozen=True, kw_only=True)
class MentorProblem:
    """
    Placements, mentors and what binds them.

    Parameters
    ----------
    people
        Mentors count, others are passed over.
    trainees_max
        Trainees of one mentor at the same time, >= 0.
    mentorships
        What stands already: their trainees fill their mentors.
    absences
        A mentor who is away for ``away_days`` days of a placement or more does not guide there.
    away_days
        > 0.

    Raises
    ------
    ProblemError
        When a placement or a person stands twice, or a number is out of its range.
    """

    placements: tuple[Placement, ...]
    people: tuple[StaffMember, ...]
    trainees_max: int
    qualifications: tuple[Qualification, ...] = ()
    mentorships: tuple[Mentorship, ...] = ()
    absences: tuple[Absence, ...] = ()
    away_days: int = 3

    def __post_init__(self) -> None:
        if len({p.key for p in self.placements}) < len(self.placements):
            raise ProblemError("mentors: a placement stands twice.")
        if len({p.key for p in self.people}) < len(self.people):
            raise ProblemError("mentors: a person stands twice.")
        if self.trainees_max < 0 or self.away_days <= 0:
            raise ProblemError(f"mentors: trainees_max {self.trainees_max} >= 0, away_days {self.away_days} > 0.")

    @cached_property
    def mentors(self) -> tuple[StaffMember, ...]:
        """Those who guide, in order of keys."""
        return tuple(sorted((p for p in self.people if p.role in GUIDES), key=lambda p: p.key))

    @cached_property
    def placement_of(self) -> Mapping[PlacementKey, Placement]:
        """Placements by key."""
        return {p.key: p for p in self.placements}

    @cached_property
    def pairs(self) -> Mapping[PlacementKey, tuple[PersonKey, ...]]:
        """Who could guide trainees of each placement if it were the only one."""
        return {
            p.key: tuple(m.key for m in self.mentors if not any(True for _ in self.obstacles(p, m)))
            for p in self.placements
        }

    def obstacles(self, placement: Placement, mentor: StaffMember) -> Iterator[Obstacle]:
        """What keeps a mentor from a placement, whoever else is there."""
        if placement.organisation not in (None, mentor.organisation):
            yield Obstacle.ELSEWHERE
        if not all(mentor.key in self._rights.holders(n, placement.first, placement.last) for n in placement.needs):
            yield Obstacle.SKILL
        if self._away(placement, mentor.key) >= self.away_days:
            yield Obstacle.ABSENT

    def taken(self, mentor: PersonKey, day: date) -> int:
        """Trainees whom a mentor guides on a day by what stands already."""
        return len({t.key for m in self._standing.get(mentor, ()) if m.first <= day <= m.last_day for t in m.trainees})

    def cuts(self, mentor: PersonKey, placements: tuple[Placement, ...]) -> tuple[date, ...]:
        """Days on which more trainees of a mentor may begin: the fullest day is one of them."""
        standing = self._standing.get(mentor, ())
        return tuple(sorted({p.first for p in placements} | {m.first for m in standing}))

    def _away(self, placement: Placement, mentor: PersonKey) -> int:
        days: set[int] = set()
        for a in self._absent.get(mentor, ()):
            if a.touches(placement.first, placement.last):
                first, last = max(a.first, placement.first), min(a.last, placement.last)
                days.update(range(first.toordinal(), last.toordinal() + 1))
        return len(days)

    @cached_property
    def _rights(self) -> Rights:
        return Rights(self.mentors, self.qualifications)

    @cached_property
    def _standing(self) -> Mapping[PersonKey, tuple[Mentorship, ...]]:
        found: dict[PersonKey, list[Mentorship]] = {}
        for m in self.mentorships:
            found.setdefault(m.mentor, []).append(m)
        return {mentor: tuple(own) for mentor, own in found.items()}

    @cached_property
    def _absent(self) -> Mapping[PersonKey, tuple[Absence, ...]]:
        found: dict[PersonKey, list[Absence]] = {}
        for a in self.absences:
            found.setdefault(a.person, []).append(a)
        return {person: tuple(own) for person, own in found.items()}
