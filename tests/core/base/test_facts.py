"""Facts as known on a day: order of arrival never matters, one fact at most stands, and the other side confirms."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.base.facts import CONFIRMATION, Fact, FactKey, Standing, as_known, check_ledger, standings
from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import OrganisationKey

DAY = date(2027, 9, 1)
LATER = DAY + timedelta(days=1000)


def fact(key: str, *, known: int = 0, corrects: str | None = None, withdraws: bool = False, **more: object) -> Fact:
    named = None if corrects is None else FactKey(corrects)
    given = {"kind": "admission", "subject": "l-1", "on": DAY, "by": OrganisationKey("college")} | more
    return Fact(
        key=FactKey(key),
        known=DAY + timedelta(days=known),
        corrects=named,
        withdraws=withdraws,
        **given,  # type: ignore[arg-type]
    )


def keys(facts: list[Fact], day: date = LATER) -> list[str]:
    return [f.key for f in as_known(facts, day)]


@st.composite
def ledgers(draw: st.DrawFn) -> list[Fact]:
    """Facts that correct and take back any earlier one, circles apart."""
    facts: list[Fact] = []
    for n in range(draw(st.integers(1, 12))):
        target = draw(st.none() | st.sampled_from(range(n))) if n else None
        takes_back = target is not None and draw(st.booleans())
        known = draw(st.integers(0, 6))
        facts.append(fact(f"f{n:02}", known=known, corrects=target and f"f{target:02}", withdraws=takes_back))
    return facts


def by_recursion(facts: list[Fact]) -> set[str]:
    """The rule word by word: the last word about a fact that was not itself taken back stands in its place."""

    def meaning(f: Fact) -> Fact | None:
        named = sorted((c for c in facts if c.corrects == f.key), key=lambda c: (c.known, c.key))
        words = [m for c in named if (m := meaning(c)) is not None]
        if not words:
            return f
        return None if words[-1].withdraws else words[-1]

    held = {f.key for f in facts}
    meanings = [meaning(f) for f in facts if f.corrects not in held]
    return {m.key for m in meanings if m is not None and not m.withdraws}


@given(ledgers(), st.randoms(use_true_random=False), st.integers(0, 6))
@settings(deadline=None)
def test_as_known_in_any_order_and_given_twice_is_the_same(facts: list[Fact], dice: random.Random, after: int) -> None:
    day = DAY + timedelta(days=after)
    mixed = [*facts, *dice.sample(facts, len(facts) // 2)]
    dice.shuffle(mixed)

    assert as_known(mixed, day) == as_known(facts, day)
    assert set(keys(mixed, day)) == by_recursion([f for f in facts if f.known <= day])


@given(ledgers(), st.integers(0, 6))
@settings(deadline=None)
def test_as_known_later_facts_change_nothing_about_an_earlier_day(facts: list[Fact], after: int) -> None:
    day = DAY + timedelta(days=after)

    assert as_known([f for f in facts if f.known <= day], day) == as_known(facts, day)


def test_as_known_a_correction_stands_in_the_place_of_the_old() -> None:
    assert keys([fact("a"), fact("b", known=1, corrects="a")]) == ["b"]


def test_as_known_a_withdrawal_leaves_nothing() -> None:
    assert keys([fact("a"), fact("w", known=1, corrects="a", withdraws=True)]) == []


def test_as_known_a_correction_taken_back_lets_the_old_fact_stand_again() -> None:
    facts = [fact("a"), fact("b", known=1, corrects="a"), fact("w", known=2, corrects="b", withdraws=True)]

    assert keys(facts) == ["a"]


def test_as_known_a_withdrawal_taken_back_restores_the_fact() -> None:
    first = fact("w", known=1, corrects="a", withdraws=True)

    assert keys([fact("a"), first, fact("v", known=2, corrects="w", withdraws=True)]) == ["a"]


def test_as_known_of_rival_corrections_the_last_known_stands_alone() -> None:
    facts = [fact("a"), fact("b", known=2, corrects="a"), fact("c", known=1, corrects="a")]

    assert keys(facts) == ["b"]
    assert [f.code for f in check_ledger(facts)] == ["fact.corrected_twice"]


def test_as_known_a_correction_of_what_is_not_yet_known_stands_at_once() -> None:
    late = fact("a", known=5)
    facts = [late, fact("b", known=1, corrects="a")]

    assert keys(facts, DAY + timedelta(days=2)) == ["b"]
    assert keys(facts) == ["b"]


def test_as_known_ten_thousand_corrections_in_a_row_leave_the_last() -> None:
    chain = [fact(f"f{n:05}", known=n // 100, corrects=f"f{n - 1:05}" if n else None) for n in range(10_000)]

    assert keys(chain) == ["f09999"]


def test_as_known_two_facts_with_one_key_are_refused_by_name() -> None:
    with pytest.raises(ProblemError, match="two different facts"):
        as_known([fact("a"), fact("a", subject="l-2")], LATER)


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": " "},
        {"kind": ""},
        {"by": ""},
        {"values": {"score": 0.5}},
        {"values": {"score": Decimal("NaN")}},
        {"values": {"at": datetime(2027, 9, 1, 12, 0)}},  # noqa: DTZ001
        {"values": {"score": None}},
        {"withdraws": True},
        {"corrects": "a"},
    ],
)
def test_fact_that_says_nothing_clear_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ProblemError, match="fact"):
        fact("a", **wrong)  # type: ignore[arg-type]


def confirmation(key: str, about: str, by: str, *, says: bool = True, known: int = 1) -> Fact:
    return fact(key, kind=CONFIRMATION, subject=about, by=by, values={"confirmed": says}, known=known)


@pytest.mark.parametrize(
    ("words", "standing"),
    [
        ([], Standing.CLAIMED),
        ([confirmation("c", "a", "plant")], Standing.CONFIRMED),
        ([confirmation("c", "a", "plant", says=False)], Standing.DISPUTED),
        ([confirmation("c", "a", "college")], Standing.CLAIMED),
        ([confirmation("c", "a", "plant"), confirmation("d", "a", "region", says=False)], Standing.DISPUTED),
        ([confirmation("c", "a", "plant", says=False), confirmation("d", "a", "plant", known=2)], Standing.CONFIRMED),
    ],
)
def test_standings_follow_the_last_word_of_each_other_side(words: list[Fact], standing: Standing) -> None:
    assert standings([*reversed(words), fact("a")]) == {"a": standing}


def test_standings_a_corrected_fact_waits_for_a_new_confirmation() -> None:
    facts = [fact("a"), confirmation("c", "a", "plant"), fact("b", known=2, corrects="a")]

    assert standings(as_known(facts, LATER)) == {"b": Standing.CLAIMED}


def test_check_ledger_names_each_wrong_reference_with_its_fact() -> None:
    other = replace(fact("o", corrects="a"), subject="l-2")
    facts = [fact("a"), other, fact("x", corrects="y"), fact("y", corrects="x"), fact("z", corrects="nowhere")]
    facts += [confirmation("c", "a", "college"), confirmation("d", "gone", "plant")]

    found = {(f.code, f.where) for f in check_ledger(facts)}

    assert found == {
        ("fact.names_other", "o"),
        ("fact.circle", "x"),
        ("fact.circle", "y"),
        ("fact.names_absent", "z"),
        ("fact.confirms_own", "c"),
        ("fact.confirms_absent", "d"),
    }
    assert keys([f for f in facts if f.kind != CONFIRMATION]) == ["o", "z"]
