"""One district: colleges that share people; constructed, then solved as a whole or piece by piece, then bounded."""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field
from random import Random

from remeslo.core.staffing._cpsat.assign import Lexicon
from remeslo.core.staffing._cpsat.run import Effort
from remeslo.core.staffing.assign import _highs
from remeslo.core.staffing.assign.board import Board
from remeslo.core.staffing.assign.climb import Climb
from remeslo.core.staffing.assign.construct import construct
from remeslo.core.staffing.assign.model import Model
from remeslo.core.staffing.assign.neighbourhood import Neighbourhoods
from remeslo.core.staffing.assign.problem import AssignmentProblem, Objective
from remeslo.core.staffing.assign.score import score
from remeslo.core.staffing.assign.table import NOBODY, Table

EXACT_PAIRS = 2500
"""Allowed pairs up to which a district is first tried as one model."""
_ROUND, _IDLE_ROUNDS, MOVES_A_WORK = 2000, 10, 4000
"""Small moves between two looks at the clock; rounds in vain before they end; moves that count as a unit of work."""
_IDLE_PIECES, _IDLE_COVERING = 300, 40
"""Pieces in vain before they end; and of those that ask for nothing but hours covered."""
_COVERING = 0.15
"""Part of what is left that covering may take; it comes first in districts of any size."""
_STEPS = (("_climb", 0.5), ("_pieces", 0.35), ("_climb", 0.5), ("_bounds", 0.7), ("_pieces", 1.0))
"""Then the steps of a large district, and the part of what is left that each may take."""
_PIECE_S, _PIECE_WORK, _LEVEL_SHARE = 3.0, 1.5, 0.4
"""Seconds, or units of work, that one piece may take at most, and the part of what is left for each objective."""

TellFn = Callable[[], None]


