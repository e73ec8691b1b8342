"""Rubbish in: whatever facts say, a settlement tells what is wrong and never breaks."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.funding.worlds import fact

from remeslo.core.base.facts import Fact, FactKey, FactValue
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.funding.book import FactBook
from remeslo.core.funding.due import due
from remeslo.core.funding.explain import explain_line
from remeslo.core.funding.factvalues import specs_of
from remeslo.interchange import fundpack
from remeslo.interchange.sentences import say

PACKS = fundpack.builtin()
anything: st.SearchStrategy[FactValue] = st.one_of(
    st.text(max_size=5),
    st.integers(-(10**6), 10**6),
    st.decimals(-(10**9), 10**9, places=3),
    st.dates(),
    st.booleans(),
    st.sampled_from(("c", "p", "completed", "cash", Decimal("0.5"), 2026)),
)


@st.composite
def rubbish(draw: st.DrawFn) -> tuple[str, list[Fact]]:
    key = draw(st.sampled_from(sorted(PACKS)))
    kinds = specs_of(PACKS[key])
    names = sorted({v.name for spec in kinds.values() for v in spec.values})
    found = []
    for n in range(draw(st.integers(1, 8))):
        on = draw(st.one_of(st.dates(date(2023, 1, 1), date(2026, 1, 1)), st.dates()))
        values = draw(st.dictionaries(st.sampled_from(names), anything, max_size=len(names)))
        found.append(
            Fact(
                key=FactKey(f"f{n}"),
                kind=draw(st.sampled_from(sorted(kinds))),
                subject=draw(st.sampled_from(("a", "b"))),
                on=on,
                known=draw(st.sampled_from((on, date(2024, 1, 1)))),
                by=OrganisationKey("x"),
                values=values,
            )
        )
    return key, found


@settings(max_examples=150)
@given(rubbish(), st.dates(date(2024, 1, 1), date(2027, 1, 1)))
def test_any_facts_are_settled_or_told_to_be_wrong(world: tuple[str, list[Fact]], on: date) -> None:
    key, facts = world
    book = FactBook.known(facts, on)
    found = due(PACKS[key], book, on=on)

    for line in found.lines:
        explain_line(PACKS[key], line, book)
    for finding in found.findings:
        for language in ("ru", "en"):
            assert finding.code not in say(finding, language).what  # type: ignore[arg-type]


def english(*facts: Fact, on: date = date(2026, 1, 1)) -> set[str]:
    return {f.code for f in due(PACKS["en-apprenticeship"], facts, on=on).findings}


def start(key: str = "s", subject: str = "a", **values: FactValue) -> Fact:
    usual: dict[str, FactValue] = {"provider": "p", "price": Decimal(1200), "planned_end": date(2025, 12, 31)}
    day = date(2025, 1, 1)
    return fact(key, "apprenticeship", subject, day, day, **{**usual, **values})


def other(kind: str, on: date, key: str = "") -> Fact:
    return fact(key or kind, kind, "a", on, on)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ((start(), start("s2")), "funding.two_starts"),
        ((start(), other("return", date(2025, 3, 1))), "funding.break_order"),
        ((start(), other("break", date(2025, 3, 1)), other("break", date(2025, 4, 1), "b2")), "funding.break_order"),
        ((start(), other("withdrawal", date(2024, 3, 1))), "funding.ended_before_start"),
        (
            (start(), other("withdrawal", date(2025, 3, 1)), other("completion", date(2025, 4, 1))),
            "funding.two_ends",
        ),
        ((start(planned_end=date(2024, 12, 31)),), "funding.end_before_start"),
        ((start(price="many"),), "funding.value_wrong"),
        ((start(provider=""),), "funding.value_missing"),
    ],
)
def test_what_contradicts_itself_is_named_and_pays_nothing(facts: tuple[Fact, ...], code: str) -> None:
    assert code in english(*facts)
    assert due(PACKS["en-apprenticeship"], facts, on=date(2026, 1, 1)).lines == ()


def test_a_course_that_ends_before_it_begins_pays_nothing_and_is_named() -> None:
    day = date(2025, 3, 1)
    course = fact("m", "maths_english", "a", day, day, course="maths", planned_end=date(2024, 3, 1))

    found = due(PACKS["en-apprenticeship"], [start(), course], on=date(2026, 1, 1))

    assert [f.facts["fact"] for f in found.findings if f.code == "funding.end_before_start"] == ["m"]
    assert not [x for x in found.lines if x.kind.startswith("maths")]


def test_one_wrong_learner_leaves_the_others_their_money() -> None:
    found = due(PACKS["en-apprenticeship"], [start(), start("x", "b", price="many")], on=date(2025, 1, 31))

    assert [(x.subject, x.amount) for x in found.lines] == [("a", Decimal("80.00000"))]


def test_before_a_parameter_is_in_force_nothing_is_paid_and_that_is_told() -> None:
    early = date(2016, 1, 1)
    told = fact("s", "apprenticeship", "a", early, early, provider="p", price=1, planned_end=early + timedelta(days=99))

    assert english(told, on=date(2018, 1, 1)) == {"funding.no_value_in_force"}


def test_months_before_the_pack_was_in_force_are_left_out_and_later_ones_are_paid() -> None:
    early = date(2023, 9, 1)
    told = fact("a", "admission", "s", early, early, programme="x", college="c", project=True)
    found = due(PACKS["ru-percapita"], [told], on=date(2024, 2, 29))

    assert [(x.period, x.amount) for x in found.lines] == [("2024-01", Decimal(10000)), ("2024-02", Decimal(10000))]
    assert found.findings == ()
