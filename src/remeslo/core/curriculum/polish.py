"""Makes the weeks of a drawn calendar even: practice, attestations and the curriculum table stay as they are."""

from collections.abc import Mapping

from remeslo.core.curriculum.axis import Axis, Item
from remeslo.core.curriculum.even import Row, spread_evenly

Units = Mapping[int, Mapping[int, int]]
"""Units by item number and place."""


def polish(axis: Axis, units: Units, begins: Mapping[int, int]) -> dict[int, dict[int, int]]:
    """
    The same hours by element and semester, spread as evenly over the weeks as fixed practice and order allow.

    ``begins``: by item that follows others, the place from which it may have units (its first place when left out).
    """
    even = {i: dict(cells) for i, cells in units.items()}
    last = max((p for cells in units.values() for p in cells), default=0)
    windows = _windows(axis, units, begins)
    spread = [i for i in axis.items if not i.whole and not i.sitting and units.get(i.number)]
    for s in axis.spans_within(last + 1):
        room = _room(axis, units, range(s.start, s.stop), spread)
        rows, owners = [], []
        for item in spread:
            here = {p: n for p, n in units[item.number].items() if s.start <= p < s.stop}
            if here:
                first, end = windows[item.number]
                places = tuple(p for p in item.allowed if p in room and first <= p <= end)
                rows.append(Row(sum(here.values()), places, item.pace, _needed(axis, item, here, units)))
                owners.append(item.number)
        cells = spread_evenly(rows, room, last=last)
        if cells is None:
            continue
        for number, found in zip(owners, cells, strict=True):
            kept = {p: n for p, n in even[number].items() if not s.start <= p < s.stop}
            even[number] = {**kept, **found}
    return even


def _room(axis: Axis, units: Units, places: range, spread: list[Item]) -> dict[int, int]:
    """Capacity left in places that no whole week fills."""
    loose = {i.number for i in spread}
    room = {}
    for p in places:
        if not any(p in units.get(i.number, {}) for i in axis.items if i.whole):
            fixed = sum(cells.get(p, 0) for i, cells in units.items() if i not in loose)
            room[p] = axis.capacity - fixed
    return room


def _windows(axis: Axis, units: Units, begins: Mapping[int, int]) -> dict[int, tuple[int, int]]:
    """First and last place of each item that the order allows while all others stay where they begin."""
    first = {i: min(begins.get(i, min(cells)), min(cells)) for i, cells in units.items() if cells}
    follows = {a.after for a in axis.arrows}
    end = dict.fromkeys(first, len(axis.weeks))
    for a in axis.arrows:
        if not a.starts and a.before in end and a.after in first:
            end[a.before] = min(end[a.before], first[a.after] - a.lag)
    return {i: (first[i] if i in follows else 0, end[i]) for i in first}


def _needed(axis: Axis, item: Item, here: Mapping[int, int], units: Units) -> int | None:
    """The item's first place, when something may begin only after it has begun."""
    first = min(units[item.number])
    return first if first in here and any(a.starts and a.before == item.number for a in axis.arrows) else None
