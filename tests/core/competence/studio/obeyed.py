"""Programmes under rulings, and what is to be seen in them: a library for the tests of obeying."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from tests.core.competence import builders
from tests.core.competence.builders import EDITION, METAL, card, need
from tests.core.competence.studio.ruled import at

from remeslo.core.base.elements import ElementKind
from remeslo.core.competence.demand import DemandCard
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.model import DemandLine, GapLine
from remeslo.core.competence.studio.rulings import Rulings
from remeslo.core.competence.studio.values import (
    Value,
)

TURNING, CRANE, LATHE = f"{EDITION}:A/01.3", f"{METAL}:A/01.2", f"{METAL}:B/04.3"
PRACTICES = {ElementKind.TRAINING_PRACTICE, ElementKind.WORK_PRACTICE, ElementKind.PREDIPLOMA_PRACTICE}
CARDS = (
    card("a", "Точить валы и втулки на станке с ЧПУ", "Строповка грузов", need(3, "", "91.002/B/04.3", proficiency=3)),
    card("b", "стропить груз", "Работать в команде", need(3, "Ответственность", criticality=3)),
)


def ruled(said: Rulings | dict[str, Value], cards: Sequence[DemandCard] = CARDS, **changed: object) -> ProgrammeDesign:
    made = said if isinstance(said, Rulings) else at(said.items())
    frame = replace(changed.pop("outline", builders.outline()), rulings=made)
    return builders.design(cards, outline=frame, **changed)


def line(design: ProgrammeDesign, key: str) -> GapLine:
    return next(g for g in design.model.gap if g.line.key == key)


def lines_of(design: ProgrammeDesign, card: str, number: int) -> list[DemandLine]:
    return [g.line for g in design.model.gap if any((r.card, r.number) == (card, number) for r in g.line.requests)]


def told(design: ProgrammeDesign) -> list[tuple[str, str]]:
    return [(f.code.removeprefix("ruling."), f.where) for f in design.findings if f.code.startswith("ruling.")]


@cache
def as_reckoned() -> ProgrammeDesign:
    """The programme of the cards when nothing is ruled: a pure value, made once."""
    return ruled({})


def weight_of(design: ProgrammeDesign, module: str) -> object:
    return sum(e.weight for e in design.elements if e.module == module)
