"""
Lines due by columns.

A line is a row: ``_subject`` (UInt32), ``_party``, ``_contract`` (UInt32, see `cases.Parties`), ``period`` (Int32: the
number of the month, quarter or year since year 0, or 0), ``suffix`` (Int64: the fact that tells a second line of a
period apart, else -1), ``on`` (Date), ``amount`` (Int64, smallest units), ``waits`` (Boolean).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from remeslo.core.base.columns import FactColumns
from remeslo.core.funding.columnar.cases import Cases, NotByColumns, Parties, said
from remeslo.core.funding.formulas.contingent import ENDS
from remeslo.core.funding.pack import Rule, RulePack

LINE = ("_subject", "_party", "_contract", "period", "suffix", "on", "amount", "waits")
_KEY = ["_subject", "_contract", "period", "suffix"]
PERIOD_MONTHS: Mapping[str, int] = {"month": 1, "quarter": 3, "year": 12}
_CONFIRMED = 1


@dataclass(frozen=True)
class RuleLines:
    """Lines of one rule; ``faults`` is the number of subjects without lines because their facts lack something."""

    rule: str
    kind: str
    length: str
    lines: pl.DataFrame
    faults: int = 0
    several: pl.Series | None = None
    """Subjects of whom a line may stand twice; none where that cannot be."""


def country_due(pack: RulePack, facts: FactColumns, *, on: date, parties: Parties) -> tuple[RuleLines, ...]:
    """
    What `due.due` makes due, for facts in force on a day (`columns.in_force`), rule by rule.

    Raises
    ------
    NotByColumns
        When a rule has another formula than ``contingent`` and ``per_fact``.
    """
    found = []
    for rule in pack.rules:
        if rule.formula == "contingent":
            found.append(_finish(pack, _contingent(pack, rule, facts, on, parties), on))
        elif rule.formula == "per_fact":
            found.append(_finish(pack, _per_fact(pack, rule, facts, on, parties), on))
        else:
            raise NotByColumns(f"rule {rule.key}: the formula {rule.formula} is not done by columns.")
    return tuple(found)


def _finish(pack: RulePack, computed: RuleLines, on: date) -> RuleLines:
    """Only lines that fall due, only of subjects without a fault, none that stands twice."""
    rows = computed.lines
    broken = rows.filter(pl.any_horizontal(pl.col("amount", "_party").is_null()))["_subject"].unique()
    if broken.len():
        rows = rows.filter(~pl.col("_subject").is_in(broken.implode()))
    rows = rows.filter(pl.col("amount") != 0, pl.col("on") <= on, pl.col("on") >= pack.valid_from)
    if pack.valid_to is not None:
        rows = rows.filter(pl.col("on") <= pack.valid_to)
    twice = _twice(rows, computed.several)
    if twice.height:
        rows = rows.join(twice, on=_KEY, how="anti")
    return RuleLines(computed.rule, computed.kind, computed.length, rows.select(LINE), broken.len())


def _twice(rows: pl.DataFrame, several: pl.Series | None) -> pl.DataFrame:
    """Keys of lines that stand twice: neither is then due, as in `due.due`."""
    if several is None or not several.len():
        return rows.select(_KEY).clear()
    some = rows.filter(pl.col("_subject").is_in(several.implode())).select(_KEY)
    return some.filter(some.is_duplicated()).unique()


def _contingent(pack: RulePack, rule: Rule, facts: FactColumns, on: date, parties: Parties) -> RuleLines:
    cases = Cases(pack, rule, on)
    if set(rule.confirmed) & set(ENDS):
        raise NotByColumns(f"rule {rule.key}: what ends the months is not confirmed by columns.")
    admissions = facts.of("admission")
    kind = cases.case.option("kind")
    if admissions is None:
        return RuleLines(rule.key, kind, "month", _nothing())
    rows = cases.met(admissions.select("_subject", "_on", "_standing", *said(admissions, cases.fields)))
    rows = _with_end(rows, facts, cases.fields)
    first = _month(pl.col("_on")) + (pl.col("_on").dt.day() > 1).cast(pl.Int32)
    until = _month(pl.min_horizontal(pl.col("_gone").fill_null(on), pl.lit(on)))
    rows = cases.with_parties(rows, parties).with_columns(first.alias("_first"), until.alias("_until"))
    several = rows.filter(rows["_subject"].is_duplicated())["_subject"].unique()
    waits = (pl.col("_standing") != _CONFIRMED) if "admission" in rule.confirmed else pl.lit(False)
    rows = rows.with_columns(waits.alias("waits"), pl.lit(-1, pl.Int64).alias("suffix"))
    stretches = [_stretch(cases, rows, low, high) for low, high in cases.month_stretches()]
    begins = pl.date(pl.col("period") // 12, pl.col("period") % 12 + 1, 1)
    lines = pl.concat(stretches).with_columns(begins.dt.month_end().alias("on"))
    return RuleLines(rule.key, kind, "month", lines, several=several)


def _stretch(cases: Cases, rows: pl.DataFrame, low: int, high: int) -> pl.DataFrame:
    """Months ``low`` .. ``high - 1``, through which no parameter changes: one amount an admission, then its months."""
    first, until = pl.max_horizontal("_first", pl.lit(low)), pl.min_horizontal("_until", pl.lit(high - 1))
    mine = rows.with_columns(first.cast(pl.Int32).alias("_low"), until.cast(pl.Int32).alias("_high"))
    mine = mine.filter(pl.col("_low") <= pl.col("_high"))
    day = pl.date(pl.col("_low") // 12, pl.col("_low") % 12 + 1, 1)
    priced = cases.with_amounts(mine.with_columns(day.alias("_day")), "_day")
    months = pl.int_ranges("_low", pl.col("_high") + 1, dtype=pl.Int32).alias("period")
    return priced.select("_subject", "_party", "_contract", months, "suffix", "amount", "waits").explode("period")


def _with_end(rows: pl.DataFrame, facts: FactColumns, fields: tuple[str, ...]) -> pl.DataFrame:
    """Each admission with ``_gone``, the first end not before it, and with what that fact says and it does not."""
    ends = [
        table.select("_subject", "_on", "_known", "_key", pl.lit(n).alias("_nth"), *said(table, fields))
        for n, kind in enumerate(ENDS)
        if (table := facts.of(kind)) is not None
    ]
    if not ends:
        return rows.with_columns(pl.lit(None, pl.Date).alias("_gone"))
    order = ["_subject", "_on", "_nth", "_known", "_key"]
    firsts = pl.concat(ends, how="diagonal_relaxed").sort(order).unique(["_subject", "_on"], keep="first")
    its = firsts.select(
        "_subject", "_on", pl.col("_on").alias("_gone"), *(pl.col(f).alias(f"_end_{f}") for f in fields)
    )
    joined = rows.sort("_on").join_asof(
        its.sort("_on"), on="_on", by="_subject", strategy="forward", check_sortedness=False
    )
    return joined.with_columns(pl.coalesce(pl.col(f), pl.col(f"_end_{f}")).alias(f) for f in fields)


def _per_fact(pack: RulePack, rule: Rule, facts: FactColumns, on: date, parties: Parties) -> RuleLines:
    cases = Cases(pack, rule, on)
    length = cases.case.option("period")
    kind = cases.case.option("kind") or rule.key
    table = facts.of(cases.case.option("fact"))
    if table is None:
        return RuleLines(rule.key, kind, length, _nothing())
    confirmed = rule.confirmed
    waits = (pl.col("_standing") != _CONFIRMED) if cases.case.option("fact") in confirmed else pl.lit(False)
    rows = table.filter(pl.col("_on") <= on).select(
        "_subject", "_key", "_on", "_known", waits.alias("waits"), *said(table, cases.fields)
    )
    for about in filter(None, (k.strip() for k in cases.case.option("about").split(","))):
        rows = _with_last(rows, facts.of(about), cases.fields, waits=about in confirmed)
    rows = cases.met(rows).sort("_subject", "_on", "_known", "_key")
    if cases.case.option("once_per") == "subject":
        rows = rows.unique("_subject", keep="first", maintain_order=True)
    rows = rows.with_columns(_period(pl.col("_on"), length).alias("period"))
    first = pl.col("_key") == pl.col("_key").first().over("_subject", "period")
    rows = rows.with_columns(pl.when(first).then(-1).otherwise(pl.col("_key")).alias("suffix"))
    rows = cases.with_amounts(cases.with_parties(rows, parties), "_on")
    return RuleLines(rule.key, kind, length, rows.with_columns(pl.col("_on").alias("on")))


def _with_last(rows: pl.DataFrame, table: pl.DataFrame | None, fields: tuple[str, ...], *, waits: bool) -> pl.DataFrame:
    """Each fact with what its subject's last fact of another kind says, up to its day, and it does not."""
    if table is None or not rows.height:
        return rows
    its = table.sort("_on", "_known", "_key").select(
        "_subject",
        "_on",
        "_standing",
        *(e.alias(f"_its_{f}") for e, f in zip(said(table, fields), fields, strict=True)),
    )
    joined = rows.sort("_on").join_asof(its, on="_on", by="_subject", strategy="backward", check_sortedness=False)
    told = [pl.coalesce(pl.col(f), pl.col(f"_its_{f}")).alias(f) for f in fields]
    if waits:
        told.append((pl.col("waits") | (pl.col("_standing") != _CONFIRMED).fill_null(False)).alias("waits"))
    return joined.with_columns(told).drop("_standing", *(f"_its_{f}" for f in fields))


def _month(day: pl.Expr) -> pl.Expr:
    return day.dt.year() * 12 + day.dt.month().cast(pl.Int32) - 1


def _period(day: pl.Expr, length: str) -> pl.Expr:
    if length not in PERIOD_MONTHS:
        return pl.lit(0, pl.Int32)
    return _month(day) // PERIOD_MONTHS[length]


def period_name(code: int, length: str) -> str:
    """The text that `periods.period_of` gives: ``2026-09``, ``2026-Q3``, ``2026``, blank."""
    if length == "month":
        return f"{code // 12:04d}-{code % 12 + 1:02d}"
    if length == "quarter":
        return f"{code // 4:04d}-Q{code % 4 + 1}"
    return f"{code:04d}" if length == "year" else ""


def _nothing() -> pl.DataFrame:
    types = (pl.UInt32, pl.UInt32, pl.UInt32, pl.Int32, pl.Int64, pl.Date, pl.Int64, pl.Boolean)
    return pl.DataFrame(schema=dict(zip(LINE, types, strict=True)))
