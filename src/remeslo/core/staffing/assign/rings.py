"""
Solves again around a few duties: rings of duties are set free one after another until the answer is proven.

Two questions about the free duties: *how good can it be while all others stay with whom they are?* gives an assignment.
*How good could it be if the others took nobody's hours?* gives a bound. Where they meet, more rings would not help.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from remeslo.core.staffing._cpsat.assign import Lexicon
from remeslo.core.staffing._cpsat.run import Effort
from remeslo.core.staffing.assign.board import Board
from remeslo.core.staffing.assign.construct import construct
from remeslo.core.staffing.assign.model import Model
from remeslo.core.staffing.assign.problem import Objective
from remeslo.core.staffing.assign.table import NOBODY, Table

WIDEST = 600
"""Free duties at most; a wider ring is no longer a question of seconds."""


@dataclass(frozen=True, slots=True)
class Around:
    """
    What solving around some duties gave.

    Parameters
    ----------
    stand
        Person by duty, of all duties.
    proven
        Objectives, from the first on, at which no assignment at all is better.
    free
        How many duties were free in the end.
    """

    stand: list[int]
    proven: tuple[Objective, ...]
    free: int


def around(
    table: Table, stand: Sequence[int], seeds: Iterable[int], effort: Effort, *, asked: Collection[Objective]
) -> Around:
    """
    The best assignment near one that stands, seeds given anew; rings grow until the objectives ``asked`` are proven,
    every duty is free, or the effort is over.
    """
    free = dict.fromkeys(seeds)
    begun = _started(table, stand, free)
    free.update((d, None) for d, p in enumerate(begun) if table.options[d] and _could_have_more(table, d, p))
    order = table.problem.objective
    best = Around(begun, (), len(free))
    while True:
        lexicon, model = _solved(table, best.stand, free, order, effort)
        found = model.chosen(lexicon.values)
        is_whole = len(free) >= sum(1 for people in table.options if people)
        proven = _proven(table, found, free, lexicon, effort, is_whole=is_whole)
        best = Around(found, proven, len(free))
        wider = _wider(table, found, free)
        if set(asked) <= set(proven) or effort.is_over or not wider or len(free) + len(wider) > WIDEST:
            return best
        free.update(dict.fromkeys(wider))


def _could_have_more(table: Table, d: int, p: int) -> bool:
    """True when somebody else could teach more hours of a duty."""
    least = min(table.missed.get((d, q), 0) for q in table.options[d])
    return p == NOBODY or table.missed.get((d, p), 0) > least


def _started(table: Table, stand: Sequence[int], free: Iterable[int]) -> list[int]:
    """
    Duties that nobody has, constructed beside what stands, without moving anybody, except that a pinned one drives out
    others of its person until it fits.
    """
    board = Board(table, stand)
    for d in free:
        if table.pinned[d] and board.stand[d] == NOBODY:
            p = table.options[d][0]
            for other in sorted(board.held[p], key=lambda o: (table.hours[o], o)):
                if board.fits(d, p):
                    break
                if not table.pinned[other]:
                    board.take(other)
            board.put(d, p)
    construct(table, board, free, hand_on=False)
    return board.stand


@dataclass(frozen=True, slots=True)
class _Levels:
    values: list[int]
    is_proven: tuple[bool, ...]


def _solved(
    table: Table, stand: Sequence[int], free: Iterable[int], order: Sequence[Objective], effort: Effort
) -> tuple[_Levels, Model]:
    """The free duties at their best, all others where they stand."""
    model = Model(table, stand, free, order)
    lexicon = Lexicon(model.linear, model.values(stand))
    proven = [lexicon.least(o, effort, share=0.4, alone=True).is_proven for o in order]
    return _Levels(lexicon.values, tuple(proven)), model


def _proven(
    table: Table, stand: Sequence[int], free: Iterable[int], found: _Levels, effort: Effort, *, is_whole: bool
) -> tuple[Objective, ...]:
    """Objectives at which the free duties alone, or the whole, could not be better."""
    order = table.problem.objective
    if is_whole:
        count = next((n for n, sure in enumerate(found.is_proven) if not sure), len(order))
        return tuple(order[:count])
    alone = [NOBODY] * len(stand)
    first = [o for o in order if o in (Objective.UNCOVERED, Objective.CHANGES)]
    model = Model(table, alone, free, first)
    values = model.values(stand)
    lexicon = Lexicon(model.linear, values)
    sure: list[Objective] = []
    for objective in first:
        least = lexicon.least(objective, effort, share=0.4, alone=True)
        if least.bound < model.linear.value(objective, values):
            break
        sure.append(objective)
    return tuple(sure)


def _wider(table: Table, stand: Sequence[int], free: Collection[int]) -> list[int]:
    """Duties that people hold who could take one of the free ones."""
    people = {p for d in free for p in table.options[d]}
    return [d for d, p in enumerate(stand) if p in people and d not in free and not table.pinned[d]]
