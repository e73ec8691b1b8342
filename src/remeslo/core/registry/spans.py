"""Spans of days, the first counted and the last not: joined, compared, searched for gaps and overlaps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from remeslo.core.base.findings import ProblemError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """
    Days from ``since`` up to, but without, ``until``.

    Parameters
    ----------
    since
        First day.
    until
        First day that no longer belongs; ``date.max`` stands for an open end.
    """

    since: date
    until: date = date.max

    def __post_init__(self) -> None:
        if self.until <= self.since:
            raise ProblemError(f"span: until must be after since, got {self.since} and {self.until}.")

    def covers(self, day: date) -> bool:
        """True when the day belongs."""
        return self.since <= day < self.until

    def shared(self, other: "Span") -> "Span | None":
        """Days of both; ``None`` when there are none."""
        since, until = max(self.since, other.since), min(self.until, other.until)
        return Span(since, until) if since < until else None


def span(since: date, until: date | None) -> Span:
    """A span whose open end may be given as ``None``."""
    return Span(since, date.max if until is None else until)


def end_of(value: Span) -> date | None:
    """The end as rows and files have it: ``None`` when open."""
    return None if value.until == date.max else value.until


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same days in as few spans as possible, in order."""
    result: list[Span] = []
    for one in sorted(spans):
        if result and one.since <= result[-1].until:
            result[-1] = Span(result[-1].since, max(result[-1].until, one.until))
        else:
            result.append(one)
    return tuple(result)


def gaps(whole: Span, parts: Iterable[Span]) -> tuple[Span, ...]:
    """Days of the whole that no part has."""
    found: list[Span] = []
    day = whole.since
    for part in joined(parts):
        if day < part.since and day < whole.until:
            found.append(Span(day, min(part.since, whole.until)))
        day = max(day, part.until)
    if day < whole.until:
        found.append(Span(day, whole.until))
    return tuple(found)


def overlaps(spans: Sequence[Span]) -> tuple[tuple[int, int, Span], ...]:
    """Pairs of places in the sequence whose days overlap (first the earlier place), and the days."""
    order = sorted(range(len(spans)), key=lambda i: spans[i])
    found: list[tuple[int, int, Span]] = []
    for n, i in enumerate(order):
        for j in order[n + 1 :]:
            if spans[j].since >= spans[i].until:
                break
            both = spans[i].shared(spans[j])
            if both is not None:
                found.append((min(i, j), max(i, j), both))
    return tuple(sorted(found))
