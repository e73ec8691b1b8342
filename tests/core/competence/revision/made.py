"""Editions and programmes made for these tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st
from tests.core.competence import builders

from remeslo.core.competence.demand import DemandCard
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.matching import build_index
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.standards import GeneralisedFunction, OccupationalStandard, WorkFunction

NEW_ORDER = "2н"
NEW_DAY = date(2026, 8, 1)

WORDS = ["вал", "втулка", "пресс", "штамп", "чертёж", "допуск", "резец", "фреза", "печь", "закалка", "зазор", "муфта"]
VERBS = ["установить", "проверить", "настроить", "измерить", "собрать", "разобрать", "заменить", "описать", "принять"]


def reissued(standard: OccupationalStandard, **changed: Any) -> OccupationalStandard:
    """The same standard under a newer order."""
    return replace(standard, **{"order_number": NEW_ORDER, "approved": NEW_DAY, **changed})


def with_functions(standard: OccupationalStandard, functions: Iterable[WorkFunction]) -> OccupationalStandard:
    """The standard with other work functions."""
    group = GeneralisedFunction(code="A", name="Всё", level="", functions=tuple(functions))
    return replace(standard, generalised=(group,))


def function(
    code: str, name: str, *actions: str, skills: Iterable[str] = (), knowledge: Iterable[str] = ()
) -> WorkFunction:
    return WorkFunction(
        code=code, name=name, level=code[-1], actions=actions, skills=tuple(skills), knowledge=tuple(knowledge)
    )


def edition(*functions: WorkFunction, code: str = "91.001") -> OccupationalStandard:
    empty = OccupationalStandard(
        code=code, title="Станочник", registration_number="1", order_number="1н", approved=date(2026, 1, 1)
    )
    return with_functions(empty, functions)


def texts(least: int = 2, most: int = 6) -> st.SearchStrategy[str]:
    """Sentences of a verb, things and now and then a number."""
    things = st.lists(st.sampled_from(WORDS), min_size=least, max_size=most)
    numbers = st.sampled_from(["", "", " до 8 МН", " до 50 МН"])
    return st.builds(lambda v, t, n: f"{v} {' '.join(t)}{n}", st.sampled_from(VERBS), things, numbers)


@st.composite
def made_editions(draw: st.DrawFn, *, most: int = 4) -> OccupationalStandard:
    """An edition of any kind: texts may repeat, functions may be empty."""
    functions = []
    for n in range(1, draw(st.integers(1, most)) + 1):
        level = draw(st.integers(2, 4))
        parts = [tuple(draw(st.lists(texts(), max_size=3))) for _ in range(3)]
        functions.append(
            WorkFunction(
                code=f"{draw(st.sampled_from('AB'))}/{n:02d}.{level}",
                name=draw(texts()),
                level=str(level),
                actions=parts[0],
                skills=parts[1],
                knowledge=parts[2],
            )
        )
    return edition(*functions)


@st.composite
def pairs_of_editions(draw: st.DrawFn) -> tuple[OccupationalStandard, OccupationalStandard]:
    """An edition, and a later one that keeps, rewords, moves, drops and adds."""
    old = draw(made_editions())
    functions = [f for f in old.functions if draw(st.integers(0, 4))]
    changed = [_changed(draw, f) for f in functions] + list(draw(made_editions(most=2)).functions)
    numbered = [replace(f, code=f"{f.code[0]}/{n:02d}.{f.level}") for n, f in enumerate(changed, start=1)]
    return old, reissued(with_functions(old, numbered if draw(st.booleans()) else _distinct(changed)))


def _changed(draw: st.DrawFn, f: WorkFunction) -> WorkFunction:
    word = draw(st.sampled_from(["", "", " вновь", " на станке"]))
    swap = draw(st.booleans())
    return replace(
        f,
        name=f.name + word,
        actions=tuple(t + draw(st.sampled_from(["", " точно"])) for t in f.actions),
        skills=f.knowledge if swap else f.skills,
        knowledge=f.skills if swap else f.knowledge[1:],
    )


def _distinct(functions: list[WorkFunction]) -> list[WorkFunction]:
    return list({f.code: f for f in functions}.values())


def renumbered(standard: OccupationalStandard) -> OccupationalStandard:
    """The same functions under other letters and numbers, in the reverse order; levels stay."""
    functions = [replace(f, code=f"Z/{n:02d}.{f.level}") for n, f in enumerate(reversed(standard.functions), start=1)]
    return reissued(with_functions(standard, functions))


def designed(
    standards: Iterable[OccupationalStandard], cards: Iterable[DemandCard], outline: ProgrammeOutline, **changed: Any
) -> ProgrammeDesign:
    """A programme as the constructor makes it of these standards and no others."""
    held = tuple(standards)
    index = build_index(s for standard in held for s in standard.statements())
    return builders.design(cards, standards=held, index=index, outline=outline, **changed)
