"""Where groups are taught away from their classrooms: workshops and workplaces, when they are open, and to whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import OrganisationKey, SiteKey

PlaceKey = NewType("PlaceKey", str)
"""Key of a workshop or of a workplace; unique over both."""
Shift = NewType("Shift", int)
"""1 or 2 (or more): a workshop may be used by one group in the morning and by another in the afternoon."""
ANYBODY = OrganisationKey("")
"""Stands for all partners in an opening: a cell that anybody may use."""


class PlaceKind(StrEnum):
    """A workshop or laboratory of a college (or a training centre), or workplaces at an enterprise."""

    WORKSHOP = "workshop"
    WORKPLACE = "workplace"


class Condition(StrEnum):
    """What a learner must have before the first entry (a condition of use)."""

    BRIEFING = "briefing"
    LICENCE = "licence"
    MEDICAL = "medical"
    ADULT = "adult"


@dataclass(frozen=True, slots=True)
class Opening:
    """
    Days of one week and shift on which a place is open.

    Parameters
    ----------
    week
        From 0, of the planned year.
    days
        Days by who may use them: a partner's own, or `ANYBODY`; each > 0, at most 7 together. Closed days are absent.
    """

    week: int
    shift: Shift
    days: Mapping[OrganisationKey, int]

    def __post_init__(self) -> None:
        if self.week < 0 or self.shift < 1:
            raise ProblemError(f"opening: week >= 0 and shift >= 1, got {self.week}, {self.shift}.")
        if any(d <= 0 for d in self.days.values()) or sum(self.days.values()) > 7:
            raise ProblemError(f"opening of week {self.week}: days > 0, at most 7 together, got {dict(self.days)}.")

    @property
    def all_days(self) -> int:
        """Days open to somebody."""
        return sum(self.days.values())

    def days_for(self, partner: OrganisationKey) -> int:
        """Days that a partner may use: its own and everybody's."""
        return self.days.get(partner, 0) + self.days.get(ANYBODY, 0)


@dataclass(frozen=True, kw_only=True)
class Place:
    """
    A workshop or workplaces as allocation sees them.

    Parameters
    ----------
    owner
        Organisation that keeps it.
    places
        Learners at once, > 0.
    parallel
        Groups (or subgroups) at once, >= 1: as many as there are supervisors and room for; together within ``places``.
    openings
        By week and shift, each pair once; a week and shift without one is closed.
    asks
        Conditions of use.
    hours_a_day
        Academic hours of a day there, > 0 (six in the customary practice day).
    """

    key: PlaceKey
    kind: PlaceKind
    site: SiteKey
    owner: OrganisationKey
    title: str
    places: int
    parallel: int = 1
    openings: tuple[Opening, ...] = ()
    asks: frozenset[Condition] = frozenset()
    hours_a_day: int = 6
    _by: dict[tuple[int, Shift], Opening] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        if self.places <= 0 or self.parallel < 1 or self.hours_a_day <= 0:
            raise ProblemError(f"place {self.key}: places > 0, parallel >= 1 and hours a day > 0.")
        for opening in self.openings:
            if (opening.week, opening.shift) in self._by:
                raise ProblemError(f"place {self.key}: week {opening.week}, shift {opening.shift} is given twice.")
            self._by[opening.week, opening.shift] = opening

    def opening(self, week: int, shift: Shift) -> Opening | None:
        """When it is open in a week and shift; ``None``: closed."""
        return self._by.get((week, shift))

    @property
    def shifts(self) -> tuple[Shift, ...]:
        """Shifts in which it is ever open, in order."""
        return tuple(sorted({o.shift for o in self.openings}))
