"""An invented country of learners as columns: about ten facts each over three years, the same for the same seed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np
import polars as pl

from remeslo.core.base.columns import NUMBER, FactColumns

ENTRY_YEARS = (2024, 2025, 2026)
FIRST, LAST = date(2024, 9, 1), date(2027, 8, 31)
MONTH_BEFORE = date(2027, 7, 31)
CLUSTERS, PROGRAMMES, REGIONS, COLLEGES_A_CLUSTER, EMPLOYERS_A_CLUSTER = 500, 40, 85, 3, 5
_EPOCH = date(1970, 1, 1)


def days(day: date) -> int:
    """Days since 1970."""
    return (day - _EPOCH).days


@dataclass
class InventedCountry:
    """Learners with what happens to them; tables are made kind by kind."""

    learners: int
    seed: int = 0
    tables: dict[str, pl.DataFrame] = field(default_factory=dict)
    keys: int = 0

    def __post_init__(self) -> None:
        self.dice = np.random.default_rng(self.seed)
        n, dice = self.learners, self.dice
        self.subject = np.arange(n, dtype=np.uint32)
        self.cluster = dice.integers(0, CLUSTERS, n)
        self.college = self.cluster * COLLEGES_A_CLUSTER + dice.integers(0, COLLEGES_A_CLUSTER, n)
        self.employer = self.cluster * EMPLOYERS_A_CLUSTER + dice.integers(0, EMPLOYERS_A_CLUSTER, n)
        self.programme = dice.integers(0, PROGRAMMES, n)
        self.year = dice.choice(ENTRY_YEARS, n)
        starts = np.array([days(date(y, 9, 1)) for y in ENTRY_YEARS])
        ends = np.array([days(date(y + 2, 6, 30)) for y in ENTRY_YEARS])
        self.begins, self.ends = starts[self.year - ENTRY_YEARS[0]], ends[self.year - ENTRY_YEARS[0]]
        leaves = dice.random(n) < 0.1
        self.left = np.where(leaves, self.begins + dice.integers(30, 600, n), 10**7)
        self.project = dice.random(n) < 0.8

    def facts(self) -> FactColumns:
        """All facts."""
        names = {"college": self.college, "cluster": self.cluster, "region": self.cluster % REGIONS}
        coded = {name: _texts(name[0], code) for name, code in names.items()}
        self._say(
            "admission", self.subject, self.begins, programme=_texts("p", self.programme), project=self.project,
            programme_project=pl.repeat(True, self.learners, eager=True), planned_end=_dates(self.ends), **coded,
        )  # fmt: skip
        self._say("leaving", *self._of(self.left <= days(LAST), self.left))
        with_contract = self.dice.random(self.learners) < 0.35
        self._say(
            "target_contract", *self._of(with_contract, self.begins + 60), employer=self._employers(with_contract)
        )
        for nth, after in enumerate((100, 270, 465, 635)):
            self._practice(nth, self.begins + after)
        done = (self.ends <= days(LAST)) & (self.left > self.ends)
        self._exam(done)
        self._say("graduation", *self._of(done, self.ends), programme=_texts("p", self.programme[done]))
        for months, after in ((4, 123), (12, 365)):
            self._employment(done, months, after)
        return FactColumns({k: t for k, t in self.tables.items() if t.height})

    def _of(self, chosen: np.ndarray, day: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return self.subject[chosen], day[chosen]

    def _employers(self, chosen: np.ndarray) -> pl.Series:
        return _texts("e", self.employer[chosen])

    def _practice(self, nth: int, day: np.ndarray) -> None:
        there = (day <= days(LAST)) & (day < self.left) & (day < self.ends)
        hours = self.dice.choice([72, 120, 144], int(there.sum()))
        known = self._say(
            "practice", *self._of(there, day), element=pl.repeat(f"P.{nth}", int(there.sum()), eager=True),
            employer=self._employers(there), hours=_numbers(hours),
        )  # fmt: skip
        self._confirm(known, there)

    def _exam(self, done: np.ndarray) -> None:
        score = np.clip(self.dice.normal(0.65, 0.13, int(done.sum())), 0.1, 1.0)
        grade = np.where(score >= 0.7, 5, np.where(score >= 0.4, 4, 3))
        self._say(
            "demo_exam", *self._of(done, self.ends - 14), score=_numbers(np.round(score * 1000) / 10),
            score_max=_numbers(np.full(score.size, 100)), grade=_numbers(grade),
            level=pl.Series(np.where(self.dice.random(score.size) < 0.3, "profile", "base")),
        )  # fmt: skip

    def _employment(self, done: np.ndarray, months: int, after: int) -> None:
        told = done & (self.ends + after <= days(LAST))
        count = int(told.sum())
        status = self.dice.choice(["employed", "unemployed", "army", "unknown"], count, p=[0.72, 0.14, 0.08, 0.06])
        employed = status == "employed"
        known = self._say(
            "employment", *self._of(told, self.ends + after), checkpoint=_numbers(np.full(count, months)),
            status=pl.Series(status), in_occupation=pl.Series(employed & (self.dice.random(count) < 0.7)),
            at_cluster=pl.Series(employed & (self.dice.random(count) < 0.6)), employer=self._employers(told),
            months=_numbers(self.dice.integers(1, months + 1, count)),
        )  # fmt: skip
        self._confirm(known, told)

    def _confirm(self, told: pl.DataFrame, chosen: np.ndarray) -> None:
        """The enterprise answers most of what names it; some it contradicts."""
        answered = self.dice.random(told.height) < 0.85
        about = told.filter(pl.Series(answered))
        self._add(
            "confirmation",
            pl.DataFrame(
                {
                    "_key": self._new_keys(about.height),
                    "_subject": about["_key"].cast(pl.UInt32),
                    "_on": about["_known"].dt.offset_by("9d"),
                    "_known": about["_known"].dt.offset_by("9d"),
                    "_by": self._employers(chosen).filter(pl.Series(answered)),
                    "_corrects": pl.repeat(None, about.height, dtype=pl.Int64, eager=True),
                    "_withdraws": pl.repeat(False, about.height, eager=True),
                    "confirmed": pl.Series(self.dice.random(about.height) < 0.98),
                }
            ),
        )

    def _say(self, kind: str, subject: np.ndarray, day: np.ndarray, **values: pl.Series) -> pl.DataFrame:
        """Facts of a kind, with one in two hundred corrected later; gives those first told."""
        late = self.dice.choice([0, 0, 1, 3, 8, 21, 60], subject.size)
        table = pl.DataFrame(
            {
                "_key": self._new_keys(subject.size),
                "_subject": pl.Series(subject, dtype=pl.UInt32),
                "_on": _dates(day),
                "_known": _dates(day + late),
                "_by": _texts("c", self.college[subject]),
                "_corrects": pl.repeat(None, subject.size, dtype=pl.Int64, eager=True),
                "_withdraws": pl.repeat(False, subject.size, eager=True),
                **values,
            }
        )
        self._add(kind, table)
        mistaken = table.filter(pl.Series(self.dice.random(subject.size) < 0.005))
        if kind != "admission" and mistaken.height:
            mended = mistaken.with_columns(
                pl.col("_key").alias("_corrects"),
                self._new_keys(mistaken.height).alias("_key"),
                pl.col("_known").dt.offset_by("40d"),
            )
            if "hours" in values:
                mended = mended.with_columns((pl.col("hours") - 6).cast(NUMBER))
            self._add(kind, mended.select(table.columns))
        return table

    def _add(self, kind: str, table: pl.DataFrame) -> None:
        self.tables[kind] = pl.concat([self.tables[kind], table]) if kind in self.tables else table

    def _new_keys(self, count: int) -> pl.Series:
        self.keys += count
        return pl.Series(np.arange(self.keys - count, self.keys, dtype=np.int64))


def _texts(letter: str, codes: np.ndarray) -> pl.Series:
    """``c17`` for each code, made once for each distinct one."""
    values, places = np.unique(codes, return_inverse=True)
    return pl.Series([f"{letter}{v}" for v in values], dtype=pl.String).gather(places)


def _dates(day: np.ndarray) -> pl.Series:
    return pl.Series(day.astype(np.int32)).cast(pl.Date)


def _numbers(values: np.ndarray) -> pl.Series:
    return pl.Series(values).cast(NUMBER)
