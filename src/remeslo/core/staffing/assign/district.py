"""One district: colleges that share people; constructed, then solved as a whole or piece by piece, then bounded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from remeslo.core.staffing._cpsat.assign import Lexicon
from remeslo.core.staffing._cpsat.run import Effort
from remeslo.core.staffing.assign import _highs
from remeslo.core.staffing.assign.board import Board
from remeslo.core.staffing.assign.construct import construct
from remeslo.core.staffing.assign.model import Model
from remeslo.core.staffing.assign.neighbourhood import Neighbourhoods
from remeslo.core.staffing.assign.problem import AssignmentProblem, Objective
from remeslo.core.staffing.assign.score import score
from remeslo.core.staffing.assign.table import Table

EXACT_PAIRS = 2500
"""Allowed pairs up to which a district is first tried as one model."""
_PIECE_S, _PIECE_WORK = 3.0, 0.6
"""Seconds, or units of work, that one piece may take at most."""
_BOUND_SHARE = 0.25
"""Part of the time of a large district that its bounds may take."""

TellFn = Callable[[], None]


@dataclass
class District:
    """
    A problem that falls into no independent parts, its assignment so far (``stand``: person by duty) and its bounds.

    ``values``, ``floors``: by objective, what the assignment has and a bound; ``is_exact``: solved as one model to the
    end of every level.
    """

    problem: AssignmentProblem
    tell: TellFn = lambda: None
    table: Table = field(init=False)
    stand: list[int] = field(init=False)
    values: dict[Objective, int] = field(init=False)
    floors: dict[Objective, int] = field(init=False)

    def __post_init__(self) -> None:
        self.table = Table(self.problem)
        self.stand = []
        self.floors = dict.fromkeys(self.problem.objective, 0)

    def begin(self, start: Sequence[int] | None) -> None:
        """A first assignment: what is lawful of a given one, the rest constructed."""
        board = Board(self.table)
        order = sorted(range(len(self.table.duties)), key=lambda d: not self.table.pinned[d])
        for d in order:
            p = -1 if start is None else start[d]
            if p >= 0 and p in self.table.options[d] and board.fits(d, p):
                board.put(d, p)
        construct(self.table, board, order)
        self._stands(board.stand)
        self.floors[Objective.UNCOVERED] = self._missed_at_least()

    @property
    def sore(self) -> tuple[Objective, ...]:
        """Objectives that are not proven, in order."""
        return tuple(o for o in self.problem.objective if self.values[o] > self.floors[o])

    def improve(self, effort: Effort) -> None:
        """Spend an effort: small ones as a whole, large ones piece by piece with bounds at the end."""
        if not self.sore:
            return
        if self.table.num_pairs <= EXACT_PAIRS:
            self._whole(effort)
        if self.sore and not effort.is_over:
            until = effort.limit_s - _BOUND_SHARE * effort.seconds_left
            spend = None if effort.work_left is None else effort.spent + (1 - _BOUND_SHARE) * effort.work_left
            self._pieces(effort, until, spend)
            self._bounds(effort)

    def _stands(self, stand: list[int]) -> None:
        self.stand = list(stand)
        told = score(self.problem, self.table.plan(self.stand))
        self.values = {o: told.of(o) for o in self.problem.objective}

    def _missed_at_least(self) -> int:
        """Hours of duties that nobody may take, and what absences take of the others from whoever it be."""
        t = self.table
        return sum(
            min((t.missed.get((d, p), 0) for p in people), default=t.hours[d]) for d, people in enumerate(t.options)
        )

    def _whole(self, effort: Effort) -> None:
        """All duties in one model, objective after objective."""
        model = Model(self.table, self.stand, range(len(self.stand)), self.problem.objective)
        lexicon = Lexicon(model.linear, model.values(self.stand))
        for n, objective in enumerate(self.problem.objective):
            share = max(0.4, 1 / (len(self.problem.objective) - n))
            least = lexicon.least(objective, effort, share=share, floor=self.floors[objective])
            self.floors[objective] = max(self.floors[objective], least.bound)
            self._stands(model.chosen(lexicon.values))
            self.tell()

    def _pieces(self, effort: Effort, until: float, spend: float | None) -> None:
        """Free some duties near a sore spot, make them best while all others stay; again and again."""
        places = Neighbourhoods(self.table, Random(effort.seed))
        while self.sore and not effort.is_over and effort.seconds < until:
            if spend is not None and effort.spent >= spend:
                return
            free = places.next(self.stand, self.sore)
            model = Model(self.table, self.stand, free, self.problem.objective)
            lexicon = Lexicon(model.linear, model.values(self.stand))
            piece = self._piece_of(effort, until)
            proven = [lexicon.least(o, piece, share=0.5, alone=True).is_proven for o in self.problem.objective]
            effort.spent += piece.spent
            before = tuple(self.values.values())
            self._stands(model.chosen(lexicon.values))
            places.learn(all(proven), tuple(self.values.values()) < before)
            self.tell()

    def _piece_of(self, effort: Effort, until: float) -> Effort:
        work = None if effort.work_left is None else min(_PIECE_WORK, effort.work_left)
        seconds = max(0.0, until - effort.seconds)
        limit = seconds if work is not None else min(_PIECE_S, seconds)
        return Effort(limit, work, effort.seed, effort.workers, effort.cancelled)

    def _bounds(self, effort: Effort) -> None:
        """What fractions could reach, objective after objective; each proves, or says how far at most."""
        order = self.problem.objective
        for n, objective in enumerate(order):
            if self.values[objective] <= self.floors[objective]:
                continue
            if effort.is_over:
                return
            wanted = order[: n + 1]
            model = Model(self.table, self.stand, range(len(self.stand)), wanted, roughly=True)
            held = {o: self.values[o] for o in order[:n]}
            limit = effort.seconds_left * max(0.4, 1 / (len(order) - n))
            found = _highs.bound(model.linear, objective, held, limit_s=limit)
            if found is not None:
                self.floors[objective] = min(self.values[objective], max(self.floors[objective], found))
                self.tell()
