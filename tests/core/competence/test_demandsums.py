"""Sums of demand over employers, and what a partner sees of others."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.base.keys import DemandKey, OrganisationKey, StatementKey
from remeslo.core.competence.demand import DemandCard, Headcount, Requirement
from remeslo.core.competence.demandsums import Axis, PlacedCard, boards


def placed(
    key: str,
    employer: str,
    people: dict[int, int],
    *,
    industry: str = "metal",
    region: str = "north",
    functions: tuple[str, ...] = (),
    seen: bool = False,
) -> PlacedCard:
    card = DemandCard(
        key=DemandKey(key),
        employer=OrganisationKey(employer),
        job=f"job of {employer}",
        headcount=tuple(Headcount(year=y, people=n) for y, n in people.items()),
        deadline=date(2027, 7, 1),
        requirements=(Requirement(number=1, text="Наладка"),),
    )
    return PlacedCard(
        card=card, industry=industry, region=region, functions=tuple(map(StatementKey, functions)), open=seen
    )


CARDS = st.lists(
    st.builds(
        lambda employer, people, industry, functions, seen: (employer, people, industry, functions, seen),
        st.sampled_from("ABCD"),
        st.dictionaries(st.integers(2027, 2029), st.integers(1, 20), min_size=1, max_size=3),
        st.sampled_from(["metal", "food"]),
        st.lists(st.sampled_from(["f1", "f2", "f3"]), max_size=2, unique=True),
        st.booleans(),
    ),
    max_size=8,
).map(
    lambda rows: [
        placed(f"c{n}", e, p, industry=i, functions=tuple(f), seen=s) for n, (e, p, i, f, s) in enumerate(rows)
    ]
)


@settings(max_examples=60)
@given(CARDS)
def test_open_cards_are_summed_whole_and_shown_sums_are_true(cards: list[PlacedCard]) -> None:
    found = boards(cards)

    for axis, board in found.items():
        for line in board.lines:
            mine = [p for p in cards if line.value in p.values(axis)]
            assert line.own.people == sum(p.card.people for p in mine if p.open)
            if not line.others.hidden and axis is not Axis.EMPLOYER:
                assert line.others.people == sum(p.card.people for p in mine if not p.open)
                assert line.others.employers != 1
            if line.others.by_year:
                assert sum(line.others.by_year.values()) == line.others.people


@settings(max_examples=60)
@given(CARDS)
def test_order_of_cards_changes_nothing(cards: list[PlacedCard]) -> None:
    assert boards(cards)[Axis.INDUSTRY] == boards(list(reversed(cards)))[Axis.INDUSTRY]


def test_one_other_employer_is_hidden_and_two_are_summed() -> None:
    mine = placed("a", "A", {2027: 3}, seen=True)
    other, third = placed("b", "B", {2027: 5}), placed("c", "C", {2027: 7, 2028: 2})

    alone = boards([mine, other])[Axis.INDUSTRY]
    both = boards([mine, other, third])[Axis.INDUSTRY]

    assert alone.lines[0].others.hidden
    assert alone.total.others.hidden
    assert alone.total.own.people == 3
    assert (both.lines[0].others.people, both.lines[0].others.employers) == (14, 2)
    assert both.lines[0].others.by_year is None  # 2028 is one employer's


def test_a_second_line_is_hidden_to_protect_the_first() -> None:
    cards = [
        placed("a", "A", {2027: 3}),
        placed("b", "B", {2027: 5}),
        placed("c", "C", {2027: 7}, industry="food"),
        placed("d", "A", {2027: 1}, industry="wood"),
        placed("e", "B", {2027: 1}, industry="wood"),
    ]

    industries = {line.value: line.others.people for line in boards(cards)[Axis.INDUSTRY].lines}

    assert industries["food"] is None
    assert boards(cards)[Axis.INDUSTRY].total.others.people == 17
    shown = [n for n in industries.values() if n is not None]
    assert 17 - sum(shown) != 7  # food alone can't be reckoned


def test_people_count_in_every_function_that_their_card_asks_for() -> None:
    cards = [
        placed("a", "A", {2027: 3}, functions=("f1", "f2"), seen=True),
        placed("b", "B", {2028: 5}, functions=("f2",), seen=True),
        placed("c", "C", {2028: 4}, seen=True),
    ]

    board = boards(cards)[Axis.FUNCTION]

    assert [(line.value, line.people) for line in board.lines] == [("f2", 8), ("", 4), ("f1", 3)]
    assert board.lines[0].own.by_year == {2027: 3, 2028: 5}
    assert board.total.people == 12
    assert board.years == (2027, 2028)


def test_other_employers_have_no_line_of_their_own() -> None:
    board = boards([placed("a", "A", {2027: 3}, seen=True), placed("b", "B", {2027: 5})])[Axis.EMPLOYER]

    assert [line.value for line in board.lines] == ["A"]
