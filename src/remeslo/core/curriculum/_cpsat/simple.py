"""Smaller relatives of the semester model: hours without weeks, and tables from which a calendar is easily drawn."""

from ortools.sat.python import cp_model

from remeslo.core.curriculum._cpsat.demand import Demand
from remeslo.core.curriculum._cpsat.presence import Presence
from remeslo.core.curriculum._cpsat.run import Answer, Linear
from remeslo.core.curriculum._cpsat.semesters import SemesterModel
from remeslo.core.curriculum.axis import Axis
from remeslo.core.curriculum.items import Arrow, Item, Supply


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
        presence = Presence(self.cp, axis)
        for item in axis.items:
            step = item.week or 1
            count = self.cp.new_int_var(0 if item.optional else item.low // step, item.high // step, "")
            self.total[item.number] = step * count
            presence.bounded(item, self.total[item.number])
            if item.pinned is not None:
                self.cp.add(self.total[item.number] == sum(item.pinned.values()) * presence.present[item.number])
        presence.sums(self.total)
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
        self.blocks: dict[int, cp_model.IntervalVar] = {}
        for item in axis.items:
            if item.pinned is None:
                self._no_pause(item)
            if item.sitting:
                self._sitting(item)
            elif item.whole and item.high <= item.week * longest and len(item.pinned or (0,)) == 1:
                self.blocks[item.number] = self._block(item)
        for g in range(len(axis.rooms)):
            alone = (axis.items[i] for i in self.blocks)
            self.cp.add_no_overlap([self.blocks[i.number] for i in alone if i.fills and g in i.groups])
        for supply in axis.supplies:
            self._supply_blocks(supply)
        for a in axis.arrows:
            if a.before in self.first and a.after in self.first:
                self._follows(a)

    def _no_pause(self, item: Item) -> None:
        """Active in every semester between the first and the last that it may use."""
        i = item.number
        for s in self.spans:
            if any(s.start <= p < s.stop for p in item.allowed):
                through = self.begun[i, s.semester] + self.rest[i, s.semester] - self.present[i]
                self.cp.add(self.active[i, s.semester] >= through)

    def _block(self, item: Item) -> cp_model.IntervalVar:
        """Weeks first <= place < end, all in the one active semester."""
        i, least = item.number, item.low // item.week
        here = self.present[i]
        self.cp.add(sum(self.active[i, s.semester] for s in self.spans) == here)
        allowed = {p for p in item.allowed if p < self.places}
        starts = [p for p in sorted(allowed) if all(p + k in allowed for k in range(least))]
        size = self.cp.new_int_var(least, item.high // item.week, "")
        weeks = sum(self.count[i, s.semester] for s in self.spans)
        self.cp.add(size == weeks).only_enforce_if(here)
        first = self._inside(item, starts, size)
        end = self.cp.new_int_var(0, self.places, "")
        return self.cp.new_optional_interval_var(first, size, end, here, "")

    def _sitting(self, item: Item) -> None:
        """One place in the one active semester."""
        self._inside(item, [p for p in item.allowed if p < self.places], 1)

    def _inside(self, item: Item, starts: list[int], weeks: Linear) -> cp_model.IntVar:
        i = item.number
        if not starts:
            self.cp.add(self.present[i] == 0)
        self.first[i] = first = self.cp.new_int_var_from_domain(cp_model.Domain.from_values(starts or [0]), "")
        self.end[i] = end = first + weeks
        for s in self.spans:
            self.cp.add(first >= s.start).only_enforce_if(self.active[i, s.semester])
            self.cp.add(end <= s.stop).only_enforce_if(self.active[i, s.semester])
        return first

    def _follows(self, a: Arrow) -> None:
        """Links between blocks and sittings; a sitting cannot share a week with whole weeks."""
        before, after = self.axis.items[a.before], self.axis.items[a.after]
        both = (self.present[a.before], self.present[a.after])
        if a.starts:
            self.cp.add(self.first[a.after] >= self.first[a.before] + a.lag).only_enforce_if(*both)
        elif a.ends:
            alone = (before.fills or after.fills) and not set(before.groups).isdisjoint(after.groups)
            lag = max(1, a.lag) if alone else a.lag
            self.cp.add(self.first[a.after] >= self.end[a.before] - 1 + lag).only_enforce_if(*both)

    def _supply_blocks(self, supply: Supply) -> None:
        """Blocks at work in a week take no more of a resource than the week has; lessons beside them are not seen."""
        users = [i for i in supply.takes if i in self.blocks]
        most = max(supply.capacity[: self.places], default=0)
        gone = [(p, most - n) for p, n in enumerate(supply.capacity[: self.places]) if n < most]
        if users:
            self.cp.add_cumulative(
                [*(self.blocks[i] for i in users), *(self.cp.new_fixed_size_interval_var(p, 1, "") for p, _ in gone)],
                [*(supply.takes[i] * self.axis.items[i].week for i in users), *(n for _, n in gone)],
                most,
            )
