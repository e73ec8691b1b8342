"""Distinct cases: what words and amounts depend on, computed once each by the plain formula's own parts."""

import itertools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from remeslo.core.base.columns import as_written
from remeslo.core.base.facts import Fact, FactKey
from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.funding.book import FactBook, MissingValue, WrongValue
from remeslo.core.funding.expression import DividedByZero, evaluate, names_in
from remeslo.core.funding.formula import Case
from remeslo.core.funding.formulas import FORMULAS
from remeslo.core.funding.formulas.reading import conditions, filled, meets, used_for
from remeslo.core.funding.pack import Rule, RulePack
from remeslo.core.funding.params import NoValueInForce

FAULTS = (NoValueInForce, MissingValue, WrongValue, DividedByZero)
_DAY = date(2000, 1, 1)
_FIELD = re.compile(r"\{([a-z_][a-z0-9_]*)\}")


class NotByColumns(ProblemError):
    """The rule is not one of those that are done by columns."""


@dataclass
class Parties:
    """Contract, payee and payer under one code, and the contract under another; codes stay for a whole settlement."""

    codes: dict[tuple[str, str, str], int] = field(default_factory=dict)
    contracts: dict[str, int] = field(default_factory=dict)

    def code(self, contract: str, payee: str, payer: str) -> tuple[int, int]:
        """Codes of the three together and of the contract."""
        party = self.codes.setdefault((contract, payee, payer), len(self.codes))
        return party, self.contracts.setdefault(contract, len(self.contracts))

    def names(self) -> pl.DataFrame:
        """``_party``, ``contract``, ``payee``, ``payer``."""
        rows = [(code, *names) for names, code in self.codes.items()]
        schema = {"_party": pl.UInt32, "contract": pl.String, "payee": pl.String, "payer": pl.String}
        return pl.DataFrame(rows, schema=schema, orient="row")


