"""Laws of settlement: no order of facts, corrections, closings and late arrivals changes what is paid in the end."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.funding.worlds import LAST, worlds

from remeslo.core.base.facts import Fact
from remeslo.core.funding.closing import Run, check_year, close_year, replay, runs_of
from remeslo.core.funding.due import due
from remeslo.core.funding.ledger import Ledger
from remeslo.core.funding.money import ZERO
from remeslo.core.funding.pack import Recovery, RulePack
from remeslo.core.funding.settle import settle
from remeslo.interchange import fundpack

closings = st.lists(st.dates(date(2023, 1, 31), date(2025, 5, 31)), max_size=4, unique=True)
AFTER = LAST + timedelta(days=1)
"""What is to be given back can only be claimed once it was paid, so a story ends a settlement later."""
World = tuple[str, list[Fact]]


def netting(key: str) -> RulePack:
    """The pack with money taken back at once, so that the end of a story does not wait for people."""
    return replace(fundpack.builtin()[key], recovery=Recovery.NET)


def paid(ledger: Ledger) -> dict[object, object]:
    return {key: p.paid for key, p in ledger.positions.items() if p.paid}


@settings(max_examples=25)
@given(worlds, closings, st.randoms())
def test_what_is_paid_in_the_end_equals_a_settlement_from_scratch(world: World, days: list[date], dice: object) -> None:
    key, facts = world
    pack = netting(key)
    shuffled = sorted(facts, key=lambda f: hash((f.key, str(dice))))

    ledger = replay(pack, shuffled, [*map(Run, days), Run(LAST), Run(AFTER)])
    scratch = replay(pack, facts, [Run(LAST), Run(AFTER)])
    again = settle(pack, facts, on=AFTER, ledger=ledger)

    assert again.amount == 0
    assert all(s.amount == 0 for x in again.lines for s in x.sides)
    if not any(not x.shares for x in due(pack, facts, on=LAST).lines):
        assert paid(ledger) == paid(scratch)  # returns go by what was paid before, so they may differ by payer


@settings(max_examples=25)
@given(worlds, closings)
def test_ledger_is_zero_and_nobody_gives_back_more_than_was_paid(world: World, days: list[date]) -> None:
    key, facts = world
    ledger = Ledger()
    for day in sorted(days):
        ledger = replay(netting(key), facts, [Run(day)], ledger=ledger)

        assert ledger.total == 0
        assert all(net >= asked >= 0 for net, asked in ledger.between.values())
        assert sum(ledger.balances().values(), ZERO) == 0


@settings(max_examples=15)
@given(worlds, closings)
def test_replays_are_idempotent_and_a_closed_year_replays_to_the_last_unit(world: World, days: list[date]) -> None:
    key, facts = world
    pack = netting(key)
    ledger = replay(pack, facts, map(Run, days))

    assert ledger.book(ledger.entries) == ledger
    assert replay(pack, facts, runs_of(ledger)).entries == ledger.entries
    closed, proof = close_year(pack, ledger, 2024)
    later = replay(pack, facts, [Run(date(2025, 6, 1))], ledger=closed)
    assert check_year(pack, facts, later, proof) == []


@settings(max_examples=25)
@given(worlds, st.dates(date(2023, 1, 31), LAST), st.randoms(use_true_random=False))
def test_due_does_not_depend_on_the_order_of_facts(world: World, day: date, dice: object) -> None:
    key, facts = world
    other = list(facts)
    dice.shuffle(other)  # type: ignore[attr-defined]

    assert due(fundpack.builtin()[key], facts, on=day) == due(fundpack.builtin()[key], other, on=day)


@settings(max_examples=15)
@given(worlds, st.dates(date(2023, 1, 31), LAST))
def test_every_line_adds_up_over_its_payers_and_waits_for_nothing_when_due(world: World, day: date) -> None:
    key, facts = world
    for settled in settle(fundpack.builtin()[key], facts, on=day).lines:
        assert settled.line is not None
        if settled.line.waits:
            assert settled.due == 0
        elif settled.line.shares:
            assert sum((s.due for s in settled.sides), ZERO) == settled.line.amount
