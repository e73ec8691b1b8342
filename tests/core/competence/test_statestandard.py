"""Editions of a state standard: which one a reference names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.core.competence import builders

from remeslo.core.competence.statestandard import StateStandard, state_editions, state_named

DAYS = st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2026, 12, 31)))


def issued(order: str, approved: date | None) -> StateStandard:
    return replace(builders.state(), order_number=order, approved=approved)


@given(st.lists(DAYS, min_size=1, max_size=5), st.dates(date(2019, 1, 1), date(2027, 12, 31)), st.randoms())
def test_code_alone_names_the_edition_in_force_whatever_the_order(
    days: list[date | None], day: date, chance: object
) -> None:
    held = [issued(str(n), d) for n, d in enumerate(days)]
    other = replace(held[0], code="09.02.99")
    chance.shuffle(held)  # type: ignore[attr-defined]

    found = state_named([other, *held], "15.01.99", day)

    assert found is not None
    before = [s.approved for s in held if s.approved is not None and s.approved <= day]
    assert found.approved == (max(before) if before else state_editions(held, "15.01.99")[0].approved)


@given(st.lists(DAYS, min_size=1, max_size=5), st.data())
def test_edition_named_is_that_edition_on_any_day(days: list[date | None], data: st.DataObject) -> None:
    held = [issued(str(n), d) for n, d in enumerate(days)]
    wanted = data.draw(st.sampled_from(held))

    assert state_named(held, wanted.edition, date(2000, 1, 1)) == wanted
    assert state_named([s for s in held if s != wanted], wanted.edition, date(2099, 1, 1)) is None


def test_design_keeps_the_edition_it_was_made_of() -> None:
    assert builders.design().state_edition == builders.state().edition
