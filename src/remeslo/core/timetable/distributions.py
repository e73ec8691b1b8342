"""
What each kind of distribution constraint asks, by the letter of the published rules, and how far it is broken.

Source: the format page of ITC-2019 (section on distribution constraints); the rules of ITC-2007, track 3, for the
three kinds of CB-CTT. A class that is not placed breaks nothing here.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from remeslo.core.timetable.kinds import OVER_WEEKS, PAIRWISE, DistributionKind
from remeslo.core.timetable.problem import (
    Assignment,
    ClassId,
    Distribution,
    TimePattern,
    TimetableProblem,
)

Placed = Mapping[ClassId, Assignment]
Pair = tuple[ClassId, ClassId]


@dataclass(frozen=True, slots=True)
class Breach:
    """
    How a constraint is broken.

    Parameters
    ----------
    amount
        Pairs, days, slots, breaks, blocks, classes or rooms too many, by kind; 0 when it holds.
    pairs
        The broken pairs of pairwise kinds.
    days
        (week, day), from 0, on which kinds counted by day and week are broken.
    classes
        Classes of the broken pairs, those that meet on the broken days, or all of the constraint; in listed order.
    cost
        Before the weight of distributions; 0 for a required constraint.
    """

    amount: int
    pairs: tuple[Pair, ...] = ()
    days: tuple[tuple[int, int], ...] = ()
    classes: tuple[ClassId, ...] = ()
    cost: int = 0


def breach(problem: TimetableProblem, d: Distribution, placed: Placed) -> Breach:
    """How a timetable breaks a constraint."""
    if d.kind in PAIRWISE:
        pairs = tuple(broken_pairs(problem, d, placed))
        within = {c for pair in pairs for c in pair}
        return Breach(len(pairs), pairs, classes=_listed(d, within), cost=d.penalty * len(pairs))
    if d.kind in OVER_WEEKS:
        by_day = {day: n for day, n in _by_day(problem, d, placed) if n}
        within = {c for c in d.classes if c in placed and _meets_on(placed[c].time, by_day)}
        amount = sum(by_day.values())
        cost = d.penalty * amount // problem.weeks
        return Breach(amount, days=tuple(by_day), classes=_listed(d, within), cost=cost)
    amount = _OVER_ALL[d.kind](d.params, [placed[c] for c in d.classes if c in placed])
    return Breach(amount, classes=d.classes if amount else (), cost=d.penalty * amount)


def _listed(d: Distribution, within: Collection[ClassId]) -> tuple[ClassId, ...]:
    return tuple(c for c in d.classes if c in within)


def _meets_on(t: TimePattern, days: Iterable[tuple[int, int]]) -> bool:
    return any(t.weeks >> week & 1 and t.days >> day & 1 for week, day in days)


def broken_pairs(problem: TimetableProblem, d: Distribution, placed: Placed) -> Iterator[Pair]:
    """Pairs of a pairwise constraint that break it, each in listed order."""
    known = [(c, placed[c]) for c in d.classes if c in placed]
    holds = _PAIR[d.kind]
    for (a, at), (b, bt) in combinations(known, 2):
        if not holds(problem, d.params, at, bt):
            yield a, b


def can_attend_both(problem: TimetableProblem, a: Assignment, b: Assignment) -> bool:
    """True when nobody is kept from attending both: not on one day, or time enough between them for the way."""
    way = problem.travel(a.room, b.room)
    return _apart(a.time, b.time, way) or not a.time.same_day(b.time)


# pairs

_PairRule = Callable[[TimetableProblem, tuple[int, ...], Assignment, Assignment], bool]


def _apart(a: TimePattern, b: TimePattern, gap: int = 0) -> bool:
    """At least ``gap`` slots of the day lie between them, whatever the days and weeks."""
    return a.end + gap <= b.start or b.end + gap <= a.start


def _within(a: int, b: int) -> bool:
    """One mask is a part of the other."""
    return a | b in (a, b)


def _same_start(_p: TimetableProblem, _n: tuple[int, ...], a: Assignment, b: Assignment) -> bool:
    return a.time.start == b.time.start


def _same_time(_p: TimetableProblem, _n: tuple[int, ...], a: Assignment, b: Assignment) -> bool:
    s, t = a.time, b.time
    return (s.start <= t.start and t.end <= s.end) or (t.start <= s.start and s.end <= t.end)


def _different_time(_p: TimetableProblem, _n: tuple[int, ...], a: Assignment, b: Assignment) -> bool:
    return _apart(a.time, b.time)


def _same_days(_p: TimetableProblem, _n: tuple[int, ...], a: Assignment, b: Assignment) -> bool:
    return _within(a.time.days, b.time.days)


def _different_days(_p: TimetableProblem, _n: tuple[int, ...], a: Assignment, b: Assignment) -> bool:
    return not a.time.days & b.time.days


def _same_weeks(_p: TimetableProblem, _n: tuple[int, ...], a: Assignment, b: Assignment) -> bool:
    return _within(a.time.weeks, b.time.weeks)


def _different_weeks(_p: TimetableProblem, _n: tuple[int, ...], a: Assignment, b: Assignment) -> bool:
    return not a.time.weeks & b.time.weeks


def _overlap(_p: TimetableProblem, _n: tuple[int, ...], a: Assignment, b: Assignment) -> bool:
    return a.time.overlaps(b.time)


def _not_overlap(_p: TimetableProblem, _n: tuple[int, ...], a: Assignment, b: Assignment) -> bool:
    return not a.time.overlaps(b.time)


def _same_room(_p: TimetableProblem, _n: tuple[int, ...], a: Assignment, b: Assignment) -> bool:
    """By the letter: two classes without a room have the same one."""
    return a.room == b.room


def _different_room(_p: TimetableProblem, _n: tuple[int, ...], a: Assignment, b: Assignment) -> bool:
    return a.room != b.room


def _same_attendees(p: TimetableProblem, _n: tuple[int, ...], a: Assignment, b: Assignment) -> bool:
    return can_attend_both(p, a, b)


def _precedence(_p: TimetableProblem, _n: tuple[int, ...], a: Assignment, b: Assignment) -> bool:
    """The first meeting of ``a`` ends before that of ``b`` begins."""
    first, second = _first(a.time), _first(b.time)
    return first < second or (first == second and a.time.end <= b.time.start)


def _work_day(_p: TimetableProblem, n: tuple[int, ...], a: Assignment, b: Assignment) -> bool:
    s, t = a.time, b.time
    return max(s.end, t.end) - min(s.start, t.start) <= n[0] or not s.same_day(t)


def _min_gap(_p: TimetableProblem, n: tuple[int, ...], a: Assignment, b: Assignment) -> bool:
    return _apart(a.time, b.time, n[0]) or not a.time.same_day(b.time)


def _first(t: TimePattern) -> tuple[int, int]:
    """First week and, in any week, first day."""
    return _lowest(t.weeks), _lowest(t.days)


def _lowest(mask: int) -> int:
    return (mask & -mask).bit_length() - 1


_PAIR: Mapping[DistributionKind, _PairRule] = {
    DistributionKind.SAME_START: _same_start,
    DistributionKind.SAME_TIME: _same_time,
    DistributionKind.DIFFERENT_TIME: _different_time,
    DistributionKind.SAME_DAYS: _same_days,
    DistributionKind.DIFFERENT_DAYS: _different_days,
    DistributionKind.SAME_WEEKS: _same_weeks,
    DistributionKind.DIFFERENT_WEEKS: _different_weeks,
    DistributionKind.OVERLAP: _overlap,
    DistributionKind.NOT_OVERLAP: _not_overlap,
    DistributionKind.SAME_ROOM: _same_room,
    DistributionKind.DIFFERENT_ROOM: _different_room,
    DistributionKind.SAME_ATTENDEES: _same_attendees,
    DistributionKind.PRECEDENCE: _precedence,
    DistributionKind.WORK_DAY: _work_day,
    DistributionKind.MIN_GAP: _min_gap,
}


# each day of each week


def _by_day(problem: TimetableProblem, d: Distribution, placed: Placed) -> Iterator[tuple[tuple[int, int], int]]:
    """(week, day) and how far the constraint is broken there."""
    times = [placed[c].time for c in d.classes if c in placed]
    over = _OVER_DAY[d.kind]
    for day in range(problem.days):
        on_day = [t for t in times if t.days >> day & 1]
        for week in range(problem.weeks):
            yield (week, day), over(d.params, [t for t in on_day if t.weeks >> week & 1])


def _day_load(n: tuple[int, ...], times: Sequence[TimePattern]) -> int:
    """Slots beyond S."""
    return max(0, sum(t.length for t in times) - n[0])


def _breaks(n: tuple[int, ...], times: Sequence[TimePattern]) -> int:
    """Breaks longer than S beyond R of them."""
    return max(0, len(blocks(times, n[1])) - 1 - n[0])


def _long_blocks(n: tuple[int, ...], times: Sequence[TimePattern]) -> int:
    """Blocks of two or more classes longer than M."""
    return sum(1 for b in blocks(times, n[1]) if len(b) > 1 and max(t.end for t in b) - b[0].start > n[0])


def blocks(times: Sequence[TimePattern], gap: int) -> list[list[TimePattern]]:
    """Times of one day, merged while at most ``gap`` free slots lie between two; each block in order of start."""
    found: list[list[TimePattern]] = []
    end = 0
    for t in sorted(times, key=lambda t: t.start):
        if found and t.start <= end + gap:
            found[-1].append(t)
            end = max(end, t.end)
        else:
            found.append([t])
            end = t.end
    return found


_OVER_DAY: Mapping[DistributionKind, Callable[[tuple[int, ...], Sequence[TimePattern]], int]] = {
    DistributionKind.MAX_DAY_LOAD: _day_load,
    DistributionKind.MAX_BREAKS: _breaks,
    DistributionKind.MAX_BLOCK: _long_blocks,
}


# the whole calendar


def _days_used(placed: Sequence[Assignment]) -> int:
    mask = 0
    for a in placed:
        mask |= a.time.days
    return mask.bit_count()


def _max_days(n: tuple[int, ...], placed: Sequence[Assignment]) -> int:
    return max(0, _days_used(placed) - n[0])


def _missing_days(n: tuple[int, ...], placed: Sequence[Assignment]) -> int:
    return max(0, n[0] - _days_used(placed))


def _isolated(_n: tuple[int, ...], placed: Sequence[Assignment]) -> int:
    """Classes with none of the list right before or after them on the same day."""
    times = [a.time for a in placed]
    return sum(1 for t in times if not any(t.same_day(o) and (o.end == t.start or t.end == o.start) for o in times))


def _other_rooms(_n: tuple[int, ...], placed: Sequence[Assignment]) -> int:
    return max(0, len({a.room for a in placed if a.room is not None}) - 1)


_OVER_ALL: Mapping[DistributionKind, Callable[[tuple[int, ...], Sequence[Assignment]], int]] = {
    DistributionKind.MAX_DAYS: _max_days,
    DistributionKind.MIN_WORKING_DAYS: _missing_days,
    DistributionKind.COMPACTNESS: _isolated,
    DistributionKind.ROOM_STABILITY: _other_rooms,
}
