"""
What partners owe each other: booked days against used ones, used days times price.

A day is booked by a grant. It counts as used when the owner of the place has recorded it and the partner confirmed it
(or the other way round): one entry, the other side confirms. Only such days are settled, at the price of the quota that
covers them. Every amount names its grant, quota, contract and days.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from remeslo.core.base.findings import Finding, ProblemError, Severity
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.line.network.places import mondays_of
from remeslo.core.network.place import Place, PlaceKey
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.quota import Quota, QuotaKey
from remeslo.core.network.request import RequestKey
from remeslo.core.network.result import Allocation

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedDays:
    """
    A fact: days that a group was in a place in one week.

    Parameters
    ----------
    days
        >= 0; 0: it did not come.
    recorded_by, confirmed_by
        One of the two sides; ``confirmed_by`` ``None`` until the other side has answered.
    corrects
        Key of the fact that this one stands for instead; facts are never changed.
    """

    key: str
    request: RequestKey
    monday: date
    days: int
    recorded_by: OrganisationKey
    confirmed_by: OrganisationKey | None = None
    corrects: str | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.days <= 7 or self.monday.weekday():
            raise ProblemError(f"used days {self.key}: a Monday and 0..7 days, got {self.monday}, {self.days}.")
        if self.confirmed_by == self.recorded_by:
            raise ProblemError(f"used days {self.key}: who recorded them cannot confirm them.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """
    What a partner owes the owner of a place for the days of one grant in one week under one quota.

    ``amount`` = ``days`` x ``price``, rounded half up to cents; a free quota gives 0.
    """

    request: RequestKey
    place: PlaceKey
    owner: OrganisationKey
    partner: OrganisationKey
    monday: date
    days: int
    price: Decimal
    amount: Decimal
    quota: QuotaKey | None
    contract: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Settlement:
    """Charges in order of weeks, sums by (who pays, who gets), and what could not be settled."""

    charges: tuple[Charge, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def due(self) -> Mapping[tuple[OrganisationKey, OrganisationKey], Decimal]:
        """Sums > 0 by partner and owner."""
        sums: defaultdict[tuple[OrganisationKey, OrganisationKey], Decimal] = defaultdict(Decimal)
        for charge in self.charges:
            sums[charge.partner, charge.owner] += charge.amount
        return {pair: amount for pair, amount in sums.items() if amount}


def settle(problem: AllocationProblem, allocation: Allocation, year: int, used: Iterable[UsedDays]) -> Settlement:
    """
    Charges for the confirmed days of partners at others' places.

    Days above the grant, or above the quotas of an owner who asks for quotas, are told and not charged: nobody agreed
    on their price. Days that several quotas cover take the cheapest first.
    """
    making = _Settling(problem, allocation, mondays_of(year, problem.weeks))
    charges = tuple(c for fact in in_force(used) for c in making.of_fact(fact))
    return Settlement(charges, tuple(making.findings))


def in_force(used: Iterable[UsedDays]) -> tuple[UsedDays, ...]:
    """Facts that no other one corrects, in order of weeks."""
    facts = tuple(used)
    corrected = {f.corrects for f in facts if f.corrects is not None}
    return tuple(sorted((f for f in facts if f.key not in corrected), key=lambda f: (f.monday, f.request, f.key)))


class _Settling:
    """One run over the facts, with what is left of each quota."""

    def __init__(self, problem: AllocationProblem, allocation: Allocation, mondays: Sequence[date]) -> None:
        self.problem, self.allocation = problem, allocation
        self.number = {monday: n for n, monday in enumerate(mondays)}
        self.left = {q.key: q.days for q in problem.quotas}
        self.findings: list[Finding] = []
        self.taken: Counter[tuple[RequestKey, date]] = Counter()

    def of_fact(self, fact: UsedDays) -> Iterator[Charge]:
        """Charges of one fact."""
        request, grant = self.problem.request_of.get(fact.request), self.allocation.grants.get(fact.request)
        if request is None or grant is None or fact.monday not in self.number:
            self._tell("settle.unknown_grant", fact)
            return
        place = self.problem.place_of[grant.place]
        sides = {place.owner, request.partner}
        if not {fact.recorded_by, fact.confirmed_by or fact.recorded_by} <= sides:
            self._tell("settle.not_a_side", fact, owner=place.owner, partner=request.partner)
            return
        booked = self._booked(fact)
        if fact.confirmed_by is None and len(sides) > 1:
            self._tell("settle.not_confirmed", fact, owner=place.owner, partner=request.partner)
            return
        if self.taken[fact.request, fact.monday] + fact.days > booked:
            self._tell("settle.above_booked", fact, booked=booked)
        days = max(0, min(fact.days, booked - self.taken[fact.request, fact.monday]))
        self.taken[fact.request, fact.monday] += days
        if len(sides) > 1:
            yield from self._charges(fact, place, request.partner, days)

    def _booked(self, fact: UsedDays) -> int:
        request, grant = self.problem.request_of[fact.request], self.allocation.grants[fact.request]
        week = self.number[fact.monday]
        return sum(b.days for b in request.patterns[grant.pattern].blocks if b.week == week)

    def _charges(self, fact: UsedDays, place: Place, partner: OrganisationKey, days: int) -> Iterator[Charge]:
        week = self.number[fact.monday]
        for quota in sorted(self._covering(partner, place.key, week), key=lambda q: (q.price or Decimal(0), q.key)):
            part = min(days, self.left[quota.key])
            if part:
                self.left[quota.key] -= part
                days -= part
                yield self._charge(fact, place, partner, part, quota)
        if days and place.owner in self.problem.needs_quota:
            self._tell("settle.above_quota", fact, without=days, partner=partner, place=place.key)
        elif days:
            yield self._charge(fact, place, partner, days, None)

    def _covering(self, partner: OrganisationKey, place: PlaceKey, week: int) -> list[Quota]:
        return [q for q in self.problem.quotas if q.partner == partner and q.covers(place, week)]

    def _charge(self, fact: UsedDays, place: Place, partner: OrganisationKey, days: int, quota: Quota | None) -> Charge:
        price = (quota.price if quota else None) or Decimal(0)
        return Charge(
            request=fact.request,
            place=place.key,
            owner=place.owner,
            partner=partner,
            monday=fact.monday,
            days=days,
            price=price,
            amount=(days * price).quantize(CENT, ROUND_HALF_UP),
            quota=quota.key if quota else None,
            contract=quota.contract if quota else "",
            facts=(fact.key,),
        )

    def _tell(self, code: str, fact: UsedDays, **facts: object) -> None:
        named = {"fact": fact.key, "request": fact.request, "monday": fact.monday, "days": fact.days}
        self.findings.append(Finding(code, f"fact {fact.key}", {**named, **facts}, Severity.WARNING))
