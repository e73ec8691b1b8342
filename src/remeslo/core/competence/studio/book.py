"""
The book of a working table: changes at places, folded one after another, none lost.

A change names the number of the newest change at its place that its editor had seen (in force or contested). Who had
seen the newest replaces what is in force and settles what was contested; who had not stands beside it, contested, and
is shown to both sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from remeslo.core.competence.studio.place import Place
from remeslo.core.competence.studio.rulings import Ruling, Rulings
from remeslo.core.competence.studio.values import Value

NOTHING = 0
"""``seen`` of a change whose editor saw nobody's change at that place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """
    One change at one place.

    Parameters
    ----------
    number
        From 1, unique at its table, growing in the order in which changes were taken in.
    value
        Typed (see `reading.read_value`); ``None``: as the constructor would.
    seen
        Number of the newest change at that place that the editor had seen, in force or contested; 0: none.
    author
        Key of the person.
    at
        When it was taken in.
    bundle
        The proposal it came with.
    """

    number: int
    place: Place
    value: Value | None
    seen: int
    author: str
    at: datetime
    bundle: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """
    What stands at one place.

    Parameters
    ----------
    by
        The change in force.
    contested
        Changes made without having seen the newest, in the order of their numbers.
    """

    by: Change
    contested: tuple[Change, ...] = ()

    @property
    def value(self) -> Value | None:
        """The value in force."""
        return self.by.value

    @property
    def newest(self) -> int:
        """Number of the newest change here: what the next editor must have seen."""
        return self.contested[-1].number if self.contested else self.by.number

    @property
    def disputed(self) -> tuple[Change, ...]:
        """Contested changes that want something else than what is in force."""
        return tuple(c for c in self.contested if c.value != self.by.value)


@dataclass(frozen=True, slots=True)
class Book:
    """All places that somebody changed; ``registers`` is not to be written to."""

    registers: Mapping[Place, Register] = field(default_factory=lambda: MappingProxyType({}))

    def newest(self, place: Place) -> int:
        """What an editor who sees this book has seen at a place; 0 when nobody changed it."""
        register = self.registers.get(place)
        return NOTHING if register is None else register.newest

    @property
    def contested(self) -> tuple[Place, ...]:
        """Places where people disagree, in order."""
        return tuple(sorted(p for p, r in self.registers.items() if r.contested))


EMPTY = Book()


def is_contested(book: Book, change: Change) -> bool:
    """True when this change would stand beside what is in force instead of replacing it."""
    return change.place in book.registers and change.seen != book.newest(change.place)


def apply(book: Book, change: Change) -> Book:
    """The book after a change; pure, never raises."""
    register = Register(change)  # a first change at a place has nothing to stand beside, whatever it says it saw
    if is_contested(book, change):
        there = book.registers[change.place]
        register = Register(there.by, (*there.contested, change))
    return Book(MappingProxyType({**book.registers, change.place: register}))


def replay(changes: Iterable[Change], book: Book = EMPTY) -> Book:
    """The book after many changes, in the order of their numbers whatever order they come in."""
    registers = dict(book.registers)
    for change in sorted(changes, key=lambda c: c.number):
        one = apply(Book({p: r for p in (change.place,) if (r := registers.get(p)) is not None}), change)
        registers[change.place] = one.registers[change.place]
    return Book(MappingProxyType(registers))


def rulings(book: Book) -> Rulings:
    """The rulings in force."""
    return Rulings(tuple(Ruling(p, r.value) for p, r in book.registers.items() if r.value is not None))


def opening(ruled: Rulings, *, author: str, at: datetime) -> tuple[Change, ...]:
    """The first changes of a table that opens on a version with rulings, numbered from 1."""
    return tuple(
        Change(number=n, place=r.place, value=r.value, seen=NOTHING, author=author, at=at)
        for n, r in enumerate(ruled, start=1)
    )


def changes_back(before: Rulings, book: Book) -> tuple[tuple[Place, Value | None], ...]:
    """What to change, place by place, so that ``before`` is in force again: undoing, and going back to a version."""
    now, then = rulings(book).mapping(), before.mapping()
    places = sorted({p for p in (*now, *then) if now.get(p) != then.get(p)})
    return tuple((p, then.get(p)) for p in places)


def changes_forward(before: Rulings, after: Rulings, book: Book) -> tuple[tuple[Place, Value | None, int], ...]:
    """
    What to change so that a table follows its outline from one version to the next: place, value, what was seen there.

    Only places at which the versions differ. Where the table stands as the former version had it, or as nobody ruled,
    the change settles the place; where somebody ruled otherwise it has seen nothing, and so stands beside (contested).
    What stands as the next version has it already is left alone.
    """
    then, now, there = before.mapping(), after.mapping(), rulings(book).mapping()
    places = sorted({p for p in (*then, *now) if then.get(p) != now.get(p) and there.get(p) != now.get(p)})
    return tuple((p, now.get(p), book.newest(p) if there.get(p) == then.get(p) else 0) for p in places)
