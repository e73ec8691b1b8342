"""The scene of invented facts: groups, employers, workshops, days, and how often things happen."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import OrganisationKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """
    A group that is admitted every year.

    Parameters
    ----------
    months
        From 1 September of admission to the end of the programme's last month (22: the end of June).
    places
        Learners admitted a year, > 0.
    kit
        Assessment kit of the demonstration exam.
    """

    programme: str
    college: OrganisationKey
    months: int
    places: int
    kit: str

    def __post_init__(self) -> None:
        if self.places <= 0 or self.months <= 0:
            raise ProblemError(f"group {self.programme} at {self.college}: months and places must be > 0.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """
    How often things happen; shares in 0..1. None of these was measured anywhere: they are made up to look lived in.

    Parameters
    ----------
    employed
        Of those whose employment is known at 12 months; at 4 months somewhat fewer, at 24 somewhat more.
    """

    leaves_a_year: float = 0.05
    target_contract: float = 0.35
    in_project: float = 0.9
    profile_level: float = 0.3
    score_mean: float = 0.68
    employed: float = 0.78
    in_occupation: float = 0.75
    at_cluster: float = 0.7
    unknown: float = 0.08
    confirmed: float = 0.85
    disputed: float = 0.015
    mistaken: float = 0.01
    taken_back: float = 0.003
    feedback: float = 0.5
    cofinancing_kept: float = 0.8

    def __post_init__(self) -> None:
        for name in self.__slots__:
            if not 0 <= getattr(self, name) <= 1:
                raise ProblemError(f"rate {name} must be in 0..1, got {getattr(self, name)}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """
    What facts are invented about.

    Parameters
    ----------
    first, last
        Days that are told in full; of those who began earlier only admission, contract and graduation are told besides.
    employers
        At least one; the first is the anchor.
    workshops
        Workshop and the college that has it.
    """

    cluster: str
    region: str
    region_authority: OrganisationKey
    base_college: OrganisationKey
    groups: tuple[Group, ...]
    employers: tuple[OrganisationKey, ...]
    workshops: tuple[tuple[str, OrganisationKey], ...]
    first: date
    last: date
    grant: Decimal = Decimal(100_000_000)
    rates: Rates = Rates()

    def __post_init__(self) -> None:
        if not self.employers or not self.groups:
            raise ProblemError(f"scene {self.cluster}: there must be a group and an employer.")
        if self.last < self.first:
            raise ProblemError(f"scene {self.cluster}: the last day lies before the first.")
