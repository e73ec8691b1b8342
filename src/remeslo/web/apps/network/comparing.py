"""Two allocations side by side: what each group got, lost or has elsewhere now, and whom that touches."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from remeslo.core.base.keys import ElementKey, GroupKey, OrganisationKey
from remeslo.core.network.place import PlaceKey, Shift
from remeslo.core.network.request import Block, RequestKey
from remeslo.web.apps.network.kept import Booking, Denied, Kept


class What(StrEnum):
    """What happened to a request."""

    ADDED = "added"
    REMOVED = "removed"
    PLACE = "place"
    WEEKS = "weeks"
    SHIFT = "shift"
    PARTED = "parted"


@dataclass(frozen=True, slots=True)
class Difference:
    """One request that has not what it had: its bookings before and after (several when it was parted)."""

    request: RequestKey
    partner: OrganisationKey
    groups: tuple[GroupKey, ...]
    element: ElementKey
    title: str
    what: What
    before: tuple[Booking, ...]
    after: tuple[Booking, ...]

    @property
    def organisations(self) -> frozenset[OrganisationKey]:
        """Whom it touches: the college, and owners of places on both sides."""
        return frozenset({self.partner, *(b.owner for b in (*self.before, *self.after))})


def differences(before: Kept, after: Kept) -> list[Difference]:
    """Requests that differ, in the order of the later allocation, then what is gone."""
    old, new = _by_origin(before.bookings), _by_origin(after.bookings)
    rows: Iterable[Booking | Denied] = (*after.bookings, *after.denied, *before.bookings)
    found: dict[RequestKey, Difference] = {}
    for row in rows:
        key = (row.of or row.request) if isinstance(row, Booking) else row.request
        was, now = old.get(key, ()), new.get(key, ())
        if key not in found and _shape(was) != _shape(now):
            found[key] = Difference(
                key, row.partner, row.groups, row.element, row.title, _what(was, now), tuple(was), tuple(now)
            )
    return list(found.values())


def touched(found: Iterable[Difference]) -> Mapping[OrganisationKey, int]:
    """How many differences touch each organisation, the most touched first."""
    counts: dict[OrganisationKey, int] = defaultdict(int)
    for difference in found:
        for organisation in difference.organisations:
            counts[organisation] += 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _by_origin(bookings: Iterable[Booking]) -> dict[RequestKey, list[Booking]]:
    found: dict[RequestKey, list[Booking]] = defaultdict(list)
    for booking in bookings:
        found[booking.of or booking.request].append(booking)
    return found


def _shape(bookings: Iterable[Booking]) -> list[tuple[PlaceKey, Shift, tuple[Block, ...]]]:
    return sorted(((b.place, b.shift, b.blocks) for b in bookings), key=repr)


def _what(was: Iterable[Booking], now: Iterable[Booking]) -> What:
    old, new = list(was), list(now)
    if not old or not new:
        return What.ADDED if new else What.REMOVED
    if len(new) != len(old):
        return What.PARTED
    if {b.place for b in old} != {b.place for b in new}:
        return What.PLACE
    if {b.blocks for b in old} != {b.blocks for b in new}:
        return What.WEEKS
    return What.SHIFT
