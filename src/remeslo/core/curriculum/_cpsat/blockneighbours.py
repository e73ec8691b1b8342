"""Neighbourhoods of a plan whose loads are made even: some tasks may move, the others stay."""

import numpy as np

from remeslo.core.curriculum._cpsat.blockloads import LoadModel
from remeslo.core.curriculum._cpsat.run import Effort, run
from remeslo.core.curriculum.result import Status
from remeslo.core.curriculum.serialtasks import Tasks

WORK, SECONDS = 0.3, 2.0
"""For one neighbourhood; more free tasks when it is answered, fewer when it is not."""
FEWEST, MOST = 8, 400


class Neighbours:
    """Chooses which tasks may move: those of some groups, those of some weeks, or any."""

    def __init__(self, tasks: Tasks, seed: int) -> None:
        self.tasks = tasks
        self.random = np.random.default_rng(seed)
        self.size = [min(tasks.count, 40.0)] * 3
        self.groups = [list(m) for m in tasks.members.values() if m]

    def better(self, starts: tuple[int, ...], value: int, effort: Effort) -> tuple[tuple[int, ...], int] | None:
        """A plan of the same value or less, where the neighbourhood has one; its starts and value."""
        kind = int(self.random.integers(0, 3))
        free = self._free(kind, np.array(starts))
        model = LoadModel(self.tasks, most=value, fixed={t: s for t, s in enumerate(starts) if t not in free})
        model.hint(starts)
        answer = run(model.cp, effort, work=WORK, limit_s=SECONDS, alone=True)
        grows = answer.status in (Status.OPTIMAL, Status.INFEASIBLE)
        self.size[kind] = float(np.clip(self.size[kind] * (1.03 if grows else 0.93), FEWEST, MOST))
        return (model.read(answer), answer.objective) if answer.found else None

    def _free(self, kind: int, starts: "np.typing.NDArray[np.int64]") -> set[int]:
        size = max(2, min(self.tasks.count, int(self.size[kind])))
        if kind == 0:
            free: set[int] = set()
            for g in self.random.permutation(len(self.groups)):
                free |= set(self.groups[g])
                if len(free) >= size:
                    break
            return set(map(int, self.random.permutation(sorted(free))[:size]))
        if kind == 1:
            places = self.random.permutation(self.tasks.places)[:2]
            inside = np.flatnonzero(np.isin(starts, places))
            return set(map(int, self.random.permutation(inside)[: 2 * size]))
        return set(map(int, self.random.permutation(self.tasks.count)[:size]))
