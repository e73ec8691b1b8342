"""An apprentice's learning as facts tell it: periods between breaks, prices, planned ends, how it ended."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from remeslo.core.base.facts import Fact, FactKey
from remeslo.core.base.findings import Finding
from remeslo.core.funding.book import FactBook, MissingValue, day, number, text, yes
from remeslo.core.funding.periods import days_between

START, PRICE, PLANNED_END = "apprenticeship", "price", "planned_end"
BREAK, RETURN, WITHDRAWAL, COMPLETION = "break", "return", "withdrawal", "completion"


@dataclass(frozen=True, slots=True)
class Price:
    """A total price (training and assessment) from a day on, capped by ``band_max`` where the fact gives one."""

    since: date
    amount: Decimal
    band_max: Decimal | None
    fact: FactKey


@dataclass(frozen=True, slots=True)
class Spell:
    """
    A period in learning without a break; both days counted.

    Parameters
    ----------
    last
        The last day in learning as far as it is known; the planned end while nobody says otherwise.
    planned_end
        As agreed when the spell began.
    ended
        True when a break or a withdrawal ended it.
    """

    first: date
    last: date
    planned_end: date
    ended: bool
    facts: tuple[FactKey, ...]

    @property
    def days(self) -> int:
        """Days in learning."""
        return days_between(self.first, self.last)

    @property
    def planned_days(self) -> int:
        """Days that were planned when it began."""
        return days_between(self.first, self.planned_end)


@dataclass(frozen=True)
class Learning:
    """Everything the facts say of one apprentice's learning."""

    start: Fact
    spells: tuple[Spell, ...]
    prices: tuple[Price, ...]
    ends: tuple[tuple[date, date, FactKey], ...]
    """(from that day on, planned end, fact), in order."""
    completed: Fact | None
    withdrawn: Fact | None

    @property
    def contract(self) -> str:
        """The agreement that the lines belong to; the learner's own where none is named."""
        return text(self.start, "contract", self.start.subject)

    @property
    def provider(self) -> str:
        """Who teaches, and is paid."""
        return text(self.start, "provider")

    @property
    def employer(self) -> str:
        """Who employs; a name made from the learner where none is given."""
        return text(self.start, "employer", f"employer of {self.start.subject}")

    @property
    def last(self) -> date:
        """The last day in learning as far as it is known."""
        return self.spells[-1].last

    def price_on(self, on: date) -> Price:
        """The price in force on a day."""
        return [p for p in self.prices if p.since <= on][-1]

    def end_on(self, on: date) -> tuple[date, FactKey]:
        """The planned end in force on a day."""
        _, end, fact = [e for e in self.ends if e[0] <= on][-1]
        return end, fact

    def day_of_learning(self, nth: int) -> date | None:
        """The day on which the n-th day in learning falls, breaks left out; ``None`` when learning ends before."""
        for spell in self.spells:
            if nth <= spell.days:
                return spell.first + timedelta(days=nth - 1)
            nth -= spell.days
        return None


def read(book: FactBook, learner: str) -> Learning | Finding:
    """The learning of one apprentice; a finding when two starts overlap or the days are in an impossible order."""
    facts: dict[str, object]
    starts = book.of(START, learner)
    if len(starts) > 1:
        facts = {"subject": learner, "facts": tuple(s.key for s in starts)}
        return Finding("funding.two_starts", learner, facts)
    start = starts[0]
    ends = _ends(book, start)
    if backward := [fact for _, end, fact in ends if end < start.on]:
        return backward_end(learner, start.on, backward[0])
    completed = book.last(COMPLETION, learner, date.max)
    withdrawn = book.last(WITHDRAWAL, learner, date.max)
    told = {f.on: f.key for kind in (COMPLETION, WITHDRAWAL) for f in book.of(kind, learner)}
    if len(told) > 1:
        facts = {"subject": learner, "facts": tuple(told.values())}
        return Finding("funding.two_ends", learner, facts)
    spells = _spells(book, start, ends)
    if spells is None:
        return Finding("funding.break_order", learner, {"subject": learner})
    spells = _ended(spells, completed, withdrawn)
    if not spells:
        facts = {"subject": learner, "start": start.on}
        return Finding("funding.ended_before_start", learner, facts)
    return Learning(start, spells, _prices(book, start), ends, completed, withdrawn)


