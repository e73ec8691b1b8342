"""Makes the weeks of a drawn calendar even: practice, attestations and the curriculum table stay as they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from remeslo.core.curriculum.axis import Axis
from remeslo.core.curriculum.even import Row, spread_evenly
from remeslo.core.curriculum.items import Item, Span
from remeslo.core.curriculum.rules import Rule

Units = Mapping[int, Mapping[int, int]]
"""Units by item number and place."""

_COUNTED = (Rule.WEEK_MIN_HOURS, Rule.ELEMENTS_PER_WEEK_MIN, Rule.ELEMENTS_PER_WEEK_MAX)


def polish(axis: Axis, units: Units, begins: Mapping[int, int]) -> dict[int, dict[int, int]]:
    """
    The same hours by element and semester, spread as evenly over the weeks as fixed practice and order allow.

    ``begins``: by item that follows others, the place from which it may have units (its first place when left out).
    Among equally even weeks those of the previous plan are kept. What is bound to single weeks otherwise (people, a
    longest lag, a share that something waits for, groups that share it) stays where it is; where rules count the
    elements of a week, everything does.
    """
    even = {i: dict(cells) for i, cells in units.items()}
    if any(rule in group for rule in _COUNTED for group in _rules(axis)):
        return even
    last = max((p for cells in units.values() for p in cells), default=0)
    windows = _windows(axis, units, begins)
    spread = [i for i in axis.items if units.get(i.number) and _is_loose(axis, i)]
    for g in range(len(axis.rooms)):
        own = [i for i in spread if i.groups == (g,)]
        for s in axis.spans_within(last + 1):
            stretch = _Stretch(axis, even, g, s)
            for item in own:
                stretch.add(item, windows[item.number], _needed(axis, item, units), units[item.number])
            stretch.spread(last)
    return even


@dataclass
class _Stretch:
    """A semester of one group: rows that may be spread anew, and what room the rest leaves them."""

    axis: Axis
    even: dict[int, dict[int, int]]
    group: int
    span: Span
    rows: list[Row] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)

    def add(self, item: Item, window: tuple[int, int], needed: int | None, units: Mapping[int, int]) -> None:
        """A row for an item that has units here."""
        here = {p: n for p, n in units.items() if self._is_inside(p)}
        if not here:
            return
        first, end = window
        places = tuple(p for p in item.allowed if self._is_inside(p) and first <= p <= end)
        takes = {s.number: s.takes[item.number] for s in self.axis.supplies if item.number in s.takes}
        kept = self.axis.previous.get(item.number, {})
        needed = needed if needed in here else None
        self.rows.append(Row(sum(here.values()), places, item.pace, needed, takes, kept))
        self.owners.append(item.number)

    def spread(self, last: int) -> None:
        """Writes the even weeks, where there are any."""
        if not self.rows:
            return
        room = self._room()
        cells = spread_evenly(self.rows, room, last=last, supplies=self._supplies(room))
        for number, found in zip(self.owners, cells or (), strict=False):
            kept = {p: n for p, n in self.even[number].items() if not self._is_inside(p)}
            self.even[number] = {**kept, **found}

    def _is_inside(self, p: int) -> bool:
        return self.span.start <= p < self.span.stop

    def _room(self) -> dict[int, int]:
        """Capacity left in places that no item has for itself."""
        room = {}
        mine = [i for i in self.axis.items if self.group in i.groups]
        for p in range(self.span.start, self.span.stop):
            if not any(i.fills and self.even.get(i.number, {}).get(p) for i in mine):
                fixed = sum(self.even.get(i.number, {}).get(p, 0) for i in mine if i.number not in self.owners)
                room[p] = self.axis.rooms[self.group][p] - fixed
        return room

    def _supplies(self, room: Mapping[int, int]) -> dict[tuple[int, int], int]:
        """Units of a resource left by number and place."""
        left = {}
        for s in self.axis.supplies:
            others = [i for i in s.takes if i not in self.owners]
            for p in room:
                left[s.number, p] = s.capacity[p] - sum(s.takes[i] * self.even.get(i, {}).get(p, 0) for i in others)
        return left


def _rules(axis: Axis) -> list[Mapping[str, object]]:
    return [axis.problem.rules, *(g.rules for g in axis.problem.groups)]


def _is_loose(axis: Axis, item: Item) -> bool:
    """True for what may lie in any week of its semester that order and resources leave."""
    bound = item.whole or item.sitting or item.element.staff or len(item.groups) > 1
    links = (a for a in axis.arrows if item.number in (a.before, a.after))
    return not bound and all(a.longest is None and (a.starts or a.ends or a.before != item.number) for a in links)


def _windows(axis: Axis, units: Units, begins: Mapping[int, int]) -> dict[int, tuple[int, int]]:
    """First and last place of each item that the order allows while all others stay where they begin."""
    first = {i: min(begins.get(i, min(cells)), min(cells)) for i, cells in units.items() if cells}
    follows = {a.after for a in axis.arrows}
    end = dict.fromkeys(first, len(axis.weeks))
    for a in axis.arrows:
        if a.ends and a.before in end and a.after in first:
            end[a.before] = min(end[a.before], first[a.after] - a.lag)
    return {i: (first[i] if i in follows else 0, end[i]) for i in first}


def _needed(axis: Axis, item: Item, units: Units) -> int | None:
    """The item's first place, when something may begin only after it has begun."""
    followed = any(a.starts and a.before == item.number for a in axis.arrows)
    return min(units[item.number]) if followed else None
