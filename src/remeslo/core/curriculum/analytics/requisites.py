"""What a unit requires: prerequisites and corequisites joined by AND and OR."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from remeslo.core.base.findings import ProblemError

UnitKey = NewType("UnitKey", str)
"""Key of a unit inside its graph: the id of a course in its file, the index of a programme element."""


class RequisiteKind(StrEnum):
    """When the required unit must be taken."""

    PRE = "pre"
    """Finished before this one begins."""
    CO = "co"
    """Begun before this one, or with it."""
    STRICT = "strict"
    """Begun with this one."""

    @property
    def steps(self) -> int:
        """Steps of time that must lie between the beginnings at least: 1 for a prerequisite, 0 for the others."""
        return 1 if self is RequisiteKind.PRE else 0


class Basis(StrEnum):
    """Who says so."""

    GIVEN = "given"
    """The file or the college."""
    OUTCOME = "outcome"
    """Read off: it uses outcomes that the other teaches first."""
    MODULE = "module"
    """Read off: the custom inside a professional module (theory, practice, exam)."""
    SERIES = "series"
    """Read off: it continues a numbered series of titles."""
    COMPETENCE = "competence"
    """Read off: both form a competence, the other ends before this one begins."""


@dataclass(frozen=True, slots=True)
class Need:
    """
    One required unit.

    Parameters
    ----------
    unit
        May be a unit that the graph does not have: such a need can never be met.
    by
        Codes of the outcomes or competences behind a requisite that was read off.
    """

    unit: UnitKey
    kind: RequisiteKind = RequisiteKind.PRE
    basis: Basis = Basis.GIVEN
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part must be met; without parts nothing is required."""

    parts: tuple["Requisite", ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """
    One part is enough.

    Raises
    ------
    ProblemError
        When there is no part, or a part holds a strict corequisite: equal time of two units is asked for outright or
        not at all.
    """

    parts: tuple["Requisite", ...]

    def __post_init__(self) -> None:
        if not self.parts:
            raise ProblemError("a choice of requisites needs at least one branch.")
        for need in needs(self):
            if need.kind is RequisiteKind.STRICT:
                raise ProblemError(f"a choice of requisites cannot hold the strict corequisite {need.unit}.")


Requisite = Need | AllOf | AnyOf
NOTHING = AllOf()


def all_of(parts: Iterable[Requisite]) -> Requisite:
    """All parts, flat: nested conjunctions are opened, repeats dropped, a single part stands alone."""
    flat: dict[Requisite, None] = {}
    for part in parts:
        flat |= dict.fromkeys(part.parts if isinstance(part, AllOf) else (part,))
    return next(iter(flat)) if len(flat) == 1 else AllOf(tuple(flat))


def any_of(parts: Iterable[Requisite]) -> Requisite:
    """One of the parts, flat; a single part stands alone."""
    flat: dict[Requisite, None] = {}
    for part in parts:
        flat |= dict.fromkeys(part.parts if isinstance(part, AnyOf) else (part,))
    return next(iter(flat)) if len(flat) == 1 else AnyOf(tuple(flat))


def needs(requisite: Requisite) -> Iterator[Need]:
    """Every required unit, in the order of the text, whether in a choice or not."""
    if isinstance(requisite, Need):
        yield requisite
    else:
        for part in requisite.parts:
            yield from needs(part)


def conjuncts(requisite: Requisite) -> tuple[Need | AnyOf, ...]:
    """What must be met one by one: single needs and choices, conjunctions opened."""
    if isinstance(requisite, AllOf):
        return tuple(c for part in requisite.parts for c in conjuncts(part))
    return (requisite,)


def mandatory(requisite: Requisite) -> tuple[Need, ...]:
    """Needs that stand outside any choice."""
    return tuple(c for c in conjuncts(requisite) if isinstance(c, Need))


def without(requisite: Requisite, dropped: Need | AnyOf) -> Requisite:
    """The requisite without one of its conjuncts."""
    return all_of(c for c in conjuncts(requisite) if c != dropped)
