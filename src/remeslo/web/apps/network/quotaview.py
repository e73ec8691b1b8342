"""Quotas of partners: given, booked, left; and what is to be paid for the days that were used."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.network.place import PlaceKey
from remeslo.core.network.quota import Quota, QuotaKey
from remeslo.core.network.terms import ContractClause, NetworkContract
from remeslo.web.apps.network.enums import Word
from remeslo.web.apps.network.kept import Booking, Kept
from remeslo.web.apps.network.models import UseEntry
from remeslo.web.apps.network.scene import Scene

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class BookedWeek:
    """Days of a booking in a week that count against one quota (None: under no quota), and what was said of them."""

    booking: Booking
    week: int
    days: int
    quota: Quota | None
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
        """Days that are still free; below zero when more is booked than given."""
        return self.quota.days - self.booked


@dataclass(frozen=True, slots=True)
class Account:
    """What a partner owes an owner under one quota (or none): days booked, entered, confirmed, and the amount."""

    partner: OrganisationKey
    owner: OrganisationKey
    quota: Quota | None
    weeks: tuple[BookedWeek, ...]

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
    def price(self) -> Decimal | None:
        """Of a group-day; None: free."""
        return self.quota.price if self.quota else None

    @property
    def amount(self) -> Decimal:
        """Confirmed days times the price: only what both sides said is paid."""
        return self.confirmed * (self.price or ZERO)


def booked_weeks(scene: Scene, kept: Kept, entries: Iterable[UseEntry]) -> list[BookedWeek]:
    """Every week of every booking at another's place, each with its quota; see `_quota_for`."""
    said = {(e.request, e.week): e for e in entries}
    left: dict[QuotaKey, int] = {q.key: q.days for q in scene.problem.quotas}
    found = []
    for week, booking in sorted(_away(kept), key=lambda pair: (pair[0], pair[1].request)):
        days = booking.days_in(week)
        quota = _quota_for(scene.problem.quotas, booking, week, days, left)
        if quota is not None:
            left[quota.key] -= days
        found.append(BookedWeek(booking, week, days, quota, said.get((booking.request, week))))
    return found


def quota_rows(scene: Scene, weeks: Iterable[BookedWeek]) -> list[QuotaRow]:
    """Quotas in the order of the cluster."""
    booked: dict[QuotaKey, int] = defaultdict(int)
    for row in weeks:
        if row.quota is not None:
            booked[row.quota.key] += row.days
    contracts = {str(c.key): c for c in scene.value.contracts}
    found = []
    for quota in scene.problem.quotas:
        contract = contracts.get(quota.contract)
        clauses = tuple(c for c in scene.value.clauses if contract is not None and c.contract == contract.key)
        found.append(QuotaRow(quota, _owner(scene, quota.places), booked[quota.key], contract, clauses))
    return found


def accounts(weeks: Sequence[BookedWeek]) -> list[Account]:
    """By partner, owner and quota, the largest amounts first."""
    found: dict[tuple[OrganisationKey, OrganisationKey, QuotaKey | None], list[BookedWeek]] = defaultdict(list)
    for row in weeks:
        found[row.booking.partner, row.booking.owner, row.quota.key if row.quota else None].append(row)
    rows = [Account(p, o, group[0].quota, tuple(group)) for (p, o, _q), group in found.items()]
    return sorted(rows, key=lambda a: (-a.amount, -a.booked, a.partner, a.owner))


def _away(kept: Kept) -> Iterator[tuple[int, Booking]]:
    for booking in kept.bookings:
        if booking.is_away:
            for block in booking.blocks:
                yield block.week, booking


def _quota_for(
    quotas: Iterable[Quota], booking: Booking, week: int, days: int, left: Mapping[QuotaKey, int]
) -> Quota | None:
    """
    Of the partner's quotas that cover the week, the one that ends first and has the days; or else that ends first.

    Days of one week are not parted between quotas: a settlement names one clause for each.
    """
    may = sorted(
        (q for q in quotas if q.partner == booking.partner and q.covers(booking.place, week)),
        key=lambda q: (q.last, q.key),
    )
    return next((q for q in may if left[q.key] >= days), may[0] if may else None)


def _owner(scene: Scene, places: Iterable[PlaceKey]) -> OrganisationKey:
    return next(scene.problem.place_of[p].owner for p in sorted(places) if p in scene.problem.place_of)
