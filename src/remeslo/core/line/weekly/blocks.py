"""How the hours of a duty in each week become lessons that keep their slot: pairs, whole days, blocks in a workshop."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from remeslo.core.line.weekly.rules import PAIR_HOURS


@dataclass(frozen=True, slots=True)
class Block:
    """Something of ``pairs`` >= 1 that meets once in each of its weeks, all day or not."""

    pairs: int
    weeks: tuple[date, ...]
    whole_day: bool = False


@dataclass(frozen=True, slots=True)
class Blocks:
    """
    What became of the hours of a duty.

    Parameters
    ----------
    left_over
        Hours (0 or 1) at the end that make no pair.
    """

    blocks: tuple[Block, ...]
    left_over: int = 0


def of_pairs(hours: Sequence[tuple[date, int]]) -> Blocks:
    """
    Pairs by week, joined over weeks.

    A week of odd hours has a pair more or less than its hours, in turn: no hour is lost or won on the way, the last one
    of an odd sum is left over. Weeks of 4, 4 and 6 hours are two lessons of all weeks and one of the last: the N-th
    lesson is held in every week that has N pairs.
    """
    pairs: dict[date, int] = {}
    taken = total = 0
    for monday, count in hours:
        total += count
        pairs[monday] = total // PAIR_HOURS - taken
        taken = total // PAIR_HOURS
    blocks = tuple(Block(1, weeks) for weeks in _layers(pairs))
    return Blocks(blocks, total % PAIR_HOURS)


def of_days(hours: Sequence[tuple[date, int]], day_hours: int, *, whole: bool) -> Blocks:
    """
    Days of ``day_hours`` (> 0) and what is left of a week as a shorter day; ``whole``: nothing else on full days.

    With 6 hours a day, 36 hours are six whole days and 10 hours in a laboratory a day of three pairs and one of two.
    """
    full: dict[date, int] = {}
    rest: dict[int, dict[date, int]] = {}
    left_over = 0
    for monday, count in hours:
        full[monday], rest_hours = divmod(count + left_over, day_hours)
        pairs, left_over = divmod(rest_hours, PAIR_HOURS)
        if pairs:
            rest.setdefault(pairs, {})[monday] = 1
    blocks = [Block(ceil(day_hours / PAIR_HOURS), weeks, whole) for weeks in _layers(full)]
    blocks += [Block(pairs, weeks) for pairs, row in sorted(rest.items(), reverse=True) for weeks in _layers(row)]
    return Blocks(tuple(blocks), left_over)


def split(hours: Sequence[tuple[date, int]], signs: Mapping[date, object]) -> Iterator[Sequence[tuple[date, int]]]:
    """Weeks with the same sign together (absent: none): a week with a holiday has lessons of its own."""
    rows: dict[object, list[tuple[date, int]]] = {}
    for monday, count in hours:
        rows.setdefault(signs.get(monday), []).append((monday, count))
    yield from rows.values()


def _layers(counts: Mapping[date, int]) -> Iterable[tuple[date, ...]]:
    """For each N from 1: the weeks that have at least N."""
    for n in range(1, max(counts.values(), default=0) + 1):
        yield tuple(monday for monday, count in sorted(counts.items()) if count >= n)
