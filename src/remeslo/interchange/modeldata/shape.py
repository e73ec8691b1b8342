"""What published scheduling instances share: weeks without a calendar, an order without circles, jobs without work."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from remeslo.core.base.calendar import AcademicCalendar, Week

_MONDAY = date(2001, 1, 1)
"""Some Monday: published instances know periods, not dates."""


def plain_weeks(count: int) -> AcademicCalendar:
    """So many study weeks in a row, one course, one semester: the periods of an instance that has no calendar."""
    return AcademicCalendar(tuple(Week(i, _MONDAY + timedelta(weeks=i), 1, 1) for i in range(count)))


def circle(pairs: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """Numbers in a circle of (before, after) pairs, or some that hang on one; empty when there is none."""
    following: dict[int, set[int]] = {}
    for before, after in pairs:
        following.setdefault(before, set()).add(after)
        following.setdefault(after, set())
    waits = dict.fromkeys(following, 0)
    for afters in following.values():
        for after in afters:
            waits[after] += 1
    free = [n for n, count in waits.items() if not count]
    for n in free:
        for after in following[n]:
            waits[after] -= 1
            if not waits[after]:
                free.append(after)
    return tuple(sorted(set(following) - set(free)))


def working_order(working: Collection[int], pairs: Iterable[tuple[int, int]]) -> Mapping[int, frozenset[int]]:
    """
    What each working number follows: the working numbers directly before it, those that do not work passed over.

    ``pairs`` are (before, after), without circles.
    """
    before: dict[int, set[int]] = {n: set() for n in working}
    for first, then in pairs:
        before.setdefault(then, set()).add(first)
    passed: dict[int, frozenset[int]] = {}

    def through(number: int) -> frozenset[int]:
        """Working numbers before one that does not work."""
        stack = [number]
        while stack:
            here = stack[-1]
            waiting = [n for n in before.get(here, ()) if n not in working and n not in passed]
            if waiting:
                stack.extend(waiting)
                continue
            firsts = before.get(here, set())
            passed[here] = frozenset(n for n in firsts if n in working).union(
                *(passed[n] for n in firsts if n not in working)
            )
            stack.pop()
        return passed[number]

    return {
        n: frozenset(k for k in before[n] if k in working).union(*(through(k) for k in before[n] if k not in working))
        for n in working
    }
