"""
The peers: a straightforward pandas version of the same month, and OpenFisca's way of the part that fits it.

Both are written for this pack and this country, without its explanations; they compute with whole kopecks (pandas) or
with the 32-bit floats that OpenFisca computes with.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from benchmarks.published.funding.country import LAST, MONTH_BEFORE
from remeslo.core.base.columns import NUMBER, FactColumns

BASE_NORM, YEARS = 12_000_000, 2
LEARNING, WORK = BASE_NORM * 7 // 10 // 12, BASE_NORM * YEARS // 10


def with_pandas(facts: FactColumns) -> dict[str, Any]:
    """Learning by months and employment, settled against the month before; seconds, and the sums due and to pay."""
    import pandas as pd

    frames = {
        k: pd.DataFrame({c: (t[c].cast(pl.Float64) if t.schema[c] == NUMBER else t[c]).to_numpy() for c in t.columns})
        for k, t in facts.tables.items()
    }
    for frame in frames.values():
        frame["_on"], frame["_known"] = pd.to_datetime(frame["_on"]), pd.to_datetime(frame["_known"])
    begin = time.perf_counter()
    before, now = _due(pd, frames, MONTH_BEFORE), _due(pd, frames, LAST)
    both = now.merge(before, on=["rule", "_subject", "period", "college"], how="outer", suffixes=("", "_paid"))
    both = both.fillna({"amount": 0, "amount_paid": 0})
    change = both["amount"] - both["amount_paid"]
    statements = both.assign(change=change).groupby(["rule", "college", "period"])[["amount", "change"]].sum()
    return {
        "seconds": time.perf_counter() - begin,
        "due": int(statements["amount"].sum()),
        "to_pay": int(change.clip(lower=0).sum()),
    }


def _due(pd: Any, frames: dict[str, Any], day: date) -> Any:
    """One row a line."""
    known = {k: f[f["_known"] <= pd.Timestamp(day)] for k, f in frames.items()}
    for kind, frame in known.items():
        known[kind] = frame[~frame["_key"].isin(frame["_corrects"].dropna())]
    admissions = known["admission"][known["admission"]["project"]]
    ends = pd.concat([known["leaving"], known["graduation"]]).groupby("_subject")["_on"].min().rename("gone")
    rows = admissions.merge(ends, left_on="_subject", right_index=True, how="left")
    until = rows["gone"].fillna(pd.Timestamp(day)).clip(upper=pd.Timestamp(day))
    first = rows["_on"].dt.year * 12 + rows["_on"].dt.month - 1
    last = until.dt.year * 12 + until.dt.month - 1
    months = rows[["_subject", "college"]].assign(
        period=[list(range(a, b + 1)) for a, b in zip(first, last, strict=True)]
    )
    learning = months.explode("period").assign(rule="learning", amount=LEARNING)
    this_month = day.year * 12 + day.month - 1
    learning = learning[learning["period"] <= this_month]
    work = known["employment"]
    work = work[(work["status"] == "employed") & (work["_on"] <= pd.Timestamp(day))]
    answers = known["confirmation"].merge(
        work[["_key", "_by"]], left_on="_subject", right_on="_key", suffixes=("", "_of")
    )
    agreed = answers[answers["_by"] != answers["_by_of"]].groupby("_subject")["confirmed"].all()
    work = work[work["_key"].isin(agreed[agreed].index)]
    work = work.merge(admissions[["_subject", "college"]], on="_subject")
    work = work.assign(
        rule="work_" + work["checkpoint"].astype(int).astype(str), period=work["_on"].dt.year, amount=WORK
    )
    columns = ["rule", "_subject", "college", "period", "amount"]
    return pd.concat([learning[columns], work[columns]])


OPENFISCA = """
import sys, time
import numpy as np
from openfisca_core import periods
from openfisca_core.entities import build_entity
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

Learner = build_entity(key="learner", plural="learners", label="", is_person=True)
ROLE = {"key": "member", "plural": "members", "label": ""}
Group = build_entity(key="group", plural="groups", label="", roles=[ROLE])

class begins(Variable):
    value_type, entity, definition_period = int, Learner, periods.ETERNITY

class gone(Variable):
    value_type, entity, definition_period = int, Learner, periods.ETERNITY

class learning(Variable):
    value_type, entity, definition_period = float, Learner, periods.MONTH

    def formula(learner, period):
        month = period.start.year * 12 + period.start.month - 1
        on_roll = (learner("begins", periods.ETERNITY) <= month) * (learner("gone", periods.ETERNITY) >= month)
        return on_roll * 7000.0

data = np.load(sys.argv[1])
system = TaxBenefitSystem([Learner, Group])
system.add_variables(begins, gone, learning)
begin = time.perf_counter()
simulation = SimulationBuilder().build_default_simulation(system, count=len(data["begins"]))
simulation.set_input("begins", periods.ETERNITY, data["begins"])
simulation.set_input("gone", periods.ETERNITY, data["gone"])
total = 0.0
for month in range(2024 * 12 + 8, 2027 * 12 + 8):
    total += float(simulation.calculate("learning", f"{month // 12}-{month % 12 + 1:02d}").astype("float64").sum())
import resource
print(time.perf_counter() - begin, total, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def with_openfisca(facts: FactColumns, python: str, folder: Path) -> dict[str, Any]:
    """
    The months of learning alone, for every learner of the project, in the Python of an environment that has OpenFisca.

    Nothing of facts, corrections, confirmations or what was paid: OpenFisca computes variables of persons by period;
    what began and ended when is worked out before and not in its time.
    """
    from remeslo.core.base.columns import in_force

    now = in_force(facts, LAST).tables
    admissions = now["admission"].filter(now["admission"]["project"])
    gone = {
        s: d.year * 12 + d.month - 1
        for kind in ("graduation", "leaving")
        for s, d in now[kind].select("_subject", "_on").iter_rows()
    }
    begins = np.array([d.year * 12 + d.month - 1 for d in admissions["_on"].to_list()], dtype=np.int32)
    ends = np.array([gone.get(s, 99_999) for s in admissions["_subject"].to_list()], dtype=np.int32)
    file, script = folder / "learners.npz", folder / "openfisca_way.py"
    np.savez(file, begins=begins, gone=ends)
    script.write_text(OPENFISCA, encoding="utf-8")
    done = subprocess.run([python, str(script), str(file)], capture_output=True, text=True, check=False)
    if done.returncode:
        return {"error": done.stderr.strip().splitlines()[-1:]}
    seconds, total, memory = map(float, done.stdout.split())
    return {"seconds": seconds, "due_kopecks": round(total * 100), "memory_mib": memory}


def has_pandas() -> bool:
    """True where pandas is installed (it comes with OR-Tools)."""
    return importlib.util.find_spec("pandas") is not None


if __name__ == "__main__":
    sys.exit("run: python -m benchmarks.published.funding")
