"""What no plan goes below, by argument: hours, resources, order and windows, yearly limits, the fixed curriculum."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from remeslo.core.curriculum.axis import Axis
from remeslo.core.curriculum.element import LinkKind
from remeslo.core.curriculum.items import Arrow, Form, Item, Supply, YearLimit


@dataclass(frozen=True, slots=True)
class Bound:
    """
    At least so many study weeks.

    ``by``: hours, resource, chain, window, attestation, curriculum, done or (in `solve`) search.
    """

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
        Items that must have units and cannot end inside the calendar.
    """

    first: Mapping[int, int]
    last: Mapping[int, int]
    stuck: frozenset[int]


def lower_bound(axis: Axis) -> Bound:
    """The strongest of all arguments; among equals the first, which is the easiest to tell."""
    return max(_bounds(axis), key=lambda b: b.places)


def fewest_weeks(axis: Axis, items: Iterable[Item]) -> int:
    """
    Weeks that the least hours of some items fill for the group that has most of them.

    Whole weeks + the rest at full capacity, rounded up; what may be left out is not counted.
    """
    chosen = [i for i in items if i.certain]
    return max((_weeks_of(axis, g, chosen) for g in range(len(axis.rooms))), default=0)


def _weeks_of(axis: Axis, group: int, items: Iterable[Item], more: Fraction | int = 0) -> int:
    whole = spread = 0
    for i in items:
        if group in i.groups:
            whole += i.low // i.week if i.fills else 0
            spread += 0 if i.fills else i.low
    return ceil(whole + Fraction(spread, _largest(axis, group)) + more)


def _largest(axis: Axis, group: int) -> int:
    return max(axis.rooms[group], default=0) or 1


def _bounds(axis: Axis) -> Iterator[Bound]:
    yield Bound(max((p for i in axis.items for p in i.done), default=-1) + 1, "done")
    for g in range(len(axis.rooms)):
        yield Bound(_hours(axis, g), "hours")
    for form in axis.forms:
        yield Bound(axis.start + _hours_of_form(axis, form), "hours")
    for supply in axis.supplies:
        yield Bound(_supply(axis, supply), "resource")
    plain = earliest(axis, windows=False)
    yield Bound(_latest(axis, plain), "chain")
    yield Bound(_with_followers(axis, plain), "chain")
    windowed = earliest(axis)
    yield Bound(_latest(axis, windowed), "window")
    yield Bound(_with_followers(axis, windowed), "window")
    for limit in axis.year_limits:
        yield from _years(axis, limit)
    yield from _curriculum(axis)


def _latest(axis: Axis, when: Earliest) -> int:
    return max((when.last[i.number] for i in axis.items if i.certain), default=-1) + 1


def _hours(axis: Axis, group: int) -> int:
    """Least hours of a group, with the least of the ways that it may take, in weeks as large as they are."""
    chosen = [i for i in axis.items if i.certain and group in i.groups]
    ways = sum((_least_way(axis, group, choice) for choice in _apart(axis.choices)), Fraction(0))
    needed = _weeks_of(axis, group, chosen, ways)
    units = ceil(sum(i.low for i in chosen) + sum(_least_units(axis, group, c) for c in _apart(axis.choices)))
    room, places = 0, axis.start
    while room < units and places < len(axis.weeks):
        room += axis.rooms[group][places]
        places += 1
    return max(axis.start + needed if needed else 0, places if units else 0, places + 1 if room < units else 0)


def _apart(choices: Iterable[tuple[frozenset[int], ...]]) -> list[tuple[frozenset[int], ...]]:
    """Choices that share no item with an earlier one."""
    seen: set[int] = set()
    found = []
    for choice in choices:
        items = frozenset().union(*choice)
        if seen.isdisjoint(items):
            found.append(choice)
        seen |= items
    return found


