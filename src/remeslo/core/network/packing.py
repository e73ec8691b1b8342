"""
Whether groups fit the days of one cell (a place in one week and shift), each day with no more groups and learners than
the place takes: exact.

A group with d days needs d different days, each either its partner's own or anybody's. Where seats never bind before
the number of groups does, counting is enough (each kind of day is filled in turn, McNaughton 1959). Where they do, days
are tried, days alike being tried once.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.network.place import ANYBODY


class Taker(NamedTuple):
    """A group in a cell: whose it is, how many learners come, on how many days."""

    partner: OrganisationKey
    size: int
    days: int


def packs(days: Mapping[OrganisationKey, int], parallel: int, places: int, takers: Sequence[Taker]) -> bool:
    """
    True when every group gets its days.

    Parameters
    ----------
    days
        Open days by whose they are, `ANYBODY` for all partners.
    parallel, places
        Groups and learners of one day at most.
    """
    shared = days.get(ANYBODY, 0)
    if any(t.size > places or t.days > shared + _own(days, t.partner) for t in takers):
        return False
    if not packs_by_number(days, parallel, takers):
        return False
    largest = sorted((t.size for t in takers), reverse=True)[:parallel]
    if sum(largest) <= places:
        return True
    if sum(t.size * t.days for t in takers) > places * sum(_usable(days, takers)):
        return False
    return _tried(days, parallel, places, takers)


def packs_by_number(days: Mapping[OrganisationKey, int], parallel: int, takers: Sequence[Taker]) -> bool:
    """True when every group gets its days as far as the number of groups at once goes, whatever their size."""
    shared = days.get(ANYBODY, 0)
    beyond = 0
    for partner, own in _by_partner(takers).items():
        room = _own(days, partner)
        if sum(max(0, t.days - shared) for t in own) > parallel * room:
            return False
        in_own = min(sum(min(t.days, room) for t in own), parallel * room)
        beyond += sum(t.days for t in own) - in_own
    return beyond <= parallel * shared


def _own(days: Mapping[OrganisationKey, int], partner: OrganisationKey) -> int:
    return 0 if partner == ANYBODY else days.get(partner, 0)


def _by_partner(takers: Sequence[Taker]) -> Mapping[OrganisationKey, list[Taker]]:
    found: dict[OrganisationKey, list[Taker]] = defaultdict(list)
    for taker in takers:
        found[taker.partner].append(taker)
    return found


def _usable(days: Mapping[OrganisationKey, int], takers: Sequence[Taker]) -> Iterator[int]:
    yield days.get(ANYBODY, 0)
    yield from (_own(days, partner) for partner in {t.partner for t in takers})


_Day = tuple[OrganisationKey, int, int]
"""Whose day, how many groups and learners it still takes."""


def _tried(days: Mapping[OrganisationKey, int], parallel: int, places: int, takers: Sequence[Taker]) -> bool:
    order = sorted(takers, key=lambda t: (-t.days * t.size, -t.size, t.partner))

    @cache
    def rest_fits(number: int, left: frozenset[tuple[_Day, int]]) -> bool:
        if number == len(order):
            return True
        return any(rest_fits(number + 1, after) for after in _laid(order[number], Counter(dict(left))))

    return rest_fits(0, frozenset(Counter({(p, parallel, places): n for p, n in days.items() if n}).items()))


def _laid(taker: Taker, left: Counter[_Day]) -> Iterator[frozenset[tuple[_Day, int]]]:
    """What is left of the days after each way of laying a group on them."""
    fit = [d for d in sorted(left) if d[0] in (taker.partner, ANYBODY) and d[1] >= 1 and d[2] >= taker.size]

    def chosen(at: int, need: int, now: Counter[_Day]) -> Iterator[Counter[_Day]]:
        if need == 0:
            yield now
            return
        if at == len(fit):
            return
        whose, groups, seats = fit[at]
        for many in range(min(need, left[fit[at]]), -1, -1):
            after = now.copy()
            after[fit[at]] -= many
            after[whose, groups - 1, seats - taker.size] += many
            yield from chosen(at + 1, need - many, after)

    for after in chosen(0, taker.days, left):
        yield frozenset((day, n) for day, n in after.items() if n)
