"""What is to be erased on a day, what stays, and why."""

from calendar import monthrange
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from remeslo.core.privacy.register import Kind, Register, Then


class Reason(StrEnum):
    """Why a record goes or stays."""

    TERM_OVER = "term_over"
    REQUESTED = "requested"
    TERM_RUNS = "term_runs"
    LAW = "law"
    HOLD = "hold"
    KEPT = "kept"  # the kind is never erased
    ON_REQUEST = "on_request"  # the kind has no term that ends by itself


@dataclass(frozen=True, slots=True)
class Record:
    """One record; ``start`` is the day from which its term counts, none where nobody knows it."""

    kind: str
    key: str
    start: date | None


@dataclass(frozen=True, slots=True)
class Hold:
    """Somebody said that a record must stay, to a day inclusive or until it is lifted."""

    kind: str
    key: str
    until: date | None = None

    def is_in_force(self, day: date) -> bool:
        """True on days up to the last."""
        return self.until is None or day <= self.until


@dataclass(frozen=True, slots=True)
class Item:
    """A record with its verdict; ``day`` is when it was due, or the first day on which this reason is over."""

    record: Record
    then: Then
    reason: Reason
    day: date | None


@dataclass(frozen=True, slots=True)
class Due:
    """Verdicts over all records, in their order: what goes, what stays."""

    go: tuple[Item, ...]
    stay: tuple[Item, ...]


def due(
    register: Register,
    records: Iterable[Record],
    day: date,
    *,
    holds: Iterable[Hold] = (),
    requested: Collection[Record] = (),
) -> Due:
    """
    Judge records on a day.

    A kind that is kept stays; so does what is held, and what a law still asks for. Then goes what was requested, and
    what is no longer needed. What goes on one day goes on every later one; raises KeyError for an unknown kind.
    """
    held: dict[tuple[str, str], list[Hold]] = {}
    for hold in holds:
        if hold.is_in_force(day):
            held.setdefault((hold.kind, hold.key), []).append(hold)
    wanted = frozenset(requested)
    go: list[Item] = []
    stay: list[Item] = []
    for record in records:
        kind = register.kinds[record.kind]
        mine = held.get((record.kind, record.key), [])
        reason, when = _verdict(kind, record, day, mine, is_wanted=record in wanted)
        goes = reason in (Reason.TERM_OVER, Reason.REQUESTED)
        (go if goes else stay).append(Item(record, kind.then, reason, when))
    return Due(tuple(go), tuple(stay))


def months_after(day: date, months: int) -> date:
    """The day so many months later; the last of the month where there is no such day, the last of all days at most."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _verdict(
    kind: Kind, record: Record, day: date, holds: list[Hold], *, is_wanted: bool
) -> tuple[Reason, date | None]:
    if kind.then is Then.KEEP:
        return Reason.KEPT, None
    if holds:
        return Reason.HOLD, None if any(h.until is None for h in holds) else max(h.until for h in holds if h.until)
    if kind.laws:
        law = kind.law_on(record.start) if record.start else None
        free = months_after(record.start, law.months) if record.start and law else None
        if free is None or day < free:
            return Reason.LAW, free
    if is_wanted:
        return Reason.REQUESTED, day
    term = kind.term_on(record.start) if record.start else None
    if record.start is None or term is None:
        return Reason.ON_REQUEST, None
    over = months_after(record.start, term.months)
    return (Reason.TERM_OVER if day >= over else Reason.TERM_RUNS), over