class Cases:
    """One rule at work on distinct cases."""

    def __init__(self, pack: RulePack, rule: Rule, on: date) -> None:
        self.case = Case(pack, rule, FactBook((), on), FORMULAS[rule.formula])
        self.pack = pack
        self.amount = self.case.option("amount")
        self.names = names_in(self.amount)
        params = [pack.params[rule.params.get(n, n)] for n in self.names if self.case.has_param(n)]
        self.since = sorted({v.since for p in params for v in p.values})
        self.own_rows = {p.by: {v.row for v in p.values} for p in params if p.by}
        numbers = [n for n in self.names if not self.case.has_param(n) and n not in ("fact", "on_roll")]
        self.amount_fields = tuple(dict.fromkeys([*numbers, *(p.by for p in params if p.by)]))
        self.when_fields = tuple(dict.fromkeys(name for name, _, _ in conditions(self.case.option("when"))))
        templates = [self.case.option(n) for n in ("contract", "payee", "payer")]
        self.party_fields = tuple(dict.fromkeys(f for t in templates for f in _FIELD.findall(t)))

        if "subject" in self.party_fields:
            raise NotByColumns(f"rule {rule.key}: a contract or party named by its subject is not done by columns.")

    @property
    def fields(self) -> tuple[str, ...]:
        """Every value of facts that the rule reads."""
        return tuple(dict.fromkeys((*self.when_fields, *self.party_fields, *self.amount_fields)))

    def met(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows whose facts meet the rule's conditions."""
        when = self.case.option("when")
        if not when.strip():
            return rows
        return (
            self._joined(rows, self.when_fields, lambda fact, _: meets(when, (fact,)), {"_met": pl.Boolean})
            .filter("_met")
            .drop("_met")
        )

    def with_parties(self, rows: pl.DataFrame, parties: Parties) -> pl.DataFrame:
        """The rows with ``_party`` and ``_contract``; null where a name is missing."""
        templates = [self.case.option(n) for n in ("contract", "payee", "payer")]

        def named(fact: Fact, _: date) -> tuple[int | None, int | None]:
            try:
                contract, payee, payer = (filled(t, (fact,)) for t in templates)
            except MissingValue:
                return None, None
            return parties.code(contract, payee, payer)

        return self._joined(rows, self.party_fields, named, {"_party": pl.UInt32, "_contract": pl.UInt32})

    def with_amounts(self, rows: pl.DataFrame, day: str) -> pl.DataFrame:
        """The rows with ``amount`` in smallest units (Int64), by the parameters on ``day``; null at a fault."""
        known = rows.with_columns(self._bucket(pl.col(day)).alias("_since"), *self._rows_of_tables())
        computed = self._joined(known, (*self.amount_fields, "_since"), self._units, {"amount": pl.Int64})
        return computed.drop("_since")

    def _units(self, fact: Fact, day: date) -> int | None:
        try:
            used = [used_for(self.case, n, day, (fact,)) for n in self.names if n not in ("fact", "on_roll")]
            exact = evaluate(self.amount, {"fact": 1, "on_roll": 1} | {u.name: u.value for u in used})
        except FAULTS:
            return None
        return int(self.pack.rounding.of(exact).scaleb(self.pack.rounding.places))

    def month_stretches(self) -> list[tuple[int, int]]:
        """Months (numbers since year 0) from one change of a parameter to before the next, over all time."""
        changes = {s.year * 12 + s.month - 1 + (1 if s.day > 1 else 0) for s in self.since}
        borders = [0, *sorted(changes - {0}), 12 * 10_000]
        return list(itertools.pairwise(borders))

    def _bucket(self, day: pl.Expr) -> pl.Expr:
        """Which stretch of unchanged parameters a day lies in: 0 before the first."""
        number = pl.lit(0, pl.Int32)
        for since in self.since:
            number = number + (day >= since).cast(pl.Int32)
        return number

    def _day_in(self, bucket: int) -> date:
        return self.since[bucket - 1] if bucket else date.min

    def _rows_of_tables(self) -> list[pl.Expr]:
        """Texts that choose a row which no parameter has count as none, so that they make no cases of their own."""
        only_rows = [f for f in self.amount_fields if f in self.own_rows]
        return [
            pl.when(pl.col(f).is_in(sorted(self.own_rows[f]))).then(pl.col(f)).alias(f)
            for f in only_rows
            if f not in self.names
        ]

    def _joined(
        self,
        rows: pl.DataFrame,
        fields: Sequence[str],
        made: Callable[[Fact, date], Any],
        schema: Mapping[str, Any],
    ) -> pl.DataFrame:
        """The rows with what is made of each distinct case of these fields."""
        if not fields:
            value = made(_fact({}), _DAY)
            values = value if isinstance(value, tuple) else (value,)
            return rows.with_columns(
                pl.lit(v, dtype).alias(n) for v, (n, dtype) in zip(values, schema.items(), strict=True)
            )
        distinct = rows.select(fields).unique()
        made_of = [made(_fact(row), self._day_in(row.get("_since", 0))) for row in distinct.iter_rows(named=True)]
        as_rows = [v if isinstance(v, tuple) else (v,) for v in made_of]
        known = pl.concat([distinct, pl.DataFrame(as_rows, schema=dict(schema), orient="row")], how="horizontal")
        return rows.drop([n for n in schema if n in rows.columns]).join(
            known, on=list(fields), how="left", nulls_equal=True
        )


def _fact(values: Mapping[str, Any]) -> Fact:
    """A stand-in that says these values and nothing else."""
    said: dict[str, Any] = {n: as_written(v) for n, v in values.items() if v is not None and not n.startswith("_")}
    return Fact(
        key=FactKey("case"), kind="case", subject="case", on=_DAY, known=_DAY, by=OrganisationKey("case"), values=said
    )


def said(table: pl.DataFrame, fields: Iterable[str]) -> list[pl.Expr]:
    """What facts say under these names; an empty text, and a name they do not have, is nothing."""
    found = []
    for name in fields:
        if name not in table.columns:
            found.append(pl.lit(None).alias(name))
        elif table.schema[name] == pl.String():
            found.append(pl.when(pl.col(name) != "").then(pl.col(name)).alias(name))
        else:
            found.append(pl.col(name))
    return found
