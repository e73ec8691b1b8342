"""
Rigid tasks by week: the model for loads that are made low (PEAK) or even (BALANCE), and for least loads.

here[i, p] = 1 when task i begins in place p; what a week has is a sum over the tasks that run in it.
"""

from collections.abc import Mapping, Sequence
from math import isqrt

import numpy as np
from ortools.sat.python import cp_model

from remeslo.core.curriculum._cpsat.run import Answer, Linear
from remeslo.core.curriculum.problem import Objective
from remeslo.core.curriculum.serialtasks import Arc, Load, Tasks

Taking = list[tuple[int, int]]
"""(task, units) of the tasks that take anything."""


class LoadModel:
    """
    CP-SAT model of tasks over all places of the calendar.

    Parameters
    ----------
    most
        A plan must cost at most this.
    fixed
        Starts that are given.
    """

    def __init__(
        self, tasks: Tasks, *, least: int = 0, most: int | None = None, fixed: Mapping[int, int] | None = None
    ) -> None:
        self.tasks, self.most = tasks, most
        self.weeks: list[int] = tasks.weeks.tolist()
        self.cp = cp_model.CpModel()
        self.here: list[dict[int, Linear]] = [self._task(t, (fixed or {}).get(t)) for t in range(tasks.count)]
        for arc in tasks.arcs:
            self._order(arc)
        for load in tasks.loads:
            self._load(load)
        self.cost = self._peak() if tasks.objective is Objective.PEAK else self._balance()
        self.cp.add(self.cost >= least)
        if most is not None:
            self.cp.add(self.cost <= most)
        self.cp.minimize(self.cost)

    def hint(self, starts: Sequence[int]) -> None:
        """Begin the search with a plan."""
        for row, start in zip(self.here, starts, strict=True):
            for place, var in row.items():
                if isinstance(var, cp_model.IntVar):
                    self.cp.add_hint(var, place == start)

    def read(self, answer: Answer) -> tuple[int, ...]:
        """Starts by task."""
        return tuple(next(p for p, var in row.items() if answer.value(var)) for row in self.here)

    def _task(self, t: int, fixed: int | None) -> dict[int, Linear]:
        """Exactly one place to begin in, early and late enough for what comes before and after."""
        tasks = self.tasks
        if fixed is not None:
            return {fixed: 1}
        first, last = int(tasks.heads[t]), tasks.places - int(tasks.tails[t])
        row: dict[int, Linear] = {
            p: self.cp.new_bool_var("") for p in np.flatnonzero(tasks.open[t]).tolist() if first <= p <= last
        }
        self.cp.add(sum(row.values()) == 1)
        return row

    def _order(self, arc: Arc) -> None:
        """Begun(after) by place p needs begun(before) by p - offset; with a longest lag also the other way."""
        before, after = self.here[arc.before], self.here[arc.after]
        for p in range(self.tasks.places):
            self._implies(
                sum(x for q, x in after.items() if q <= p), sum(x for q, x in before.items() if q <= p - arc.offset)
            )
            if arc.most is not None:
                self._implies(
                    sum(x for q, x in before.items() if q <= p - arc.most), sum(x for q, x in after.items() if q <= p)
                )

    def _implies(self, small: Linear, large: Linear) -> None:
        if isinstance(small, int) and isinstance(large, int):
            if small > large:
                self.cp.add_bool_or([])
            return
        self.cp.add(small <= large)

    def _in_week(self, takes: Taking, place: int) -> list[tuple[int, Linear]]:
        """(units, 0 or 1) of the tasks that may run in a place."""
        found: list[tuple[int, Linear]] = []
        for t, units in takes:
            weeks = self.weeks[t]
            if weeks == 1:
                if place in self.here[t]:
                    found.append((units, self.here[t][place]))
            else:
                found.extend((units, x) for q, x in self.here[t].items() if place - weeks < q <= place)
        return found

    def _load(self, load: Load) -> None:
        """Least <= sum of what runs <= most, in every week."""
        takes = [(t, n) for t, n in enumerate(load.takes.tolist()) if n]
        for place in range(self.tasks.places):
            terms = self._in_week(takes, place)
            together = sum(units * x for units, x in terms)
            least, most = int(load.least[place]), int(load.most[place])
            if isinstance(together, int):
                if not least <= together <= most:
                    self.cp.add_bool_or([])
            elif least > 0 or sum(units for units, _ in terms) > most:
                self.cp.add_linear_constraint(together, least, most)

    def _hours(self, members: Sequence[int]) -> Taking:
        return [(t, int(self.tasks.hours[t])) for t in members]

    def _peak(self) -> Linear:
        """Hours of the fullest week of any group."""
        top = sum(int(h) for h in self.tasks.hours)
        peak = self.cp.new_int_var(0, top, "peak")
        for members in self.tasks.members.values():
            takes = self._hours(members)
            for place in range(self.tasks.places):
                self.cp.add(sum(units * x for units, x in self._in_week(takes, place)) <= peak)
        return peak

    def _balance(self) -> Linear:
        """Sum over groups and weeks of the squared distance from the mean, and weeks disliked."""
        cost: list[Linear] = []
        for members in self.tasks.members.values():
            takes = self._hours(members)
            total = sum(hours * self.weeks[t] for t, hours in takes)
            low, high = total // self.tasks.places, -(-total // self.tasks.places)
            cost.extend(self._distance(takes, place, low, high) for place in range(self.tasks.places))
        for t, row in enumerate(self.here):
            cost.extend(int(self.tasks.disliked[t, p]) * x for p, x in row.items() if self.tasks.disliked[t, p] > 0)
        return sum(cost)

    def _distance(self, takes: Taking, place: int, low: int, high: int) -> Linear:
        """max(hours - high, low - hours, 0)² from below, by its tangents: square >= (2k + 1) away - k (k + 1)."""
        terms = self._in_week(takes, place)
        hours = sum(units * x for units, x in terms)
        if isinstance(hours, int):
            return max(hours - high, low - hours, 0) ** 2
        furthest = max(low, sum(units for units, _ in terms) - high, 0)
        if self.most is not None:
            furthest = min(furthest, isqrt(self.most))
        away = self.cp.new_int_var(0, furthest, "")
        self.cp.add(away >= hours - high)
        self.cp.add(away >= low - hours)
        square = self.cp.new_int_var(0, furthest * furthest, "")
        for k in range(furthest):
            self.cp.add(square >= (2 * k + 1) * away - k * (k + 1))
        return square
