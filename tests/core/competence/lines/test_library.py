"""What references to work functions mean, and what is said about those that mean nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.competence import builders

from remeslo.core.competence.lines.library import Library

OLD = replace(builders.standards()[0], order_number="9н", approved=date(2014, 2, 3))
NEXT = replace(builders.standards()[0], order_number="7н", approved=date(2027, 2, 3))


def library(*more, without_first: bool = False) -> Library:
    held = builders.standards()[1:] if without_first else builders.standards()
    return Library((*held, *more), builders.DAY)


@pytest.mark.parametrize("case", builders.golden("references.toml")["case"], ids=lambda c: c["title"])
def test_reference_is_resolved_as_the_table_says(case) -> None:
    found = library(OLD, NEXT).resolve(case["ref"], "card x")

    assert [k.replace("@1н-2026-01-01:", "/") for k in found.functions] == case["functions"]
    assert builders.codes(found.findings) == case["findings"]


def test_the_edition_in_force_on_the_day_is_taken_and_the_others_are_named() -> None:
    found = library(OLD, NEXT).resolve("91.001/A/01.3", "card x")

    facts = found.findings[0].facts
    assert found.functions == (f"{builders.EDITION}:A/01.3",)
    assert facts["edition"] == builders.EDITION
    assert facts["others"] == (OLD.edition, NEXT.edition)


def test_an_old_edition_asked_for_is_kept_with_a_warning() -> None:
    found = library(OLD).resolve(f"{OLD.edition}/A/01.3", "card x")

    assert found.functions == (f"{OLD.edition}:A/01.3",)
    assert builders.codes(found.findings) == ["competence.edition_superseded"]
    assert not found.findings[0].hard


def test_an_edition_that_is_not_approved_yet_is_named() -> None:
    found = library(NEXT, without_first=True).resolve("91.001/A/01.3", "card x")

    assert found.functions == (f"{NEXT.edition}:A/01.3",)
    assert builders.codes(found.findings) == ["competence.edition_not_yet"]


def test_level_of_a_function_comes_from_the_file_and_else_from_the_code() -> None:
    standard = builders.standards()[0]
    bare = replace(standard, generalised=tuple(_without_levels(g) for g in standard.generalised))

    assert Library([standard], builders.DAY).level(f"{builders.EDITION}:A/03.4") == 4
    assert Library([bare], builders.DAY).level(f"{builders.EDITION}:A/03.4") == 4
    assert Library([bare], builders.DAY).level(f"{builders.EDITION}:A/99.9") is None


def _without_levels(group):
    return replace(group, functions=tuple(replace(f, level="") for f in group.functions))


@given(st.text(max_size=30))
def test_resolve_never_raises_and_says_why_it_found_nothing(reference: str) -> None:
    found = library().resolve(reference, "card x")

    assert found.functions or found.findings
