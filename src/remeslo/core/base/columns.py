"""
Facts as columns, for a whole country: one table a kind, and the same meaning as `facts` gives them.

The plain functions of `facts` stay the reference. What is rare (corrections, withdrawals) is handed to them; what is
common is done by columns. Needs polars (the extra ``scale``).

Columns of every table: ``_key`` (Int64, in the order of the facts' keys), ``_subject`` (UInt32 code; in the table of
confirmations the key of the fact they are about), ``_on``, ``_known`` (Date), ``_by`` (String), ``_corrects`` (Int64 or
null), ``_withdraws`` (Boolean); further columns are the values: String, Boolean, Date, or Decimal with `PLACES` places.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl

from remeslo.core.base.facts import CONFIRMATION, CONFIRMED, Fact, FactKey, FactValue, Standing, as_known
from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import OrganisationKey

PLACES = 6
NUMBER = pl.Decimal(38, PLACES)
OWN: Mapping[str, pl.DataType] = {
    "_key": pl.Int64(),
    "_subject": pl.UInt32(),
    "_on": pl.Date(),
    "_known": pl.Date(),
    "_by": pl.String(),
    "_corrects": pl.Int64(),
    "_withdraws": pl.Boolean(),
}
STANDINGS = (Standing.CLAIMED, Standing.CONFIRMED, Standing.DISPUTED)
"""``_standing`` (UInt8) of a fact in force is an index into these."""


@dataclass(frozen=True)
class FactColumns:
    """
    Tables of facts by kind.

    Parameters
    ----------
    keys, subjects
        Names behind the codes; empty where facts were never written out: codes then serve as names.
    """

    tables: Mapping[str, pl.DataFrame]
    keys: Sequence[str] = ()
    subjects: Sequence[str] = ()

    def key(self, code: int) -> FactKey:
        """The key of a fact."""
        return FactKey(self.keys[code] if self.keys else f"f{code:09d}")

    def subject(self, code: int) -> str:
        """The name of a subject."""
        return self.subjects[code] if self.subjects else f"l{code:08d}"

    @property
    def num_facts(self) -> int:
        """Rows of all tables."""
        return sum(t.height for t in self.tables.values())

    def of(self, kind: str) -> pl.DataFrame | None:
        """The table of a kind, ``None`` when there is none."""
        return self.tables.get(kind)


def columns_of(facts: Iterable[Fact]) -> FactColumns:
    """
    Facts as columns.

    Raises
    ------
    ProblemError
        When a value has two types in facts of one kind, or more than `PLACES` places.
    """
    held = sorted({f.key: f for f in facts}.values(), key=lambda f: f.key)
    codes = {f.key: n for n, f in enumerate(held)}
    about = sorted({f.corrects for f in held if f.corrects is not None and f.corrects not in codes})
    about += sorted({FactKey(f.subject) for f in held if f.kind == CONFIRMATION} - codes.keys() - set(about))
    codes |= {key: len(held) + n for n, key in enumerate(about)}
    subjects = sorted({f.subject for f in held if f.kind != CONFIRMATION})
    subject_codes = {s: n for n, s in enumerate(subjects)}
    by_kind: dict[str, list[Fact]] = {}
    for fact in held:
        by_kind.setdefault(fact.kind, []).append(fact)
    tables = {kind: _table(kind, some, codes, subject_codes) for kind, some in by_kind.items()}
    return FactColumns(tables, tuple(codes), tuple(subjects))


def facts_of(columns: FactColumns, subjects: Iterable[int]) -> tuple[Fact, ...]:
    """The facts of some subjects, one by one, with the confirmations of these facts; ordered by key."""
    wanted = pl.Series(sorted(subjects), dtype=pl.UInt32)
    facts: list[Fact] = []
    for kind, table in columns.tables.items():
        if kind != CONFIRMATION:
            facts += _facts(columns, kind, table.filter(pl.col("_subject").is_in(wanted.implode())))
    codes = {k: n for n, k in enumerate(columns.keys)}
    keys = pl.Series([codes[f.key] if codes else int(f.key[1:]) for f in facts], dtype=pl.Int64)
    answers = columns.of(CONFIRMATION)
    if answers is not None:
        facts += _facts(columns, CONFIRMATION, answers.filter(pl.col("_subject").cast(pl.Int64).is_in(keys.implode())))
    return tuple(sorted(facts, key=lambda f: f.key))


def in_force(columns: FactColumns, day: date) -> FactColumns:
    """
    What `facts.as_known` and `facts.standings` say, for every table: facts in force on a day, each with ``_standing``.

    Confirmations themselves are left out.
    """
    known = {kind: table.filter(pl.col("_known") <= day) for kind, table in columns.tables.items()}
    gone = _not_standing(known, day)
    standing = {k: t.filter(~pl.col("_key").is_in(gone.implode())) for k, t in known.items()} if gone.len() else known
    words = _words(standing)
    tables = {
        kind: _with_standing(table, words).sort("_on", "_known", "_key")
        for kind, table in standing.items()
        if kind != CONFIRMATION
    }
    return FactColumns(tables, columns.keys, columns.subjects)


def as_written(value: FactValue) -> FactValue:
    """A number of a column as a person would write it: whole where it is whole, without idle noughts."""
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else value.normalize()


def _not_standing(known: Mapping[str, pl.DataFrame], day: date) -> pl.Series:
    """Keys of facts that are known and not in force; only facts that name or are named can be."""
    own = [t.select("_key", "_on", "_known", "_corrects", "_withdraws") for t in known.values() if t.height]
    if not own:
        return pl.Series(dtype=pl.Int64)
    naming = pl.concat([t.filter(pl.col("_corrects").is_not_null()) for t in own])
    if not naming.height:
        return pl.Series(dtype=pl.Int64)
    named = naming["_corrects"].unique()
    involved = pl.concat([naming, *(t.filter(pl.col("_key").is_in(named.implode())) for t in own)]).unique("_key")
    plain = [
        Fact(
            key=FactKey(f"{key:020d}"),
            kind="any",
            subject="any",
            on=on,
            known=known_on,
            by=OrganisationKey("any"),
            corrects=None if corrects is None else FactKey(f"{corrects:020d}"),
            withdraws=withdraws,
        )
        for key, on, known_on, corrects, withdraws in involved.iter_rows()
    ]
    stands = {int(f.key) for f in as_known(plain, day)}
    return pl.Series([k for k in involved["_key"].to_list() if k not in stands], dtype=pl.Int64)


def _words(standing: Mapping[str, pl.DataFrame]) -> pl.DataFrame | None:
    """The last word of each organisation about each fact: ``_key`` (of the fact), ``_says_by``, ``_agrees``."""
    answers = standing.get(CONFIRMATION)
    if answers is None or not answers.height:
        return None
    agrees = pl.col(CONFIRMED) if CONFIRMED in answers.columns else pl.lit(True)
    return (
        answers.sort("_known", "_key")
        .group_by(pl.col("_subject").cast(pl.Int64).alias("_key"), pl.col("_by").alias("_says_by"))
        .agg(agrees.fill_null(True).last().alias("_agrees"))
    )


def _with_standing(table: pl.DataFrame, words: pl.DataFrame | None) -> pl.DataFrame:
    if words is None:
        return table.with_columns(pl.lit(0, pl.UInt8).alias("_standing"))
    by = table.select("_key", "_by")
    said = (
        words.join(by, on="_key", how="inner")
        .filter(pl.col("_says_by") != pl.col("_by"))
        .group_by("_key")
        .agg(pl.when(pl.col("_agrees").all()).then(1).otherwise(2).cast(pl.UInt8).alias("_standing"))
    )
    return table.join(said, on="_key", how="left").with_columns(pl.col("_standing").fill_null(0))


def _table(kind: str, facts: Sequence[Fact], codes: Mapping[FactKey, int], subjects: Mapping[str, int]) -> pl.DataFrame:
    of = codes if kind == CONFIRMATION else subjects
    data: dict[str, pl.Series] = {
        "_key": pl.Series([codes[f.key] for f in facts], dtype=pl.Int64),
        "_subject": pl.Series([of[f.subject] for f in facts], dtype=pl.UInt32),  # type: ignore[index]
        "_on": pl.Series([f.on for f in facts], dtype=pl.Date),
        "_known": pl.Series([f.known for f in facts], dtype=pl.Date),
        "_by": pl.Series([str(f.by) for f in facts], dtype=pl.String),
        "_corrects": pl.Series([None if f.corrects is None else codes[f.corrects] for f in facts], dtype=pl.Int64),
        "_withdraws": pl.Series([f.withdraws for f in facts], dtype=pl.Boolean),
    }
    for name in dict.fromkeys(n for f in facts for n in f.values):
        data[name] = _values(kind, name, [f.values.get(name) for f in facts])
    return pl.DataFrame(data)


def _values(kind: str, name: str, values: Sequence[FactValue | None]) -> pl.Series:
    types = {_type(v) for v in values if v is not None}
    if len(types) > 1:
        raise ProblemError(
            f"facts of kind {kind}: {name} is now {' and now '.join(sorted(t.__name__ for t in types))}."
        )
    (one,) = types
    if one is not Decimal:
        return pl.Series(values, dtype={str: pl.String, bool: pl.Boolean, date: pl.Date}[one])
    numbers = [None if v is None else Decimal(v) for v in values]  # type: ignore[arg-type]
    for number in numbers:
        if number is not None and number != round(number, PLACES):
            raise ProblemError(f"facts of kind {kind}: {name} {number} has more than {PLACES} places.")
    return pl.Series(numbers, dtype=NUMBER)


def _type(value: FactValue) -> type:
    if isinstance(value, bool):
        return bool
    return Decimal if isinstance(value, int | Decimal) else date if isinstance(value, date) else str


def _facts(columns: FactColumns, kind: str, table: pl.DataFrame) -> list[Fact]:
    names = [c for c in table.columns if not c.startswith("_")]
    return [
        Fact(
            key=columns.key(row["_key"]),
            kind=kind,
            subject=columns.key(row["_subject"]) if kind == CONFIRMATION else columns.subject(row["_subject"]),
            on=row["_on"],
            known=row["_known"],
            by=OrganisationKey(row["_by"]),
            values={n: as_written(row[n]) for n in names if row[n] is not None},
            corrects=None if row["_corrects"] is None else columns.key(row["_corrects"]),
            withdraws=row["_withdraws"],
        )
        for row in table.iter_rows(named=True)
    ]
