"""Quotas of partners: given, booked, left; and what is to be paid for the days on which both sides agree."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.line.network.settlement import Charge, UsedDays, settle
from remeslo.core.network.place import PlaceKey
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.quota import Quota, QuotaKey
from remeslo.core.network.request import Grant, Pattern, Request, RequestKey
from remeslo.core.network.result import Allocation
from remeslo.core.network.terms import ContractClause, NetworkContract
from remeslo.web.apps.network.enums import Word
from remeslo.web.apps.network.kept import Booking, Kept
from remeslo.web.apps.network.models import UseEntry
from remeslo.web.apps.network.scene import Scene


@dataclass(frozen=True, slots=True)
class BookedWeek:
    """Days of a booking at another's place in a week, and what was said of them."""

    booking: Booking
    week: int
    days: int
    entry: UseEntry | None

    @property
    def state(self) -> str:
        """``""`` not entered, ``entered``, ``confirmed``, ``disputed``."""
        if self.entry is None:
            return ""
        word = getattr(self.entry, "word", None)
        return "entered" if word is None else str(word.what)

    @property
    def used(self) -> int | None:
        """Days as the visiting college entered them."""
        return None if self.entry is None else self.entry.days

    @property
    def confirmed(self) -> int:
        """Days on which both sides agree."""
        return self.entry.days if self.entry is not None and self.state == Word.CONFIRMED else 0


@dataclass(frozen=True, slots=True)
class QuotaRow:
    """A quota with its days booked; the contract and clauses it comes from."""

    quota: Quota
    owner: OrganisationKey
    booked: int
    contract: NetworkContract | None
    clauses: tuple[ContractClause, ...]

    @property
    def left(self) -> int:
        """Days that are still free."""
        return self.quota.days - self.booked


@dataclass(frozen=True, slots=True)
class Priced:
    """Confirmed days under one quota (None: under none) at one price, and what they come to."""

    quota: Quota | None
    price: Decimal
    days: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Account:
    """What a partner owes an owner: days booked, entered, confirmed; priced by quotas, with the charges behind it."""

    partner: OrganisationKey
    owner: OrganisationKey
    weeks: tuple[BookedWeek, ...]
    charges: tuple[Charge, ...]
    priced: tuple[Priced, ...]

    @property
    def booked(self) -> int:
        """Group-days of the release."""
        return sum(w.days for w in self.weeks)

    @property
    def entered(self) -> int:
        """Group-days that the visiting college entered."""
        return sum(w.used or 0 for w in self.weeks)

    @property
    def confirmed(self) -> int:
        """Group-days on which both agree."""
        return sum(w.confirmed for w in self.weeks)

    @property
    def disputed(self) -> int:
        """Group-days on which they do not."""
        return sum(w.used or 0 for w in self.weeks if w.state == Word.DISPUTED)

    @property
    def amount(self) -> Decimal:
        """What is to be paid."""
        return sum((c.amount for c in self.charges), Decimal(0))


def booked_weeks(kept: Kept, entries: Iterable[UseEntry] = ()) -> list[BookedWeek]:
    """Every week of every booking at another's place, in order of weeks."""
    said = {(e.request, e.week): e for e in entries}
    rows = sorted(_away(kept), key=lambda pair: (pair[0], pair[1].request))
    return [BookedWeek(b, week, b.days_in(week), said.get((b.request, week))) for week, b in rows]


def quota_rows(scene: Scene, weeks: Iterable[BookedWeek]) -> list[QuotaRow]:
    """
    Quotas in the order of the cluster.

    Days that several quotas cover count against the cheapest first, as in settlement; what no quota has days for is not
    in any of them.
    """
    left = {q.key: q.days for q in scene.problem.quotas}
    for row in weeks:
        days = row.days
        for quota in _covering(scene.problem.quotas, row):
            part = min(days, left[quota.key])
            left[quota.key] -= part
            days -= part
    contracts = {str(c.key): c for c in scene.value.contracts}
    found = []
    for quota in scene.problem.quotas:
        contract = contracts.get(quota.contract)
        clauses = tuple(c for c in scene.value.clauses if contract is not None and c.contract == contract.key)
        owner = _owner(scene, quota.places)
        found.append(QuotaRow(quota, owner, quota.days - left[quota.key], contract, clauses))
    return found


