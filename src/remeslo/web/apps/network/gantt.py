"""Bookings as bars over the weeks: by workshop (a lane for each that is there at once) or by group."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from remeslo.web.apps.network.kept import Booking, Kept
from remeslo.web.apps.network.scene import Scene
from remeslo.web.apps.network.spans import Span, spans

SERIES = 8
"""Colours and patterns of colleges; they repeat beyond that."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Some weeks of a booking without a gap, with the days of each of them together."""

    booking: Booking
    span: Span
    days: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Columns without anything."""

    weeks: int


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of bars that do not overlap, gaps filled: as many columns as there are weeks."""

    parts: tuple[Bar | Gap, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A workshop or a group with its lanes; ``note`` says what belongs to it."""

    key: str
    title: str
    note: str
    lanes: tuple[Lane, ...]
    days: int

    @property
    def groups(self) -> tuple[str, ...]:
        """The group, where the line is one of a group."""
        return (self.key,)


def by_place(scene: Scene, bookings: Iterable[Booking], weeks: Sequence[int]) -> list[Line]:
    """A line for each workshop that has a booking, in the order of the cluster."""
    found: dict[str, list[Booking]] = defaultdict(list)
    for booking in bookings:
        found[booking.place].append(booking)
    order = {str(p.key): n for n, p in enumerate(scene.problem.places)}
    return [
        _line(scene, key, scene.name(key), scene.name(rows[0].owner), rows, weeks)
        for key, rows in sorted(found.items(), key=lambda item: (order.get(item[0], len(order)), item[0]))
    ]


def by_group(scene: Scene, bookings: Iterable[Booking], weeks: Sequence[int]) -> list[Line]:
    """A line for each group, those of one college together."""
    found: dict[tuple[str, str], list[Booking]] = defaultdict(list)
    for booking in bookings:
        for group in booking.groups:
            found[booking.partner, group].append(booking)
    order = {str(c): n for n, c in enumerate(scene.colleges)}
    return [
        _line(scene, group, group, scene.name(partner), rows, weeks)
        for (partner, group), rows in sorted(found.items(), key=lambda i: (order.get(i[0][0], len(order)), i[0]))
    ]


def colours(scene: Scene, kept: Kept) -> dict[str, int]:
    """Number of the colour of each college, 1..8, in the order of the cluster."""
    there = {b.partner for b in kept.bookings}
    known = [c for c in scene.colleges if c in there] + sorted(there - set(scene.colleges))
    return {str(c): n % SERIES + 1 for n, c in enumerate(known)}


def _line(scene: Scene, key: str, title: str, note: str, rows: Sequence[Booking], weeks: Sequence[int]) -> Line:
    bars = sorted(_bars(scene, rows), key=lambda b: (b.span.first, b.span.last, b.booking.shift, b.booking.request))
    lanes: list[list[Bar]] = []
    for bar in bars:
        lane = next((x for x in lanes if x[-1].span.last < bar.span.first), None)
        if lane is None:
            lanes.append([bar])
        else:
            lane.append(bar)
    days = sum(b.days for b in rows)
    return Line(key, title, note, tuple(Lane(tuple(_filled(lane, weeks))) for lane in lanes), days)


def _bars(scene: Scene, rows: Iterable[Booking]) -> Iterator[Bar]:
    for booking in rows:
        for span in spans(scene, (b.week for b in booking.blocks)):
            days = sum(b.days for b in booking.blocks if span.first <= b.week <= span.last)
            yield Bar(booking, span, days)


def _filled(lane: Iterable[Bar], weeks: Sequence[int]) -> Iterator[Bar | Gap]:
    at, end = weeks[0], weeks[-1] + 1
    for bar in lane:
        if bar.span.first > at:
            yield Gap(bar.span.first - at)
        yield bar
        at = bar.span.last + 1
    if at < end:
        yield Gap(end - at)
