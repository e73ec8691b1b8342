"""
`python -m benchmarks.published.staffing [--people N ...] [--limit-s S] [--write]`: who teaches what in a cluster.

Each size and each way runs in a process of its own. The cluster is invented (`invented.py`): 1,000 teachers, 400
elements, one study year, twenty colleges in five towns; smaller and larger ones have as many teachers a college. Values
are hours uncovered, hours above the rates, hours that practitioners lack, breaks of continuity, minutes of travel,
hours of unfairness: each next one only among what is best by those before, so that the first difference decides. In
brackets bounds, where they differ: nothing as good before has less; (0): none above nothing was found in time. Seconds
are those of solving, the cluster being made before; memory is the peak of the process, the cluster included.

*Ours*: `solve`, two workers allowed. *List*: from top to bottom, each duty to whoever has the right, room and
least of the rate so far. *One model*: the same linear model, whole, to CP-SAT on two cores, without parts and without a
first assignment. Below the table, of *ours* only: what the judge (`check`, which knows no solver) says of the
assignment; five teachers, taken by lot, leave one at a time (`without`, limit 10 seconds each); and an upskilling plan:
a course for each need of duties that nobody has, held twice, with three places, people staying at their colleges, no
renewals (`learning.py`), within half of the limit, on two cores.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.published.staffing.invented import invented
from benchmarks.published.staffing.ways import WAYS

RESULTS = Path(__file__).resolve().parents[2] / "results/staffing.md"
SIZES = (250, 1000)
ELEMENTS_A_PERSON = 0.4


def main(argv: list[str] | None = None) -> int:
    """Runs every size in every way, prints a table, and writes it when asked to."""
    arguments = argparse.ArgumentParser(prog="benchmarks.published.staffing", description=__doc__)
    arguments.add_argument("--people", type=int, nargs="+", default=list(SIZES), metavar="N")
    arguments.add_argument("--limit-s", type=float, default=120.0, help="seconds of a solve (120)")
    arguments.add_argument("--seed", type=int, default=0)
    arguments.add_argument("--ways", nargs="+", choices=list(WAYS), default=list(WAYS))
    arguments.add_argument("--note", default="", help="a sentence about the machine for the report")
    arguments.add_argument("--write", action="store_true", help="write benchmarks/results/staffing.md")
    arguments.add_argument("--one", choices=list(WAYS), help=argparse.SUPPRESS)
    args = arguments.parse_args(argv)
    if args.one:
        print(json.dumps(measure(args.one, args.people[0], args)))
        return 0
    rows = [run_alone(way, size, args) for size in args.people for way in args.ways]
    text = report(rows, args)
    if args.write:
        RESULTS.write_text(text, encoding="utf-8")
    print(text)
    return 1 if any("error" in r or r.get("broken") or r.get("learning", {}).get("broken") for r in rows) else 0


def run_alone(way: str, size: int, args: argparse.Namespace) -> dict[str, Any]:
    """One way at one size in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.published.staffing", "--one", way, "--people", str(size)]
    command += ["--limit-s", str(args.limit_s), "--seed", str(args.seed)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"way": way, "people": size, "error": (done.stderr.strip().splitlines() or ["?"])[-1]}
    found: dict[str, Any] = json.loads(done.stdout)
    print(json.dumps(found), file=sys.stderr)
    return found


def measure(way: str, size: int, args: argparse.Namespace) -> dict[str, Any]:
    """The numbers of one way, as plain data."""
    problem = invented(size, round(ELEMENTS_A_PERSON * size), args.seed)
    made = resource.getrusage(resource.RUSAGE_SELF)
    found = WAYS[way](problem, args.limit_s, args.seed)
    used = resource.getrusage(resource.RUSAGE_SELF)
    return (
        {"peak_mib": used.ru_maxrss / 1024}
        | found
        | {
            "way": way,
            "people": size,
            "elements": len({d.element for d in problem.duties}),
            "duties": len(problem.duties),
            "hours": sum(d.hours for d in problem.duties),
            "paid": sum(problem.rate_hours(p) for p in problem.people),
            "cpu": used.ru_utime - made.ru_utime,
            "load": os.getloadavg()[0],
        }
    )


