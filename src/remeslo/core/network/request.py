"""What a group asks of the cluster: days in a workshop or at a workplace, in one of several patterns of weeks."""

from dataclasses import dataclass
from functools import cached_property
from typing import NewType

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import ElementKey, GroupKey, OrganisationKey, SiteKey
from remeslo.core.network.place import Condition, PlaceKey, Shift

RequestKey = NewType("RequestKey", str)
"""``GROUP/ELEMENT/sSEMESTER`` and ``/pPART``: the key of the teaching duty that asks, or a key of its own."""


@dataclass(frozen=True, slots=True)
class Block:
    """Days (1..7) of one week (from 0, of the planned year)."""

    week: int
    days: int

    def __post_init__(self) -> None:
        if self.week < 0 or not 1 <= self.days <= 7:
            raise ProblemError(f"block: week >= 0 and 1..7 days, got {self.week}, {self.days}.")


@dataclass(frozen=True, slots=True)
class Pattern:
    """
    Weeks in which a request may lie, all of them together.

    Parameters
    ----------
    blocks
        In order of weeks, each week once, at least one.
    moved
        Blocks that lie in another week than the term plan says, >= 0.
    """

    blocks: tuple[Block, ...]
    moved: int = 0

    def __post_init__(self) -> None:
        weeks = [b.week for b in self.blocks]
        if not weeks or weeks != sorted(set(weeks)):
            raise ProblemError(f"pattern: weeks in order, each once, at least one, got {weeks}.")
        if self.moved < 0:
            raise ProblemError(f"pattern: moved must be >= 0, got {self.moved}.")

    @property
    def days(self) -> int:
        """Days of all weeks."""
        return sum(b.days for b in self.blocks)


@dataclass(frozen=True)
class Request:
    """
    One group's (or subgroup's, or joint group's) days for one element.

    Parameters
    ----------
    partner
        College that asks and whose quota it takes.
    groups
        Groups whose learners come; several for a joint group of several colleges. A group is busy with one request a
        day: its requests of one week take at most `AllocationProblem.study_days` days (of each ``part`` by itself).
    size
        Learners who come together, > 0.
    patterns
        At least one; which weeks are possible is known to whoever made the term plans.
    places
        Where it may be taught, the most wanted first; at least one.
    shifts
        In which shifts; empty: any.
    home
        Site that the learners come from.
    holds
        Conditions of use that these learners meet.
    part
        Subgroup, from 1; 0 for a whole group.
    weight
        How much it matters beside others, > 0; days are multiplied by it.
    together
        Requests with the same word that are granted lie in the same weeks (parts of a group whose weeks are exchanged
        move as one); pieces of a request (``of``) are free of it. Blank: by itself.
    of
        The request that this one is a piece of, when a change in mid-year has parted it (`mend`).
    """

    key: RequestKey
    partner: OrganisationKey
    groups: tuple[GroupKey, ...]
    element: ElementKey
    size: int
    patterns: tuple[Pattern, ...]
    places: tuple[PlaceKey, ...]
    home: SiteKey
    shifts: tuple[Shift, ...] = ()
    holds: frozenset[Condition] = frozenset()
    part: int = 0
    weight: int = 1
    title: str = ""
    together: str = ""
    of: RequestKey | None = None

    def __post_init__(self) -> None:
        if not self.groups or not self.patterns or not self.places:
            raise ProblemError(f"request {self.key}: groups, patterns and places are needed.")
        if self.size <= 0 or self.weight <= 0 or self.part < 0:
            raise ProblemError(f"request {self.key}: size and weight > 0, part >= 0.")

    @cached_property
    def days(self) -> int:
        """Days asked for: those of the first pattern (each pattern has as many, the problem sees to it)."""
        return self.patterns[0].days

    @property
    def team(self) -> str:
        """With whom it lies in the same weeks; blank for a piece."""
        return "" if self.of is not None else self.together

    @property
    def origin(self) -> RequestKey:
        """Key of the whole request: its own, or that of which it is a piece."""
        return self.of or self.key


@dataclass(frozen=True, slots=True)
class Grant:
    """What a request gets: a place, a shift and one of its patterns (by number, from 0)."""

    place: PlaceKey
    shift: Shift
    pattern: int
