"""CP-SAT model of a term by weeks: units of every item in every study week, exactly as the rules say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from ortools.sat.python import cp_model

from remeslo.core.curriculum._cpsat.presence import Presence
from remeslo.core.curriculum._cpsat.run import Answer, Linear
from remeslo.core.curriculum._cpsat.semesters import Semesters
from remeslo.core.curriculum._cpsat.staffing import Staffing
from remeslo.core.curriculum._cpsat.weekorder import WeekOrder
from remeslo.core.curriculum._cpsat.weekrules import add_week_rules
from remeslo.core.curriculum.axis import Axis
from remeslo.core.curriculum.items import Item
from remeslo.core.curriculum.resources import TeacherKey


@dataclass(frozen=True)
class Weeks:
    """
    Units by item number and place (> 0 only), of what is planned.

    ``begins`` has, for items that follow others, the place from which they may have units; ``people`` who is on an
    item that needs staff.
    """

    places: int
    units: Mapping[int, Mapping[int, int]]
    begins: Mapping[int, int]
    people: Mapping[int, tuple[TeacherKey, ...]] = field(default_factory=dict)


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
        totals = table or near
        known = None if totals is None else {i.number: bool(totals.of(i.number)) for i in axis.items}
        self.presence = Presence(self.cp, axis, known)
        self.present = self.presence.present
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
        self._supplies()
        WeekOrder(self.cp, axis, places, x=self.x, fills=self.fills, begun=self.begun, total=self.total).add()
        add_week_rules(self.cp, axis, places, self.x)
        self.staffing = Staffing(self.cp, axis, self.x)
        if table is None:
            self.presence.sums(self.total)
            self._year_limits()

    def read(self, answer: Answer) -> Weeks:
        """The units of a solution."""
        units = {i: {p: n for p, x in row.items() if (n := answer.value(x)) > 0} for i, row in self.x.items()}
        begins = {i: self.places - sum(answer.value(step) for step in steps) for i, steps in self.begun.items()}
        return Weeks(self.places, units, begins, self.staffing.read(answer, units))

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
        """begun[p]: the item may have units in places <= p (monotone); never where it is left out."""
        steps = [self.cp.new_bool_var("") for _ in range(self.places)]
        for earlier, later in pairwise(steps):
            self.cp.add_implication(earlier, later)
        self.cp.add(steps[-1] == self.present[item.number])
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
        self.cp.add(sum(here.values()) == self.present[item.number])
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
            if 0 < least <= self.places:
                cp.add(begun[self.places - least] == self.present[item.number])
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
        self.presence.bounded(item, total)
        if self.near is not None:
            self.cp.add(total == self.near.of(item.number))
        fixed = item.pinned if self.table is None else self.table.units[item.number]
        for semester, units in (fixed or {}).items():
            here = sum(x for p, x in row.items() if self.semester[p] == semester)
            self.cp.add(here == units * self.present[item.number])

    def _capacity(self) -> None:
        """Of each group: units of a place <= its room; weeks that an item has for itself have nothing else."""
        for g, room in enumerate(self.axis.rooms):
            spread = [item.number for item in self.axis.items if not item.fills and g in item.groups]
            alone = [item.number for item in self.axis.items if item.fills and g in item.groups]
            for p in range(self.axis.start, self.places):
                taken = [self.fills[i][p] for i in alone if p in self.fills[i]]
                load = sum(self.x[i][p] for i in spread if p in self.x[i])
                self.cp.add(load <= room[p] * (1 - sum(taken)))
                if len(taken) > 1:
                    self.cp.add(sum(taken) <= 1)

    def _supplies(self) -> None:
        """Units of a resource taken in a place <= those it has there."""
        for supply in self.axis.supplies:
            for p in range(self.axis.start, self.places):
                taken = [n * self.x[i][p] for i, n in supply.takes.items() if p in self.x[i]]
                if taken:
                    self.cp.add(sum(taken) <= supply.capacity[p])

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
                self.cp.add(later[course] - after <= (limit.first if course == courses[0] else limit.limit))

    def _active_from(self, group: tuple[int, ...], place: int) -> Linear:
        """1 exactly when an item of the group has units in ``place`` or later, or in the first course already."""
        if place == self.axis.start and self.axis.taken_in_first_course(group):
            return 1
        if place == self.axis.start and any(self.axis.items[i].certain for i in group):
            return 1
        active = self.cp.new_bool_var("")
        units = sum(x for i in group for p, x in self.x[i].items() if p >= place)
        most = sum(self.axis.items[i].high for i in group)
        self.cp.add(units <= most * active)
        self.cp.add(units >= active)
        return active
