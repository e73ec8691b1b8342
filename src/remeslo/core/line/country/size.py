"""How large an invented country is."""

from dataclasses import dataclass
from datetime import date

from remeslo.core.base.findings import ProblemError


@dataclass(frozen=True, slots=True, kw_only=True)
class CountrySize:
    """
    Numbers of everything; each at least as large as what must share it out.

    Parameters
    ----------
    learners
        About how many learners facts are told of, in all years together.
    first, last
        Days that facts are told of in full.
    mergers, splits, role_changes
        Colleges that merge (two into a new one), split (one into two), or change parts with their base college.
    in_two
        Colleges that take part in a second cluster.
    """

    clusters: int
    industries: int
    regions: int
    colleges: int
    enterprises: int
    learners: int
    first: date
    last: date
    mergers: int = 0
    splits: int = 0
    role_changes: int = 0
    in_two: int = 0

    def __post_init__(self) -> None:
        if not 1 <= self.regions <= self.clusters:
            raise ProblemError(f"country: 1..{self.clusters} regions, got {self.regions}.")
        if not 1 <= self.industries <= self.clusters:
            raise ProblemError(f"country: 1..{self.clusters} industries, got {self.industries}.")
        if self.colleges < 4 * self.clusters:
            raise ProblemError(f"country: at least 4 colleges a cluster, got {self.colleges}.")
        if self.enterprises < 2 * self.clusters or self.learners < self.colleges:
            raise ProblemError("country: at least 2 enterprises a cluster, and a learner a college.")
        if max(self.mergers, self.splits, self.role_changes) > self.clusters:
            raise ProblemError("country: at most one merger, split and change of parts a cluster.")
        if self.last < self.first:
            raise ProblemError("country: the last day lies before the first.")


FULL = CountrySize(
    clusters=70,
    industries=8,
    regions=43,
    colleges=700,
    enterprises=1500,
    learners=150_000,
    first=date(2024, 1, 1),
    last=date(2026, 10, 31),
    mergers=12,
    splits=4,
    role_changes=9,
    in_two=35,
)
"""As the first selection was: about 70 clusters of 8 industries in 43 regions, 150,000 learners (DOMAIN sheet §1)."""

TINY = CountrySize(
    clusters=4,
    industries=2,
    regions=3,
    colleges=16,
    enterprises=12,
    learners=900,
    first=date(2024, 1, 1),
    last=date(2026, 10, 31),
    mergers=1,
    splits=1,
    role_changes=1,
    in_two=2,
)
"""For tests."""
