"""Facts as a formula reads them: in force by the knowledge of one day, found by subject and kind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from remeslo.core.base.facts import CONFIRMATION, Fact, FactKey, Standing, as_known, standings


class MissingValue(LookupError):
    """A fact does not say what a formula needs."""

    def __init__(self, fact: Fact, name: str) -> None:
        self.fact, self.name = fact, name
        super().__init__(f"fact {fact.key} ({fact.kind}) has no value {name}.")


class WrongValue(ValueError):
    """A fact's value is of another type than a formula reads."""

    def __init__(self, fact: Fact, name: str, expected: str) -> None:
        self.fact, self.name, self.expected = fact, name, expected
        super().__init__(f"fact {fact.key} ({fact.kind}): value {name} is not {expected}.")


@dataclass(frozen=True)
class FactBook:
    """
    Facts in force on a day, ordered by ``on``, ``known`` and key.

    Parameters
    ----------
    on
        The day of knowledge; facts that happen later may stand in the book (an agreed start lies ahead).
    """

    facts: tuple[Fact, ...]
    on: date

    @classmethod
    def known(cls, facts: Iterable[Fact], on: date) -> "FactBook":
        """The book of a day; the order in which facts are given does not matter."""
        return cls(as_known(facts, on), on)

    def of(self, kind: str, subject: str | None = None) -> tuple[Fact, ...]:
        """Facts of a kind, of one subject or of all."""
        if subject is None:
            return self._by_kind.get(kind, ())
        return self._by_subject.get((kind, subject), ())

    def last(self, kind: str, subject: str, day: date | None = None) -> Fact | None:
        """The latest fact of that kind that happened up to a day (the book's own day unless told)."""
        past = [f for f in self.of(kind, subject) if f.on <= (day or self.on)]
        return past[-1] if past else None

    def subjects(self, kind: str) -> tuple[str, ...]:
        """Subjects that have a fact of this kind, sorted."""
        return tuple(sorted({f.subject for f in self.of(kind)}))

    def standing(self, key: FactKey) -> Standing:
        """What the other side says of a fact."""
        return self._standings.get(key, Standing.CLAIMED)

    @cached_property
    def by_key(self) -> Mapping[FactKey, Fact]:
        """Facts in force by key."""
        return {f.key: f for f in self.facts}

    @cached_property
    def _standings(self) -> Mapping[FactKey, Standing]:
        return standings(self.facts)

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Fact, ...]]:
        found: dict[str, list[Fact]] = {}
        for fact in self.facts:
            if fact.kind != CONFIRMATION:
                found.setdefault(fact.kind, []).append(fact)
        return {k: tuple(v) for k, v in found.items()}

    @cached_property
    def _by_subject(self) -> Mapping[tuple[str, str], tuple[Fact, ...]]:
        found: dict[tuple[str, str], list[Fact]] = {}
        for fact in self.facts:
            if fact.kind != CONFIRMATION:
                found.setdefault((fact.kind, fact.subject), []).append(fact)
        return {k: tuple(v) for k, v in found.items()}


def text(fact: Fact, name: str, default: str | None = None) -> str:
    """A text of a fact; raises MissingValue when it is not there and no default is given."""
    value = fact.values.get(name)
    if value is None or value == "":
        if default is None:
            raise MissingValue(fact, name)
        return default
    return str(value)


def number(fact: Fact, name: str, default: Decimal | None = None) -> Decimal:
    """A number or amount of a fact; raises MissingValue or WrongValue."""
    value = fact.values.get(name)
    if value is None:
        if default is None:
            raise MissingValue(fact, name)
        return default
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise WrongValue(fact, name, "number")
    return Decimal(value)


def day(fact: Fact, name: str, default: date | None = None) -> date:
    """A day of a fact; raises MissingValue or WrongValue."""
    value = fact.values.get(name)
    if value is None:
        if default is None:
            raise MissingValue(fact, name)
        return default
    if not isinstance(value, date):
        raise WrongValue(fact, name, "day")
    return value


def yes(fact: Fact, name: str, *, default: bool = False) -> bool:
    """A yes or no of a fact; raises WrongValue."""
    value = fact.values.get(name)
    if value is None:
        return default
    if not isinstance(value, bool):
        raise WrongValue(fact, name, "yes_no")
    return value