@dataclass(frozen=True, slots=True)
class _Until:
    """Where a step of an effort ends: seconds since the effort began, and work spent, where that is limited."""

    seconds: float
    work: float | None

    @classmethod
    def part(cls, effort: Effort, share: float) -> "_Until":
        """A part of what is left."""
        work = None if effort.work_left is None else effort.spent + share * effort.work_left
        return cls(effort.seconds + share * effort.seconds_left, work)

    def is_over(self, effort: Effort) -> bool:
        """True when the step has had its part."""
        return effort.seconds >= self.seconds or (self.work is not None and effort.spent >= self.work)


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
        self.floors[Objective.UNCOVERED] = self._missed_at_least(range(len(self.stand)))

    @property
    def sore(self) -> tuple[Objective, ...]:
        """Objectives that are not proven, in order."""
        return tuple(o for o in self.problem.objective if self.values[o] > self.floors[o])

    def improve(self, effort: Effort) -> None:
        """Spend an effort: cover; then small ones as a whole, large ones by moves and pieces, with bounds late."""
        if not self.sore:
            return
        self._cover(effort, _Until.part(effort, _COVERING))
        if self.table.num_pairs <= EXACT_PAIRS:
            self._whole(effort)
        if self.sore and not effort.is_over:
            steps = {"_climb": self._climb, "_pieces": self._pieces, "_bounds": self._bounds}
            for name, share in _STEPS:
                steps[name](effort, _Until.part(effort, share))

    def _stands(self, stand: list[int]) -> None:
        self.stand = list(stand)
        told = score(self.problem, self.table.plan(self.stand))
        self.values = {o: told.of(o) for o in self.problem.objective}

    def _moves(self, model: Model, values: Sequence[int]) -> bool:
        """Takes over what a piece found; its objectives tell what that changes. True when it is better."""
        linear, before = model.linear, model.values(self.stand)
        gains = {o: linear.value(o, values) - linear.value(o, before) for o in self.problem.objective}
        self.stand = model.chosen(values)
        for objective, gain in gains.items():
            self.values[objective] += gain
        return any(gains.values())

    def _missed_at_least(self, duties: Iterable[int]) -> int:
        """Hours of those of them that nobody may take, and what absences take of the others from whoever it be."""
        t = self.table
        return sum(min((t.missed.get((d, p), 0) for p in t.options[d]), default=t.hours[d]) for d in duties)

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

    def _climb(self, effort: Effort, until: "_Until") -> None:
        """Small moves until they no longer help."""
        dice = Random(effort.seed)
        climb, places = Climb(self.table, self.stand, dice), Neighbourhoods(self.table, dice)
        idle = 0
        while self.sore and idle < _IDLE_ROUNDS and not effort.is_over and not until.is_over(effort):
            seeds = [s for o in self.sore if (s := places.seeds(o, climb.board.stand))]
            idle = 0 if climb.run(_ROUND, seeds) else idle + 1
            effort.spent += _ROUND / MOVES_A_WORK
            self._stands(climb.board.stand)
            self.tell()

    def _cover(self, effort: Effort, until: "_Until") -> None:
        """
        Pieces that ask for hours covered and nothing else: soon solved, and what they find outweighs all else.

        Pieces that share no duty and lose hours even if nobody else took anything prove it together.
        """
        first, places, idle = self.problem.objective[0], Neighbourhoods(self.table, Random(effort.seed)), 0
        lost, counted = self._missed_at_least(range(len(self.stand))), set[int]()
        while first in self.sore and idle < _IDLE_COVERING and not effort.is_over and not until.is_over(effort):
            if not places.seeds(first, self.stand):
                break
            free = places.next(self.stand, (first,))
            before, is_proven = self.values[first], self._covered(free, effort)
            is_better = self.values[first] < before
            if is_proven and not is_better and counted.isdisjoint(free):
                more = self._lost_anyway(free, effort) - self._missed_at_least(free)
                lost += more
                counted.update(free if more else ())
                self.floors[first] = max(self.floors[first], lost)
            places.learn(is_proven, is_better)
            idle = 0 if is_better else idle + 1
            self.tell()
        if self.values[first] == lost and Objective.CONTINUITY in self.floors:
            breaks = self._breaks_at_least(counted)
            self.floors[Objective.CONTINUITY] = max(self.floors[Objective.CONTINUITY], breaks)

    def _breaks_at_least(self, counted: Container[int]) -> int:
        """
        Breaks of continuity of duties that no assignment with as few hours uncovered leaves to nobody: those that are
        not among ``counted``, whose least hours lost are known one by one. A group's own teacher may not take a duty;
        nobody may take all of a chain.
        """
        t, found = self.table, 0
        for chain in t.chains:
            taught = [d for d in chain if d not in counted and self._missed_at_least((d,)) < t.hours[d]]
            found += sum(1 for d in taught if t.previous[d] != NOBODY and t.previous[d] not in t.options[d])
            found += bool(taught) and not set.intersection(*(set(t.options[d]) for d in taught))
        return found

    def _covered(self, free: Sequence[int], effort: Effort) -> bool:
        """The fewest hours uncovered with these duties free; True when proven for them."""
        first = self.problem.objective[0]
        model = Model(self.table, self.stand, free, (first,))
        before = model.values(self.stand)
        lexicon = Lexicon(model.linear, before)
        is_proven = self._solved(lexicon, (first,), effort)
        if model.linear.value(first, lexicon.values) < model.linear.value(first, before):
            self._stands(model.chosen(lexicon.values))
        return is_proven

    def _lost_anyway(self, free: Sequence[int], effort: Effort) -> int:
        """Hours of these duties that stay uncovered even if all others took nobody's hours."""
        first, piece = self.problem.objective[0], self._piece_of(effort)
        model = Model(self.table, [NOBODY] * len(self.stand), free, (first,))
        least = Lexicon(model.linear, model.values(self.stand)).least(first, piece, alone=True)
        effort.spent += piece.spent
        return max(least.bound, self._missed_at_least(free))

    def _pieces(self, effort: Effort, until: "_Until") -> None:
        """Free some duties near a sore spot, make them best while all others stay; again and again."""
        places, idle, order = Neighbourhoods(self.table, Random(effort.seed)), 0, self.problem.objective
        while self.sore and idle < _IDLE_PIECES and not effort.is_over and not until.is_over(effort):
            free = places.next(self.stand, self.sore)
            model = Model(self.table, self.stand, free, order)
            lexicon = Lexicon(model.linear, model.values(self.stand))
            is_proven = self._solved(lexicon, order, effort)
            is_better = self._moves(model, lexicon.values)
            places.learn(is_proven, is_better)
            idle = 0 if is_better else idle + 1
            if is_proven and len(free) == places.num_free:
                self.floors = dict(self.values)
            self.tell()

    def _solved(self, lexicon: Lexicon, order: Sequence[Objective], effort: Effort) -> bool:
        """One piece, objective after objective; True when each is proven."""
        piece = self._piece_of(effort)
        share = _LEVEL_SHARE if len(order) > 1 else 1.0
        proven = [lexicon.least(o, piece, share=share, alone=True).is_proven for o in order]
        effort.spent += piece.spent
        return all(proven)

    def _piece_of(self, effort: Effort) -> Effort:
        work = None if effort.work_left is None else min(_PIECE_WORK, effort.work_left)
        limit = effort.seconds_left if work is not None else min(_PIECE_S, effort.seconds_left)
        return Effort(limit, work, effort.seed, effort.workers, effort.cancelled)

    def _bounds(self, effort: Effort, until: "_Until") -> None:
        """What fractions could reach, objective after objective; each proves, or says how far at most."""
        order = self.problem.objective
        for n, objective in enumerate(order):
            if self.values[objective] <= self.floors[objective]:
                continue
            if effort.is_over or effort.seconds >= until.seconds:
                return
            wanted = order[: n + 1]
            model = Model(self.table, self.stand, range(len(self.stand)), wanted, roughly=True)
            held = {o: self.values[o] for o in order[:n]}
            limit = (until.seconds - effort.seconds) * max(0.4, 1 / (len(order) - n))
            found = _highs.bound(model.linear, objective, held, limit_s=limit)
            if found is not None:
                self.floors[objective] = min(self.values[objective], max(self.floors[objective], found))
                self.tell()
