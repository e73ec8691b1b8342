"""A target set too low shows in its history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.core.results.samples import LATER, Book

from remeslo.core.results.figures import roll_up
from remeslo.core.results.tally import Period
from remeslo.core.results.targets import TargetHistory, TargetYear, target_histories
from remeslo.interchange.resultpack import builtin_indicators, builtin_kinds


def history(rows: Sequence[tuple[str, str | None]]) -> TargetHistory:
    years: list[TargetYear] = []
    for n, (plan, value) in enumerate(rows):
        now = None if value is None else Fraction(value)
        before = years[-1].value if years else None
        years.append(TargetYear(indicator="K3", year=2024 + n, plan=Decimal(plan), value=now, value_before=before))
    return TargetHistory("K3", tuple(years))


@pytest.mark.parametrize(
    ("rows", "too_low"),
    [
        ([("0.5", "0.8"), ("0.6", "0.75")], True),
        ([("0.5", "0.8"), ("0.9", "0.8")], False),
        ([("0.5", "0.6"), ("0.5", "0.61"), ("0.55", "0.62")], True),
        ([("0.5", "0.6"), ("0.7", "0.61"), ("0.55", "0.62")], False),
        ([("0.5", None)], False),
        ([("0", "0.5")], False),
        ([], False),
    ],
)
def test_too_low_is_what_is_overfulfilled_every_year_or_stands_below_the_past(
    rows: list[tuple[str, str | None]], too_low: bool
) -> None:
    assert history(rows).too_low is too_low


def test_target_histories_join_plans_told_as_facts_with_figures() -> None:
    book = Book()
    for n, plan in ((2025, "100"), (2026, "50"), (2026, "60")):
        book.say("target", "K10", date(n, 1, 15), plan=Decimal(plan), year=n)
    for n in range(90):
        book.say("workshop_visit", f"l{n}", date(2026, 3, 1), workshop="w", host="b", hours=6)
    periods = {y: Period(str(y), date(y, 1, 1), date(y, 12, 31)) for y in (2025, 2026)}
    figures = {
        y: roll_up([builtin_indicators()["K10"]], book.facts, period=p, on=LATER, kinds=builtin_kinds())
        for y, p in periods.items()
    }

    (found,) = target_histories(book.facts, figures)

    assert [(y.year, y.plan, y.value) for y in found.years] == [(2025, 100, 0), (2026, 60, 90)]
    assert found.years[1].fulfilment == Fraction(3, 2)
    assert (found.years[0].overfulfilled, found.years[1].overfulfilled) == (False, True)
