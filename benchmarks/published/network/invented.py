"""
Invented clusters: colleges of one industry around a resource centre, practice of their groups over a study year.

Each college has workshops of its own for some trades, the centre for all of them, larger ones, in two shifts. Groups
have blocks of whole weeks, which may move by some weeks, and scattered days over a semester, which may not. Groups of
more than fifteen come in two parts that go together. The centre's places are used within quotas; colleges lie up to
three hours apart, and the centre has a dormitory. Numbers are drawn from a seed; nobody's real cluster is like that.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from math import ceil, hypot

from remeslo.core.base.keys import ElementKey, GroupKey, OrganisationKey, SiteKey
from remeslo.core.network.place import ANYBODY, Condition, Opening, Place, PlaceKey, PlaceKind, Shift
from remeslo.core.network.problem import AllocationProblem, Dormitory
from remeslo.core.network.quota import Quota, QuotaKey
from remeslo.core.network.request import Block, Pattern, Request, RequestKey

WEEKS = 52
STUDY = (*range(17), *range(19, 43))
"""Weeks with lessons: from September to Christmas, from mid-January to June."""
TRADES = ("turning", "welding", "fitting", "electrics", "hydraulics", "automation", "robots", "metrology")
CENTRE = OrganisationKey("centre")


def invented(groups: int, seed: int = 0, *, tightness: float = 1.0) -> AllocationProblem:
    """A cluster of so many groups; ``tightness`` above 1 asks for more than there is."""
    return _Making(groups, seed, tightness).problem()


class _Making:
    """One cluster in the making."""

    def __init__(self, groups: int, seed: int, tightness: float) -> None:
        self.random = random.Random(f"{seed}/{groups}")
        self.groups, self.seed, self.tightness = groups, seed, tightness
        self.colleges = tuple(OrganisationKey(f"college-{n:02d}") for n in range(max(3, groups // 6)))
        self.trades = TRADES[: max(3, min(len(TRADES), groups // 6))]
        self.site = {c: SiteKey(f"site-{c}") for c in (*self.colleges, CENTRE)}
        self.at = {c: (self.random.uniform(-60, 60), self.random.uniform(-60, 60)) for c in self.colleges}
        self.at[CENTRE] = (0.0, 0.0)
        self.places: dict[PlaceKey, Place] = {}
        self.by_trade: dict[str, list[PlaceKey]] = {t: [] for t in self.trades}

    def problem(self) -> AllocationProblem:
        """Everything together."""
        self._workshops()
        requests = tuple(r for n in range(self.groups) for r in self._group(n))
        return AllocationProblem(
            key=f"invented-{self.groups}-{self.seed}",
            weeks=WEEKS,
            places=tuple(self.places.values()),
            requests=requests,
            quotas=tuple(self._quotas(requests)),
            needs_quota=frozenset({CENTRE}),
            dormitories=(Dormitory(key="hostel", near=frozenset({self.site[CENTRE]}), beds=20 + 2 * self.groups),),
            minutes=self._minutes(),
        )

    def _workshops(self) -> None:
        for trade in self.trades:
            for number in range(max(1, round(self.groups / 60))):
                self._workshop(CENTRE, trade, f"{trade}-{number}", seats=24, parallel=2, shifts=(1, 2))
        for college in self.colleges:
            for trade in self.random.sample(self.trades, k=max(1, len(self.trades) // 3)):
                self._workshop(college, trade, f"{college}-{trade}", seats=15, parallel=1, shifts=(1,))

    def _workshop(
        self, owner: OrganisationKey, trade: str, key: str, *, seats: int, parallel: int, shifts: tuple[int, ...]
    ) -> None:
        days = {ANYBODY: 6} if owner == CENTRE else {owner: 4, ANYBODY: 2}
        closed = set(self.random.sample(STUDY, k=2))
        openings = tuple(
            Opening(w, Shift(s), days if s == 1 else {ANYBODY: 5}) for w in STUDY if w not in closed for s in shifts
        )
        place = Place(
            key=PlaceKey(key),
            kind=PlaceKind.WORKSHOP,
            site=self.site[owner],
            owner=owner,
            title=key,
            places=seats,
            parallel=parallel,
            openings=openings,
            asks=frozenset({Condition.BRIEFING}) if owner == CENTRE else frozenset(),
        )
        self.places[place.key] = place
        self.by_trade[trade].append(place.key)

    def _group(self, number: int) -> Iterator[Request]:
        college = self.random.choice(self.colleges)
        group, size = GroupKey(f"group-{number:03d}"), self.random.randint(12, 25)
        for practice in range(round(2 * self.tightness) if self.random.random() < 0.8 else 1):
            trade = self.random.choice(self.trades)
            scattered = self.random.random() < 0.4
            patterns = tuple(self._scattered() if scattered else self._blocks())
            yield from self._parts(college, group, size, f"{group}/practice-{practice}", patterns, trade)

    def _parts(
        self,
        college: OrganisationKey,
        group: GroupKey,
        size: int,
        key: str,
        patterns: tuple[Pattern, ...],
        trade: str,
    ) -> Iterator[Request]:
        halves = (size,) if size <= 15 else (ceil(size / 2), size // 2)
        near = sorted(self.by_trade[trade], key=lambda p: (self._way(self.places[p].owner, college), p))
        for part, learners in enumerate(halves, start=1):
            yield Request(
                key=RequestKey(f"{key}/p{part}"),
                partner=college,
                groups=(group,),
                element=ElementKey("УП.01"),
                size=learners,
                patterns=patterns,
                places=tuple(near[:4]),
                home=self.site[college],
                holds=frozenset({Condition.BRIEFING}),
                part=part if len(halves) > 1 else 0,
                together=key if len(halves) > 1 else "",
                title=f"{trade} {key}",
            )

    def _blocks(self) -> Iterator[Pattern]:
        """One to three whole weeks, and the same some weeks earlier or later."""
        length = self.random.randint(1, 3)
        start = self.random.randrange(3, len(STUDY) - length)
        for by in (0, 1, -1, 2, -2, 3, -3, 4):
            at = start + by
            if 0 <= at <= len(STUDY) - length:
                yield Pattern(tuple(Block(STUDY[at + n], 6 if n else 5) for n in range(length)), length if by else 0)

    def _scattered(self) -> Iterator[Pattern]:
        """A day or two a week for some weeks of a semester."""
        weeks = self.random.choice((STUDY[2:14], STUDY[18:30], STUDY[5:15]))
        yield Pattern(tuple(Block(w, self.random.choice((1, 1, 2))) for w in weeks))

    def _quotas(self, requests: tuple[Request, ...]) -> Iterator[Quota]:
        """For each college and half-year, a share of what it might ask of the centre."""
        centre = frozenset(p.key for p in self.places.values() if p.owner == CENTRE)
        for college in self.colleges:
            asked = sum(r.days for r in requests if r.partner == college)
            for name, first, last in (("autumn", 0, 18), ("spring", 19, WEEKS - 1)):
                yield Quota(
                    key=QuotaKey(f"{college}/{name}"),
                    partner=college,
                    places=centre,
                    first=first,
                    last=last,
                    days=max(12, round(asked * self.random.uniform(0.25, 0.5))),
                )

    def _minutes(self) -> dict[tuple[SiteKey, SiteKey], int]:
        everybody = (*self.colleges, CENTRE)
        return {
            (self.site[a], self.site[b]): max(5, round(self._way(a, b)))
            for a in everybody
            for b in everybody
            if self.site[a] < self.site[b]
        }

    def _way(self, a: OrganisationKey, b: OrganisationKey) -> float:
        """Minutes: 1.2 a kilometre, and ten to the stop."""
        (ax, ay), (bx, by) = self.at[a], self.at[b]
        return 0.0 if a == b else 10 + 1.2 * hypot(ax - bx, ay - by)
