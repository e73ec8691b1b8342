"""By columns a settlement is the plain one, to the last unit: lines, sums and states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

pytest.importorskip("polars", reason="the extra `scale` is not installed")

from tests.core.results.samples import Book, scene

from remeslo.core.base.columns import columns_of, in_force
from remeslo.core.base.facts import Fact, FactKey
from remeslo.core.funding.closing import close, pay
from remeslo.core.funding.columnar import NotByColumns, Parties, as_paid, settle_country
from remeslo.core.funding.columnar.due import country_due, period_name
from remeslo.core.funding.due import amount_due, due
from remeslo.core.funding.ledger import Ledger
from remeslo.core.funding.pack import RulePack
from remeslo.core.funding.settle import settle
from remeslo.core.results.invented import Rates, invent
from remeslo.interchange.fundpack import builtin

ROUGH = Rates(disputed=0.2, confirmed=0.5, mistaken=0.3, taken_back=0.1)
Money = dict[tuple[str, str, str, str], tuple[Decimal, bool]]
DAYS = (date(2025, 2, 28), date(2025, 7, 15), date(2026, 8, 31))


def pack(key: str) -> RulePack:
    """A built-in pack, as if it had been in force for long."""
    found = builtin()[key]
    early = date(2018, 1, 1)
    params = {k: replace(p, values=tuple(replace(v, since=early) for v in p.values)) for k, p in found.params.items()}
    return replace(found, valid_from=early, params=params)


def late_leaving(subject: str, on: date, *, known: date) -> Fact:
    return replace(Book().say("leaving", subject, on), key=FactKey(f"late-{subject}"), known=known)


def plainly(rules: RulePack, facts: Sequence[Fact], on: date) -> Money:
    return {
        (x.rule, x.subject, x.contract, x.period + x.kind): (x.amount, bool(x.waits))
        for x in due(rules, facts, on=on).lines
    }


def by_columns(rules: RulePack, facts: Sequence[Fact], on: date) -> Money:
    columns, parties = in_force(columns_of(facts), on), Parties()
    found: Money = {}
    for rule in country_due(rules, columns, on=on, parties=parties):
        contracts = {code: name for name, code in parties.contracts.items()}
        for row in rule.lines.iter_rows(named=True):
            kind = rule.kind if row["suffix"] < 0 else f"{rule.kind} {columns.key(row['suffix'])}"
            period = period_name(row["period"], rule.length)
            key = (rule.rule, columns.subject(row["_subject"]), contracts[row["_contract"]], period + kind)
            assert key not in found
            found[key] = (Decimal(row["amount"]).scaleb(-rules.rounding.places), row["waits"])
    return found


@pytest.mark.parametrize("key", ["ru-cluster-pilot", "ru-percapita"])
@pytest.mark.parametrize("on", DAYS)
def test_every_line_is_that_of_the_plain_way(key: str, on: date) -> None:
    facts = invent(scene(rates=ROUGH), seed=on.day)

    lines = plainly(pack(key), facts, on)

    assert by_columns(pack(key), facts, on) == lines
    assert lines


def test_a_subject_whose_facts_lack_something_gets_nothing_in_both_ways() -> None:
    book = Book()
    book.admit("l1", year=2025)
    book.say("admission", "l2", date(2025, 9, 1), project=True, programme="p")
    rules, on = pack("ru-cluster-pilot"), date(2025, 12, 31)

    assert by_columns(rules, book.facts, on) == plainly(rules, book.facts, on)
    assert {subject for _, subject, _, _ in plainly(rules, book.facts, on)} == {"l1"}


def test_several_facts_of_one_kind_in_one_period_are_told_apart_in_both_ways() -> None:
    rules = pack("ru-cluster-pilot")
    work = next(r for r in rules.rules if r.key == "work_4")
    rules = replace(rules, rules=(replace(work, options={**work.options, "once_per": ""}, confirmed=()),))
    book = Book()
    book.admit("l1", year=2025)
    for _ in range(3):
        book.work("l1", after=4)
    on = date(2028, 1, 1)

    assert by_columns(rules, book.facts, on) == plainly(rules, book.facts, on)
    assert len(plainly(rules, book.facts, on)) == 3


def test_a_parameter_that_changes_counts_from_its_day_in_both_ways() -> None:
    rules = pack("ru-percapita")
    norm = rules.params["base_norm"]
    rise = replace(norm.values[0], since=date(2025, 3, 1), amount=Decimal(150_000))
    own = replace(norm.values[0], row="q", since=date(2024, 1, 1), amount=Decimal(99_999))
    rules = replace(rules, params={**rules.params, "base_norm": replace(norm, values=(*norm.values, rise, own))})
    facts = invent(scene(), seed=8)

    lines = plainly(rules, facts, DAYS[2])

    assert by_columns(rules, facts, DAYS[2]) == lines
    assert {a for a, _ in lines.values()} == {Decimal("10000.00"), Decimal("12500.00"), Decimal("8333.25")}


@pytest.mark.parametrize("at_once", [7, 1000])
def test_a_month_after_late_facts_and_corrections_settles_to_the_same_sums_and_states(at_once: int) -> None:
    rules, facts = pack("ru-cluster-pilot"), invent(scene(rates=ROUGH), seed=11)
    before, on = DAYS[1], DAYS[2]
    gone = [f for f in facts if f.kind == "admission" and f.on == date(2024, 9, 1)][:3]
    facts = (*facts, *(late_leaving(f.subject, date(2024, 11, 20), known=date(2026, 1, 9)) for f in gone))
    ledger = Ledger().book(close(settle(rules, facts, on=before)))
    ledger = ledger.book(pay(ledger, on=before))
    plain = settle(rules, facts, on=on, ledger=ledger)
    columns, parties = columns_of(facts), Parties()

    paid = as_paid(rules, in_force(columns, before), on=before, parties=parties, at_once=at_once)
    country = settle_country(rules, in_force(columns, on), on=on, parties=parties, positions=paid, at_once=at_once)

    assert (country.total("due"), country.total("paid")) == (plain.due, plain.paid)
    assert country.total("to_pay") == sum(s.to_pay for x in plain.lines for s in x.sides)
    assert country.total("to_return") == sum(s.to_return for x in plain.lines for s in x.sides)
    states: dict[tuple[str, str], int] = {}
    for line in plain.lines:
        states[line.key.contract, line.state.value] = states.get((line.key.contract, line.state.value), 0) + 1
    told: dict[tuple[str, str], int] = {}
    for row in country.statements.iter_rows(named=True):
        told[row["contract"], row["state"]] = told.get((row["contract"], row["state"]), 0) + row["lines"]
    assert told == states
    assert country.total("to_return") > 0
    moving = [x for x in plain.lines for s in x.sides if s.to_accrue or s.to_void or s.to_claim or s.to_drop]
    assert country.movements.height == len(moving)


def test_a_line_that_waits_is_not_due_in_both_ways() -> None:
    facts = invent(scene(rates=Rates(confirmed=0.4)), seed=2)
    rules = pack("ru-cluster-pilot")
    waiting = [x for x in due(rules, facts, on=DAYS[2]).lines if x.waits]

    country = settle_country(rules, in_force(columns_of(facts), DAYS[2]), on=DAYS[2], parties=Parties())

    eligible = [r for r in country.statements.iter_rows(named=True) if r["state"] == "eligible"]
    assert sum(r["lines"] for r in eligible) == len(waiting) > 0
    assert {amount_due(x) for x in waiting} == {Decimal(0)} == {r["due"] for r in eligible}


def test_a_pack_with_another_formula_is_refused_by_name() -> None:
    with pytest.raises(NotByColumns, match="formula"):
        settle_country(
            builtin()["en-apprenticeship"],
            in_force(columns_of(invent(scene())), DAYS[2]),
            on=DAYS[2],
            parties=Parties(),
        )
