"""From a cluster and its term plans to the allocation problem of a year."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import GroupKey, OrganisationKey, SiteKey
from remeslo.core.curriculum.result import TermPlan
from remeslo.core.line.assigning import travel
from remeslo.core.line.cluster import Cluster, StudentGroup
from remeslo.core.line.network.asked import Asked, Asks, monday_of, parts_of
from remeslo.core.line.network.moving import Exchange
from remeslo.core.line.network.places import YearPlaces, year_places
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.core.network.place import Condition, Place, PlaceKey
from remeslo.core.network.problem import AllocationProblem, TravelRules
from remeslo.core.network.request import Block, Grant, Pattern, Request, RequestKey

BY_THE_HOUR = "by-the-hour"
"""Marks requests that stand for the lessons of a partner's groups in a workshop that do not fill days: their hours of a
week, gathered into days; ``BY_THE_HOUR/PARTNER/PLACE/sHALF/N``."""


@dataclass(frozen=True)
class AllocationReading:
    """
    The problem of a year, and how its requests go back to the term plans.

    Parameters
    ----------
    exchanges
        For requests of practice: which weeks of the group each pattern exchanges, by its number.
    asked
        What each request of practice is for.
    """

    year: int
    problem: AllocationProblem
    exchanges: Mapping[RequestKey, tuple[Exchange, ...]]
    asked: Mapping[RequestKey, Asked]
    findings: tuple[Finding, ...] = ()


def allocation_problem(
    cluster: Cluster,
    outcomes: Iterable[ProgrammeOutcome],
    year: int,
    *,
    previous: Mapping[RequestKey, Grant] | None = None,
    pinned: Mapping[RequestKey, Grant] | None = None,
    moves: bool = True,
    plans: Mapping[GroupKey, TermPlan] | None = None,
    travel_rules: TravelRules | None = None,
    study_days: int = 6,
) -> AllocationReading:
    """
    What groups ask in the study year that begins on 1 September of ``year``, and what the cluster offers.

    A practice of whole weeks is a request a part of the group that fits a workshop (parts go together), with the weeks
    of the term plan and, when ``moves``, others that the plan could have as well. Lessons that do not fill days are
    asked for by partner, workshop and half-year, in days that hold their hours. Grants of ``previous`` and ``pinned``
    that are not asked for any more are left out.

    Parameters
    ----------
    plans
        Term plans of groups whose weeks were exchanged (`applied.Applied.plans`): their lessons by the hour lie where
        the exchanges brought them, their practices are asked for as before.
    """
    offered = year_places(cluster, year)
    by_key = {p.key: p for p in offered.places}
    asks = Asks(cluster, {o.key: o for o in outcomes}, by_key, moves, plans or {})
    making = _Making(cluster, offered)
    hourly: list[Asked] = []
    for asked in asks.of_year(year):
        if asked.whole:
            making.practice(asked)
        else:
            hourly.append(asked)
    making.by_the_hour(hourly)
    keys = {r.key for r in making.requests}
    problem = AllocationProblem(
        key=f"{cluster.key}/{year}",
        weeks=len(offered.mondays),
        places=offered.places,
        requests=tuple(making.requests),
        quotas=offered.quotas,
        needs_quota=offered.needs_quota,
        dormitories=offered.dormitories,
        minutes=travel(cluster),
        travel=travel_rules or TravelRules(),
        study_days=study_days,
        previous={k: g for k, g in (previous or {}).items() if k in keys},
        pinned={k: g for k, g in (pinned or {}).items() if k in keys},
    )
    findings = (*offered.findings, *(_unplaced(g, e) for g, e in asks.unplaced), *making.findings)
    return AllocationReading(year, problem, making.exchanges, making.asked, findings)


class _Making:
    """Requests in the making."""

    def __init__(self, cluster: Cluster, offered: YearPlaces) -> None:
        self.offered = offered
        self.weeks = {monday: n for n, monday in enumerate(offered.mondays)}
        self.homes: dict[OrganisationKey, SiteKey] = {}
        for site in cluster.sites:
            self.homes.setdefault(site.organisation, site.key)
        self.holdings = cluster.holdings
        self.requests: list[Request] = []
        self.exchanges: dict[RequestKey, tuple[Exchange, ...]] = {}
        self.asked: dict[RequestKey, Asked] = {}
        self.findings: list[Finding] = []

    def practice(self, asked: Asked) -> None:
        """A request for each part of the group."""
        ways = [way for way in asked.ways if self._laid(asked, way) is not None]
        patterns = [p for way in ways if (p := self._laid(asked, way)) is not None]
        if not patterns or asked.group.organisation not in self.homes:
            self.findings.append(_outside(asked))
            return
        sizes = parts_of(asked.group.size, asked.places)
        for number, size in enumerate(sizes, start=1):
            key = RequestKey(f"{asked.key}/p{number}" if len(sizes) > 1 else asked.key)
            self._add(asked, key, tuple(patterns), size, number if len(sizes) > 1 else 0)
            self.exchanges[key], self.asked[key] = tuple(ways), asked

    def _laid(self, asked: Asked, way: Exchange) -> Pattern | None:
        """The pattern after an exchange; ``None`` when a week of it lies outside of the year."""
        goes = dict(way)
        blocks = []
        for week, hours in asked.weeks:
            monday = monday_of(asked.group, goes.get(week, week))
            if monday not in self.weeks:
                return None
            blocks.append(Block(self.weeks[monday], min(7, ceil(hours / asked.places[0].hours_a_day))))
        return Pattern(tuple(sorted(blocks, key=lambda b: b.week)), moved=len(way))

    def _add(self, asked: Asked, key: RequestKey, patterns: tuple[Pattern, ...], size: int, part: int) -> None:
        group = asked.group
        self.requests.append(
            Request(
                key=key,
                partner=group.organisation,
                groups=(group.key,),
                element=asked.element.key,
                size=size,
                patterns=patterns,
                places=tuple(p.key for p in asked.places if p.places >= size),
                home=self.homes[group.organisation],
                holds=self._holds(group, patterns),
                part=part,
                title=asked.element.title,
                together=asked.key if part else "",
            )
        )

    def _holds(self, group: StudentGroup, patterns: Sequence[Pattern]) -> frozenset[Condition]:
        """Conditions met when the earliest of the patterns begins."""
        day = self.offered.mondays[min(p.blocks[0].week for p in patterns)]
        return frozenset(h.condition for h in self.holdings if h.group == group.key and h.since <= day)

    def by_the_hour(self, hourly: Iterable[Asked]) -> None:
        """Lessons gathered by partner, place and half-year."""
        heaps: dict[tuple[OrganisationKey, PlaceKey, int], list[Asked]] = {}
        for asked in hourly:
            heap = (asked.group.organisation, asked.places[0].key, 2 - asked.semester % 2)
            heaps.setdefault(heap, []).append(asked)
        for (partner, place, half), lessons in heaps.items():
            where = next(p for p in self.offered.places if p.key == place)
            if partner in self.homes:
                self._heap(partner, where, half, lessons)

    def _heap(self, partner: OrganisationKey, place: Place, half: int, lessons: Sequence[Asked]) -> None:
        days = self._days(place, lessons)
        sheets = ceil(max(days.values(), default=0) / _DAYS)
        for number in range(sheets):
            left = {w: min(_DAYS, d - number * _DAYS) for w, d in days.items() if d > number * _DAYS}
            key = RequestKey(f"{BY_THE_HOUR}/{partner}/{place.key}/s{half}/{number + 1}")
            groups = tuple(dict.fromkeys(a.group for a in lessons))
            largest = max(min(g.size, place.places) for g in groups)
            pattern = Pattern(tuple(Block(w, d) for w, d in sorted(left.items())))
            self.requests.append(
                Request(
                    key=key,
                    partner=partner,
                    groups=(GroupKey(key),),
                    element=lessons[0].element.key,
                    size=largest,
                    patterns=(pattern,),
                    places=(place.key,),
                    home=self.homes[partner],
                    holds=frozenset.intersection(*(self._holds(g, [pattern]) for g in groups)),
                    title=", ".join(dict.fromkeys(a.element.title for a in lessons)),
                )
            )

    def _days(self, place: Place, lessons: Iterable[Asked]) -> Mapping[int, int]:
        """Days of each week that hold the stays of all lessons, those of each subgroup by itself."""
        stays: dict[int, list[int]] = {}
        for asked in lessons:
            parts = len(parts_of(asked.group.size, (place,)))
            for week, amount in asked.weeks:
                monday = monday_of(asked.group, week)
                if monday in self.weeks:
                    whole, rest = divmod(amount, place.hours_a_day)
                    own = [place.hours_a_day] * whole + [rest] * (rest > 0)
                    stays.setdefault(self.weeks[monday], []).extend(own * parts)
        return {week: _days_for(hours, place.hours_a_day) for week, hours in stays.items()}


def _days_for(stays: Iterable[int], day: int) -> int:
    """
    Days that hold stays of so many hours, none of them cut: the longest first, each on the first day with room.

    First-fit decreasing: at most 11/9 of the fewest and 6/9 of a day more (Dosa 2007), exact for stays of which no two
    fit one day.
    """
    left: list[int] = []
    for hours in sorted(stays, reverse=True):
        for n, free in enumerate(left):
            if hours <= free:
                left[n] -= hours
                break
        else:
            left.append(day - hours)
    return len(left)


_DAYS = 6
"""Days of a week that one request by the hour asks at most; what is beyond is asked in another one."""


def _unplaced(group: GroupKey, element: object) -> Finding:
    facts = {"group": group, "element": element}
    return Finding("network.practice_without_place", f"{group}/{element}", facts, Severity.WARNING)


def _outside(asked: Asked) -> Finding:
    facts = {"group": asked.group.key, "element": asked.element.key, "title": asked.element.title}
    return Finding("network.outside_the_year", asked.key, facts, Severity.WARNING)


def practices(reading: AllocationReading) -> Iterator[Request]:
    """Requests of practice, those by the hour apart."""
    yield from (r for r in reading.problem.requests if r.key in reading.asked)
