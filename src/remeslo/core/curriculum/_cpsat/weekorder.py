"""Links between items in a model by weeks, as `Precedence` has them."""

from collections.abc import Mapping
from dataclasses import dataclass

from ortools.sat.python import cp_model

from remeslo.core.curriculum._cpsat.run import Linear
from remeslo.core.curriculum.axis import Axis
from remeslo.core.curriculum.element import LinkKind
from remeslo.core.curriculum.items import Arrow, Item

Row = Mapping[int, Linear]


@dataclass(frozen=True)
class WeekOrder:
    """
    The links of an axis over a model's variables.

    Parameters
    ----------
    x
        Units by item and place.
    fills
        1 where a whole-week item or a sitting is, by item and place.
    begun
        For items that follow others, and those of ``fills``: 1 from the place on in which they may have units.
    """

    cp: cp_model.CpModel
    axis: Axis
    places: int
    x: Mapping[int, Row]
    fills: Mapping[int, Row]
    begun: Mapping[int, list[cp_model.IntVar]]
    total: Mapping[int, Linear]

    def add(self) -> None:
        """Every link; many spread items before the same one make one constraint a week."""
        gathered: dict[tuple[int, int], list[Item]] = {}
        for a in self.axis.arrows:
            before = self.axis.items[a.before]
            if a.longest is not None:
                self._longest(a, a.longest)
            if a.kind is LinkKind.PARTIAL:
                self._partial(a, before)
            elif a.starts:
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
                self.cp.add(fill + self.begun[a.after][-1] <= 1)
            elif at >= 0:
                self.cp.add(fill + self.begun[a.after][at] <= 1)

    def _spread_finish_start(self, after: int, lag: int, items: list[Item]) -> None:
        """Sum of x[i, p] <= most x (1 - begun[after, p + lag - 1])."""
        room = max(1, len(self.axis.rooms)) * self.axis.capacity
        for p in range(self.axis.start, self.places):
            xs = [self.x[i.number][p] for i in items if p in self.x[i.number]]
            most = min(room, sum(min(i.pace, i.high) for i in items if p in self.x[i.number]))
            at = min(p + lag - 1, self.places - 1)
            if xs and at >= 0:
                self.cp.add(sum(xs) <= most * (1 - self.begun[after][at]))

    def _start_start(self, a: Arrow, before: Item) -> None:
        """``after`` has begun by p: ``before`` has units in places <= p - lag, where it is in the plan at all."""
        if before.done:
            return
        left_out: Linear = 0 if before.certain else 1 - self._present(before)
        for p, begun in enumerate(self.begun[a.after]):
            if before.number in self.fills:
                earlier: Linear = self.begun[before.number][p - a.lag] if p >= a.lag else 0
            else:
                earlier = sum(x for q, x in self.x[before.number].items() if q <= p - a.lag)
            self.cp.add(earlier + left_out >= begun)

    def _partial(self, a: Arrow, before: Item) -> None:
        """``after`` has begun by p: units of ``before`` in places <= p - lag, with those done, >= share x all."""
        share, had = a.share, before.had
        whole = self.total[a.before] + had
        for p, begun in enumerate(self.begun[a.after]):
            reached = sum(x for q, x in self.x[before.number].items() if q <= p - a.lag) + had
            self.cp.add(share.denominator * reached >= share.numerator * whole).only_enforce_if(begun)

    def _longest(self, a: Arrow, longest: int) -> None:
        """
        Start-start: ``before`` has units in p, so ``after`` has some in places <= p + longest.

        Finish-start: where ``after`` has none in places <= p + longest, ``before`` has some after p. Both where both
        are in the plan.
        """
        before, after = self.axis.items[a.before], self.axis.items[a.after]
        absent = 2 - self._present(before) - self._present(after)
        start = min(before.done, default=0) if a.starts and before.done else 0
        for p in range(start, self.places):
            early = self.cp.new_bool_var("")
            soon = [x for q, x in self.x[a.after].items() if q <= p + longest]
            self.cp.add(early <= sum(soon))
            if not a.starts:
                later = [x for q, x in self.x[a.before].items() if q > p]
                ended = max(before.done, default=-1)
                if p >= ended:
                    self.cp.add(sum(later) + early + absent >= 1)
            elif before.done:
                self.cp.add(early + absent >= 1)
            elif p in self.x[a.before]:
                self.cp.add(self.x[a.before][p] <= before.high * (early + absent))

    def _present(self, item: Item) -> Linear:
        """1 where the item is in the plan."""
        if item.certain or item.done:
            return 1
        some = self.cp.new_bool_var("")
        self.cp.add(self.total[item.number] >= some)
        self.cp.add(self.total[item.number] <= item.high * some)
        return some
