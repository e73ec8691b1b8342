"""The whole constructor on real registry standards, with a state standard and cards in our own words."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from tests.core.competence import builders
from tests.core.competence.builders import activity, card, competence, discipline, need

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.findings import any_hard
from remeslo.core.competence.assign import assign
from remeslo.core.competence.coverage import coverage
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.matching import build_index
from remeslo.core.competence.model import GapClass
from remeslo.core.competence.standards import OccupationalStandard
from remeslo.core.competence.statestandard import EntryBase, TermOption
from remeslo.interchange.profstandart import read

CODES = ("28.009", "40.014", "40.085", "40.121")
FORGE = builders.outline(
    key="forge",
    title="Наладчик кузнечно-прессового оборудования",
    qualification="Наладчик",
    state_standard="15.01.77",
    base=EntryBase.BASIC_GENERAL,
    occupational_standards=CODES,
)
STATE = builders.state(
    code="15.01.77",
    title="Наладчик кузнечно-прессового оборудования",
    qualification="Наладчик",
    activities=(
        activity(
            1,
            "Наладка прессов и молотов",
            competence("ПК 1.1", "Налаживать гидравлические прессы", ("40.121/A/02.3",)),
            competence("ПК 1.2", "Налаживать винтовые прессы", ("40.121/A/03.3",)),
        ),
        activity(
            2,
            "Контроль заготовок",
            competence("ПК 2.1", "Собирать данные о заготовках для механосборочного производства", ("40.014/А/01.4",)),
        ),
    ),
    disciplines=(
        discipline("СГ.01", "Физическая культура", 40, "ОК 04"),
        discipline("ОП.01", "Материаловедение и термообработка", 60, "ПК 2.1", "ОК 01"),
    ),
    terms=(TermOption(base=EntryBase.BASIC_GENERAL, months=22, total_hours=2952),),
    min_disciplines=500,
    min_practice=432,
)
CARDS = (
    card(
        "east",
        need(1, "Налаживать гидравлические штамповочные прессы на новую поковку", criticality=3),
        need(2, "Наладка эксцентрикового пресса под другой штамп"),
        need(3, "Проектировать сложные сборные фрезы", "28.009/D/02.7"),
        job="Наладчик прессов",
        people=40,
    ),
    card(
        "west",
        need(1, "Налаживать молоты с небольшой энергией удара", criticality=3, proficiency=3),
        need(2, "Измерять твёрдость образцов после термической обработки и записывать результат"),
        need(3, "Печь хлеб на сто человек"),
        job="Наладчик кузнечного оборудования",
        people=20,
    ),
)


@cache
def forge_standards(folder: Path) -> tuple[OccupationalStandard, ...]:
    path = folder / "ProfessionalStandarts_1343.xml"
    return tuple(s for s in read(path.read_bytes(), name=path.name).standards if s.code in CODES)


@cache
def forge(folder: Path) -> ProgrammeDesign:
    held = forge_standards(folder)
    return builders.design(
        CARDS,
        outline=FORGE,
        state=STATE,
        standards=held,
        index=build_index(s for standard in held for s in standard.statements()),
        start_year=2026,
    )


@pytest.mark.shared
def test_real_standards_give_a_closed_programme_without_empty_rows(shared: Path) -> None:
    design = forge(shared / "data/profstandarts")

    assert sum(e.hours_wanted for e in design.elements) == design.total_hours == 2952
    assert not any_hard(design.findings)
    assert not coverage(design).findings
    assert sorted(k for e in design.elements for k in e.first) == sorted(o.key for o in design.model.outcomes)


@pytest.mark.shared
def test_free_text_reaches_the_functions_of_real_standards(shared: Path) -> None:
    gap = {(g.line.function or g.line.key).partition(":")[2]: g for g in forge(shared / "data/profstandarts").model.gap}

    assert gap["A/02.3"].competence == "ПК 1.1"
    assert gap["A/05.3"].answer is GapClass.NEW or gap["A/05.3"].answer is GapClass.DEEPEN
    assert gap["A/01.3"].line.proficiency == 3
    assert gap["A/01.4"].line.evidence[0].reason.startswith("match.")
    assert gap["D/02.7"].reason == "gap.level_above_programme"
    assert gap["west/3"].line.text == "Печь хлеб на сто человек"


@pytest.mark.shared
def test_every_outcome_of_a_real_function_names_its_statements(shared: Path) -> None:
    design = forge(shared / "data/profstandarts")
    texts = {
        s.key: s.text for standard in forge_standards(shared / "data/profstandarts") for s in standard.statements()
    }

    found = [(o, k) for o in design.model.outcomes for k in o.statements]
    assert len(found) > 100
    assert all(k in texts for _, k in found)
    assert all(o.text in {texts[k] for k in o.statements} for o in design.model.outcomes if o.statements)


@pytest.mark.shared
def test_dirty_codes_of_a_state_standard_are_read_and_named(shared: Path) -> None:
    found = [f for f in forge(shared / "data/profstandarts").findings if f.code == "competence.letters_replaced"]

    assert [(f.facts["ref"], f.facts["code"]) for f in found] == [("40.014/А/01.4", "A/01.4")]


@pytest.mark.shared
def test_repeated_statements_of_a_real_standard_become_one_outcome(shared: Path) -> None:
    """QUIRKS §1: the same skill stands in many functions of a standard."""
    design = forge(shared / "data/profstandarts")

    shared_by_several = [o for o in design.model.outcomes if o.also and len(o.statements) > 1]
    assert shared_by_several
    assert len({(o.kind, o.text.casefold()) for o in design.model.outcomes}) == len(design.model.outcomes)


@pytest.mark.shared
def test_cards_find_the_programme_of_the_trade(shared: Path) -> None:
    held = forge_standards(shared / "data/profstandarts")
    other = builders.outline(key="other", title="Повар", occupational_standards=("91.002",))

    found = assign(
        CARDS,
        (FORGE, other),
        (*held, *builders.standards()),
        build_index(s for standard in (*held, *builders.standards()) for s in standard.statements()),
        states=(STATE,),
        day=builders.DAY,
    )

    assert [c.programme for c in found.choices] == ["forge", "forge"]


@pytest.mark.shared
def test_practice_at_work_grows_in_whole_weeks(shared: Path) -> None:
    practice = {ElementKind.TRAINING_PRACTICE, ElementKind.WORK_PRACTICE}
    hours = [e.hours_wanted for e in forge(shared / "data/profstandarts").elements if e.kind in practice]

    assert sum(hours) >= 432
    assert all(h % 36 == 0 for h in hours)
