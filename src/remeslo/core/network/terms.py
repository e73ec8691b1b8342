"""What the members of a cluster agreed on: when workshops are open to whom, on what conditions, and the contracts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NewType

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import ElementKey, GroupKey, OrganisationKey, ProgrammeKey, SiteKey, WorkshopKey
from remeslo.core.network.place import Condition
from remeslo.core.network.quota import QuotaKey

ContractKey = NewType("ContractKey", str)
"""Number of a network contract."""


class Weekday(StrEnum):
    """A day of the week."""

    MONDAY = "mon"
    TUESDAY = "tue"
    WEDNESDAY = "wed"
    THURSDAY = "thu"
    FRIDAY = "fri"
    SATURDAY = "sat"
    SUNDAY = "sun"

    @property
    def number(self) -> int:
        """0 for Monday, as `date.weekday` counts."""
        return tuple(Weekday).index(self)


STUDY_DAYS = tuple(Weekday)[:6]
"""Monday to Saturday."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenHours:
    """
    Days and shifts of a workshop, and who may use them.

    A workshop without any row is open in shift 1 from Monday to Saturday, to everybody when it is shared and to its
    owner alone when it is not. With rows, it is open just when they say; closed rows (repair, an owner's own event) go
    before all others.

    Parameters
    ----------
    days
        Each once, at least one.
    shifts
        From 1, each once, at least one.
    user
        Who may use it; ``None``: everybody.
    first, last
        Days from which and to which the row holds, both ends in; ``None``: without an end.
    closed
        Nobody may use it in that time; ``user`` is then ``None``.
    """

    workshop: WorkshopKey
    days: tuple[Weekday, ...] = STUDY_DAYS
    shifts: tuple[int, ...] = (1,)
    user: OrganisationKey | None = None
    first: date | None = None
    last: date | None = None
    closed: bool = False

    def __post_init__(self) -> None:
        where = f"opening hours of {self.workshop}"
        if not self.days or len(set(self.days)) < len(self.days):
            raise ProblemError(f"{where}: at least one day, each once.")
        if not self.shifts or len(set(self.shifts)) < len(self.shifts) or min(self.shifts) < 1:
            raise ProblemError(f"{where}: at least one shift from 1, each once, got {self.shifts}.")
        if self.first and self.last and self.last < self.first:
            raise ProblemError(f"{where}: the last day {self.last} lies before the first {self.first}.")
        if self.closed and self.user is not None:
            raise ProblemError(f"{where}: who may use it is not said where it is closed.")

    def holds_on(self, day: date) -> bool:
        """True when the row speaks of this day (of its date and its day of the week)."""
        inside = (self.first is None or self.first <= day) and (self.last is None or day <= self.last)
        return inside and any(d.number == day.weekday() for d in self.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class UseTerms:
    """
    On what conditions a workshop is used; a workshop without them has the values given here as usual.

    Parameters
    ----------
    parallel
        Groups or subgroups at once, >= 1.
    hours_a_day
        Academic hours of a whole day there, 1..12.
    asks
        What a group must have before its first entry, each once.
    programmes
        Programmes whose practice these workplaces take; empty: any.
    grant
        On which grant the equipment was bought; "" where it was not.
    """

    workshop: WorkshopKey
    parallel: int = 1
    hours_a_day: int = 6
    asks: tuple[Condition, ...] = ()
    programmes: tuple[ProgrammeKey, ...] = ()
    grant: str = ""

    def __post_init__(self) -> None:
        if self.parallel < 1 or not 1 <= self.hours_a_day <= 12 or len(set(self.asks)) < len(self.asks):
            raise ProblemError(f"use of {self.workshop}: parallel >= 1, 1..12 hours a day, each condition once.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A group meets a condition of use from a day on (briefing given, licence issued, medical examination passed)."""

    group: GroupKey
    condition: Condition
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkContract:
    """
    A network contract: ``owner`` gives its workshops and teachers, ``partner``'s learners use them.

    Parameters
    ----------
    signed
        Day on which the last side signed; ``None``: not in force yet.
    first, last
        Days it is about, both ends in.
    """

    key: ContractKey
    owner: OrganisationKey
    partner: OrganisationKey
    first: date
    last: date
    signed: date | None = None

    def __post_init__(self) -> None:
        if self.owner == self.partner or self.last < self.first:
            raise ProblemError(f"contract {self.key}: two sides, and a last day not before the first.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractClause:
    """
    Who teaches what under a contract.

    Parameters
    ----------
    elements
        Elements of the programme; empty: all of it that lies in the workshops of the other side.
    executor
        One of the two sides: its people teach.
    hours
        Most academic hours of a group, > 0; ``None``: as many as the plan has.
    first, last
        Days of the clause; ``None``: those of the contract.
    """

    contract: ContractKey
    programme: ProgrammeKey
    executor: OrganisationKey
    elements: tuple[ElementKey, ...] = ()
    hours: int | None = None
    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.hours is not None and self.hours <= 0:
            raise ProblemError(f"clause of {self.contract}: hours must be > 0, got {self.hours}.")
        if self.first and self.last and self.last < self.first:
            raise ProblemError(f"clause of {self.contract}: the last day lies before the first.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerQuota:
    """
    How much of some workshops a partner may use.

    Parameters
    ----------
    workshops
        At least one, each once; their days count together.
    first, last
        Days it is about, both ends in.
    days
        Group-days (one group or subgroup for one day), >= 0.
    price
        Of a group-day, >= 0; ``None``: free.
    contract
        Contract whose clause it is.
    """

    key: QuotaKey
    partner: OrganisationKey
    workshops: tuple[WorkshopKey, ...]
    first: date
    last: date
    days: int
    price: Decimal | None = None
    contract: ContractKey | None = None

    def __post_init__(self) -> None:
        if not self.workshops or len(set(self.workshops)) < len(self.workshops):
            raise ProblemError(f"quota {self.key}: at least one workshop, each once.")
        if self.last < self.first or self.days < 0 or (self.price is not None and self.price < 0):
            raise ProblemError(f"quota {self.key}: days and price >= 0, and a last day not before the first.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hostel:
    """A dormitory: ``beds`` >= 0 for visiting learners a night, and the sites from which one walks there."""

    key: str
    organisation: OrganisationKey
    name: str
    near: tuple[SiteKey, ...]
    beds: int

    def __post_init__(self) -> None:
        if not self.near or self.beds < 0:
            raise ProblemError(f"dormitory {self.key}: beds >= 0 and at least one site near.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bell:
    """A pair (double lesson) of the cluster's study day: minutes from midnight, 0 <= start < end <= 1440; its shift."""

    start: int
    end: int
    shift: int = 1

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= 24 * 60 or self.shift < 1:
            raise ProblemError(f"bell: 0 <= start < end <= 1440 and shift >= 1, got {self}.")
