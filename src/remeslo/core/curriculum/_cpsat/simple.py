"""Smaller relatives of the semester model: hours without weeks, and tables from which a calendar is easily drawn."""

from ortools.sat.python import cp_model

from remeslo.core.curriculum._cpsat.demand import Demand
from remeslo.core.curriculum._cpsat.run import Answer, Linear
from remeslo.core.curriculum._cpsat.semesters import SemesterModel
from remeslo.core.curriculum.axis import Arrow, Axis, Item


class HoursModel:
    """
    Units of each item, without any weeks: ranges, fixed curricula and rules on hours.

    A relaxation of the semester model: what demand cannot have here, it cannot have in any plan. Least unmet demand
    first, then hours as near as possible to what is wanted.
    """

    def __init__(self, axis: Axis) -> None:
        self.axis = axis
        self.demand = Demand(axis)
        self.cp = cp_model.CpModel()
        self.total: dict[int, Linear] = {}
        for item in axis.items:
            step = item.week or 1
            count = self.cp.new_int_var(item.low // step, item.high // step, "")
            self.total[item.number] = step * count
            if item.pinned is not None:
                self.cp.add(self.total[item.number] == sum(item.pinned.values()))
        for form in axis.forms:
            together = sum(self.total[i] for i in form.items)
            self.cp.add(together >= form.low)
            if form.high is not None:
                self.cp.add(together <= form.high)
        self.unmet = self.demand.unmet(self.cp, self.total)
        furthest = sum(max(i.high - i.wanted, i.wanted - i.low, 0) for i in axis.items)
        self.cp.minimize((furthest + 1) * self.unmet + sum(self._away(item) for item in axis.items))

    def _away(self, item: Item) -> Linear:
        """Units more or less than wanted."""
        away = self.cp.new_int_var(0, max(item.high, item.wanted), "")
        self.cp.add(away >= item.wanted - self.total[item.number])
        self.cp.add(away >= self.total[item.number] - item.wanted)
        return away

    def read(self, answer: Answer) -> dict[int, int]:
        """Units by item."""
        return {i: answer.value(total) for i, total in self.total.items()}


class SimpleModel(SemesterModel):
    """
    The semester model with customs that make a calendar easy to draw: no practice is torn, no item pauses.

    A practice lies in one semester, in weeks of its own that follow what it must follow; an item runs through all
    semesters between its first and its last. No rule asks for that: "no" is no proof here.
    """

    def __init__(self, axis: Axis, places: int) -> None:
        super().__init__(axis, places)
        self.first: dict[int, cp_model.IntVar] = {}
        self.end: dict[int, Linear] = {}
        longest = max(s.stop - s.start for s in self.spans)
        blocks = []
        for item in axis.items:
            if item.pinned is None:
                self._no_pause(item)
            if item.sitting:
                self._sitting(item)
            elif item.whole and item.high <= item.week * longest and len(item.pinned or (0,)) == 1:
                blocks.append(self._block(item))
        self.cp.add_no_overlap(blocks)
        for a in axis.arrows:
            if a.before in self.first and a.after in self.first:
                self._follows(a)

    def _no_pause(self, item: Item) -> None:
        """Active in every semester between the first and the last that it may use."""
        i = item.number
        for s in self.spans:
            if any(s.start <= p < s.stop for p in item.allowed):
                self.cp.add(self.active[i, s.semester] >= self.begun[i, s.semester] + self.rest[i, s.semester] - 1)

    def _block(self, item: Item) -> cp_model.IntervalVar:
        """Weeks first <= place < end, all in the one active semester."""
        i, least = item.number, item.low // item.week
        self.cp.add_exactly_one(self.active[i, s.semester] for s in self.spans)
        allowed = {p for p in item.allowed if p < self.places}
        starts = [p for p in sorted(allowed) if all(p + k in allowed for k in range(least))]
        size = self.cp.new_int_var(least, item.high // item.week, "")
        self.cp.add(size == sum(self.count[i, s.semester] for s in self.spans))
        first = self._inside(item, starts, size)
        end = self.cp.new_int_var(0, self.places, "")
        return self.cp.new_interval_var(first, size, end, "")

    def _sitting(self, item: Item) -> None:
        """One place in the one active semester."""
        self._inside(item, [p for p in item.allowed if p < self.places], 1)

    def _inside(self, item: Item, starts: list[int], weeks: Linear) -> cp_model.IntVar:
        i = item.number
        self.first[i] = first = self.cp.new_int_var_from_domain(cp_model.Domain.from_values(starts), "")
        self.end[i] = end = first + weeks
        for s in self.spans:
            self.cp.add(first >= s.start).only_enforce_if(self.active[i, s.semester])
            self.cp.add(end <= s.stop).only_enforce_if(self.active[i, s.semester])
        return first

    def _follows(self, a: Arrow) -> None:
        """Links between blocks and sittings; a sitting cannot share a week with whole weeks."""
        if a.starts:
            self.cp.add(self.first[a.after] >= self.first[a.before] + a.lag)
            return
        alone = self.axis.items[a.before].whole or self.axis.items[a.after].whole
        self.cp.add(self.first[a.after] >= self.end[a.before] - 1 + (max(1, a.lag) if alone else a.lag))
