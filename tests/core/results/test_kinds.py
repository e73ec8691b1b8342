"""Facts against the schema of their kind: every problem at once; the same thing entered twice is found."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.core.results.samples import Book

from remeslo.core.base.facts import FactValue
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.results.kinds import duplicates, other_side, validate
from remeslo.interchange.resultpack import builtin_kinds

DAY = date(2026, 5, 1)


def codes(**values: FactValue) -> list[tuple[str, str]]:
    fact = Book().say("demo_exam", "l", DAY, **values)
    return sorted((f.code.removeprefix("fact."), str(f.facts["field"])) for f in validate(fact, builtin_kinds()))


def test_validate_tells_every_problem_of_a_fact_at_once() -> None:
    assert codes(level="high", score="good", score_max=0, grade=6, colour="red") == [
        ("value_choice", "level"),
        ("value_missing", "kit"),
        ("value_range", "grade"),
        ("value_range", "score_max"),
        ("value_type", "score"),
        ("value_unknown", "colour"),
    ]


def test_validate_takes_points_of_any_criterion_and_a_whole_number_for_a_number() -> None:
    assert codes(kit="k", level="base", score=40, score_max=Decimal(50), points_1=3, points_2_4=Decimal("1.5")) == []


def test_validate_of_yes_where_a_number_is_wanted_is_told() -> None:
    assert codes(kit="k", level="base", score=True, score_max=50) == [("value_type", "score")]


def test_validate_an_unknown_kind_is_told_with_those_there_are() -> None:
    (found,) = validate(Book().say("holiday", "l", DAY), builtin_kinds())

    assert (found.code, "admission" in found.facts["known"]) == ("fact.kind_unknown", True)  # type: ignore[operator]


def test_validate_a_withdrawal_need_not_repeat_the_values() -> None:
    book = Book()
    first = book.admit("l")
    gone = type(first)(
        key=first.key + "w",
        kind="admission",
        subject="l",
        on=DAY,
        known=DAY,
        by=first.by,
        corrects=first.key,
        withdraws=True,
    )  # type: ignore[arg-type]

    assert validate(gone, builtin_kinds()) == []


@pytest.mark.parametrize(
    ("subject", "programme"),
    [("L-А1", "15.01.38"), ("l-a1 ", "15.01.38."), ("L-a1", "15.01.38 ")],
)
def test_duplicates_are_found_whatever_case_alphabet_and_full_stop(subject: str, programme: str) -> None:
    book = Book()
    first, second = book.admit("l-a1", programme="15.01.38"), book.admit(subject, programme=programme)

    (found,) = duplicates(reversed(book.facts), builtin_kinds())

    assert (found.where, found.facts["first"]) == (second.key, first.key)


def test_duplicates_other_days_in_a_workshop_are_other_facts() -> None:
    book = Book()
    for day in (1, 2):
        book.say("workshop_visit", "l", date(2026, 5, day), workshop="w", host="b", hours=6)

    assert duplicates(book.facts, builtin_kinds()) == []


def test_other_side_of_what_the_enterprise_entered_is_the_college() -> None:
    book, kind = Book(), builtin_kinds()["practice"]
    college = OrganisationKey("college")
    by_college = book.say("practice", "l", DAY, element="e", employer="plant", hours=6)
    by_plant = book.say("practice", "l", DAY, by="plant", element="e", employer="plant", hours=6)

    assert other_side(by_college, kind, college) == "plant"
    assert other_side(by_plant, kind, college) == "college"
    assert other_side(book.admit("l"), builtin_kinds()["admission"], college) is None