def accounts(scene: Scene, kept: Kept, weeks: Sequence[BookedWeek]) -> tuple[list[Account], tuple[Finding, ...]]:
    """What each partner owes each owner by `core.line.network.settlement`, the largest first; what is not settled."""
    problem, allocation = frozen(scene, kept)
    facts = [_fact(scene, w.entry) for w in weeks if w.entry is not None and w.state]
    settled = settle(problem, allocation, scene.year, facts)
    quotas = {q.key: q for q in scene.problem.quotas}
    rows: dict[tuple[OrganisationKey, OrganisationKey], list[BookedWeek]] = defaultdict(list)
    for week in weeks:
        rows[week.booking.partner, week.booking.owner].append(week)
    found = []
    for (partner, owner), own in rows.items():
        charges = tuple(c for c in settled.charges if (c.partner, c.owner) == (partner, owner))
        found.append(Account(partner, owner, tuple(own), charges, _priced(charges, quotas)))
    return sorted(found, key=lambda a: (-a.amount, -a.booked, a.partner, a.owner)), settled.findings


def frozen(scene: Scene, kept: Kept) -> tuple[AllocationProblem, Allocation]:
    """A release as a problem of its own, whatever the plans say today; bookings at places that are gone are out."""
    requests, grants = [], {}
    for b in kept.bookings:
        place = scene.problem.place_of.get(b.place)
        if place is None:
            continue
        requests.append(
            Request(
                key=b.request,
                partner=b.partner,
                groups=b.groups,
                element=b.element,
                size=b.size,
                patterns=(Pattern(b.blocks),),
                places=(b.place,),
                home=scene.home(b.partner) or place.site,
                shifts=(b.shift,),
                title=b.title,
            )
        )
        grants[b.request] = Grant(b.place, b.shift, 0)
    problem = AllocationProblem(
        key=scene.problem.key,
        weeks=scene.problem.weeks,
        places=scene.problem.places,
        requests=tuple(requests),
        quotas=scene.problem.quotas,
        needs_quota=scene.problem.needs_quota,
    )
    return problem, Allocation(grants)


def facts_of(scene: Scene, entries: Iterable[UseEntry]) -> list[UsedDays]:
    """Used days as the core knows them."""
    return [_fact(scene, e) for e in entries]


def _fact(scene: Scene, entry: UseEntry) -> UsedDays:
    word = getattr(entry, "word", None)
    is_confirmed = word is not None and word.what == Word.CONFIRMED
    return UsedDays(
        key=str(entry.pk),
        request=RequestKey(entry.request),
        monday=scene.monday(entry.week),
        days=entry.days,
        recorded_by=OrganisationKey(entry.partner.key),
        confirmed_by=OrganisationKey(entry.owner.key) if is_confirmed else None,
    )


def _priced(charges: Iterable[Charge], quotas: Mapping[QuotaKey, Quota]) -> tuple[Priced, ...]:
    found: dict[tuple[QuotaKey | None, Decimal], list[Charge]] = defaultdict(list)
    for charge in charges:
        found[charge.quota, charge.price].append(charge)
    return tuple(
        Priced(
            quotas.get(key) if key else None, price, sum(c.days for c in own), sum((c.amount for c in own), Decimal(0))
        )
        for (key, price), own in found.items()
    )


def _away(kept: Kept) -> Iterator[tuple[int, Booking]]:
    for booking in kept.bookings:
        if booking.is_away:
            for block in booking.blocks:
                yield block.week, booking


def _covering(quotas: Iterable[Quota], row: BookedWeek) -> list[Quota]:
    may = (q for q in quotas if q.partner == row.booking.partner and q.covers(row.booking.place, row.week))
    return sorted(may, key=lambda q: (q.price or Decimal(0), q.key))


def _owner(scene: Scene, places: Iterable[PlaceKey]) -> OrganisationKey:
    return next(scene.problem.place_of[p].owner for p in sorted(places) if p in scene.problem.place_of)
