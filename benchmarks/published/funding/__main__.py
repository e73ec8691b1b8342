"""
`python -m benchmarks.published.funding [--learners N ...] [--write]`: a month of a country settled, every indicator.

Each size and each way runs in a process of its own, so that its peak memory is its own. The country is invented
(`country.py`): about ten facts a learner over three years. Measured: facts in force by knowledge of the last day (with
confirmations), the last month settled against everything paid up to the month before, all indicators at four levels.
Not measured: making the country, and what was paid before. Beside it: the plain way on a sample of learners, to the
kopeck; a straightforward pandas version of three of the pack's four rules, without indicators; OpenFisca, where
`--openfisca PYTHON` names the Python of an environment that has it, on the months of learning alone.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.published.funding.country import InventedCountry
from benchmarks.published.funding.peers import has_pandas, with_openfisca, with_pandas
from benchmarks.published.funding.ways import Clock, by_columns, learner_by_learner

RESULTS = Path(__file__).resolve().parents[2] / "results/funding.md"
SIZES = (1_000, 100_000, 1_000_000)
SAMPLE = 2_000
PARTS = {"pandas": "learning, work_4, work_12", "openfisca": "learning"}
WAYS = ("columns", "plain", "pandas", "openfisca")


def main(argv: list[str] | None = None) -> int:
    """Runs every size in every way, prints a table, and writes it when asked to."""
    arguments = argparse.ArgumentParser(prog="benchmarks.published.funding", description=__doc__)
    arguments.add_argument("--learners", type=int, nargs="+", default=list(SIZES), metavar="N")
    arguments.add_argument("--seed", type=int, default=0)
    arguments.add_argument("--sample", type=int, default=SAMPLE, help=f"learners of the plain way ({SAMPLE})")
    arguments.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    arguments.add_argument("--openfisca", metavar="PYTHON", help="the Python of an environment with openfisca-core")
    arguments.add_argument("--write", action="store_true", help="write benchmarks/results/funding.md")
    arguments.add_argument("--one", choices=WAYS, help=argparse.SUPPRESS)
    args = arguments.parse_args(argv)
    if args.one:
        print(json.dumps(measure(args.one, args.learners[0], args)))
        return 0
    rows = [run_alone(way, size, args) for size in args.learners for way in args.ways if can(way, args)]
    text = report(rows, args)
    if args.write:
        RESULTS.write_text(text, encoding="utf-8")
    print(text)
    return 0 if all(r.get("equal", True) for r in rows) else 1


def can(way: str, args: argparse.Namespace) -> bool:
    """False where a peer is not there; the report says so."""
    return {"pandas": has_pandas(), "openfisca": args.openfisca is not None}.get(way, True)


def run_alone(way: str, size: int, args: argparse.Namespace) -> dict[str, Any]:
    """One way at one size in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.published.funding", "--one", way, "--learners", str(size)]
    command += ["--seed", str(args.seed), "--sample", str(args.sample)]
    command += ["--openfisca", args.openfisca] if args.openfisca else []
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"way": way, "learners": size, "error": (done.stderr.strip().splitlines() or ["?"])[-1]}
    found: dict[str, Any] = json.loads(done.stdout)
    print(json.dumps(found), file=sys.stderr)
    return found


def measure(way: str, size: int, args: argparse.Namespace) -> dict[str, Any]:
    """The numbers of one way, as plain data."""
    facts, clock = InventedCountry(size, args.seed).facts(), Clock()
    made = peak_mib()
    found: dict[str, Any] = {"way": way, "learners": size, "facts": facts.num_facts, "country_mib": made}
    if way == "columns":
        told = by_columns(facts, clock)
        found |= {k: str(told[k]) for k in ("by_rule", "due", "to_pay", "to_return", "lines", "movements", "figures")}
    elif way == "plain":
        told = learner_by_learner(facts, size, args.sample, args.seed, clock)
        found |= {"sample": told["learners"], "size": size, "lines": told["lines"], "money": str(told["money"])}
        found |= {"equal": told["money_equal"] and told["figures_equal"]}
    elif way == "pandas":
        told = with_pandas(facts)
        clock.seconds["settlement"] = told["seconds"]
        found |= {"due_kopecks": told["due"], "to_pay_kopecks": told["to_pay"]}
    else:
        with tempfile.TemporaryDirectory() as folder:
            told = with_openfisca(facts, args.openfisca, Path(folder))
        clock.seconds["settlement"] = told.pop("seconds", float("nan"))
        found |= told
    return found | asdict(clock) | {"peak_mib": found.get("memory_mib", peak_mib()), "load": os.getloadavg()[0]}


def peak_mib() -> float:
    """Peak memory of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def report(rows: list[dict[str, Any]], args: argparse.Namespace) -> str:
    """The page."""
    day = datetime.now(UTC).date().isoformat()
    machine = f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    parts = [
        "# A country's money and indicators, measured\n",
        f"Measured {day} on {machine}. Made by `python -m benchmarks.published.funding --write`.\n",
        *(p.strip() + "\n" for p in (__doc__ or "").split("\n\n")[1:]),
        "Seconds are by the clock, in brackets those of all processors together; load is that of the machine at the",
        "end of the run (2 processors: above 2 it was busy with others, and the clock tells of that).\n",
        "| learners | facts | way | in force | settlement | indicators | together | peak memory | load |",
        "|---|---|---|---|---|---|---|---|---|",
        *(row(r) for r in rows),
        "",
        *(line for r in rows if (line := said(r))),
    ]
    if args.openfisca is None:
        parts.append("\nOpenFisca was not given (`--openfisca PYTHON`).")
    return "\n".join(parts) + "\n"


def row(found: dict[str, Any]) -> str:
    """A row of the table."""
    if "error" in found:
        return f"| {found['learners']:,} | | {found['way']} | {found['error']} | | | | | |"
    seconds, used = found["seconds"], found["processor"]
    plain = "plain " if found["way"] == "plain" else ""

    def cell(name: str) -> str:
        if name not in seconds:
            return "—"
        return f"{seconds[name]:.2f}" + (f" ({used[name]:.1f})" if name in used else "")

    names = ["facts in force", f"{plain}settlement", f"{plain}indicators"]
    total = sum(seconds.values())
    size = f"{found['learners']:,}" if found["way"] != "plain" else f"{int(found['sample']):,} of {found['size']:,}"
    cells = [size, f"{found['facts']:,}", found["way"], *map(cell, names), f"**{total:.1f}**"]
    return "| " + " | ".join([*cells, f"{found['peak_mib']:,.0f} MiB", f"{found['load']:.1f}"]) + " |"


def said(found: dict[str, Any]) -> str:
    """What came out, so that equality can be seen."""
    if "error" in found:
        return ""
    if found["way"] == "columns":
        return (
            f"- {found['learners']:,} learners: {int(found['lines']):,} lines, due {found['due']}, to pay "
            f"{found['to_pay']}, to be given back {found['to_return']} roubles; "
            f"{int(found['movements']):,} lines move; "
            f"{int(found['figures']):,} figures. By rule: {found['by_rule']}."
        )
    if found["way"] == "plain":
        equal = "money and figures equal the columns'" if found["equal"] else "**not equal to the columns**"
        return f"- {found['sample']:,} of {found['size']:,} learner by learner: {found['money']} roubles; {equal}."
    way, part = found["way"], PARTS[found["way"]]
    return f"- {way}, {found['learners']:,} learners: due {found['due_kopecks'] / 100:.2f} ({part})."


if __name__ == "__main__":
    sys.exit(main())
