"""Refunds of the English acceptance tests: a withdrawal that is told late gives back what each payer paid."""

from datetime import date
from decimal import Decimal

import pytest
from tests.core.funding.worlds import fact

from remeslo.core.base.facts import Fact
from remeslo.core.funding.closing import Run, close, pay, replay
from remeslo.core.funding.due import due
from remeslo.core.funding.settle import settle
from remeslo.core.funding.statements import statements
from remeslo.interchange import fundpack

PACK = fundpack.builtin()["en-apprenticeship"]
MONTHS = [date(2017, 8, 31), date(2017, 9, 30), date(2017, 10, 31), date(2017, 11, 30), date(2017, 12, 31)]


def story(*, levy: bool) -> list[Fact]:
    start = date(2017, 8, 4)
    return [
        fact(
            "s",
            "apprenticeship",
            "a",
            start,
            start,
            provider="p",
            employer="e",
            levy=levy,
            training_price=Decimal(9000),
            assessment_price=Decimal(2250),
            band_max=Decimal(17000),
            planned_end=date(2018, 8, 20),
        ),
        fact("w", "withdrawal", "a", date(2017, 11, 12), date(2018, 1, 10)),
    ]


@pytest.mark.parametrize(
    ("levy", "refunds"),
    [
        (True, {"levy:e": Decimal(-1500)}),  # refunds.feature 673-AC01
        (False, {"government": Decimal(-1350), "e": Decimal(-150)}),  # refunds.feature 673-AC02
    ],
)
def test_withdrawal_told_late_refunds_two_months_to_those_who_paid(levy: bool, refunds: dict[str, Decimal]) -> None:
    facts = story(levy=levy)
    ledger = replay(PACK, facts, map(Run, MONTHS))
    settlement = settle(PACK, facts, on=date(2018, 1, 31), ledger=ledger)
    back: dict[str, Decimal] = {}
    for statement in statements(settlement):
        for payer, amount in statement.by_payer().items():
            back[payer] = back.get(payer, Decimal(0)) + amount

    assert settlement.paid == 3750
    assert back == refunds
    ledger = ledger.book(close(settlement))
    assert sum(p.paid for p in ledger.positions.values()) == 2250
    assert pay(ledger, on=date(2018, 1, 31)) == ()


@pytest.mark.parametrize(
    ("start", "age", "employees", "employer_part"),
    [
        (date(2018, 1, 1), 30, None, "0.1"),
        (date(2019, 4, 1), 30, None, "0.05"),
        (date(2023, 1, 1), 20, None, "0.05"),
        (date(2024, 4, 1), 20, None, "0"),
        (date(2024, 4, 1), 22, None, "0.05"),
        (date(2020, 1, 1), 17, 49, "0"),
        (date(2020, 1, 1), 17, 50, "0.05"),
    ],
)
def test_employers_part_goes_by_the_day_of_the_start_age_and_size(
    start: date, age: int, employees: int | None, employer_part: str
) -> None:
    values = {} if employees is None else {"employees": employees}
    told = fact(
        "s",
        "apprenticeship",
        "a",
        start,
        start,
        provider="p",
        employer="e",
        levy=False,
        age=age,
        price=Decimal(15000),
        planned_end=start.replace(year=start.year + 1),
        **values,
    )
    line = next(x for x in due(PACK, [told], on=start.replace(year=start.year + 1)).lines if x.kind == "on_programme")

    assert {s.payer: s.part for s in line.shares}.get("e", 0) == Decimal(employer_part)
