"""Which industry a region should build its next cluster in: a score of four components, each with its numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from remeslo.core.base.findings import ProblemError


class Component(StrEnum):
    """What speaks for an industry; each in 0..1, the best industry of the region at 1."""

    DEMAND = "demand"
    """People whom employers of the region ask for and nobody trains."""
    COLLEGES = "colleges"
    """Colleges of the region with a fitting licence."""
    PARTNERS = "partners"
    """Enterprises of the industry in the region."""
    DISTANCE = "distance"
    """How near those enterprises are to the nearest fitting college."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndustryDemand:
    """
    What one employer asks for.

    Parameters
    ----------
    wanted, met
        People, >= 0; ``met`` are those whom somebody trains or has promised.
    """

    region: str
    industry: str
    enterprise: str
    occupation: str
    year: int
    wanted: int
    met: int = 0

    def __post_init__(self) -> None:
        if self.wanted < 0 or self.met < 0:
            raise ProblemError(f"demand of {self.enterprise}: numbers must be >= 0.")

    @property
    def unmet(self) -> int:
        """Wanted less met, never below 0."""
        return max(0, self.wanted - self.met)


YEARS_EARLY = 1
"""Graduates of so many calendar years before the year asked for may still be waited for; earlier ones have gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndustrySupply:
    """
    Places that a programme of the region's colleges gives already, by its plan of intake.

    Parameters
    ----------
    year
        Calendar year in which they graduate; ``None`` where nobody knows it, because the programme has no term plan.
    places
        >= 0.
    """

    college: str
    programme: str
    year: int | None
    places: int

    def __post_init__(self) -> None:
        if self.places < 0:
            raise ProblemError(f"places of {self.programme} at {self.college}: must be >= 0, got {self.places}.")


@dataclass(frozen=True, slots=True)
class YearBalance:
    """People asked for in a calendar year whom nobody promised, and the places that graduate for them in time."""

    year: int
    asked: int
    given: int

    @property
    def unmet(self) -> int:
        """People for whom there is no place."""
        return self.asked - self.given


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighting:
    """
    How components weigh from a day on.

    Parameters
    ----------
    weights
        By component, >= 0, together 1.
    near_km
        Distance in km at which the component ``DISTANCE`` has fallen to a half, > 0.
    built_already
        Factor in 0..1 for each cluster of the industry that the region has already.
    verified
        False when nobody has compared it with a text.
    """

    since: date
    weights: Mapping[Component, Decimal]
    near_km: Decimal
    built_already: Decimal
    source: str
    verified: bool = False

    def __post_init__(self) -> None:
        if set(self.weights) != set(Component) or min(self.weights.values()) < 0 or sum(self.weights.values()) != 1:
            raise ProblemError(f"weights since {self.since}: one for each component, none below 0, together 1.")
        if self.near_km <= 0 or not 0 <= self.built_already <= 1:
            raise ProblemError(f"weights since {self.since}: near_km > 0, built_already in 0..1.")


class NoWeighting(LookupError):
    """No weights were in force on that day; nothing is put in their place."""


def weighting_on(editions: Iterable[Weighting], day: date) -> Weighting:
    """The weights in force on a day; raises NoWeighting before the first."""
    past = [e for e in editions if e.since <= day]
    if not past:
        raise NoWeighting(f"no weights for the next industry are in force on {day.isoformat()}.")
    return max(past, key=lambda e: e.since)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndustryCase:
    """
    What is known of one industry in one region.

    Parameters
    ----------
    demand
        Of employers of the region.
    supply
        Of the industry's programmes at colleges of the region. A place counts for any job of the industry.
    colleges
        Colleges of the region with a licence for a programme of the industry.
    partners
        Enterprises of the industry in the region.
    distances_km
        From each partner whose place is known to the nearest of the colleges whose place is known, >= 0.
    clusters
        Clusters of the industry that the region has.
    """

    industry: str
    demand: tuple[IndustryDemand, ...] = ()
    supply: tuple[IndustrySupply, ...] = ()
    colleges: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    distances_km: tuple[float, ...] = ()
    clusters: tuple[str, ...] = ()

    @property
    def balance(self) -> tuple[YearBalance, ...]:
        """
        What is asked for and given in each year in which anything is asked for.

        A place goes to one person, of the year in which it graduates or of the `YEARS_EARLY` after it. The places that
        could wait least go first, so that no other order leaves fewer people without one.
        """
        left: dict[int, int] = {}
        for s in self.supply:
            if s.year is not None:
                left[s.year] = left.get(s.year, 0) + s.places
        found = []
        for year in sorted({d.year for d in self.demand}):
            asked = sum(d.unmet for d in self.demand if d.year == year)
            given = 0
            for graduates in range(year - YEARS_EARLY, year + 1):
                taken = min(asked - given, left.get(graduates, 0))
                left[graduates] = left.get(graduates, 0) - taken
                given += taken
            found.append(YearBalance(year, asked, given))
        return tuple(found)

    @property
    def unmet(self) -> int:
        """People asked for whom nobody trains."""
        return sum(b.unmet for b in self.balance)

    @property
    def asked(self) -> int:
        """People asked for whom nobody promised."""
        return sum(b.asked for b in self.balance)

    @property
    def given(self) -> int:
        """Places that graduate for them in time."""
        return sum(b.given for b in self.balance)

    @property
    def undated(self) -> tuple[IndustrySupply, ...]:
        """Places of which nobody knows when they graduate; they are not subtracted."""
        return tuple(s for s in self.supply if s.year is None and s.places)

    @property
    def mean_km(self) -> Fraction | None:
        """Mean distance in whole tenths of a km; ``None`` where none is known."""
        if not self.distances_km:
            return None
        return Fraction(sum(round(d * 10) for d in self.distances_km), 10 * len(self.distances_km))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """
    One component of a score.

    Parameters
    ----------
    measured
        The number itself: people, colleges, enterprises, mean km; ``None`` where nothing is known (counts as 0).
    best
        The largest of the region's industries (the smallest for km), which has 1.
    share
        Of the best, in 0..1.
    points
        Share times weight.
    """

    component: Component
    measured: Fraction | None
    best: Fraction | None
    share: Fraction
    weight: Decimal
    points: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """
    An industry with its score.

    Parameters
    ----------
    factor
        For clusters of the industry that there are already, 1 without any.
    score
        Sum of the parts' points times the factor, in 0..1.
    possible
        False when no college has a fitting licence, or no enterprise is there: it stands at the end.
    """

    rank: int
    case: IndustryCase
    parts: tuple[Part, ...]
    factor: Fraction
    score: Fraction
    possible: bool


def rank_industries(cases: Iterable[IndustryCase], weighting: Weighting) -> tuple[Ranked, ...]:
    """
    Industries of a region, the one to build next first; equal scores by name, ranks without gaps shared by none.

    Shares are of the region's own best, so that scores of different regions do not compare.
    """
    every = list(cases)
    tops = {c: max((_amount(case, c, weighting) for case in every), default=Fraction(0)) for c in Component}
    scored = []
    for case in every:
        parts = tuple(_part(case, c, tops[c], every, weighting) for c in Component)
        factor = Fraction(weighting.built_already) ** len(case.clusters)
        score = sum((p.points for p in parts), Fraction(0)) * factor
        scored.append((bool(case.colleges and case.partners), score, case, parts, factor))
    scored.sort(key=lambda s: (not s[0], -s[1], s[2].industry))
    return tuple(
        Ranked(rank=n, case=case, parts=parts, factor=factor, score=score, possible=possible)
        for n, (possible, score, case, parts, factor) in enumerate(scored, start=1)
    )


def _amount(case: IndustryCase, component: Component, weighting: Weighting) -> Fraction:
    """What is compared: larger is better."""
    match component:
        case Component.DEMAND:
            return Fraction(case.unmet)
        case Component.COLLEGES:
            return Fraction(len(case.colleges))
        case Component.PARTNERS:
            return Fraction(len(case.partners))
        case _:
            near = Fraction(weighting.near_km)
            return Fraction(0) if case.mean_km is None else near / (near + case.mean_km)


def _part(
    case: IndustryCase, component: Component, top: Fraction, every: Iterable[IndustryCase], weighting: Weighting
) -> Part:
    amount, weight = _amount(case, component, weighting), weighting.weights[component]
    share = amount / top if top else Fraction(0)
    is_distance = component is Component.DISTANCE
    known = [c.mean_km for c in every if c.mean_km is not None]
    return Part(
        component=component,
        measured=case.mean_km if is_distance else amount,
        best=min(known, default=None) if is_distance else top,
        share=share,
        weight=weight,
        points=share * Fraction(weight),
    )
