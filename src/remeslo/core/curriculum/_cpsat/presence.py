"""What every model of the term shares: which items are in the plan, ways, outcomes, and sums of hours."""

from collections.abc import Mapping
from math import lcm

from ortools.sat.python import cp_model

from remeslo.core.curriculum._cpsat.run import Linear
from remeslo.core.curriculum.axis import Axis
from remeslo.core.curriculum.items import Item


class Presence:
    """
    present[i]: item i has units still to come; a constant where that is certain.

    Parameters
    ----------
    known
        Items whose units are fixed elsewhere, True: some; ``None``: nothing is known.
    """

    def __init__(self, cp: cp_model.CpModel, axis: Axis, known: Mapping[int, bool] | None = None) -> None:
        self.cp = cp
        self.axis = axis
        self.present: dict[int, cp_model.IntVar | int] = {}
        for item in axis.items:
            if known is not None:
                self.present[item.number] = int(known[item.number])
            elif item.certain:
                self.present[item.number] = 1
            else:
                self.present[item.number] = cp.new_bool_var("")
        if known is None:
            self._ways()
            self._covers()

    def bounded(self, item: Item, total: Linear) -> None:
        """Low <= total <= high where the item is present, else 0."""
        here = self.present[item.number]
        self.cp.add(total >= max(item.low, 0) * here)
        self.cp.add(total <= item.high * here)
        if not item.certain and not item.low:
            self.cp.add(total >= here)

    def chosen(self, i: int) -> Linear:
        """1 where the plan has the item, done or to come."""
        return 1 if self.axis.items[i].done else self.present[i]

    def sums(self, total: Mapping[int, Linear]) -> None:
        """Rules on hours: low + what present items add <= units of some items together <= high."""
        for form in self.axis.forms:
            together = sum(total[i] for i in form.items)
            if form.when:
                scale = lcm(*(f.denominator for f in form.when.values()))
                more = sum((f * scale).numerator * self.chosen(i) for i, f in form.when.items())
                self.cp.add(scale * together >= scale * form.low + more)
            else:
                self.cp.add(together >= form.low)
            if form.high is not None:
                self.cp.add(together <= form.high)

    def _ways(self) -> None:
        """Exactly one way of each choice; an item of the choice is present where its way is the one."""
        for ways in self.axis.choices:
            taken = [self.cp.new_bool_var("") for _ in ways]
            self.cp.add_exactly_one(taken)
            for i in frozenset().union(*ways):
                self.cp.add(self.chosen(i) == sum(t for t, way in zip(taken, ways, strict=True) if i in way))

    def _covers(self) -> None:
        """An outcome whose teachers may all be left out needs one of them."""
        for teachers in self.axis.covers:
            self.cp.add(sum(self.chosen(i) for i in sorted(teachers)) >= 1)
