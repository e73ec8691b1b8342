"""The calendar that changes least against a previous plan."""

from remeslo.core.curriculum._cpsat.demand import Demand
from remeslo.core.curriculum._cpsat.run import Linear
from remeslo.core.curriculum._cpsat.weeks import WeekModel
from remeslo.core.curriculum.axis import Axis


class CloseModel(WeekModel):
    """
    The week model that moves fewest units, and begins its search at the previous plan.

    ``unmet``: most unmet demand, in the units of `Demand`; ``None``: any.
    """

    def __init__(self, axis: Axis, places: int, unmet: int | None) -> None:
        super().__init__(axis, places)
        if unmet is not None:
            self.cp.add(Demand(axis).unmet(self.cp, self.total) <= unmet)
        moved: list[Linear] = []
        for item in axis.items:
            before = axis.previous.get(item.number, {})
            for p, x in self.x[item.number].items():
                moved.append(self._more(x, before.get(p, 0), item.high))
        self.cp.minimize(sum(moved))

    def _more(self, x: Linear, before: int, most: int) -> Linear:
        """max(0, x - before)."""
        if not before:
            return x
        more = self.cp.new_int_var(0, most, "")
        self.cp.add(more >= x - before)
        return more
