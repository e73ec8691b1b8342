"""Places of groups by the day on which they graduate, handed out to what employers ask for by year."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from remeslo.core.base.keys import DemandKey, GroupKey, ProgrammeKey
from remeslo.core.line.answers.sharing import Claim, shared
from remeslo.core.line.cluster import StudentGroup

YEARS_EARLY = 1
"""Graduates of so many calendar years before the year asked for may still be waited for; earlier ones have gone."""


class Timing(StrEnum):
    """When graduates come, against when they are needed."""

    IN_TIME = "in_time"
    EARLY = "early"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Pool:
    """Places of one programme's groups that graduate on the same day."""

    programme: ProgrammeKey
    day: date
    groups: tuple[GroupKey, ...]
    places: int


@dataclass(frozen=True, slots=True)
class Wish:
    """People asked for by one card in one calendar year, needed by a day."""

    card: DemandKey
    year: int
    needed: date
    people: int


@dataclass(frozen=True, slots=True)
class Given:
    """Places of a pool given to a card's year; ``people`` > 0."""

    card: DemandKey
    year: int
    pool: Pool
    people: int
    timing: Timing


def graduation_day(start_year: int, weeks: int) -> date:
    """The Friday of the last week of a programme of ``weeks`` calendar weeks, begun in the week of 1 September."""
    first = date(start_year, 9, 1)
    return first - timedelta(days=first.weekday()) + timedelta(days=7 * weeks - 3)


def pools(groups: Iterable[StudentGroup], weeks: Mapping[ProgrammeKey, int]) -> tuple[Pool, ...]:
    """Places by programme and day of graduation; groups of a programme without a term have none."""
    found: dict[tuple[ProgrammeKey, date], list[StudentGroup]] = {}
    for g in groups:
        if g.programme in weeks:
            found.setdefault((g.programme, graduation_day(g.start_year, weeks[g.programme])), []).append(g)
    return tuple(
        Pool(programme, day, tuple(sorted(g.key for g in members)), sum(g.size for g in members))
        for (programme, day), members in sorted(found.items())
    )


def hand_out(offered: Sequence[Pool], wishes: Sequence[Wish]) -> tuple[Given, ...]:
    """
    Places of one programme to those who ask for it.

    First graduates of the very year to those who need them by then; then graduates of the year before, who still come
    in time; last those who come too late, the soonest first. In each step places are shared as `shared` says, so that
    what is given of a pool never exceeds its places.
    """
    left = {pool: pool.places for pool in offered}
    open_ = {wish: wish.people for wish in wishes}
    found: list[Given] = []
    for timing in (Timing.IN_TIME, Timing.EARLY, Timing.LATE):
        for year in sorted({w.year for w in wishes}):
            asked = [w for w in wishes if w.year == year]
            for pool in _in_turn(offered, timing, year):
                found += _share(pool, timing, [w for w in asked if _fits(pool, w, timing)], left, open_)
    return tuple(found)


def _in_turn(offered: Sequence[Pool], timing: Timing, year: int) -> list[Pool]:
    """Pools in the order they are offered: the nearest to the year first."""
    if timing is Timing.EARLY:
        return sorted((p for p in offered if p.day.year < year), key=lambda p: p.day, reverse=True)
    return sorted((p for p in offered if p.day.year >= year), key=lambda p: p.day)


def _fits(pool: Pool, wish: Wish, timing: Timing) -> bool:
    match timing:
        case Timing.IN_TIME:
            return pool.day.year == wish.year and pool.day <= wish.needed
        case Timing.EARLY:
            return wish.year - YEARS_EARLY <= pool.day.year < wish.year
        case Timing.LATE:
            return pool.day > wish.needed


def _share(
    pool: Pool, timing: Timing, wishes: Sequence[Wish], left: dict[Pool, int], open_: dict[Wish, int]
) -> Iterator[Given]:
    by_key = {f"{w.card}/{w.year}": w for w in wishes if open_[w]}
    given = shared(left[pool], [Claim(key, open_[w]) for key, w in by_key.items()])
    for key, people in given.items():
        if people:
            wish = by_key[key]
            left[pool] -= people
            open_[wish] -= people
            yield Given(wish.card, wish.year, pool, people, timing)
