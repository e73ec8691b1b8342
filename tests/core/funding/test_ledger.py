"""The ledger: postings that are zero, entries that cannot lie."""

from datetime import date
from decimal import Decimal

import pytest

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.funding.ledger import Entry, EntryKind, Ledger, NotBookable, Position
from remeslo.core.funding.lines import LineKey

LINE = LineKey("base", "contract", "learner", "2026-09", "base")
PAYER, PAYEE = OrganisationKey("budget"), OrganisationKey("college")


def entry(kind: EntryKind, amount: str, on: date = date(2026, 9, 30), run: str = "test") -> Entry:
    return Entry(on=on, kind=kind, line=LINE, payer=PAYER, payee=PAYEE, amount=Decimal(amount), run=run)


def booked(*moves: tuple[EntryKind, str]) -> Ledger:
    return Ledger().book(entry(kind, amount, run=str(n)) for n, (kind, amount) in enumerate(moves))


@pytest.mark.parametrize("kind", EntryKind)
def test_every_kind_of_entry_adds_up_to_zero(kind: EntryKind) -> None:
    assert sum(p.amount for p in entry(kind, "12.34").postings) == 0


def test_money_paid_and_given_back_leaves_no_balance() -> None:
    k = EntryKind
    ledger = booked((k.ACCRUED, "10"), (k.PAID, "10"), (k.CLAIMED, "4"), (k.RETURNED, "4"))

    assert ledger.position(LINE, PAYER, PAYEE) == Position(paid=Decimal(6), returned=Decimal(4))
    assert {a: b for a, b in ledger.balances().items() if b} == {"cash:budget": -6, "cash:college": 6}


def test_a_waived_claim_is_written_off_and_not_asked_for_again() -> None:
    k = EntryKind
    ledger = booked((k.ACCRUED, "10"), (k.PAID, "10"), (k.CLAIMED, "4"), (k.WAIVED, "4"))

    assert ledger.position(LINE, PAYER, PAYEE).claimed == 0
    assert ledger.balances()["waived:budget"] == -4
    assert ledger.total == 0


@pytest.mark.parametrize(
    ("moves", "code"),
    [
        ((("paid", "1"),), "funding.paid_above_accrued"),
        ((("accrued", "1"), ("paid", "2")), "funding.paid_above_accrued"),
        ((("accrued", "1"), ("voided", "2")), "funding.paid_above_accrued"),
        ((("accrued", "5"), ("paid", "5"), ("claimed", "6")), "funding.asked_above_paid"),
        ((("accrued", "5"), ("paid", "5"), ("returned", "1")), "funding.returned_above_claimed"),
        ((("accrued", "5"), ("paid", "5"), ("claimed", "3"), ("waived", "4")), "funding.returned_above_claimed"),
    ],
)
def test_ledger_refuses_what_was_never_there_and_says_why(moves: tuple[tuple[str, str], ...], code: str) -> None:
    with pytest.raises(NotBookable) as refused:
        booked(*((EntryKind(kind), amount) for kind, amount in moves))

    assert refused.value.finding.code == code


def test_booking_twice_changes_nothing_and_another_amount_is_refused() -> None:
    ledger = Ledger().book([entry(EntryKind.ACCRUED, "10")])

    assert ledger.book([entry(EntryKind.ACCRUED, "10")]) == ledger
    with pytest.raises(NotBookable, match="booked_otherwise"):
        ledger.book([entry(EntryKind.ACCRUED, "11")])


def test_a_closed_year_takes_no_entry() -> None:
    closed = Ledger(closed_until=date(2026, 12, 31))

    with pytest.raises(NotBookable, match="year_closed"):
        closed.book([entry(EntryKind.ACCRUED, "1")])
    assert len(closed.book([entry(EntryKind.ACCRUED, "1", on=date(2027, 1, 1))]).entries) == 1


def test_an_entry_of_nothing_is_refused() -> None:
    with pytest.raises(NotBookable, match="entry_not_positive"):
        entry(EntryKind.PAID, "0")
