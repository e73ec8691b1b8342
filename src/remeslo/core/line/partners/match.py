"""The fit of one pair with its reasons, and ranked lists from either side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from remeslo.core.line.partners.profiles import CollegeProfile, EnterpriseProfile
from remeslo.core.line.partners.served import Served, served
from remeslo.core.line.partners.tools import Names, Tool, tools
from remeslo.core.line.partners.way import Nearness, WayKind, nearness
from remeslo.core.line.partners.weights import Weights


class ReasonKind(StrEnum):
    """Why two fit; the first two are what a partnership is about, the others are circumstances."""

    DEMAND = "demand"
    EQUIPMENT = "equipment"
    DISTANCE = "distance"
    CAPACITY = "capacity"
    TIES = "ties"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """
    One reason.

    Parameters
    ----------
    degree
        How far it holds, 0..1.
    share
        What it gives of the fit: weight x degree / sum of weights; the shares of a match add up to its fit.
    have, of
        The numbers of the degree where it is a ratio: people, machines; else 0.
    is_known
        False when nothing is known that could speak for or against: it gives nothing then.
    """

    kind: ReasonKind
    degree: Fraction
    share: Fraction
    have: Fraction = Fraction(0)
    of: int = 0
    is_known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A pair that fits: every reason with its share, and what the reasons are made of."""

    enterprise: str
    college: str
    fit: Fraction
    reasons: tuple[Reason, ...]
    served: tuple[Served, ...]
    tools: tuple[Tool, ...]
    way: Nearness
    agreements: tuple[str, ...]
    clusters: tuple[str, ...]

    def reason(self, kind: ReasonKind) -> Reason:
        """The reason of a kind."""
        return next(r for r in self.reasons if r.kind is kind)

    @property
    def placed(self) -> int:
        """People for whom there are places."""
        return sum(s.placed for s in self.served)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """
    What binds pairs already, by (enterprise, college).

    Parameters
    ----------
    agreements
        Names of agreements in force.
    clusters
        Names of clusters in which both are members.
    minutes
        Of the way from door to door, where it is known.
    """

    agreements: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    clusters: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    minutes: Mapping[tuple[str, str], int] = field(default_factory=dict)


NO_TIES = Ties()
USUAL = Weights()


def match(
    enterprise: EnterpriseProfile,
    college: CollegeProfile,
    *,
    ties: Ties = NO_TIES,
    weights: Weights = USUAL,
    names: Names | None = None,
) -> Match | None:
    """
    How well the two fit; None when the college teaches nothing and has nothing that the enterprise asks for.

    Nearness, places and ties speak for a pair only when there is something to be partners in.
    """
    pair = (enterprise.key, college.key)
    answered = served(enterprise, college, weights)
    machines = tools(enterprise, college, weights.alike, names or Names())
    way = nearness(enterprise, college, ties.minutes.get(pair), weights)
    agreements, clusters = ties.agreements.get(pair, ()), ties.clusters.get(pair, ())
    people, met = enterprise.people, sum(1 for t in machines if t.has)
    wanted = sum((s.degree * s.ask.people for s in answered), Fraction(0))
    placed = sum(s.placed for s in answered)
    has_places = any(p.places for p in college.programmes)
    tie = Fraction(1) if agreements else weights.same_cluster if clusters else Fraction(0)
    substance = (
        _ratio(ReasonKind.DEMAND, weights.demand, wanted, people, weights),
        _ratio(ReasonKind.EQUIPMENT, weights.equipment, Fraction(met), len(machines), weights),
    )
    if not any(r.share for r in substance):
        return None
    reasons = (
        *substance,
        _plain(ReasonKind.DISTANCE, weights.distance, way.degree, weights, is_known=way.kind is not WayKind.UNKNOWN),
        _ratio(ReasonKind.CAPACITY, weights.capacity, Fraction(placed), people, weights, is_known=has_places),
        _plain(ReasonKind.TIES, weights.ties, tie, weights),
    )
    return Match(
        enterprise=enterprise.key,
        college=college.key,
        fit=sum((r.share for r in reasons), Fraction(0)),
        reasons=tuple(sorted(reasons, key=lambda r: -r.share)),
        served=answered,
        tools=machines,
        way=way,
        agreements=agreements,
        clusters=clusters,
    )


def partners_of_enterprise(
    enterprise: EnterpriseProfile,
    colleges: Iterable[CollegeProfile],
    *,
    ties: Ties = NO_TIES,
    weights: Weights = USUAL,
) -> tuple[Match, ...]:
    """Colleges that fit an enterprise, the best first; of equal fit the key decides."""
    names = Names()
    found = (match(enterprise, c, ties=ties, weights=weights, names=names) for c in colleges)
    return tuple(sorted((m for m in found if m is not None), key=lambda m: (-m.fit, m.college)))


def partners_of_college(
    college: CollegeProfile,
    enterprises: Iterable[EnterpriseProfile],
    *,
    ties: Ties = NO_TIES,
    weights: Weights = USUAL,
) -> tuple[Match, ...]:
    """Enterprises that fit a college, the best first; of equal fit those for whose people it has more places."""
    names = Names()
    found = (match(e, college, ties=ties, weights=weights, names=names) for e in enterprises)
    return tuple(sorted((m for m in found if m is not None), key=lambda m: (-m.fit, -m.placed, m.enterprise)))


def _ratio(
    kind: ReasonKind, weight: int, have: Fraction, of: int, weights: Weights, *, is_known: bool = True
) -> Reason:
    degree = Fraction(have, of) if of else Fraction(0)
    share = degree * weight / weights.total
    return Reason(kind=kind, degree=degree, share=share, have=have, of=of, is_known=is_known and of > 0)


def _plain(kind: ReasonKind, weight: int, degree: Fraction, weights: Weights, *, is_known: bool = True) -> Reason:
    return Reason(kind=kind, degree=degree, share=degree * weight / weights.total, is_known=is_known)
