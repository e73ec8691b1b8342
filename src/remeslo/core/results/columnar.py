"""
Figures of indicators by columns, for a whole country: the same numbers as `figures.roll_up`, without the facts behind.

Needs polars (the extra ``scale``); tests hold it equal to the plain way.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import reduce

import polars as pl

from remeslo.core.base.columns import NUMBER, FactColumns
from remeslo.core.results.indicator import Condition, Edition, Indicator, Measure, Operator, Selection, Side, Span
from remeslo.core.results.tally import ADMISSION, LEVELS, Period

_DISPUTED = 2
SIDES = ("above", "below", "known", "expected")


class Country:
    """Facts in force on a day (`columns.in_force`), disputed ones left out, each where it belongs."""

    def __init__(self, facts: FactColumns) -> None:
        counted = {k: t.filter(pl.col("_standing") != _DISPUTED) for k, t in facts.tables.items()}
        where = _admitted(counted.get(ADMISSION))
        self.tables = {kind: _placed(table, where) for kind, table in counted.items()}

    def roll_up(self, indicators: Iterable[Indicator], *, period: Period, levels: Sequence[str] = ()) -> pl.DataFrame:
        """
        One row an indicator and place: ``indicator``, the levels asked for, ``above``, ``below``, ``known``,
        ``expected`` (Decimal, null where the edition has none), ``people`` (Int64).
        """
        rows = [
            self._rows(i, i.on(period.last), period, levels)
            for i in indicators
            if min(e.since for e in i.editions) <= period.last
        ]
        return pl.concat(rows) if rows else pl.DataFrame()

    def _rows(self, indicator: Indicator, edition: Edition, period: Period, levels: Sequence[str]) -> pl.DataFrame:
        counted = period.counting_day(edition.count_on)
        sides: dict[str, Side | None] = {name: getattr(edition, name) for name in SIDES}
        sums = {n: self._sum(side, period, counted, levels, n) for n, side in sides.items() if side is not None}
        whole = reduce(lambda a, b: a.join(b, on="_place", how="full", coalesce=True), sums.values())
        people = "below" if edition.below is not None else "above"
        zero = pl.lit(Decimal(0), NUMBER)
        shown = [pl.col(n).fill_null(zero) if n in sums else pl.lit(None, NUMBER).alias(n) for n in SIDES]
        return whole.select(
            pl.lit(indicator.key).alias("indicator"),
            *(pl.col("_place").struct.field(level) for level in levels),
            *shown,
            pl.col(f"people_{people}").fill_null(0).cast(pl.Int64).alias("people"),
        ).sort(list(levels))

    def _sum(self, side: Side, period: Period, counted: date, levels: Sequence[str], name: str) -> pl.DataFrame:
        place = pl.struct([pl.col(f"_{level}").alias(level) for level in levels] or [pl.lit("").alias("")])
        chosen = self._chosen(side, period, counted)
        if chosen is None:
            schema = {"_place": pl.Struct({level: pl.String() for level in levels or ("",)})}
            return pl.DataFrame(schema={**schema, name: NUMBER, f"people_{name}": pl.Int64()})
        subjects = pl.struct("_subject", *(f"_{level}" for level in LEVELS)).n_unique()
        amount = {
            Measure.SUBJECTS: subjects.cast(NUMBER),
            Measure.FACTS: pl.len().cast(NUMBER),
            Measure.VALUE: (pl.col(side.value) if side.value in chosen.columns else pl.lit(0, NUMBER)).sum(),
        }[side.measure]
        grouped = chosen.group_by(place.alias("_place"))
        return grouped.agg(amount.cast(NUMBER).alias(name), subjects.cast(pl.Int64).alias(f"people_{name}"))

    def _chosen(self, side: Side, period: Period, counted: date) -> pl.DataFrame | None:
        rows = self._selected(side.of, period, counted)
        for selection in side.also:
            needed = self._selected(selection, period, counted)
            if rows is None or needed is None:
                return None
            rows = rows.join(needed.select("_subject").unique(), on="_subject", how="semi")
        for selection in side.without:
            refused = self._selected(selection, period, counted)
            if rows is not None and refused is not None:
                rows = rows.join(refused.select("_subject"), on="_subject", how="anti")
        return rows

    def _selected(self, selection: Selection, period: Period, counted: date) -> pl.DataFrame | None:
        table = self.tables.get(selection.kind)
        if table is None:
            return None
        wanted = [_holds(c, table) for c in selection.where]
        if selection.confirmed:
            wanted.append(pl.col("_standing") == 1)
        if selection.span is not Span.EVER:
            name = "_on" if selection.dated_by == "on" else selection.dated_by
            if table.schema.get(name) != pl.Date():
                return None
            day = pl.col(name)
            in_span = day <= counted if selection.span is Span.BY_DAY else day.is_between(period.first, period.last)
            wanted.append(in_span.fill_null(False))
        return table.filter(wanted) if wanted else table


def _admitted(admissions: pl.DataFrame | None) -> pl.DataFrame | None:
    """Each learner's place by the last admission."""
    if admissions is None:
        return None
    said = _levels(admissions)
    ordered = admissions.sort("_on", "_known", "_key").select("_subject", *said)
    return ordered.unique("_subject", keep="last", maintain_order=False)


