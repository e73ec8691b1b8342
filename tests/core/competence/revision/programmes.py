"""Programmes that rest on an edition, and everything in them that names it, found without the code under test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from tests.core.competence import builders
from tests.core.competence.builders import activity, card, competence, need
from tests.core.competence.revision import made

from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.revision import Link, LinkKind
from remeslo.core.competence.standards import OccupationalStandard
from remeslo.core.competence.statestandard import ProgrammeKind
from remeslo.interchange.profstandart import read
from remeslo.interchange.values import to_json

CARDS = (
    card(
        "east",
        need(1, "", "91.001/A/01.3", criticality=3),
        need(2, "Наладка листоштамповочных прессов и установка штампа"),
        need(3, "Печь хлеб на сто человек"),
        people=40,
    ),
    card("west", need(1, "Фрезеровать корпуса на обрабатывающем центре"), need(2, "", "91.001/A/07.3"), people=20),
)

OLD = builders.standards()[0]
_UNPINNED = builders.state()
PINNED_STATE = replace(
    _UNPINNED,
    activities=tuple(
        replace(
            a,
            competences=tuple(
                replace(c, functions=tuple(f.replace("91.001/", f"{OLD.edition}/") for f in c.functions))
                for c in a.competences
            ),
        )
        for a in _UNPINNED.activities
    ),
)
"""A state standard that names the edition of its work functions: it is not the college's to change."""

ARCHITECT = builders.outline(
    key="architect", title="Разработка программ", state_standard="09.02.99", occupational_standards=("06.003",)
)
ARCHITECT_STATE = builders.state(
    code="09.02.99",
    kind=ProgrammeKind.SPECIALIST,
    activities=(
        activity(
            1,
            "Проектирование программ",
            competence("ПК 1.1", "Выбирать устройство программы", ("06.003/A/02.4", "06.003/E/04.5")),
            competence("ПК 1.2", "Описывать обмен между частями программы", ("06.003/A/06.4",)),
        ),
        activity(2, "Выпуск программ", competence("ПК 2.1", "Писать документы к программам", ("06.003/B/01.4",))),
    ),
    disciplines=(),
)
ARCHITECT_CARDS = (
    card("bank", need(1, "", "06.003/A/06.4", criticality=3), need(2, "Проверять качество кода"), people=12),
    card("plant", need(1, "Писать и править документацию к программам", "06.003/B/02.4"), people=8),
    card("post", need(1, "", "06.003/C/02.4", proficiency=3), need(2, "Водить грузовик"), people=5),
)


@cache
def architect_editions(folder: Path) -> tuple[OccupationalStandard, OccupationalStandard]:
    """Editions of 2014 and 2021 of 06.003."""
    names = ("ProfessionalStandarts_67.kukarkinmm.xml", "ProfessionalStandarts_67.smnady.xml")
    old, new = (read((folder / n).read_bytes(), name=n).standards[0] for n in names)
    return old, new


@cache
def architect(folder: Path) -> ProgrammeDesign:
    """The programme as it was made on the edition of 2014."""
    old, _ = architect_editions(folder)
    return made.designed((old,), ARCHITECT_CARDS, ARCHITECT, state=ARCHITECT_STATE)


def strings(data: Any) -> Iterator[str]:
    """Every text in plain JSON, keys of objects too."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for part in data:
            yield from strings(part)
    elif isinstance(data, dict):
        for key, part in data.items():
            yield key
            yield from strings(part)


def found_by_walking(design: ProgrammeDesign, outline: ProgrammeOutline, edition: str) -> set[tuple[str, str, str]]:
    """(what, holder, statement) of every text that is a key of the edition, wherever it stands in the documents."""
    model: Any = to_json(design.model)
    rulings: Any = to_json(outline.rulings)
    found: set[tuple[str, str, str]] = set()
    for gap in model["gap"]:
        keys = {t for t in strings(gap) if t.startswith(f"{edition}:")}
        found |= {("line", gap["line"]["key"], k) for k in keys}
    for what in ("competences", "outcomes"):
        for part in model[what]:
            found |= {(what, part["key"], t) for t in strings(part) if t.startswith(f"{edition}:")}
    for ruling in rulings.get("entries", ()):
        place = ruling["place"]
        name = f"{place['kind']}:{place['key']}"
        found |= {("ruling", name, t) for t in strings(ruling) if t.startswith(f"{edition}:")}
    return found


def as_walked(links: frozenset[Link]) -> set[tuple[str, str, str]]:
    """Links said in the same way; those of editions and of unruled requests are not texts of their own."""
    said = {
        LinkKind.LINE: "line",
        LinkKind.STATEMENT: "line",
        LinkKind.COMPETENCE: "competences",
        LinkKind.OUTCOME: "outcomes",
        LinkKind.RULING: "ruling",
    }
    return {(said[k.kind], k.holder, str(k.statement)) for k in links if k.kind in said}
