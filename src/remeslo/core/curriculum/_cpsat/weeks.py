"""CP-SAT model of a term by weeks: units of every item in every study week, exactly as the rules say."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from ortools.sat.python import cp_model

from remeslo.core.curriculum._cpsat.run import Answer, Linear
from remeslo.core.curriculum._cpsat.semesters import Semesters
from remeslo.core.curriculum.axis import Arrow, Axis, Item


@dataclass(frozen=True)
class Weeks:
    """
    Units by item number and place (> 0 only).

    ``begins`` has, for items that follow others, the place from which they may have units.
    """

    places: int
    units: Mapping[int, Mapping[int, int]]
    begins: Mapping[int, int]


class WeekModel:
    """
    x[i, p]: units of item i in place p, within the first ``places`` study weeks.

    Parameters
    ----------
    table
        Fixes the units of each item in each semester: a much smaller search.
    near
        Fixes the units of each item, which may lie a semester earlier or later than this table has it.
    """

    def __init__(
        self, axis: Axis, places: int, *, table: Semesters | None = None, near: Semesters | None = None
    ) -> None:
        self.axis = axis
        self.places = places
        self.table = table
        self.near = near
        self.cp = cp_model.CpModel()
        self.semester = {p: s.semester for s in axis.spans for p in range(s.start, s.stop)}
        self.x: dict[int, dict[int, Linear]] = {}
        self.fills: dict[int, dict[int, Linear]] = {}
        self.begun: dict[int, list[cp_model.IntVar]] = {}
        self.total: dict[int, Linear] = {}
        follows = {a.after for a in axis.arrows}
        for item in axis.items:
            self.x[item.number] = {}
            if item.whole:
                self._whole(item)
            elif item.sitting:
                self._sitting(item)
            else:
                self._spread(item, follows=item.number in follows)
            self._range(item)
        self._capacity()
        self._order()
        if table is None:
            self._forms()
            self._year_limits()

    def read(self, answer: Answer) -> Weeks:
        """The units of a solution."""
        units = {i: {p: n for p, x in row.items() if (n := answer.value(x)) > 0} for i, row in self.x.items()}
        begins = {i: self.places - sum(answer.value(step) for step in steps) for i, steps in self.begun.items()}
        return Weeks(self.places, units, begins)

    def _open(self, item: Item) -> list[int]:
        """Places an item may use."""
        places = [p for p in item.allowed if p < self.places]
        if self.table is not None:
            return [p for p in places if self.semester[p] in self.table.units[item.number]]
        if self.near is not None:
            around = {s + n for s in self.near.units[item.number] for n in (-1, 0, 1)}
            return [p for p in places if self.semester[p] in around]
        return places

    def _steps(self, item: Item) -> list[cp_model.IntVar]:
        """begun[p]: the item may have units in places <= p (monotone)."""
        steps = [self.cp.new_bool_var("") for _ in range(self.places)]
        for earlier, later in pairwise(steps):
            self.cp.add_implication(earlier, later)
        self.cp.add(steps[-1] == 1)
        self.begun[item.number] = steps
        return steps

    def _spread(self, item: Item, *, follows: bool) -> None:
        """0 <= x <= pace; nothing before the item has begun."""
        most = min(item.pace, item.high)
        steps = self._steps(item) if follows else None
        for p in self._open(item):
            x = self.cp.new_int_var(0, most, "")
            self.x[item.number][p] = x
            if steps is not None:
                self.cp.add(x <= most * steps[p])

    def _sitting(self, item: Item) -> None:
        """All units in one place."""
        steps = self._steps(item)
        here = {p: self.cp.new_bool_var("") for p in self._open(item)}
        self.cp.add_exactly_one(here.values())
        self.fills[item.number] = dict(here)
        for p in range(self.places):
            before: Linear = steps[p - 1] if p else 0
            self.cp.add(here.get(p, 0) == steps[p] - before)
        for p, chosen in here.items():
            if item.low == item.high:
                self.x[item.number][p] = item.low * chosen
            else:
                x = self.cp.new_int_var(0, item.high, "")
                self.cp.add(x <= item.high * chosen)
                self.x[item.number][p] = x

    def _whole(self, item: Item) -> None:
        """fills[p] = begun[p] + unfinished[p] - 1: one row of full weeks."""
        cp = self.cp
        begun = self._steps(item)
        allowed = set(self._open(item))
        least, most = item.low // item.week, item.high // item.week
        totals = self.table or self.near
        if totals is not None:
            least = most = totals.of(item.number) // item.week
        if least == most:
            fills: list[Linear] = [begun[p] - (begun[p - least] if p >= least else 0) for p in range(self.places)]
            if least:
                cp.add(begun[self.places - least] == 1)
        else:
            ended = [cp.new_bool_var("") for _ in range(self.places)]
            for earlier, later in pairwise(ended):
                cp.add_implication(earlier, later)
            for b, e in zip(begun, ended, strict=True):
                cp.add_implication(e, b)
            fills = [b - e for b, e in zip(begun, ended, strict=True)]
        self.fills[item.number] = {}
        for p, fill in enumerate(fills):
            if p in allowed:
                self.fills[item.number][p] = fill
                self.x[item.number][p] = item.week * fill
            else:
                cp.add(fill == 0)

    def _range(self, item: Item) -> None:
        """Least and most units, and as the table or a fixed curriculum says by semester."""
        row = self.x[item.number]
        self.total[item.number] = total = sum(row.values())
        self.cp.add(total >= item.low)
        self.cp.add(total <= item.high)
        if self.near is not None:
            self.cp.add(total == self.near.of(item.number))
        fixed = item.pinned if self.table is None else self.table.units[item.number]
        for semester, units in (fixed or {}).items():
            self.cp.add(sum(x for p, x in row.items() if self.semester[p] == semester) == units)

    def _capacity(self) -> None:
        """Units of a place <= capacity; whole weeks are alone in theirs."""
        spread = [item.number for item in self.axis.items if not item.whole]
        whole = [item.number for item in self.axis.items if item.whole]
        for p in range(self.places):
            taken = [self.fills[i][p] for i in whole if p in self.fills[i]]
            load = sum(self.x[i][p] for i in spread if p in self.x[i])
            self.cp.add(load <= self.axis.capacity * (1 - sum(taken)))
            if len(taken) > 1:
                self.cp.add(sum(taken) <= 1)

    def _order(self) -> None:
        """Links; many spread items before the same one make one constraint a week."""
        gathered: dict[tuple[int, int], list[Item]] = {}
        for a in self.axis.arrows:
            before = self.axis.items[a.before]
            if a.starts:
                self._start_start(a, before)
            elif before.whole or before.sitting:
                self._finish_start(a)
            else:
                gathered.setdefault((a.after, a.lag), []).append(before)
        for (after, lag), items in gathered.items():
            self._spread_finish_start(after, lag, items)

    def _finish_start(self, a: Arrow) -> None:
        """At most one of: ``before`` fills p; ``after`` has begun by p + lag - 1."""
        for p, fill in self.fills[a.before].items():
            at = p + a.lag - 1
            if at >= self.places:
                self.cp.add(fill == 0)
            elif at >= 0:
                self.cp.add(fill + self.begun[a.after][at] <= 1)

    def _spread_finish_start(self, after: int, lag: int, items: list[Item]) -> None:
        """Sum of x[i, p] <= most x (1 - begun[after, p + lag - 1])."""
        for p in range(self.places):
            xs = [self.x[i.number][p] for i in items if p in self.x[i.number]]
            most = min(self.axis.capacity, sum(min(i.pace, i.high) for i in items if p in self.x[i.number]))
            at = p + lag - 1
            if not xs or at < 0:
                continue
            open_: Linear = 0 if at >= self.places else 1 - self.begun[after][at]
            self.cp.add(sum(xs) <= most * open_)

    def _start_start(self, a: Arrow, before: Item) -> None:
        """``after`` has begun by p: ``before`` has units in places <= p - lag."""
        for p, begun in enumerate(self.begun[a.after]):
            if before.number in self.begun and (before.whole or before.sitting):
                earlier: Linear = self.begun[before.number][p - a.lag] if p >= a.lag else 0
            else:
                earlier = sum(x for q, x in self.x[before.number].items() if q <= p - a.lag)
            self.cp.add(earlier >= begun)

    def _forms(self) -> None:
        """Sums that bind: low <= units of some items together <= high."""
        for form in self.axis.forms:
            together = sum(self.total[i] for i in form.items)
            self.cp.add(together >= form.low)
            if form.high is not None:
                self.cp.add(together <= form.high)

    def _year_limits(self) -> None:
        """Sittings whose last item ends in a course <= limit."""
        firsts = {s.course: s.start for s in reversed(self.axis.spans_within(self.places))}
        courses = sorted(firsts)
        for limit in self.axis.year_limits:
            later: dict[int, Linear] = {}
            for course in courses:
                later[course] = sum(self._active_from(group, firsts[course]) for group in limit.groups)
            for course, following in zip(courses, [*courses[1:], None], strict=True):
                after: Linear = 0 if following is None else later[following]
                self.cp.add(later[course] - after <= limit.limit)

    def _active_from(self, group: tuple[int, ...], place: int) -> Linear:
        """1 exactly when an item of the group has units in ``place`` or later."""
        if place == 0:
            return 1
        active = self.cp.new_bool_var("")
        units = sum(x for i in group for p, x in self.x[i].items() if p >= place)
        most = sum(self.axis.items[i].high for i in group)
        self.cp.add(units <= most * active)
        self.cp.add(units >= active)
        return active