def _placed(table: pl.DataFrame, where: pl.DataFrame | None) -> pl.DataFrame:
    """The table with ``_region`` … ``_programme``: of the subject's last admission, or what the fact says itself."""
    own = table.with_columns(_levels(table))
    if where is None:
        return own
    names = [f"_{level}" for level in LEVELS]
    joined = own.drop(names).join(where, on="_subject", how="left")
    missing = joined[names[0]].is_null()
    if not missing.any():
        return joined
    return joined.with_columns(
        pl.when(missing).then(e).otherwise(pl.col(n)).alias(n) for e, n in zip(_said(joined), names, strict=True)
    )


def _levels(table: pl.DataFrame) -> list[pl.Expr]:
    return [e.alias(f"_{level}") for e, level in zip(_said(table), LEVELS, strict=True)]


def _said(table: pl.DataFrame) -> list[pl.Expr]:
    """What facts say of each level, as text; nothing where they do not."""
    return [pl.col(level).cast(pl.String).fill_null("") if level in table.columns else pl.lit("") for level in LEVELS]


def _holds(condition: Condition, table: pl.DataFrame) -> pl.Expr:
    """As `Condition.holds`: a value of another type than the one asked for is not it."""
    operator, kind = condition.operator, table.schema.get(condition.field)
    if kind is None:
        return pl.lit(operator is Operator.IS_NOT)
    column = pl.col(condition.field)
    if operator is Operator.SAID:
        return column.is_not_null()
    if operator is Operator.IN:
        options: Iterable[object] = condition.value if isinstance(condition.value, tuple) else ()
        return reduce(lambda a, b: a | b, (_is(column, kind, v) for v in options), pl.lit(False))
    if operator is Operator.AT_LEAST:
        fits = isinstance(kind, pl.Decimal) and _fits(condition.value, kind)
        return (column >= pl.lit(condition.value, NUMBER)).fill_null(False) if fits else pl.lit(False)
    same = _is(column, kind, condition.value)
    return same if operator is Operator.IS else ~same


def _is(column: pl.Expr, kind: pl.DataType, value: object) -> pl.Expr:
    if not _fits(value, kind):
        return pl.lit(False)
    literal = pl.lit(value, NUMBER) if isinstance(kind, pl.Decimal) else pl.lit(value)
    return (column == literal).fill_null(False)


def _fits(value: object, kind: pl.DataType) -> bool:
    types: Mapping[type, object] = {bool: pl.Boolean(), str: pl.String(), date: pl.Date()}
    if isinstance(kind, pl.Decimal):
        return isinstance(value, int | Decimal) and not isinstance(value, bool)
    return types.get(type(value)) == kind