def _least_way(axis: Axis, group: int, choice: tuple[frozenset[int], ...]) -> Fraction:
    """Weeks, in parts, of the shortest way."""
    largest = _largest(axis, group)

    def weeks(i: Item) -> Fraction:
        return Fraction(i.low // i.week) if i.fills else Fraction(i.low, largest)

    ways = ([axis.items[i] for i in way if group in axis.items[i].groups] for way in choice)
    return min(sum((weeks(i) for i in way), Fraction(0)) for way in ways)


def _least_units(axis: Axis, group: int, choice: tuple[frozenset[int], ...]) -> int:
    return min(sum(axis.items[i].low for i in way if group in axis.items[i].groups) for way in choice)


def _hours_of_form(axis: Axis, form: Form) -> int:
    """
    Units that a form asks beyond the least ones go to spread items, which fill weeks best, as far as these have room.

    The rest goes to as few whole weeks as hold it; what these hold beyond the rest, spread items need not take.
    """
    inside = [axis.items[i] for i in form.items]
    shared = [g for g in range(len(axis.rooms)) if all(g in i.groups for i in inside)]
    if not shared or not inside:
        return 0
    group = shared[0]
    missing = max(0, form.low - sum(i.low for i in inside if i.certain))
    room = sum(i.high - (i.low if i.certain else 0) for i in inside if not i.fills)
    longest = max((i.week for i in inside if i.fills), default=0)
    more = -(-max(0, missing - room) // longest) if longest else 0
    certain = [i for i in axis.items if i.certain and group in i.groups]
    whole = sum(i.low // i.week for i in certain if i.fills) + more
    spread = sum(i.low for i in certain if not i.fills) + max(0, missing - more * longest)
    return whole - (-spread // _largest(axis, group))


def _supply(axis: Axis, supply: Supply) -> int:
    """What a resource must give is given in the places from the first that may use it on."""
    users = [axis.items[i] for i in supply.takes if axis.items[i].certain]
    needed = sum(supply.takes[i.number] * i.low for i in users)
    places = sorted({p for i in users for p in i.allowed})
    given = 0
    for p in places:
        given += supply.capacity[p]
        if given >= needed:
            return p + 1 if needed else 0
    return len(axis.weeks) + 1 if needed else 0


def earliest(axis: Axis, *, windows: bool = True) -> Earliest:
    """Earliest places by links, pace and capacity of what must come before; with or without the items' windows."""
    first = {i.number: axis.start for i in axis.items}
    last: dict[int, int] = {}
    stuck: set[int] = set()
    energy = {i: _place_by_energy(axis, before) for i, before in _before(axis).items()}
    into: dict[int, list[Arrow]] = {i.number: [] for i in axis.items}
    for a in axis.arrows:
        if axis.items[a.before].certain:
            into[a.after].append(a)
    for _ in range(len(axis.items) + 1):
        changed = False
        for item in axis.items:
            i = item.number
            ready = max([first[i], energy[i], *(_ready(axis, a, first, last) for a in into[i])])
            place = _place(axis, item, ready, windows=windows)
            if place is None:
                if item.certain:
                    stuck.add(i)
                place = (ready, ready + item.weeks(item.low) - 1)
            if place != (first[i], last.get(i)):
                first[i], last[i], changed = *place, True
        if not changed:
            break
    return Earliest(first, last, frozenset(stuck))


def _ready(axis: Axis, a: Arrow, first: Mapping[int, int], last: Mapping[int, int]) -> int:
    if a.kind is LinkKind.PARTIAL:
        before = axis.items[a.before]
        units = ceil(a.share * (before.low + before.had)) - before.had
        return first[a.before] + before.weeks(units) - 1 + a.lag if units > 0 else 0
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
    return _waits(axis, [(a.after, a.before, a.lag) for a in _certain(axis) if axis.items[a.before].certain])


def _after(axis: Axis) -> dict[int, tuple[int, frozenset[int]]]:
    """By item: smallest lag of the finish-start links out of it, and all items that must wait for its end."""
    return _waits(axis, [(a.before, a.after, a.lag) for a in _certain(axis) if axis.items[a.after].certain])


def _certain(axis: Axis) -> Iterator[Arrow]:
    return (a for a in axis.arrows if a.ends)


def _waits(axis: Axis, edges: Iterable[tuple[int, int, int]]) -> dict[int, tuple[int, frozenset[int]]]:
    direct: dict[int, list[tuple[int, int]]] = {i.number: [] for i in axis.items}
    for one, other, lag in edges:
        direct[one].append((other, lag))
    steps = {k: [other for other, _ in v] for k, v in direct.items()}
    return {i: (min((lag for _, lag in v), default=0), _closure(i, steps)) for i, v in direct.items()}


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
    if not items:
        return axis.start
    return max(axis.start, axis.start + fewest_weeks(axis, (axis.items[i] for i in items)) - 1 + lag)


def _with_followers(axis: Axis, earliest: Earliest) -> int:
    """last(i) + lag + weeks of all that waits for the end of i."""
    found = 0
    for i, (lag, items) in _after(axis).items():
        if items and axis.items[i].certain:
            weeks = fewest_weeks(axis, (axis.items[k] for k in items))
            found = max(found, earliest.last[i] + lag + weeks)
    return found


def _years(axis: Axis, limit: YearLimit) -> Iterator[Bound]:
    """Sum of sittings: n at most k a course reach into the course in which there is room for the last of them."""
    starts: dict[int, int] = {}
    for s in axis.spans:
        starts.setdefault(s.course, s.start)
    order = [starts[c] for c in sorted(starts)]
    needed = sum(1 for group in limit.groups if any(axis.items[i].certain for i in group))
    room = limit.first
    for place in order:
        if needed <= room:
            if place != order[0] and needed:
                yield Bound(place + 1, "attestation")
            return
        room += limit.limit


def _curriculum(axis: Axis) -> Iterator[Bound]:
    """Units that a fixed curriculum puts into a semester fill weeks of it."""
    for s in axis.spans:
        here = [(i, i.pinned.get(s.semester, 0)) for i in axis.items if i.pinned and i.certain]
        for g in range(len(axis.rooms)):
            whole = sum(units // i.week for i, units in here if i.fills and g in i.groups)
            spread = sum(units for i, units in here if not i.fills and g in i.groups)
            weeks = whole - (-spread // _largest(axis, g))
            if weeks:
                yield Bound(s.start + weeks, "curriculum")
