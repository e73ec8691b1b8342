"""Counting facts: the plain way, one fact after another, with the keys of what was counted."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from remeslo.core.base.facts import CONFIRMATION, Fact, FactKey, Standing, as_known, standings
from remeslo.core.results.indicator import Measure, Selection, Side, Span

ADMISSION = "admission"
LEVELS = ("region", "cluster", "college", "programme")
"""From the widest to the narrowest; ``""`` stands where a fact does not say."""


class Place(NamedTuple):
    """Where a fact belongs."""

    region: str = ""
    cluster: str = ""
    college: str = ""
    programme: str = ""

    def at(self, levels: Sequence[str]) -> tuple[str, ...]:
        """The place by these levels only."""
        return tuple(getattr(self, level) for level in levels)


Carry = Callable[[Place, date], Place]
"""Who stands on a day where a college stood when a fact named it: mergers (see `core.line.inheritance`)."""
Placing = Callable[[Fact], Place]
"""Where a fact belongs."""
_Asked = tuple[Selection, "Period", date]
"""A selection of a period, and its counting day."""
_BySubject = Mapping[str, Sequence[FactKey]]


@dataclass(frozen=True, slots=True)
class Period:
    """Days from first to last, both counted; the label tells them in tables: ``"2027"``."""

    label: str
    first: date
    last: date

    def counting_day(self, month_day: tuple[int, int] | None) -> date:
        """The last such day in the period, or its last day."""
        if month_day is None:
            return self.last
        years = range(self.last.year, self.first.year - 1, -1)
        days = (date(y, *month_day) for y in years)
        return next((d for d in days if self.first <= d <= self.last), self.last)


@dataclass
class Tally:
    """A sum and the facts behind it."""

    amount: Decimal = Decimal(0)
    facts: list[FactKey] = field(default_factory=list)
    subjects: set[tuple[str, Place]] = field(default_factory=set)


class FactBase:
    """
    Facts as known on a day, found by kind; disputed ones are held apart and never counted.

    A learner's facts belong, in a period, where the last admission on or before its last day is: whoever changes
    college in the middle of a year counts once, at the college where the year ends, and years that are over stay what
    they were. (Before the first admission: where that one is.) Other facts belong where they say themselves.
    """

    def __init__(self, facts: Iterable[Fact], day: date) -> None:
        self.day = day
        in_force = as_known(facts, day)
        self.standing: Mapping[FactKey, Standing] = standings(in_force)
        self.facts: dict[FactKey, Fact] = {}
        self.by_kind: dict[str, list[Fact]] = {}
        self.disputed: list[Fact] = []
        self._admissions: dict[str, list[Fact]] = {}
        self._selections: dict[_Asked, list[Fact]] = {}
        self._subjects: dict[_Asked, _BySubject] = {}
        self._kept: dict[tuple[Side, Period, date, tuple[str, ...]], dict[tuple[str, ...], Tally]] = {}
        for fact in in_force:
            if fact.kind == CONFIRMATION:
                continue
            if self.standing[fact.key] is Standing.DISPUTED:
                self.disputed.append(fact)
                continue
            self.facts[fact.key] = fact
            self.by_kind.setdefault(fact.kind, []).append(fact)
            if fact.kind == ADMISSION:
                self._admissions.setdefault(fact.subject, []).append(fact)

    def place(self, fact: Fact, by: date) -> Place:
        """Where a fact belongs in a period that ends on a day."""
        admissions = self._admissions.get(fact.subject, ())
        home = next((a for a in reversed(admissions) if a.on <= by), admissions[0] if admissions else fact)
        return place_of(home)

    def dated_places(self, sides: Iterable[Side], period: Period, counted: date, carry: Carry) -> Placing:
        """
        Where the facts of one figure belong, seen on the days on which they count.

        A subject stands at one place in a figure, whatever facts about it are counted: where it was on the first day
        that counts for it, on the first of the sides that has it. Facts asked for by a day or at any time count on the
        counting day, or on the day of this knowledge if that is earlier; those of a span on their own days. Where it
        was: its last admission up to that day (its first, if all are later), carried to who stood there on the day.
        """
        days: dict[str, date] = {}
        for side in sides:
            own: dict[str, date] = {}
            also, without = self._beside(side, period, counted)
            for fact in self._chosen(side.of, period, counted):
                if _keys_beside(fact.subject, also, without) is not None:
                    day = _counting_day(fact, side.of, min(counted, self.day))
                    own[fact.subject] = min(day, own.get(fact.subject, day))
            days = {**own, **days}

        def place(fact: Fact) -> Place:
            day = days.get(fact.subject, fact.on)
            admissions = self._admissions.get(fact.subject, [])
            at = bisect_right(admissions, day, key=_day)
            return carry(place_of(admissions[max(0, at - 1)] if admissions else fact), day)

        return place

    def tally(
        self, side: Side, period: Period, counted: date, levels: Sequence[str], placing: Placing | None = None
    ) -> dict[tuple[str, ...], Tally]:
        """
        Sums by place. A subject counts once at each place where it has such a fact: a learner at one place only.

        Parameters
        ----------
        counted
            The counting day.
        levels
            Some of `LEVELS`; empty: one sum of everything, under ``()``.
        placing
            Where facts belong, when not where `place` says.

        Sums without ``placing`` are kept: many indicators have the same denominator. Nobody changes them.
        """
        if placing is not None:
            return self._tally(side, period, counted, levels, placing)
        asked = (side, period, counted, tuple(levels))
        if asked not in self._kept:
            self._kept[asked] = self._tally(side, period, counted, levels, None)
        return self._kept[asked]

    def _tally(
        self, side: Side, period: Period, counted: date, levels: Sequence[str], placing: Placing | None
    ) -> dict[tuple[str, ...], Tally]:
        sums: dict[tuple[str, ...], Tally] = {}
        seen: set[tuple[str, Place]] = set()
        also, without = self._beside(side, period, counted)
        for fact in self._chosen(side.of, period, counted):
            beside = _keys_beside(fact.subject, also, without)
            if beside is None:
                continue
            place = placing(fact) if placing else self.place(fact, period.last)
            tally = sums.setdefault(place.at(levels), Tally())
            tally.facts += [fact.key, *beside]
            tally.subjects.add((fact.subject, place))
            if side.measure is not Measure.SUBJECTS or (fact.subject, place) not in seen:
                tally.amount += _amount(fact, side)
            seen.add((fact.subject, place))
        return sums

    def count_disputed(
        self,
        sides: Iterable[Side],
        period: Period,
        counted: date,
        levels: Sequence[str],
        placing: Placing | None = None,
    ) -> dict[tuple[str, ...], int]:
        """By place, how many disputed facts would count in these sums if nobody contradicted them."""
        keys: dict[FactKey, tuple[str, ...]] = {}
        for side in sides:
            for selection in (side.of, *side.also):
                for fact in self._selected(self.disputed, selection, period, counted):
                    if selection is side.of or fact.subject in self._by_subject(side.of, period, counted):
                        place = placing(fact) if placing else self.place(fact, period.last)
                        keys[fact.key] = place.at(levels)
        counts: dict[tuple[str, ...], int] = {}
        for levelled in keys.values():
            counts[levelled] = counts.get(levelled, 0) + 1
        return counts

    def _beside(self, side: Side, period: Period, counted: date) -> tuple[list[_BySubject], list[_BySubject]]:
        """What a subject must have as well, and what it must not have."""
        also, without = ([self._by_subject(s, period, counted) for s in some] for some in (side.also, side.without))
        return also, without

    def _by_subject(self, selection: Selection, period: Period, counted: date) -> _BySubject:
        """Keys of the facts that a selection means, by subject."""
        asked = (selection, period, counted)
        if asked not in self._subjects:
            found: dict[str, list[FactKey]] = {}
            for fact in self._chosen(selection, period, counted):
                found.setdefault(fact.subject, []).append(fact.key)
            self._subjects[asked] = found
        return self._subjects[asked]

    def _chosen(self, selection: Selection, period: Period, counted: date) -> Sequence[Fact]:
        """Facts in force that a selection means, in the order of their days; kept, since many figures ask the same."""
        asked = (selection, period, counted)
        if asked not in self._selections:
            facts = self.by_kind.get(selection.kind, [])
            if selection.dated_by == "on" and selection.span is not Span.EVER:
                first = 0 if selection.span is Span.BY_DAY else bisect_left(facts, period.first, key=_day)
                last = counted if selection.span is Span.BY_DAY else period.last
                facts = facts[first : bisect_right(facts, last, key=_day)]
            self._selections[asked] = list(self._selected(facts, selection, period, counted))
        return self._selections[asked]

    def _selected(self, facts: Iterable[Fact], selection: Selection, period: Period, counted: date) -> Iterator[Fact]:
        for fact in facts:
            if fact.kind != selection.kind:
                continue
            if selection.confirmed and self.standing[fact.key] is not Standing.CONFIRMED:
                continue
            if _in_span(fact, selection, period, counted) and all(c.holds(fact) for c in selection.where):
                yield fact


def _keys_beside(subject: str, also: Iterable[_BySubject], without: Iterable[_BySubject]) -> list[FactKey] | None:
    """Keys of the facts that the subject must have as well; ``None`` where it lacks one or has a forbidden one."""
    keys: list[FactKey] = []
    for found in also:
        if subject not in found:
            return None
        keys += found[subject]
    return None if any(subject in found for found in without) else keys


def _day(fact: Fact) -> date:
    return fact.on


def place_of(fact: Fact) -> Place:
    """Where a fact says it belongs; a programme's own facts belong to that programme."""
    said = {level: str(fact.values.get(level, "")) for level in LEVELS}
    return Place(**said)


def _in_span(fact: Fact, selection: Selection, period: Period, counted: date) -> bool:
    if selection.span is Span.EVER:
        return True
    day = fact.on if selection.dated_by == "on" else fact.values.get(selection.dated_by)
    if not isinstance(day, date):
        return False
    return day <= counted if selection.span is Span.BY_DAY else period.first <= day <= period.last


def _counting_day(fact: Fact, selection: Selection, known: date) -> date:
    """The day on which a selected fact counts: its own in a span of days, else the day that is looked at."""
    if selection.span in (Span.EVER, Span.BY_DAY):
        return known
    day = fact.on if selection.dated_by == "on" else fact.values.get(selection.dated_by)
    return day if isinstance(day, date) else fact.on


def _amount(fact: Fact, side: Side) -> Decimal:
    if side.measure is not Measure.VALUE:
        return Decimal(1)
    said = fact.values.get(side.value)
    is_number = isinstance(said, int | Decimal) and not isinstance(said, bool)
    return Decimal(said) if is_number else Decimal(0)  # type: ignore[arg-type]
