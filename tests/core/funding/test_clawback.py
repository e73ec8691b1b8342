"""A clawback from the finding to the last payment: states, reasons, parts, what a preview promises."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.core.funding.worlds import fact

from remeslo.core.base.facts import Fact
from remeslo.core.funding.clawback import Action, Clawback, ClawbackState, NotAllowed, act, open_clawback, preview
from remeslo.core.funding.closing import Run, close, pay, replay
from remeslo.core.funding.ledger import Ledger
from remeslo.core.funding.lines import LineState
from remeslo.core.funding.settle import Settlement, settle
from remeslo.interchange import fundpack

PACK = fundpack.builtin()["ru-cluster-grant"]
DAY = date(2024, 3, 1)


def grant(*, plan: str = "1", got: str = "0.8") -> list[Fact]:
    """A grant of 1,000,000 paid whole, a fifth of it by the region; one target of two missed."""
    on = date(2023, 2, 1)
    return [
        fact(
            "g",
            "grant_agreement",
            "grant",
            on,
            on,
            amount=Decimal(1000000),
            payee="c",
            payer="federal",
            regional_share=Decimal("0.2"),
            region_payer="region",
        ),
        fact("m", "milestone", "grant", on, on, milestone="all", share=Decimal(1)),
        fact("mc", "confirmation", "m", on, on, "region", confirmed=True),
        fact(
            "e",
            "cofinancing_evidenced",
            "co",
            on,
            on,
            payer="plant",
            amount=Decimal(200000),
            year=2023,
            form="cash",
            grant="grant",
        ),
        fact(
            "t1", "target_result", "grant", DAY, DAY, indicator="K1", year=2023, plan=Decimal(plan), fact=Decimal(got)
        ),
        fact("t2", "target_result", "grant", DAY, DAY, indicator="K2", year=2023, plan=Decimal(1), fact=Decimal(2)),
    ]


def paid_grant() -> tuple[Ledger, Settlement]:
    ledger = replay(PACK, grant(), [Run(date(2023, 12, 1))])
    return ledger, settle(PACK, grant(), on=DAY, ledger=ledger)


def opened(amount: Decimal | None = None) -> tuple[Ledger, Clawback]:
    ledger, settlement = paid_grant()
    found = open_clawback(
        settlement, key="c1", contract="grant", payee="c", reason="K1: 0.8 of 1", by="auditor", on=DAY, amount=amount
    )
    return ledger, found


def step(clawback: Clawback, action: Action, reason: str = "", amount: str = "") -> Clawback:
    return act(clawback, action, on=DAY, by="auditor", reason=reason, amount=Decimal(amount) if amount else None)[0]


def test_a_missed_target_awaits_its_return_from_those_who_paid_in_proportion() -> None:
    _, settlement = paid_grant()
    line = settlement.line("targets|grant|grant|2023|return")

    assert line.state is LineState.AWAITING_CLAWBACK
    assert {s.payer: s.to_claim for s in line.sides} == {"federal": Decimal("8000.00"), "region": Decimal("2000.00")}


def test_a_clawback_goes_through_its_states_and_leaves_nothing_open() -> None:
    ledger, clawback = opened()
    clawback = step(clawback, Action.NOTIFY)
    clawback = step(clawback, Action.CONTEST, "we count otherwise")
    clawback, entries = act(clawback, Action.CONFIRM, on=DAY, by="ministry")
    ledger = ledger.book(entries)
    clawback, entries = act(clawback, Action.RECEIVE, on=date(2024, 4, 1), by="treasury", amount=Decimal(4000))
    ledger = ledger.book(entries)

    assert (clawback.state, clawback.returned, clawback.open) == (ClawbackState.CONFIRMED, 4000, 6000)

    clawback, entries = act(clawback, Action.RECEIVE, on=date(2024, 5, 1), by="treasury")
    ledger = ledger.book(entries)
    after = settle(PACK, grant(), on=date(2024, 6, 1), ledger=ledger)

    assert clawback.state is ClawbackState.CLOSED
    assert after.line("targets|grant|grant|2023|return").state is LineState.CLAWED_BACK
    assert after.amount == 0
    assert ledger.total == 0
    assert [s.action for s in clawback.history] == ["open", "notify", "contest", "confirm", "receive", "receive"]


def test_what_is_waived_is_never_asked_for_nor_paid_again() -> None:
    ledger, clawback = opened()
    clawback = step(clawback, Action.NOTIFY)
    clawback, entries = act(clawback, Action.CONFIRM, on=DAY, by="ministry")
    ledger = ledger.book(entries)
    clawback, entries = act(clawback, Action.WAIVE, on=DAY, by="ministry", reason="flood")
    ledger = ledger.book(entries)
    after = settle(PACK, grant(), on=date(2024, 6, 1), ledger=ledger)

    assert clawback.state is ClawbackState.CLOSED
    assert all(s.to_claim == 0 and s.to_pay == 0 for x in after.lines for s in x.sides)


def test_a_claim_falls_away_when_the_target_turns_out_to_be_reached() -> None:
    ledger, clawback = opened()
    _, entries = act(step(clawback, Action.NOTIFY), Action.CONFIRM, on=DAY, by="ministry")
    ledger = ledger.book(entries)
    better = [
        *grant(),
        replace(grant(got="1")[4], key="t3", corrects="t1", known=date(2024, 5, 1)),
    ]
    settlement = settle(PACK, better, on=date(2024, 5, 2), ledger=ledger)
    ledger = ledger.book(close(settlement))
    ledger = ledger.book(pay(ledger, on=date(2024, 5, 2)))

    assert sum(p.claimed for p in ledger.positions.values()) == 0
    assert settle(PACK, better, on=date(2024, 5, 3), ledger=ledger).amount == 0


def test_a_part_is_claimed_in_proportion_and_more_than_awaited_is_refused() -> None:
    _, part = opened(Decimal("1000.01"))

    assert {x.payer: x.amount for x in part.lines} == {"federal": Decimal("800.01"), "region": Decimal("200.00")}
    with pytest.raises(NotAllowed) as refused:
        opened(Decimal(10001))
    assert refused.value.finding.code == "funding.clawback_amount"


def test_nothing_awaited_opens_no_clawback() -> None:
    _, settlement = paid_grant()

    with pytest.raises(NotAllowed) as refused:
        open_clawback(settlement, key="c", contract="other", payee="c", reason="x", by="a", on=DAY)
    assert refused.value.finding.code == "funding.nothing_to_claim"


@pytest.mark.parametrize(
    ("action", "reason", "amount", "code"),
    [
        (Action.CONFIRM, "", "", "funding.clawback_state"),
        (Action.RECEIVE, "", "1", "funding.clawback_state"),
        (Action.CANCEL, " ", "", "funding.clawback_reason"),
    ],
)
def test_an_action_out_of_turn_or_without_its_reason_is_refused(
    action: Action, reason: str, amount: str, code: str
) -> None:
    _, clawback = opened()

    with pytest.raises(NotAllowed) as refused:
        step(clawback, action, reason, amount)
    assert refused.value.finding.code == code


def test_a_preview_shows_balances_before_and_after_and_books_nothing() -> None:
    ledger, clawback = opened()
    clawback = step(clawback, Action.NOTIFY)
    shown = preview(clawback, Action.CONFIRM, ledger, on=DAY, by="ministry")

    assert shown.balances["owes:c"] == (Decimal(0), Decimal("-10000.00"))
    assert sum(after - before for before, after in shown.balances.values()) == 0
    assert not shown.final
    assert clawback.state is ClawbackState.NOTIFIED
    ledger = ledger.book(shown.entries)
    assert preview(shown.after, Action.RECEIVE, ledger, on=DAY, by="t", amount=Decimal(1)).final
