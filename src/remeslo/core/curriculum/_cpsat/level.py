"""The calendar with the lowest peak, or the best balance, of the weeks; what comes before it is held fast."""

from collections.abc import Mapping

from ortools.sat.python import cp_model

from remeslo.core.curriculum._cpsat.demand import Demand
from remeslo.core.curriculum._cpsat.run import Linear
from remeslo.core.curriculum._cpsat.weeks import WeekModel, Weeks
from remeslo.core.curriculum.axis import Axis
from remeslo.core.curriculum.problem import Objective


class LevelModel(WeekModel):
    """
    The week model that makes one objective on the load least, each earlier one being at most as given.

    ``most``: unmet demand in the units of `Demand`, moved and peak in units, balance in hours squared.
    """

    def __init__(self, axis: Axis, places: int, goal: Objective, most: Mapping[Objective, int]) -> None:
        super().__init__(axis, places)
        for objective, value in most.items():
            self.cp.add(self._value(objective) <= value)
        self.cp.minimize(self._value(goal))

    def begin_at(self, weeks: Weeks) -> None:
        """Begin the search with a plan."""
        for i, row in self.x.items():
            for p, x in row.items():
                if isinstance(x, cp_model.IntVar):
                    self.cp.add_hint(x, weeks.units.get(i, {}).get(p, 0))

    def _value(self, objective: Objective) -> Linear:
        match objective:
            case Objective.DEPTH:
                return Demand(self.axis).unmet(self.cp, self.total)
            case Objective.CLOSE:
                return self._moved()
            case Objective.PEAK:
                return self._peak()
            case _:
                return self._balance()

    def _moved(self) -> Linear:
        """Sum of max(0, x - x of the previous plan)."""
        moved: list[Linear] = []
        for item in self.axis.items:
            before = self.axis.previous.get(item.number, {})
            for p, x in self.x[item.number].items():
                more = self.cp.new_int_var(0, item.high, "")
                self.cp.add(more >= x - before.get(p, 0))
                moved.append(more)
        return sum(moved)

    def _peak(self) -> Linear:
        """Units of the fullest place of any group, what is done among them."""
        peak = self.cp.new_int_var(0, self._largest, "")
        for g in range(len(self.axis.rooms)):
            for load in self._loads(g):
                self.cp.add(load <= peak)
        return peak

    def _balance(self) -> Linear:
        """Sum of d², d = hours of the place beyond floor or ceiling of their mean over the calendar; weeks disliked."""
        cost = [self._disliked()]
        for g in range(len(self.axis.rooms)):
            loads = self._loads(g)
            total, count = self.axis.unit * sum(loads), len(loads)
            furthest = self.axis.unit * self._largest
            low, high = (self.cp.new_int_var(0, furthest, "") for _ in range(2))
            self.cp.add_linear_constraint(total - count * low, 0, count - 1)
            self.cp.add_linear_constraint(count * high - total, 0, count - 1)
            cost += [self._squared(self.axis.unit * load, low, high, furthest) for load in loads]
        return sum(cost)

    def _squared(self, hours: Linear, low: Linear, high: Linear, furthest: int) -> Linear:
        """max(hours - high, low - hours, 0)² from below, by its tangents: square >= (2k + 1) away - k (k + 1)."""
        away = self.cp.new_int_var(0, furthest, "")
        self.cp.add(away >= hours - high)
        self.cp.add(away >= low - hours)
        square = self.cp.new_int_var(0, furthest * furthest, "")
        for k in range(furthest):
            self.cp.add(square >= (2 * k + 1) * away - k * (k + 1))
        return square

    def _disliked(self) -> Linear:
        """Weeks of elements that would rather not lie there; what is done counts too."""
        found: list[Linear] = []
        for item in self.axis.items:
            disliked = item.element.weeks_disliked
            found.append(sum(1 for p in item.done if self.axis.weeks[p].index in disliked))
            for p, x in self.x[item.number].items():
                if self.axis.weeks[p].index in disliked:
                    here = self.cp.new_bool_var("")
                    self.cp.add(x <= max(item.high, 1) * here)
                    found.append(here)
        return sum(found)

    def _loads(self, group: int) -> list[Linear]:
        """Units of a group in every place of the calendar; after the last place there are none."""
        mine = [i for i in self.axis.items if group in i.groups]
        rows = [(i.done, self.x[i.number]) for i in mine]
        return [sum(done.get(p, 0) + row.get(p, 0) for done, row in rows) for p in range(len(self.axis.weeks))]

    @property
    def _largest(self) -> int:
        """No place has more units than this."""
        done: dict[int, int] = {}
        for item in self.axis.items:
            for p, n in item.done.items():
                done[p] = done.get(p, 0) + n
        return max(self.axis.capacity, *done.values(), 0)


def unmet_of(axis: Axis, weeks: Weeks) -> int:
    """Unmet demand of a calendar, in the units of `Demand`."""
    weights = Demand(axis).weights
    return sum(w * max(0, axis.items[i].wanted - sum(weeks.units.get(i, {}).values())) for i, w in weights.items())


def moved_of(axis: Axis, weeks: Weeks) -> int:
    """Units of a calendar that the previous plan does not have where they lie."""
    return sum(max(0, n - axis.previous.get(i, {}).get(p, 0)) for i, row in weeks.units.items() for p, n in row.items())
