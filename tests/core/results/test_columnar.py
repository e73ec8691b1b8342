"""By columns the figures are those of the plain way, and so are the facts in force."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest

pl = pytest.importorskip("polars", reason="the extra `scale` is not installed")

from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402
from tests.core.base.test_facts import DAY, ledgers  # noqa: E402
from tests.core.results.samples import Book, scene  # noqa: E402

from remeslo.core.base.columns import STANDINGS, columns_of, facts_of, in_force  # noqa: E402
from remeslo.core.base.facts import CONFIRMATION, Fact, as_known, standings  # noqa: E402
from remeslo.core.base.findings import ProblemError  # noqa: E402
from remeslo.core.results.columnar import SIDES, Country  # noqa: E402
from remeslo.core.results.figures import roll_up  # noqa: E402
from remeslo.core.results.invented import Rates, invent  # noqa: E402
from remeslo.core.results.tally import LEVELS, Period  # noqa: E402
from remeslo.interchange.resultpack import builtin_indicators, builtin_kinds  # noqa: E402

ROUGH = Rates(disputed=0.2, confirmed=0.5, mistaken=0.3, taken_back=0.1)


def told(facts: tuple[Fact, ...], day: date) -> dict[str, str]:
    held = as_known(facts, day)
    return {k: s.value for k, s in standings(held).items()}


def told_by_columns(facts: tuple[Fact, ...], day: date) -> dict[str, str]:
    columns = in_force(columns_of(facts), day)
    return {
        columns.key(key): STANDINGS[standing].value
        for table in columns.tables.values()
        for key, standing in table.select("_key", "_standing").iter_rows()
    }


@settings(max_examples=40, deadline=None)
@given(ledgers(), st.integers(0, 6))
def test_facts_in_force_are_those_of_the_plain_way(facts: list[Fact], after: int) -> None:
    day = DAY + timedelta(days=after)

    assert told_by_columns(tuple(facts), day) == told(tuple(facts), day)


@pytest.mark.parametrize("day", [date(2025, 3, 1), date(2026, 8, 31)])
def test_standings_of_a_rough_cluster_are_those_of_the_plain_way(day: date) -> None:
    facts = invent(scene(rates=ROUGH), seed=9)

    assert told_by_columns(facts, day) == told(facts, day)
    assert {"claimed", "confirmed", "disputed"} == set(told(facts, date(2026, 8, 31)).values())


def test_facts_come_back_from_columns_as_they_were_but_for_evidence() -> None:
    facts = invent(scene(rates=ROUGH), seed=2)
    columns = columns_of(random.Random(1).sample(facts, len(facts)))
    back = {f.key: f for f in facts_of(columns, range(len(columns.subjects)))}
    about_known = {f.key for f in facts}

    for fact in facts:
        if fact.kind == CONFIRMATION and fact.subject not in about_known:
            continue
        got = back[fact.key]
        assert (got.kind, got.subject, got.on, got.known, got.by) == (
            fact.kind, fact.subject, fact.on, fact.known, fact.by,
        )  # fmt: skip
        assert (got.values, got.corrects, got.withdraws) == (fact.values, fact.corrects, fact.withdraws)


@pytest.mark.parametrize("levels", [(), ("college",), LEVELS])
@pytest.mark.parametrize(("seed", "day"), [(1, date(2026, 8, 31)), (2, date(2026, 1, 31))])
def test_figures_are_those_of_the_plain_way(levels: tuple[str, ...], seed: int, day: date) -> None:
    facts = invent(scene(rates=ROUGH), seed=seed)
    period = Period("2025", date(2025, 1, 1), date(2025, 12, 31))
    wanted = list(builtin_indicators().values())

    plain = roll_up(wanted, facts, period=period, on=day, kinds=builtin_kinds(), levels=levels)
    table = Country(in_force(columns_of(facts), day)).roll_up(wanted, period=period, levels=levels)

    by_columns = {
        (row["indicator"], *(row[level] for level in levels)): (*(row[s] for s in SIDES), row["people"])
        for row in table.iter_rows(named=True)
    }
    by_plain = {(f.indicator, *f.place): (f.above, f.below, f.known, f.expected, f.people) for f in plain}
    nothing = {k for k, v in by_plain.items() if not any(v)}
    assert {k: v for k, v in by_columns.items() if any(v)} == {k: v for k, v in by_plain.items() if k not in nothing}
    assert len(by_plain) > len(nothing)


def test_columns_of_a_value_of_two_types_is_refused_by_name() -> None:
    book = Book()
    book.say("grant", "g", DAY, amount=5)
    book.say("grant", "h", DAY, amount="five")

    with pytest.raises(ProblemError, match="amount"):
        columns_of(book.facts)


def test_columns_of_more_places_than_are_kept_is_refused() -> None:
    book = Book()
    book.say("grant", "g", DAY, amount=Decimal("0.0000001"))

    with pytest.raises(ProblemError, match="places"):
        columns_of(book.facts)


@pytest.mark.parametrize(("year", "colleges"), [(2024, ("a",)), (2025, ("b",)), (2026, ("b",))])
def test_a_learner_who_changes_college_counts_once_where_the_year_ends(year: int, colleges: tuple[str, ...]) -> None:
    book = Book()
    for college, day in (("a", date(2024, 9, 1)), ("b", date(2025, 4, 1))):
        book.say(
            "admission", "x", day, college=college, programme="p", project=True, planned_end=date(2027, 6, 30),
            programme_project=True,
        )  # fmt: skip
    book.say("workshop_visit", "x", date(2025, 2, 1), workshop="w", host="h", hours=6)
    period, day = Period(str(year), date(year, 1, 1), date(year, 12, 31)), date(2027, 1, 1)
    wanted = list(builtin_indicators().values())

    figures = roll_up(wanted, book.facts, period=period, on=day, kinds=builtin_kinds(), levels=("college",))
    table = Country(in_force(columns_of(book.facts), day)).roll_up(wanted, period=period, levels=("college",))

    assert {f.place for f in figures if f.indicator == "K1" and f.people} == {colleges}
    assert table.filter((pl.col("indicator") == "K1") & (pl.col("people") > 0))["college"].to_list() == list(colleges)
