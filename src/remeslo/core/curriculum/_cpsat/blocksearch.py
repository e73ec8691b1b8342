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
from remeslo.core.curriculum.serialanneal import Annealing, is_annealable
from remeslo.core.curriculum.serialbounds import peak_bound, shortest_bound
from remeslo.core.curriculum.serialsearch import SerialSearch
from remeslo.core.curriculum.serialtasks import Tasks

ROUND_WORK = 1e-8
"""Deterministic work of a round of the population, for each task x place x schedule."""
FIRST_BATCH, FIRST_ROUNDS = 8, 1
"""The very first schedules, so that there is a plan at once; rounds before CP-SAT is asked for the first time."""
FEW_TASKS = 45
"""Up to so many tasks, CP-SAT alone has the whole time after the first rounds."""
PROOF, BREEDING = 0.35, 0.88
"""With more tasks: shares of the effort after which CP-SAT, and the population, hand over; then CP-SAT again."""
FEW, FAR = 2, 0.97
"""CP-SAT's workers beside a population, which is bred when the bound is below this share of the best."""
FIRST, AFTER_ANNEALING, LAST = 0.1, 0.3, 0.06
"""Loads: share for CP-SAT alone at first; shares left after annealing and after the neighbourhoods."""
STEP, MOVE_WORK = 1000, 1e-6
"""Moves of annealing at a time, and deterministic work of one."""
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
    given: float = field(init=False)

    def __post_init__(self) -> None:
        self.given = max(1e-9, self.effort.work)

    @property
    def is_proven(self) -> bool:
        """True when nothing better exists."""
        return self.is_impossible or (self.value is not None and self.value <= self.bound.places)

    def _over(self) -> bool:
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
        if self.tasks.count > FEW_TASKS or not self.effort.free:
            self._ask(PROOF)
            if population is not None and self._is_far:
                self._ask(BREEDING, population)
        self._ask(1.0)

    def _population(self) -> SerialSearch | None:
        """The first schedules; ``None`` where schedules of that kind are not plans."""
        tasks, effort = self.tasks, self.effort
        if tasks.crew is not None or any(a.most is not None for a in tasks.arcs):
            return None
        first = SerialSearch(tasks, seed=effort.seed, batch=FIRST_BATCH)
        first.run(1, self.bound.places, effort.stop_asked)
        if first.best is None:
            return None
        self._take_schedule(first)
        places = min(tasks.places, first.best.length + MARGIN)
        population = SerialSearch(tasks, seed=effort.seed, places=places)
        self._breed(population, FIRST_ROUNDS)
        return population

    def _breed(self, population: SerialSearch, rounds: int) -> None:
        """Some rounds, paid for in work."""
        for _ in range(rounds):
            if self._over():
                return
            self.effort.work -= ROUND_WORK * population.size * self.tasks.count * population.places
            population.round()
            self._take_schedule(population)

    def _take_schedule(self, population: SerialSearch) -> None:
        if population.best is not None and (self.value is None or population.best.length < self.value):
            self._take(Blocks(population.best.starts, {}), population.best.length)

    def _ask(self, until: float, population: SerialSearch | None = None) -> None:
        """CP-SAT for the shortest, until a share of the effort is spent; a population, if any, gets most of it."""
        effort = self.effort
        if self._over():
            return
        model = BlockModel(self.tasks, self.value or self.tasks.places, least=self.bound.places)
        if not model.is_possible:
            self._close()
            return
        if self.best is not None:
            model.hint(self.best)
            if population is not None:
                population.add(self.best.starts)
        share = max(0.02, until - (1 - self._left))
        if effort.free:
            limit_s = share * (effort.seconds + effort.seconds_left)
            breed, workers = (None, None) if population is None else (self._breeder(population), FEW)
            answer = run(model.cp, effort, work=effort.work, workers=workers, limit_s=limit_s, meanwhile=breed)
            self._read(answer, model)
            return
        enough = effort.work - share * self.given
        while population is not None and not population.is_spent and not self._over() and effort.work > enough:
            self._breed(population, 1)
        if population is None:
            self._read(run(model.cp, effort, work=share * self.given), model)

    @property
    def _is_far(self) -> bool:
        """True when the bound lies so far below that a proof is not near."""
        return self.value is not None and self.bound.places < FAR * self.value

    def _breeder(self, population: SerialSearch) -> Callable[[], bool]:
        def breed() -> bool:
            population.round()
            self._take_schedule(population)
            return self.is_proven or population.is_spent

        return breed

    def _read(self, answer: Answer, model: BlockModel) -> None:
        """The answer for "within ``model.places``"."""
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
        self._ask_loads(FIRST)
        if self.tasks.objective is Objective.BALANCE and is_annealable(self.tasks) and not self._over():
            self._anneal()
        neighbours = Neighbours(self.tasks, self.effort.seed)
        while self.best is not None and not self._over() and self._left > LAST:
            better = neighbours.better(self.best.starts, self.value or 0, self.effort)
            if better is not None:
                self._take(Blocks(better[0], {}), better[1])
        if not self._over():
            self._ask_loads(1.0)

    def _anneal(self) -> None:
        """Annealing, with CP-SAT's bound beside it where the machine may be used freely."""
        walk, begun = Annealing(self.tasks, seed=self.effort.seed), self._left
        span = begun - AFTER_ANNEALING

        def step() -> bool:
            self.effort.work -= STEP * MOVE_WORK
            walk.run(STEP, walk.temperature(min(1.0, (begun - self._left) / span)))
            if walk.best is not None and (self.value is None or walk.best_cost < self.value):
                self._take(Blocks(walk.best, {}), walk.best_cost)
            return self.is_proven

        if not self.effort.free:
            while self._left > AFTER_ANNEALING and not self._over():
                step()
            return
        model = LoadModel(self.tasks, least=self.bound.places)
        limit_s = span * (self.effort.seconds + self.effort.seconds_left)
        answer = run(model.cp, self.effort, work=self.effort.work, alone=True, limit_s=limit_s, meanwhile=step)
        self._read_loads(answer, model)

    @property
    def _left(self) -> float:
        """Share of the effort that is left: of the seconds where it is free, else of the work."""
        if self.effort.free:
            return self.effort.seconds_left / max(1e-9, self.effort.seconds + self.effort.seconds_left)
        return self.effort.work / self.given

    def _ask_loads(self, share: float) -> None:
        """CP-SAT for anything not worse than the best, with a share of what is left."""
        effort = self.effort
        model = LoadModel(self.tasks, least=self.bound.places, most=self.value)
        if self.best is not None:
            model.hint(self.best.starts)
        limit_s = share * effort.seconds_left if effort.free else None
        self._read_loads(run(model.cp, effort, work=effort.work * share, limit_s=limit_s), model)

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
