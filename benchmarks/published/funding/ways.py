"""The same month and the same indicators in three ways: by columns, learner by learner, with pandas."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from benchmarks.published.funding.country import LAST, MONTH_BEFORE
from remeslo.core.base.columns import FactColumns, facts_of, in_force
from remeslo.core.funding.columnar import Parties, as_paid, settle_country
from remeslo.core.funding.columnar.due import country_due
from remeslo.core.funding.due import amount_due, due
from remeslo.core.funding.pack import RulePack
from remeslo.core.results.columnar import SIDES, Country
from remeslo.core.results.figures import roll_up
from remeslo.core.results.tally import FactBase, Period
from remeslo.interchange.fundpack import builtin
from remeslo.interchange.resultpack import builtin_indicators, builtin_kinds

YEAR = Period("2026", date(2026, 1, 1), date(2026, 12, 31))
LEVELS = ((), ("region",), ("cluster",), ("college",))


@dataclass
class Clock:
    """Seconds of named stages, by the clock and of all processors."""

    seconds: dict[str, float] = field(default_factory=dict)
    processor: dict[str, float] = field(default_factory=dict)

    def run(self, name: str, work: Callable[[], Any]) -> Any:
        """What the work gives; its time is added."""
        begin, used = time.perf_counter(), time.process_time()
        found = work()
        self.processor[name] = self.processor.get(name, 0.0) + time.process_time() - used
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - begin
        return found


def pack() -> RulePack:
    """The pilot pack, in force from the first day of the country."""
    return builtin()["ru-cluster-pilot"]


def by_columns(facts: FactColumns, clock: Clock) -> dict[str, Any]:
    """A month settled against everything paid until the month before, and every indicator at four levels."""
    parties, rules = Parties(), pack()
    before = in_force(facts, MONTH_BEFORE)
    paid = as_paid(rules, before, on=MONTH_BEFORE, parties=parties)
    del before  # what follows is what is measured
    now = clock.run("facts in force", lambda: in_force(facts, LAST))
    settled = clock.run("settlement", lambda: settle_country(rules, now, on=LAST, parties=parties, positions=paid))
    wanted = list(builtin_indicators().values())
    country = clock.run("indicators", lambda: Country(now))
    figures = clock.run("indicators", lambda: country.roll_ups(wanted, period=YEAR, tables=LEVELS))
    by_rule = settled.statements.group_by("rule").agg(pl.col("due").sum()).sort("rule")
    return {
        "by_rule": ", ".join(f"{rule} {due}" for rule, due in by_rule.iter_rows()),
        "due": settled.total("due"),
        "to_pay": settled.total("to_pay"),
        "to_return": settled.total("to_return"),
        "lines": int(settled.statements["lines"].sum()),
        "movements": settled.movements.height,
        "figures": sum(f.height for f in figures.values()),
        "now": now,
        "parties": parties,
    }


def learner_by_learner(facts: FactColumns, learners: int, sample: int, seed: int, clock: Clock) -> dict[str, Any]:
    """
    The plain way on some learners, against the columns' lines for the same, to the kopeck; and the indicators of these
    learners in both ways.
    """
    chosen = sorted(random.Random(seed).sample(range(learners), min(sample, learners)))
    plain_facts = facts_of(facts, chosen)
    rules = pack()
    plain = clock.run("plain settlement", lambda: due(rules, plain_facts, on=LAST))
    one = FactColumns(
        {k: t.filter(pl.col("_subject").is_in(chosen)) for k, t in facts.tables.items() if k != "confirmation"}
        | _answers(facts, plain_facts)
    )
    now, parties = in_force(one, LAST), Parties()
    mine: dict[tuple[str, str, str], Decimal] = {}
    for rule in country_due(rules, now, on=LAST, parties=parties):
        sums = rule.lines.filter(~pl.col("waits")).group_by("_subject").agg(pl.col("amount").sum())
        for subject, amount in sums.iter_rows():
            mine[rule.rule, one.subject(subject), ""] = Decimal(amount).scaleb(-rules.rounding.places)
    theirs: dict[tuple[str, str, str], Decimal] = {}
    for line in plain.lines:
        if amount_due(line):
            key = (line.rule, line.subject, "")
            theirs[key] = theirs.get(key, Decimal(0)) + amount_due(line)
    wanted = list(builtin_indicators().values())
    base = clock.run("plain indicators", lambda: FactBase(plain_facts, LAST))
    figures = clock.run(
        "plain indicators",
        lambda: [roll_up(wanted, base, period=YEAR, on=LAST, kinds=builtin_kinds(), levels=x) for x in LEVELS],
    )
    country = Country(now)
    columns = {
        (levels, row["indicator"], *(row[level] for level in levels)): (*(row[s] for s in SIDES), row["people"])
        for levels in LEVELS
        for row in country.roll_up(wanted, period=YEAR, levels=levels).iter_rows(named=True)
    }
    plainly = {
        (levels, f.indicator, *f.place): (f.above, f.below, f.known, f.expected, f.people)
        for levels, table in zip(LEVELS, figures, strict=True)
        for f in table
    }
    return {
        "learners": len(chosen),
        "facts": len(plain_facts),
        "lines": len(plain.lines),
        "money_equal": mine == theirs,
        "money": sum(theirs.values(), Decimal(0)),
        "figures_equal": {k: v for k, v in columns.items() if any(v)} == {k: v for k, v in plainly.items() if any(v)},
    }


def _answers(facts: FactColumns, plain: tuple[Any, ...]) -> dict[str, pl.DataFrame]:
    table = facts.of("confirmation")
    if table is None:
        return {}
    keys = pl.Series([int(f.key[1:]) for f in plain], dtype=pl.Int64)
    return {"confirmation": table.filter(pl.col("_key").is_in(keys.implode()))}
