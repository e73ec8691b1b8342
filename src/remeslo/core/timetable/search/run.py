"""A search from beginning to end: calibration, rounds of annealing, and what is told about them."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from remeslo.core.timetable._kernels.tables import Longs
from remeslo.core.timetable.result import CancelledFn
from remeslo.core.timetable.search.clock import Clock
from remeslo.core.timetable.search.grid import grid_of
from remeslo.core.timetable.search.gridwalker import GridWalker
from remeslo.core.timetable.search.heat import Scale, rough_scale, scale_of
from remeslo.core.timetable.search.pack import Options
from remeslo.core.timetable.search.pupils import Pupils
from remeslo.core.timetable.search.seating import seating
from remeslo.core.timetable.search.team import ROUNDS, AnyWalker, Team
from remeslo.core.timetable.search.walker import Walker

#: Moves of the first round, before anything is known about their speed.
FIRST_MOVES = 20_000
#: Random moves looked at, and a quarter of the moves made, to find temperatures.
CALIBRATION = 20_000
#: Share of the seconds kept for judging and writing the answer.
RESERVE = 0.02
#: A given timetable is improved from this share of the annealing on: it is not melted down.
WARM_START = 0.35


@dataclass(frozen=True, slots=True)
class Start:
    """
    Where a search begins.

    Parameters
    ----------
    chosen
        Options (classes, 2).
    options
        What classes choose from, to look whether the week is a grid; None: it is not looked.
    given
        True when it is someone's timetable, worth keeping; False when it is only a place to begin.
    """

    board: Longs
    chosen: Longs
    pupils: Pupils | None
    given: bool
    seed: int
    workers: int
    options: Sequence[Options] | None = None


def team_of(start: Start, clock: Clock) -> Team:
    """Walks at the start, with temperatures and prices from what random moves cost."""
    walkers = _grid_walkers(start) or _walkers(start)
    tries = CALIBRATION if clock.work_limit is None else min(CALIBRATION, 1 + clock.work_limit // 40)
    scale = _calibrate(walkers[0], tries, start.given)
    for w in walkers:
        w.price(scale.hard)
    return Team(walkers, scale, FIRST_MOVES)


def _walkers(start: Start) -> Sequence[AnyWalker]:
    walkers = []
    for k in range(start.workers):
        seed = start.seed * 1000 + k
        pupils = None if start.pupils is None else start.pupils.copy(seed)
        walkers.append(Walker(start.board, start.chosen, pupils, seed=seed, hard_price=1))
    return walkers


def _grid_walkers(start: Start) -> Sequence[AnyWalker] | None:
    """Walks of the kernels for grids; None where the week is no grid, or classes find no cells of their own."""
    grid = None if start.options is None or start.pupils is not None else grid_of(start.board, start.options)
    if grid is None:
        return None
    seeds = [start.seed * 1000 + k for k in range(start.workers)]
    seated = [seating(grid, start.chosen if start.given else None, seed=seed) for seed in seeds]
    cells = [each for each in seated if each is not None]
    if len(cells) < len(seeds):
        return None
    return [GridWalker(grid, each, seed=seed, hard_price=1) for seed, each in zip(seeds, cells, strict=True)]


def _calibrate(walker: AnyWalker, tries: int, given: bool) -> Scale:
    """Comes down quickly from where the walk stands, looks what moves cost there, and goes back if that was given."""
    here = walker.here()
    walker.price(0)
    rough = rough_scale(walker.deltas(tries))
    walker.price(rough.hard)
    walker.walk(2 * tries, rough.warm, rough.cold, 0)
    walker.section(tries, rough.cold)
    walker.walk(2 * tries, rough.cold, rough.cold, 0)
    walker.price(0)
    scale = scale_of(walker.deltas(tries), grid=isinstance(walker, GridWalker))
    if given:
        walker.stand(here)
    return scale


def rounds(team: Team, clock: Clock, *, given: bool, cancelled: CancelledFn | None) -> Iterator[None]:
    """
    Rounds of annealing until the clock or ``cancelled`` stops them; yields after each.

    By seconds, a round takes about ``1 / ROUNDS`` of what there was; by work, exactly that share of the moves.
    """
    if team.walkers[0].movable == 0:
        return
    begun = WARM_START if given else 0.0
    at_first = clock.seconds
    span = max(1e-6, clock.limit_s * (1 - RESERVE) - at_first)
    if clock.work_limit is not None:
        team.moves = max(1, clock.work_limit // (ROUNDS * len(team.walkers)))
    done = begun
    with ThreadPoolExecutor(len(team.walkers)) as pool:
        while done < 1.0 and clock.left_s > 0 and not (cancelled and cancelled()):
            before = clock.seconds
            share = _share(team, clock, at_first, span)
            then = begun + (1 - begun) * min(1.0, share + 1 / ROUNDS)
            team.round(pool, done, then)
            done = begun + (1 - begun) * min(1.0, _share(team, clock, at_first, span))
            if clock.work_limit is None:
                team.moves = _paced(team.moves, clock.seconds - before, span / ROUNDS)
            yield


def _share(team: Team, clock: Clock, at_first: float, span: float) -> float:
    if clock.work_limit is not None:
        return team.rounds / ROUNDS
    return (clock.seconds - at_first) / span


def _paced(moves: int, took_s: float, wanted_s: float) -> int:
    """Moves for a round of the wanted length (0.5 s at most), no less than half or more than twice as before."""
    wanted = moves * min(wanted_s, 0.5) / max(took_s, 1e-6)
    return int(np.clip(wanted, max(500, moves / 2), moves * 2))
