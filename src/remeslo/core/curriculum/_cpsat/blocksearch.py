"""
The search over rigid tasks: bounds by argument, a population of schedules, CP-SAT for the proof, neighbourhoods.

Where reproducible answers are asked for, one stage follows another, each with its share of the deterministic work;
else the population is bred in this thread while CP-SAT searches in its own.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from remeslo.core.curriculum._cpsat.blockloads import LoadModel
from remeslo.core.curriculum._cpsat.blockneighbours import Neighbours
from remeslo.core.curriculum._cpsat.blocks import BlockModel, Blocks
from remeslo.core.curriculum._cpsat.run import Answer, Effort, run
from remeslo.core.curriculum.bounds import Bound
from remeslo.core.curriculum.problem import Objective
from remeslo.core.curriculum.result import Status
from remeslo.core.curriculum.serialbounds import peak_bound, shortest_bound
from remeslo.core.curriculum.serialsearch import SerialSearch
from remeslo.core.curriculum.serialtasks import Tasks

ROUND_WORK = 1e-8
"""Deterministic work of a round of the population, for each task x place x schedule."""
FIRST_ROUNDS = 3
"""Rounds before CP-SAT is asked for the first time."""
SHARES = (0.15, 0.3, 0.5, 0.8, 1.0)
"""When CP-SAT is asked again, with the shorter length found meanwhile: shares of the whole limit."""
LAST = 0.1
"""Share of the effort kept for CP-SAT after the neighbourhoods."""
MARGIN = 8
"""Places beyond the first schedules' length in which the population lies."""