def report(rows: list[dict[str, Any]], args: argparse.Namespace) -> str:
    """The page."""
    day = datetime.now(UTC).date().isoformat()
    machine = f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    parts = [
        "# Who teaches what in a whole cluster, measured\n",
        f"Measured {day} on {machine}. Made by `python -m benchmarks.published.staffing --write`,",
        f"limit {args.limit_s:g} s, seed {args.seed}. {args.note}\n",
        *(p.strip() + "\n" for p in (__doc__ or "").split("\n\n")[1:]),
        "| teachers | elements | duties | way | uncovered | above rate | practitioners | breaks | travel | unfair "
        "| s | CPU s | peak memory | load |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|",
        *(row(r) for r in rows),
        "",
        *(line for r in rows for line in said(r)),
    ]
    return "\n".join(parts) + "\n"


def row(found: dict[str, Any]) -> str:
    """A row of the table."""
    if "error" in found:
        return f"| {found['people']:,} | | | {found['way']} | {found['error']} |" + " |" * 9
    bounds = found.get("bounds", found["values"])
    cells = [f"{v:,}" + ("" if v <= b else f" ({b:,})") for v, b in zip(found["values"], bounds, strict=True)]
    head = [f"{found['people']:,}", f"{found['elements']:,}", f"{found['duties']:,}", found["way"]]
    tail = [f"{found['seconds']:.1f}", f"{found['cpu']:.1f}", f"{found['peak_mib']:,.0f} MiB", f"{found['load']:.1f}"]
    return "| " + " | ".join([*head, *cells, *tail]) + " |"


def said(found: dict[str, Any]) -> list[str]:
    """What came out beside the table."""
    if "error" in found or found["way"] != "ours" or "values" not in found:
        return []
    share, size = found["hours"] / max(1, found["paid"]), f"{found['people']:,} teachers"
    of_the_judge = ", ".join(f"`{code}` {count:,}" for code, count in found["findings"].items())
    return [
        f"- {size}: {found['hours']:,} hours to teach, {share:.0%} of what their rates pay. The first assignment of "
        f"all stood after {found['first'] or 0:.1f} s of {found['seconds']:.1f}. Rules broken: {found['broken']}; all "
        f"that the judge says: {of_the_judge or 'nothing'}.",
        f"- {size}, leaving: {left(found['leaving'])}.",
        f"- {size}, learning: {learnt(found['learning'])}.",
    ]


def left(rows: list[dict[str, Any]]) -> str:
    """Who left, and what was mended how quickly."""
    return "; ".join(
        f"{r['lost']} duties lost, {r['uncovered']} stay uncovered, {r['moved']} of others move, {r['overloads']} "
        f"people come to teach more above their rate, {'proven' if r['proven'] else 'not proven'}, {r['seconds']:.1f} s"
        for r in rows
    )


def learnt(found: dict[str, Any]) -> str:
    """The upskilling plan."""
    asked = (
        f"{found['open']} duties of {found['open_hours']:,} hours that nobody has, {found['courses']} courses, "
        f"{found['sessions']} sessions"
    )
    spent = f"{found['seconds']:.1f} s, peak memory of the process {found['peak_mib']:,.0f} MiB"
    if "levels" not in found:
        return f"{asked}: no plan ({found['status']}), {spent}"
    values = ", ".join(f"{o} {value} (at least {bound})" for o, value, bound in found["levels"])
    return (
        f"{asked}; {found['goes']} people go, {found['teaches']} duties get a teacher, {found['substitutes']} weeks of "
        f"standing in; {values}; rules broken: {found['broken']}; {found['status']}; {spent}"
    )


if __name__ == "__main__":
    sys.exit(main())
