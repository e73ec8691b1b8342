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
        self._counted = {k: t.filter(pl.col("_standing") != _DISPUTED) for k, t in facts.tables.items()}
        admissions = self._counted.get(ADMISSION)
        self._moves = admissions is not None and admissions["_subject"].n_unique() < len(admissions)
        self._home: date | None = None
        self._place(None)

    def _place(self, by: date | None) -> None:
        """Put every fact where it belongs in a period that ends on a day; ``None``: nobody is admitted twice."""
        where = _admitted(self._counted.get(ADMISSION), by)
        placed = {kind: _placed(table, where) for kind, table in self._counted.items()}
        names = [f"_{level}" for level in LEVELS]
        known = pl.concat([t.select(names).unique() for t in placed.values()]).unique() if placed else pl.DataFrame()
        self.places = known.with_row_index("_place")
        self.tables = {k: t.join(self.places, on=names, how="left").drop(names) for k, t in placed.items()}
        self._home = by

    def roll_up(self, indicators: Iterable[Indicator], *, period: Period, levels: Sequence[str] = ()) -> pl.DataFrame:
        """One table of `roll_ups`."""
        return self.roll_ups(indicators, period=period, tables=(tuple(levels),))[tuple(levels)]

    def roll_ups(
        self, indicators: Iterable[Indicator], *, period: Period, tables: Sequence[tuple[str, ...]]
    ) -> Mapping[tuple[str, ...], pl.DataFrame]:
        """
        For each choice of levels one row an indicator and place: ``indicator``, the levels, ``above``, ``below``,
        ``known``, ``expected`` (Decimal, null where the edition has none), ``people`` (Int64).

        Facts are gone through once; the figures of wider levels are sums of those of the narrowest.
        """
        if self._moves and self._home != period.last:
            self._place(period.last)
        rows: dict[tuple[str, ...], list[pl.DataFrame]] = {levels: [] for levels in tables}
        sums: dict[tuple[Side, date], pl.DataFrame] = {}
        for indicator in indicators:
            if min(e.since for e in indicator.editions) > period.last:
                continue
            narrow, edition = self._narrow(indicator.on(period.last), period, sums), indicator.on(period.last)
            for levels, found in rows.items():
                found.append(_widened(indicator.key, edition, narrow, levels))
        return {levels: pl.concat(found) if found else pl.DataFrame() for levels, found in rows.items()}

    def _narrow(self, edition: Edition, period: Period, sums: dict[tuple[Side, date], pl.DataFrame]) -> pl.DataFrame:
        """The sums of an edition by place: ``above``, ``people_above``, and so on for the sides that it has."""
        counted = period.counting_day(edition.count_on)
        whole = self.places
        for name, side in _sides(edition).items():
            if (side, counted) not in sums:
                sums[side, counted] = self._sum(side, period, counted)
            named = sums[side, counted].rename({"amount": name, "people": f"people_{name}"})
            whole = whole.join(named, on="_place", how="left")
        return whole.filter(pl.any_horizontal(pl.col(f"people_{n}").is_not_null() for n in _sides(edition)))

    def _sum(self, side: Side, period: Period, counted: date) -> pl.DataFrame:
        chosen = self._chosen(side, period, counted)
        if chosen is None:
            return pl.DataFrame(schema={"_place": pl.UInt32, "amount": NUMBER, "people": pl.Int64})
        people = (
            chosen.select("_place", "_subject").unique().group_by("_place").agg(pl.len().cast(pl.Int64).alias("people"))
        )
        if side.measure is Measure.SUBJECTS:
            return people.select("_place", pl.col("people").cast(NUMBER).alias("amount"), "people")
        value = pl.col(side.value) if side.value in chosen.columns else pl.lit(Decimal(0), NUMBER)
        amount = pl.len().cast(NUMBER) if side.measure is Measure.FACTS else value.sum()
        sums = chosen.group_by("_place").agg(amount.cast(NUMBER).alias("amount"))
        return sums.join(people, on="_place").select("_place", "amount", "people")

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


def _sides(edition: Edition) -> dict[str, Side]:
    found: dict[str, Side | None] = {name: getattr(edition, name) for name in SIDES}
    return {name: side for name, side in found.items() if side is not None}


def _widened(key: str, edition: Edition, narrow: pl.DataFrame, levels: Sequence[str]) -> pl.DataFrame:
    """The sums by these levels only."""
    sides = _sides(edition)
    people = "below" if edition.below is not None else "above"
    by = [pl.col(f"_{level}").alias(level) for level in levels] or [pl.lit(0).alias("_all")]
    sums = narrow.group_by(by).agg(pl.col(*sides, f"people_{people}").sum())
    shown = [pl.col(n).cast(NUMBER) if n in sides else pl.lit(None, NUMBER).alias(n) for n in SIDES]
    count = pl.col(f"people_{people}").cast(pl.Int64).alias("people")
    rows = sums.select(pl.lit(key).alias("indicator"), *levels, *shown, count)
    return rows.sort(levels) if levels else rows


def _admitted(admissions: pl.DataFrame | None, by: date | None) -> pl.DataFrame | None:
    """Each learner's place by the last admission on or before a day, or by the first where all come later."""
    if admissions is None:
        return None
    later = pl.lit(False) if by is None else pl.col("_on") > by
    # those on time come last, in their order; before them the others, the first of them nearest
    ordered = admissions.with_columns(later.alias("_later")).sort("_on", "_known", "_key")
    late = ordered.filter("_later").reverse()
    chosen = pl.concat([late, ordered.filter(~pl.col("_later"))]).select("_subject", *_levels(admissions))
    return chosen.unique("_subject", keep="last", maintain_order=True)


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
