"""The working group's rulings on one programme: at each place at most one, in a normal form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import ClassVar

from remeslo.core.base.findings import ProblemError
from remeslo.core.competence.studio.place import Place, PlaceKind
from remeslo.core.competence.studio.values import (
    AnswerRuling,
    HoursRuling,
    LineRuling,
    PayerRuling,
    ProficiencyRuling,
    RejectedRuling,
    RequestRuling,
    TitleRuling,
    Value,
    WordingRuling,
)

TYPE_OF: Mapping[PlaceKind, type[Value]] = MappingProxyType(
    {
        PlaceKind.REQUEST: RequestRuling,
        PlaceKind.REJECTED: RejectedRuling,
        PlaceKind.LINE: LineRuling,
        PlaceKind.WORDING: WordingRuling,
        PlaceKind.ANSWER: AnswerRuling,
        PlaceKind.PAYER: PayerRuling,
        PlaceKind.PROFICIENCY: ProficiencyRuling,
        PlaceKind.HOURS: HoursRuling,
        PlaceKind.TITLE: TitleRuling,
    }
)
"""The value that each kind of place takes."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What was ruled at a place; raises ProblemError when the value is of another kind of place."""

    place: Place
    value: Value

    def __post_init__(self) -> None:
        wanted = TYPE_OF[self.place.kind]
        if not isinstance(self.value, wanted):
            raise ProblemError(f"place {self.place} takes a {wanted.__name__}, got a {type(self.value).__name__}.")


@dataclass(frozen=True, slots=True)
class Rulings:
    """
    Everything that is ruled on one programme.

    Parameters
    ----------
    entries
        In any order; kept in the order of their places. One place twice raises ProblemError.
    """

    entries: tuple[Ruling, ...] = ()

    NONE: ClassVar[Rulings]
    """Nothing is ruled: the design is the constructor's own."""

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.entries, key=lambda r: r.place))
        for first, second in pairwise(ordered):
            if first.place == second.place:
                raise ProblemError(f"place {first.place} is ruled on twice.")
        object.__setattr__(self, "entries", ordered)

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Ruling]:
        return iter(self.entries)

    @classmethod
    def of(cls, values: Mapping[Place, Value]) -> Rulings:
        """Rulings from a mapping."""
        return cls(tuple(Ruling(p, v) for p, v in values.items()))

    def mapping(self) -> dict[Place, Value]:
        """By place, in the order of the places."""
        return {r.place: r.value for r in self.entries}

    def at(self, place: Place) -> Value | None:
        """What is ruled at a place; ``None``: as the constructor would."""
        return next((r.value for r in self.entries if r.place == place), None)

    def of_kind(self, kind: PlaceKind) -> tuple[Ruling, ...]:
        """Rulings at places of one kind."""
        return tuple(r for r in self.entries if r.place.kind is kind)

    def put(self, place: Place, value: Value | None) -> Rulings:
        """These rulings with another value at a place; ``None`` takes the ruling away."""
        return self.with_(((place, value),))

    def with_(self, values: Iterable[tuple[Place, Value | None]]) -> Rulings:
        """These rulings with several places changed, later ones last."""
        changed: dict[Place, Value | None] = {**self.mapping()}
        changed.update(values)
        return Rulings(tuple(Ruling(p, v) for p, v in changed.items() if v is not None))


Rulings.NONE = Rulings()
