"""What no plan goes below, by argument: hours, order and windows, yearly limits, the fixed curriculum."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from remeslo.core.curriculum.axis import Arrow, Axis, Item


@dataclass(frozen=True, slots=True)
class Bound:
    """At least so many study weeks; ``by`` hours, chain, window, attestation, curriculum or (in `solve`) search."""

    places: int
    by: str


@dataclass(frozen=True)
class Earliest:
    """
    Earliest places, ignoring that weeks fill up.

    Parameters
    ----------
    first, last
        By item number: place where it can begin, and where it can have got its least units.
    stuck
        Items that cannot end inside the calendar.
    """

    first: Mapping[int, int]
    last: Mapping[int, int]
    stuck: frozenset[int]


def lower_bound(axis: Axis) -> Bound:
    """The strongest of all arguments; among equals the first, which is the easiest to tell."""
    return max(_bounds(axis), key=lambda b: b.places)


def fewest_weeks(axis: Axis, items: Iterable[Item]) -> int:
    """Weeks that the least hours of some items fill: whole weeks + the rest at full capacity, rounded up."""
    chosen = list(items)
    whole = sum(i.low // i.week for i in chosen if i.whole)
    spread = sum(i.low for i in chosen if not i.whole)
    return whole - (-spread // axis.capacity)


def _bounds(axis: Axis) -> Iterator[Bound]:
    yield Bound(fewest_weeks(axis, axis.items), "hours")
    for form in axis.forms:
        yield Bound(_hours_of_form(axis, form.items, form.low), "hours")
    plain = earliest(axis, windows=False)
    yield Bound(max(plain.last.values(), default=-1) + 1, "chain")
    yield Bound(_with_followers(axis, plain), "chain")
    windowed = earliest(axis)
    yield Bound(max(windowed.last.values(), default=-1) + 1, "window")
    yield Bound(_with_followers(axis, windowed), "window")
    yield from _years(axis)
    yield from _curriculum(axis)


def _hours_of_form(axis: Axis, members: tuple[int, ...], low: int) -> int:
    """
    Units that a form asks beyond the least ones go to spread items, which fill weeks best, as far as these have room.

    The rest goes to as few whole weeks as hold it; what these hold beyond the rest, spread items need not take.
    """
    inside = [axis.items[i] for i in members]
    missing = max(0, low - sum(i.low for i in inside))
    room = sum(i.high - i.low for i in inside if not i.whole)
    longest = max((i.week for i in inside if i.whole), default=0)
    more = -(-max(0, missing - room) // longest) if longest else 0
    whole = sum(i.low // i.week for i in axis.items if i.whole) + more
    spread = sum(i.low for i in axis.items if not i.whole) + max(0, missing - more * longest)
    return whole - (-spread // axis.capacity)


def earliest(axis: Axis, *, windows: bool = True) -> Earliest:
    """Earliest places by links, pace and capacity of what must come before; with or without the items' windows."""
    first = dict.fromkeys(range(len(axis.items)), 0)
    last: dict[int, int] = {}
    stuck: set[int] = set()
    energy = {i: _place_by_energy(axis, before) for i, before in _before(axis).items()}
    for _ in range(len(axis.items) + 1):
        changed = False
        for item in axis.items:
            i = item.number
            ready = max([first[i], energy[i], *(_ready(a, first, last) for a in axis.arrows if a.after == i)])
            place = _place(axis, item, ready, windows=windows)
            if place is None:
                stuck.add(i)
                place = (ready, ready + item.weeks(item.low) - 1)
            if place != (first[i], last.get(i)):
                first[i], last[i], changed = *place, True
        if not changed:
            break
    return Earliest(first, last, frozenset(stuck))


def _ready(a: Arrow, first: Mapping[int, int], last: Mapping[int, int]) -> int:
    return (first[a.before] if a.starts else last.get(a.before, 0)) + a.lag


def _place(axis: Axis, item: Item, ready: int, *, windows: bool) -> tuple[int, int] | None:
    """First and last place when the item begins as early as it can from ``ready`` on; None: not in the calendar."""
    count = max(1, item.weeks(item.low))
    if not windows:
        return (ready, ready + count - 1)
    places = [p for p in item.allowed if p >= ready]
    if item.whole or item.sitting:
        rows = (p for n, p in enumerate(places) if places[n : n + count] == list(range(p, p + count)))
        start = next(rows, None)
        return None if start is None else (start, start + count - 1)
    return (places[0], places[count - 1]) if len(places) >= count else None


def _before(axis: Axis) -> dict[int, tuple[int, frozenset[int]]]:
    """By item: smallest lag of its finish-start links, and all items that must have ended before it, however far."""
    direct: dict[int, list[Arrow]] = {i: [] for i in range(len(axis.items))}
    for a in axis.arrows:
        if not a.starts:
            direct[a.after].append(a)
    return {
        i: (min((a.lag for a in arrows), default=0), _closure(i, {k: [a.before for a in v] for k, v in direct.items()}))
        for i, arrows in direct.items()
    }


def _after(axis: Axis) -> dict[int, tuple[int, frozenset[int]]]:
    """By item: smallest lag of the finish-start links out of it, and all items that must wait for its end."""
    direct: dict[int, list[Arrow]] = {i: [] for i in range(len(axis.items))}
    for a in axis.arrows:
        if not a.starts:
            direct[a.before].append(a)
    return {
        i: (min((a.lag for a in arrows), default=0), _closure(i, {k: [a.after for a in v] for k, v in direct.items()}))
        for i, arrows in direct.items()
    }


def _closure(start: int, direct: Mapping[int, Collection[int]]) -> frozenset[int]:
    reached: set[int] = set()
    queue = list(direct[start])
    for i in queue:
        if i not in reached:
            reached.add(i)
            queue.extend(direct[i])
    return frozenset(reached)


def _place_by_energy(axis: Axis, before: tuple[int, frozenset[int]]) -> int:
    """What must have ended fills its weeks; first(after) >= weeks - 1 + lag."""
    lag, items = before
    return max(0, fewest_weeks(axis, (axis.items[i] for i in items)) - 1 + lag) if items else 0


def _with_followers(axis: Axis, earliest: Earliest) -> int:
    """last(i) + lag + weeks of all that waits for the end of i."""
    found = 0
    for i, (lag, items) in _after(axis).items():
        if items:
            weeks = fewest_weeks(axis, (axis.items[k] for k in items))
            found = max(found, earliest.last[i] + lag + weeks)
    return found


def _years(axis: Axis) -> Iterator[Bound]:
    """Sum of sittings: n at most k a course reach into course ceil(n / k)."""
    starts: dict[int, int] = {}
    for s in axis.spans:
        starts.setdefault(s.course, s.start)
    order = [starts[c] for c in sorted(starts)]
    for limit in axis.year_limits:
        courses = -(-len(limit.groups) // limit.limit) if limit.limit else len(order) + 1
        if limit.groups and 1 < courses <= len(order):
            yield Bound(order[courses - 1] + 1, "attestation")


def _curriculum(axis: Axis) -> Iterator[Bound]:
    """Units that a fixed curriculum puts into a semester fill weeks of it."""
    for s in axis.spans:
        here = [(i, i.pinned.get(s.semester, 0)) for i in axis.items if i.pinned]
        whole = sum(units // i.week for i, units in here if i.whole)
        spread = sum(units for i, units in here if not i.whole)
        weeks = whole - (-spread // axis.capacity)
        if weeks:
            yield Bound(s.start + weeks, "curriculum")
