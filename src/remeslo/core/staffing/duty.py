"""A teaching duty: one element of one group (or subgroup) in one semester, what one person is assigned to."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NewType

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import ElementKey, GroupKey, OrganisationKey, ProgrammeKey, SiteKey, WorkshopKey
from remeslo.core.staffing.people import StaffRole
from remeslo.core.staffing.requirement import AskedBy, Requirement

DutyKey = NewType("DutyKey", str)
"""``GROUP/ELEMENT/sSEMESTER`` and ``/pPART`` when there are subgroups: ``skmm-on-26/УП.02/s3/p1``."""

_SATURDAY = timedelta(days=5)


@dataclass(frozen=True, kw_only=True)
class Duty:
    """
    Lessons that one person gives.

    A group that is taught in subgroups has one duty for each, so that two people may share it and each subgroup's
    hours count in the load.

    Parameters
    ----------
    semester
        Of the group, from 1 over all courses.
    year
        Calendar year of the 1 September on which the study year of these weeks began.
    hours_by_week
        Mondays and hours > 0 of this part, in order of days, at least one.
    part, subgroups
        Which subgroup, 1..``subgroups``, of how many (1: the whole group together).
    needs
        What must be held on every day from ``first`` to ``last``, each skill once.
    roles
        Who may teach it, not empty.
    professional
        True for elements of the professional cycle (П).
    workshop, site
        Where it is taught; the site is the workshop's or the college's own.
    asked_by
        Why each need is there.

    Raises
    ------
    ProblemError
        When there are no hours, weeks are out of order or no Mondays, the part is not 1..subgroups, or no role may.
    """

    key: DutyKey
    programme: ProgrammeKey
    element: ElementKey
    group: GroupKey
    organisation: OrganisationKey
    year: int
    hours_by_week: tuple[tuple[date, int], ...]
    title: str = ""
    kind: ElementKind = ElementKind.THEORY
    semester: int = 1
    part: int = 1
    subgroups: int = 1
    needs: tuple[Requirement, ...] = ()
    roles: frozenset[StaffRole] = frozenset({StaffRole.TEACHER, StaffRole.MASTER})
    professional: bool = False
    workshop: WorkshopKey | None = None
    site: SiteKey | None = None
    asked_by: tuple[AskedBy, ...] = ()

    def __post_init__(self) -> None:
        mondays = [monday for monday, _ in self.hours_by_week]
        if not mondays or any(m.weekday() for m in mondays) or mondays != sorted(set(mondays)):
            raise ProblemError(f"duty {self.key}: weeks must be Mondays in order, at least one, got {mondays}.")
        if min(hours for _, hours in self.hours_by_week) <= 0:
            raise ProblemError(f"duty {self.key}: hours of a week must be > 0.")
        if not 1 <= self.part <= self.subgroups:
            raise ProblemError(f"duty {self.key}: part {self.part} is not 1..{self.subgroups}.")
        if not self.roles:
            raise ProblemError(f"duty {self.key}: no role may teach it.")
        if len({need.skill for need in self.needs}) < len(self.needs):
            raise ProblemError(f"duty {self.key}: a skill is needed twice; see `strictest`.")

    @cached_property
    def hours(self) -> int:
        """Hours of this part: what it adds to a person's load."""
        return sum(hours for _, hours in self.hours_by_week)

    @property
    def first(self) -> date:
        """Monday of the first week with lessons."""
        return self.hours_by_week[0][0]

    @property
    def last(self) -> date:
        """Saturday of the last week with lessons (a study week has at most six days)."""
        return self.hours_by_week[-1][0] + _SATURDAY

    def hours_of_week(self, monday: date) -> int:
        """Hours in the week of that Monday."""
        return self._hours.get(monday, 0)

    @cached_property
    def _hours(self) -> dict[date, int]:
        return dict(self.hours_by_week)


def usual_roles(kind: ElementKind) -> frozenset[StaffRole]:
    """Who usually teaches elements of a kind, where no requirement says otherwise."""
    if kind is ElementKind.TRAINING_PRACTICE:
        return frozenset({StaffRole.MASTER})
    if kind in (ElementKind.WORK_PRACTICE, ElementKind.PREDIPLOMA_PRACTICE):
        return frozenset({StaffRole.MASTER, StaffRole.MENTOR})
    if kind is ElementKind.LABORATORY:
        return frozenset({StaffRole.TEACHER, StaffRole.MASTER})
    return frozenset({StaffRole.TEACHER})
