"""
Rigid tasks as intervals: the model for whole weeks that share resources and people, made as short as possible.

start[i] + weeks[i] <= length; order between starts; every load a cumulative, weeks with less of it filled up by fixed
intervals; people optional intervals that may not overlap beyond their hours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from remeslo.core.curriculum._cpsat.blockcrew import CrewPart, stretches
from remeslo.core.curriculum._cpsat.run import Answer
from remeslo.core.curriculum.serialtasks import Arc, Load, Tasks


@dataclass(frozen=True)
class Blocks:
    """Starts by task, and the people of each task that needs any."""

    starts: tuple[int, ...]
    crew: Mapping[int, tuple[int, ...]]

    def length(self, tasks: Tasks) -> int:
        """Place after the last week used."""
        return max(s + int(w) for s, w in zip(self.starts, tasks.weeks, strict=True))


class BlockModel:
    """
    CP-SAT model of tasks within the first ``places`` places: as short as possible, not below ``least``.

    Parameters
    ----------
    arcs
        Order besides that of the tasks: what a neighbourhood of a plan keeps.
    fixed
        Starts that are given.
    """

    def __init__(
        self,
        tasks: Tasks,
        places: int,
        *,
        least: int = 0,
        arcs: Sequence[Arc] = (),
        fixed: Mapping[int, int] | None = None,
    ) -> None:
        self.tasks, self.places = tasks, places
        self.cp = cp_model.CpModel()
        self.is_possible = True
        self.starts = [self._start(t, (fixed or {}).get(t)) for t in range(tasks.count)]
        self.intervals = [
            self.cp.new_fixed_size_interval_var(start, int(w), "")
            for start, w in zip(self.starts, tasks.weeks, strict=True)
        ]
        for arc in (*tasks.arcs, *arcs):
            self._order(arc)
        for load in tasks.loads:
            self._load(load)
        self.crew = None if tasks.crew is None else CrewPart(self.cp, tasks, tasks.crew, self.starts, self.intervals)
        self.length = self.cp.new_int_var(min(least, places), places, "length")
        for start, weeks in zip(self.starts, tasks.weeks, strict=True):
            self.cp.add(start + int(weeks) <= self.length)
        self.cp.minimize(self.length)

    def hint(self, blocks: Blocks) -> None:
        """Begin the search with a plan, where it lies inside the model."""
        for var, start in zip(self.starts, blocks.starts, strict=True):
            self.cp.add_hint(var, start)
        self.cp.add_hint(self.length, min(self.places, blocks.length(self.tasks)))
        if self.crew is not None:
            self.crew.hint(blocks.crew)

    def read(self, answer: Answer) -> Blocks:
        """The plan of a solution."""
        starts = tuple(answer.value(var) for var in self.starts)
        return Blocks(starts, {} if self.crew is None else self.crew.read(answer))

    def _start(self, task: int, fixed: int | None) -> cp_model.IntVar:
        """Places where it may begin, so that all that must follow still ends in time."""
        tasks = self.tasks
        first, last = int(tasks.heads[task]), self.places - int(tasks.tails[task])
        places = (first + np.flatnonzero(tasks.open[task, first : last + 1])).tolist() if first <= last else []
        if fixed is not None:
            places = [p for p in places if p == fixed]
        if not places:
            self.is_possible = False
            self.cp.add_bool_or([])
            places = [max(0, min(first, self.places))]
        return self.cp.new_int_var_from_domain(cp_model.Domain.from_values(places), "")

    def _order(self, arc: Arc) -> None:
        """start(before) + offset <= start(after) <= start(before) + most."""
        self.cp.add(self.starts[arc.after] >= self.starts[arc.before] + arc.offset)
        if arc.most is not None:
            self.cp.add(self.starts[arc.after] <= self.starts[arc.before] + arc.most)

    def _load(self, load: Load) -> None:
        """Sum of what running tasks take <= most, in every week."""
        most = load.most[: self.places]
        top = int(most.max(initial=0))
        taking = [t for t in range(self.tasks.count) if load.takes[t]]
        if sum(int(load.takes[t]) for t in taking) <= int(most.min(initial=0)):
            return
        intervals = [self.intervals[t] for t in taking]
        demands = [int(load.takes[t]) for t in taking]
        for start, stop, value in stretches(most.tolist()):
            if value < top:
                intervals.append(self.cp.new_fixed_size_interval_var(start, stop - start, ""))
                demands.append(top - value)
        self.cp.add_cumulative(intervals, demands, top)