@dataclass
class BlockSearch:
    """
    One search on its way.

    Parameters
    ----------
    value, bound
        Of the one objective: places for WEEKS, else what `LoadModel` counts.
    """

    tasks: Tasks
    effort: Effort
    tell: Callable[[], None]
    best: Blocks | None = None
    value: int | None = None
    bound: Bound = field(default=Bound(0, ""))
    is_impossible: bool = False

    @property
    def is_proven(self) -> bool:
        """True when nothing better exists."""
        return self.is_impossible or (self.value is not None and self.value <= self.bound.places)

    @property
    def _is_over(self) -> bool:
        return self.is_proven or self.effort.is_over

    def run(self) -> None:
        """Until proven, or until the effort is spent."""
        if self.tasks.objective is Objective.WEEKS:
            self._raise(shortest_bound(self.tasks))
            self._shortest()
        else:
            if self.tasks.objective is Objective.PEAK:
                self._raise(Bound(peak_bound(self.tasks), "hours"))
            self._lowest()

    def _shortest(self) -> None:
        """As few places as possible."""
        if self.bound.places > self.tasks.places:
            self.is_impossible = True
            return
        population = self._population()
        for share in SHARES:
            if self._is_over:
                break
            self._ask(share, population)

    def _population(self) -> SerialSearch | None:
        """The first schedules; ``None`` where schedules of that kind are not plans."""
        tasks, effort = self.tasks, self.effort
        if tasks.crew is not None or any(a.most is not None for a in tasks.arcs):
            return None
        first = SerialSearch(tasks, seed=effort.seed)
        first.run(1, self.bound.places, effort.stop_asked)
        if first.best is None:
            return None
        places = min(tasks.places, first.best.length + MARGIN)
        population = SerialSearch(tasks, seed=effort.seed, places=places)
        self._breed(population, FIRST_ROUNDS)
        return population

    def _breed(self, population: SerialSearch, rounds: int) -> None:
        """Some rounds, paid for in work."""
        for _ in range(rounds):
            if self._is_over:
                return
            self.effort.work -= ROUND_WORK * population.size * self.tasks.count * population.places
            population.round()
            self._take_schedule(population)

    def _take_schedule(self, population: SerialSearch) -> None:
        if population.best is not None and (self.value is None or population.best.length < self.value):
            self._take(Blocks(population.best.starts, {}), population.best.length)

    def _ask(self, share: float, population: SerialSearch | None) -> None:
        """CP-SAT for something shorter than the best, or the proof that there is none; the population meanwhile."""
        effort = self.effort
        places = self.tasks.places if self.value is None else self.value - 1
        model = BlockModel(self.tasks, places, least=self.bound.places)
        if not model.is_possible:
            self._close()
            return
        if population is None and self.best is not None:
            model.hint(self.best)
        if effort.free:
            until = share * (effort.seconds + effort.seconds_left)
            limit_s, breed = max(0.5, until - effort.seconds), self._meanwhile(population)
            self._read(run(model.cp, effort, work=effort.work, limit_s=limit_s, meanwhile=breed), model)
            return
        self._read(run(model.cp, effort, work=effort.work * share * 0.6), model)
        enough = effort.work * (1 - share * 0.4)
        while population is not None and not self._is_over and effort.work > enough:
            self._breed(population, 1)

    def _meanwhile(self, population: SerialSearch | None) -> Callable[[], bool] | None:
        if population is None:
            return None

        def breed() -> bool:
            population.round()
            self._take_schedule(population)
            return self.is_proven

        return breed

    def _read(self, answer: Answer, model: BlockModel) -> None:
        """The answer for "shorter than ``model.places`` + 1"."""
        if answer.found:
            blocks = model.read(answer)
            length = blocks.length(self.tasks)
            if self.value is None or length < self.value:
                self._take(blocks, length)
        if answer.status is Status.INFEASIBLE:
            self._raise(Bound(model.places + 1, "search"))
            self._close_if_none()
        elif answer.status is Status.OPTIMAL:
            self._raise(Bound(answer.objective, "search"))
        else:
            self._raise(Bound(min(answer.bound, model.places + 1), "search"))

    def _lowest(self) -> None:
        """The fullest week as low, or all weeks as even, as possible."""
        model = LoadModel(self.tasks, least=self.bound.places)
        effort = self.effort
        given = effort.work
        limit_s = 0.25 * effort.seconds_left if effort.free else None
        self._read_loads(run(model.cp, effort, work=effort.work * 0.25, limit_s=limit_s), model)
        neighbours = Neighbours(self.tasks, effort.seed)
        while self.best is not None and not self._is_over:
            if effort.free and effort.seconds_left < LAST * (effort.seconds + effort.seconds_left):
                break
            if not effort.free and effort.work < LAST * given:
                break
            better = neighbours.better(self.best.starts, self.value or 0, effort)
            if better is not None:
                self._take(Blocks(better[0], {}), better[1])
        if not self._is_over:
            last = LoadModel(self.tasks, least=self.bound.places, most=self.value)
            if self.best is not None:
                last.hint(self.best.starts)
            self._read_loads(run(last.cp, effort, work=effort.work), last)

    def _read_loads(self, answer: Answer, model: LoadModel) -> None:
        if answer.found and (self.value is None or answer.objective < self.value):
            self._take(Blocks(model.read(answer), {}), answer.objective)
        if answer.status is Status.INFEASIBLE:
            self._close_if_none()
        else:
            self._raise(Bound(answer.objective if answer.status is Status.OPTIMAL else answer.bound, "search"))

    def _take(self, blocks: Blocks, value: int) -> None:
        self.best, self.value = blocks, value
        self.tell()

    def _raise(self, bound: Bound) -> None:
        """A bound never lies above what was found."""
        places = bound.places if self.value is None else min(bound.places, self.value)
        if places > self.bound.places:
            self.bound = Bound(places, bound.by)
            self.tell()

    def _close(self) -> None:
        """Nothing shorter can be: the best is the shortest, or there is none at all."""
        if self.value is None:
            self.is_impossible = True
        else:
            self._raise(Bound(self.value, "chain"))

    def _close_if_none(self) -> None:
        if self.value is None:
            self.is_impossible = True
