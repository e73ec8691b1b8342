"""Due minus paid by columns: what a month books and where all lines stand, subject range by subject range."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl

from remeslo.core.base.columns import FactColumns
from remeslo.core.funding.columnar.cases import Parties
from remeslo.core.funding.columnar.due import RuleLines, country_due, period_name
from remeslo.core.funding.lines import LineState
from remeslo.core.funding.pack import RulePack

AT_ONCE = 200_000
"""Subjects whose lines are held in memory at one time."""
KEY = ["_subject", "_party", "period", "suffix"]
MONEY = ("due", "paid", "to_pay", "to_return")
_POSITION = {"paid": pl.Int64, "accrued": pl.Int64, "claimed": pl.Int64, "returned": pl.Int64, "waived": pl.Int64}

Positions = dict[str, pl.DataFrame]
"""By rule: the columns of `KEY` and ``paid``; further ones of a ledger's position (accrued, claimed, …) where not 0."""


@dataclass(frozen=True)
class Settled:
    """
    A country's settlement.

    Parameters
    ----------
    statements
        One row a rule, contract, payee, payer, period and state: ``lines`` and the sums of `MONEY` (Decimal).
    movements
        Lines where something is to be booked: due is not what was paid and accrued.
    faults
        Subjects, by rule, that got nothing because their facts lack something.
    """

    statements: pl.DataFrame
    movements: pl.DataFrame
    faults: dict[str, int]

    def total(self, name: str) -> Decimal:
        """One of `MONEY`, over everything."""
        found = self.statements[name].sum()
        return found if isinstance(found, Decimal) else Decimal(0)


def settle_country(
    pack: RulePack,
    facts: FactColumns,
    *,
    on: date,
    parties: Parties,
    positions: Positions | None = None,
    at_once: int = AT_ONCE,
) -> Settled:
    """
    Due by facts in force on a day minus everything already paid, as `settle.settle` gives it.

    Parameters
    ----------
    facts
        In force on ``on`` (`columns.in_force`).
    parties
        The one with which the positions were made.
    """
    parts: list[pl.DataFrame] = []
    moves: list[pl.DataFrame] = []
    faults: dict[str, int] = {}
    for low, high, some in ranges(facts, at_once):
        for rule in country_due(pack, some, on=on, parties=parties):
            faults[rule.rule] = faults.get(rule.rule, 0) + rule.faults
            booked = (positions or {}).get(rule.rule)
            mine = booked.filter(pl.col("_subject").is_between(low, high)) if booked is not None else None
            rows = _settled(rule.lines, mine)
            parts.append(_summed(rows, rule))
            moves.append(_moving(rows, rule))
    by = ["rule", "_party", "period", "state"]
    sums = pl.concat(parts).group_by(by).agg(pl.col("lines", *MONEY).sum()) if parts else pl.DataFrame()
    named = sums.join(parties.names(), on="_party", how="left")
    named = named.with_columns(_money(named[name], pack.rounding.places) for name in MONEY)
    order = ["rule", "contract", "payee", "payer", "period", "state"]
    return Settled(named.select(*order, "lines", *MONEY).sort(order), pl.concat(moves), faults)


def as_paid(pack: RulePack, facts: FactColumns, *, on: date, parties: Parties, at_once: int = AT_ONCE) -> Positions:
    """Positions as if everything due by these facts on a day had been paid then."""
    found: dict[str, list[pl.DataFrame]] = {}
    for _low, _high, some in ranges(facts, at_once):
        for rule in country_due(pack, some, on=on, parties=parties):
            paid = rule.lines.filter(~pl.col("waits")).select(*KEY, pl.col("amount").alias("paid"))
            found.setdefault(rule.rule, []).append(paid)
    return {rule: pl.concat(frames) for rule, frames in found.items()}


def ranges(facts: FactColumns, at_once: int) -> Iterator[tuple[int, int, FactColumns]]:
    """Ranges of subjects (first and last code) with their facts."""
    highest = max((int(t["_subject"].max()) for t in facts.tables.values() if t.height), default=-1)  # type: ignore[arg-type]
    for low in range(0, highest + 1, at_once):
        high = min(highest, low + at_once - 1)
        its = {k: t.filter(pl.col("_subject").is_between(low, high)) for k, t in facts.tables.items()}
        yield low, high, FactColumns(its, facts.keys, facts.subjects)


def _settled(lines: pl.DataFrame, booked: pl.DataFrame | None) -> pl.DataFrame:
    """Lines beside what was booked for them; each of the numbers as `settle.Side` computes it."""
    due = lines.select(*KEY, "waits", pl.when("waits").then(0).otherwise(pl.col("amount")).alias("due"))
    if booked is None:
        rows = due
    else:
        rows = due.join(booked, on=KEY, how="full", coalesce=True)
    absent = [pl.lit(0, kind).alias(name) for name, kind in _POSITION.items() if name not in rows.columns]
    rows = rows.with_columns(pl.col("due").is_not_null().alias("stands"), *absent).with_columns(
        pl.col("due", *_POSITION).fill_null(0), pl.col("waits").fill_null(False)
    )
    amount = pl.col("due") - pl.col("paid")
    rows = rows.with_columns(amount.clip(0).alias("to_pay"), (-amount - pl.col("waived")).clip(0).alias("to_return"))
    return rows.with_columns(_state().alias("state"))


_STATES = tuple(LineState)


def _state() -> pl.Expr:
    """As `settle.SettledLine.state`, as an index into `_STATES`."""
    code = {state: pl.lit(n, pl.UInt8) for n, state in enumerate(_STATES)}
    return (
        pl.when(pl.col("to_return") > 0)
        .then(code[LineState.AWAITING_CLAWBACK])
        .when(pl.col("stands") & pl.col("waits"))
        .then(code[LineState.ELIGIBLE])
        .when(pl.col("to_pay") > 0)
        .then(code[LineState.PAYABLE])
        .when(pl.col("due") > 0)
        .then(code[LineState.PAID])
        .when((pl.col("returned") > 0) | (pl.col("waived") > 0))
        .then(code[LineState.CLAWED_BACK])
        .otherwise(code[LineState.VOIDED])
    )


def _summed(rows: pl.DataFrame, rule: RuleLines) -> pl.DataFrame:
    sums = rows.group_by("_party", "period", "state").agg(pl.len().cast(pl.Int64).alias("lines"), pl.col(*MONEY).sum())
    return _named(sums, rule)


def _moving(rows: pl.DataFrame, rule: RuleLines) -> pl.DataFrame:
    moving = rows.filter((pl.col("to_pay") != pl.col("accrued")) | (pl.col("to_return") != pl.col("claimed")))
    return _named(moving.select(*KEY, *MONEY, "accrued", "claimed", "state"), rule)


def _money(units: pl.Series, places: int) -> pl.Series:
    """Smallest units as amounts."""
    amounts = [Decimal(u).scaleb(-places) for u in units.to_list()]
    return pl.Series(units.name, amounts, dtype=pl.Decimal(38, places))


def _named(rows: pl.DataFrame, rule: RuleLines) -> pl.DataFrame:
    """With the rule's key, and period and state as text."""
    codes = rows["period"].unique().to_list()
    names = pl.DataFrame(
        {"period": codes, "name": [period_name(c, rule.length) for c in codes]},
        schema={"period": pl.Int32, "name": pl.String},
    )
    named = rows.join(names, on="period", how="left").drop("period").rename({"name": "period"})
    state = pl.col("state").replace_strict(
        list(range(len(_STATES))), [s.value for s in _STATES], return_dtype=pl.String
    )
    return named.with_columns(pl.lit(rule.rule).alias("rule"), state)
