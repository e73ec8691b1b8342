"""Practice at enterprises that needs mentors: so many trainees, at one place, from one day to another."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NewType

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import GroupKey, OrganisationKey, WorkshopKey
from remeslo.core.staffing.mentorship import Mentorship
from remeslo.core.staffing.requirement import Requirement

PlacementKey = NewType("PlacementKey", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """
    Trainees of one group who work at one place on the days ``first``..``last`` (both in).

    Parameters
    ----------
    trainees
        How many, > 0.
    organisation
        The enterprise; ``None``: any enterprise of the cluster.
    workplace
        Workshop or trainee places, where known.
    needs
        What a mentor must hold on all these days.

    Raises
    ------
    ProblemError
        When there are no trainees, or it ends before it begins.
    """

    key: PlacementKey
    trainees: int
    first: date
    last: date
    group: GroupKey | None = None
    organisation: OrganisationKey | None = None
    workplace: WorkshopKey | None = None
    needs: tuple[Requirement, ...] = ()

    def __post_init__(self) -> None:
        if self.trainees <= 0:
            raise ProblemError(f"placement {self.key}: trainees must be > 0, got {self.trainees}.")
        if self.last < self.first:
            raise ProblemError(f"placement {self.key}: ends on {self.last}, before it begins on {self.first}.")

    @property
    def mondays(self) -> tuple[date, ...]:
        """Mondays of the weeks that it touches, in order."""
        monday = self.first - timedelta(days=self.first.weekday())
        return tuple(monday + timedelta(weeks=n) for n in range((self.last - monday).days // 7 + 1))

    @property
    def weeks(self) -> int:
        """Weeks that it touches."""
        return len(self.mondays)


def unguided(placements: Iterable[Placement], mentorships: Iterable[Mentorship]) -> tuple[Placement, ...]:
    """
    The placements without the trainees who have a mentor for all their days already; whole ones fall out.

    A mentorship counts for its group: at its workplace, or where none is named of the mentorship or the placement. A
    trainee counts in one of the placements that overlap, the first.
    """
    standing = tuple(mentorships)
    counted: dict[str, list[Placement]] = {}
    found = []
    for p in placements:
        guided = sorted({t.key for m in standing if _guides(m, p) for t in m.trainees})
        free = [t for t in guided if not any(o.first <= p.last and p.first <= o.last for o in counted.get(t, ()))]
        for t in free[: p.trainees]:
            counted.setdefault(t, []).append(p)
        if (left := p.trainees - len(free)) > 0:
            found.append(replace(p, trainees=left))
    return tuple(found)


def _guides(m: Mentorship, p: Placement) -> bool:
    same_place = m.workplace is None or p.workplace is None or m.workplace == p.workplace
    return m.group is not None and m.group == p.group and same_place and m.first <= p.first and p.last <= m.last_day
