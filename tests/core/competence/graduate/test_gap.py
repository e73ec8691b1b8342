"""Each line of demand against the state standard, with its reason."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.competence import builders

from remeslo.core.competence.graduate.frame import frame
from remeslo.core.competence.graduate.gap import GapAnalysis, keep_what_fits
from remeslo.core.competence.lines.library import Library
from remeslo.core.competence.model import DemandLine, GapClass, GapLine, RequestRef


def line(text: str, function: str | None = None, weight: str = "1", proficiency: int = 2) -> DemandLine:
    key = None if function is None else f"{function.partition('/')[0]}@1н-2026-01-01:{function.partition('/')[2]}"
    return DemandLine(
        key=key or "own:a/1",
        text=text,
        function=key,
        statements=(),
        requests=(RequestRef("a", 1, "works"),),
        weight=Fraction(weight),
        people=1,
        proficiency=proficiency,
    )


def answer(given: DemandLine, level_max: int | None = 4) -> GapLine:
    library = Library(builders.standards(), builders.DAY)
    seen, _ = frame(builders.state(), library)
    return GapAnalysis(seen, library, builders.index(), level_max).answer([given])[0]


@pytest.mark.parametrize("case", builders.golden("gap.toml")["case"], ids=lambda c: c["title"])
def test_line_is_answered_as_the_table_says(case) -> None:
    given = line(case["text"], case.get("function"), case.get("weight", "1"), case.get("proficiency", 2))

    found = answer(given)

    assert (found.answer, found.competence, found.reason) == (case["answer"], case.get("competence"), case["reason"])


def test_a_function_above_the_level_is_rejected_with_both_levels() -> None:
    found = answer(line("Обучение работников", "91.002/C/01.5"))

    assert found.answer is GapClass.REJECTED
    assert found.facts == {"level": 5, "limit": 4}


def test_without_a_norm_no_level_is_too_high() -> None:
    assert answer(line("Обучение работников", "91.002/C/01.5"), level_max=None).answer is GapClass.NEW


def test_a_function_that_the_state_standard_names_is_never_too_high() -> None:
    named = answer(line("Токарная обработка", "91.001/A/01.3"), level_max=2)

    assert named.answer is GapClass.COVERED


@given(st.lists(st.sampled_from(GapClass), max_size=8), st.integers(0, 8), st.integers(-10, 500))
def test_only_the_heaviest_new_lines_are_kept(answers: list[GapClass], places: int, budget: int) -> None:
    gap = [GapLine(line=line(f"{n}"), answer=a, competence=None, reason="x") for n, a in enumerate(answers)]

    kept = keep_what_fits(gap, places, budget)

    new = [g for g in gap if g.answer is GapClass.NEW]
    assert [g for g in kept if g.answer is GapClass.NEW] == new[:places]
    assert [g.line for g in kept] == [g.line for g in gap]
    assert [g.reason for g in kept if g.line in [n.line for n in new[places:]]] == ["gap.no_hours"] * len(new[places:])


def test_competence_given_twice_is_named_and_counts_once() -> None:
    state = builders.state()
    twice = replace(state, general=(*state.general, state.general[0]))

    seen, findings = frame(twice, Library(builders.standards(), builders.DAY))

    assert [c.key for c in seen.general] == ["ОК 01", "ОК 04"]
    assert builders.codes(findings) == ["competence.competence_twice"]
