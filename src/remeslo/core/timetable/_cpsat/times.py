"""Times as arrays, and which pairs of them each pairwise kind accepts."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from remeslo.core.timetable.kinds import DistributionKind as K
from remeslo.core.timetable.problem import TimePattern

Longs = npt.NDArray[np.int64]
Grid = npt.NDArray[np.bool_]

ROOM_KINDS = frozenset((K.SAME_ROOM, K.DIFFERENT_ROOM))
"""Judged by rooms alone."""


@dataclass(frozen=True)
class Times:
    """Times in a row: (n) each, int64; days and weeks are masks, ``first`` orders first meetings by week and day."""

    start: Longs
    end: Longs
    days: Longs
    weeks: Longs
    first: Longs

    @classmethod
    def of(cls, patterns: Iterable[TimePattern]) -> "Times":
        """The same times as arrays."""
        rows = [(t.start, t.end, t.days, t.weeks, _lowest(t.weeks) * 64 + _lowest(t.days)) for t in patterns]
        columns = np.array(rows, np.int64).reshape(-1, 5).T
        return cls(*columns)

    @classmethod
    def joined(cls, parts: Iterable["Times"]) -> "Times":
        """Several rows as one."""
        columns = [(p.start, p.end, p.days, p.weeks, p.first) for p in parts]
        empty = np.zeros(0, np.int64)
        return cls(*(np.concatenate(c) for c in zip(*columns, strict=True))) if columns else cls(*(empty,) * 5)

    def __len__(self) -> int:
        return len(self.start)

    def __getitem__(self, chosen: Grid | Longs | slice) -> "Times":
        return Times(self.start[chosen], self.end[chosen], self.days[chosen], self.weeks[chosen], self.first[chosen])

    @cached_property
    def column(self) -> "Times":
        """Shape (n, 1), for tables against another row."""
        return Times(*(x[:, None] for x in (self.start, self.end, self.days, self.weeks, self.first)))


def same_day(a: Times, b: Times) -> Grid:
    """(a, b): a week and a day in common."""
    x = a.column
    return np.asarray(((x.days & b.days) != 0) & ((x.weeks & b.weeks) != 0))


def apart(a: Times, b: Times, gap: Longs | int = 0) -> Grid:
    """(a, b): never on one day, or at least ``gap`` slots (one number, or one for each of ``b``) between them."""
    x = a.column
    return np.asarray(~same_day(a, b) | (x.end + gap <= b.start) | (b.end + gap <= x.start))


def accepted(kind: K, params: tuple[int, ...], a: Times, b: Times) -> Grid:
    """(a, b): pairs that a pairwise kind of times accepts, without travel; ``a`` is listed first in the rule."""
    return np.asarray(_accepted(kind, params, a.column, b))


def _accepted(kind: K, params: tuple[int, ...], x: Times, b: Times) -> Any:
    match kind:
        case K.SAME_START:
            return x.start == b.start
        case K.SAME_TIME:
            return ((x.start >= b.start) & (x.end <= b.end)) | ((x.start <= b.start) & (x.end >= b.end))
        case K.DIFFERENT_TIME:
            return (x.end <= b.start) | (b.end <= x.start)
        case K.SAME_DAYS:
            return _nested(x.days, b.days)
        case K.DIFFERENT_DAYS:
            return (x.days & b.days) == 0
        case K.SAME_WEEKS:
            return _nested(x.weeks, b.weeks)
        case K.DIFFERENT_WEEKS:
            return (x.weeks & b.weeks) == 0
        case K.PRECEDENCE:
            return (x.first < b.first) | ((x.first == b.first) & (x.end <= b.start))
    never = ((x.days & b.days) == 0) | ((x.weeks & b.weeks) == 0)
    match kind:
        case K.OVERLAP:
            return ~never & (x.start < b.end) & (b.start < x.end)
        case K.NOT_OVERLAP | K.SAME_ATTENDEES:
            return never | (x.end <= b.start) | (b.end <= x.start)
        case K.WORK_DAY:
            return never | (np.maximum(x.end, b.end) - np.minimum(x.start, b.start) <= params[0])
        case K.MIN_GAP:
            return never | (x.end + params[0] <= b.start) | (b.end + params[0] <= x.start)
    raise ValueError(f"{kind} is not judged by pairs of times.")


def _nested(a: Longs, b: Longs) -> Grid:
    both = a & b
    return np.asarray((both == a) | (both == b))


def _lowest(mask: int) -> int:
    return (mask & -mask).bit_length() - 1