def backward_end(learner: str, start: date, fact: FactKey) -> Finding:
    """A planned end that lies before the start: a slip of the pen, for which nothing is paid."""
    return Finding("funding.end_before_start", learner, {"subject": learner, "start": start, "fact": fact})


def _prices(book: FactBook, start: Fact) -> tuple[Price, ...]:
    changes = [f for f in book.of(PRICE, start.subject) if f.on >= start.on]
    band: Decimal | None = None
    found: list[Price] = []
    for fact in (start, *changes):
        band = number(fact, "band_max") if "band_max" in fact.values else band
        found.append(Price(fact.on, _price(fact), band, fact.key))
    return tuple(found)


def _price(fact: Fact) -> Decimal:
    if "price" in fact.values:
        return number(fact, "price")
    if "training_price" not in fact.values:
        raise MissingValue(fact, "price")
    return number(fact, "training_price") + number(fact, "assessment_price", Decimal(0))


def _ends(book: FactBook, start: Fact) -> tuple[tuple[date, date, FactKey], ...]:
    changes = [f for f in book.of(PLANNED_END, start.subject) if f.on >= start.on]
    changes += [f for f in book.of(RETURN, start.subject) if "planned_end" in f.values]
    changes.sort(key=lambda f: (f.on, f.known, f.key))
    return tuple((f.on, day(f, "planned_end"), f.key) for f in (start, *changes))


def _spells(book: FactBook, start: Fact, ends: tuple[tuple[date, date, FactKey], ...]) -> tuple[Spell, ...] | None:
    """Spells between breaks; ``None`` when a break and a return do not follow each other."""
    marks = sorted(
        (*book.of(BREAK, start.subject), *book.of(RETURN, start.subject)), key=lambda f: (f.on, f.kind == RETURN)
    )
    spells: list[Spell] = []
    begin: Fact | None = start
    for mark in marks:
        if (mark.kind == BREAK) != (begin is not None) or (begin is not None and mark.on <= begin.on):
            return None
        if mark.kind == RETURN:
            begin = mark
        elif begin is not None:
            spells.append(_spell(begin, mark.on - timedelta(days=1), ends, (begin.key, mark.key), ended=True))
            begin = None
    if begin is not None:
        planned = [e for d, e, _ in ends][-1]
        spells.append(_spell(begin, max(planned, begin.on), ends, (begin.key,), ended=False))
    return tuple(spells)


def _spell(
    begin: Fact, last: date, ends: tuple[tuple[date, date, FactKey], ...], facts: tuple[FactKey, ...], *, ended: bool
) -> Spell:
    planned = [e for since, e, _ in ends if since <= begin.on][-1]
    return Spell(begin.on, last, planned, ended, facts)


def _ended(spells: tuple[Spell, ...], completed: Fact | None, withdrawn: Fact | None) -> tuple[Spell, ...]:
    """Spells cut at the last day in learning; an open one goes on past the planned end until that day."""
    end = withdrawn or completed
    if end is None:
        return spells
    kept = [s for s in spells if s.first <= end.on]
    if kept and (not kept[-1].ended or kept[-1].last > end.on):
        last = kept[-1]
        kept[-1] = replace(last, last=end.on, ended=withdrawn is not None, facts=(*last.facts, end.key))
    return tuple(kept)


def age(learning: Learning) -> int | None:
    """Whole years at the start, as the provider says."""
    return int(number(learning.start, "age")) if "age" in learning.start.values else None


def has_care(learning: Learning) -> bool:
    """A care leaver, or with an education, health and care plan."""
    return yes(learning.start, "care_leaver") or yes(learning.start, "ehcp")
