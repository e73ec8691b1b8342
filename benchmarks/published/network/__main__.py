"""
`python -m benchmarks.published.network [--groups N ...] [--limit-s S] [--write]`: workshops of a year between colleges.

Clusters are invented (`invented.py`): a resource centre, colleges around it, blocks of whole weeks that may move and
scattered days that may not, quotas, beds, ways; asking for more than there is, so that somebody is always refused. Each
size and each way runs in a process of its own. Values: weighted group-days refused; the largest share refused to one
partner, of what could be had at all; learner-minutes on the way with nights as the longest daily way; sum of squared
days of each place and week; blocks in other weeks. Each next one only among what is best by those before, so that the
first difference decides. In brackets bounds, where they differ: no allocation as good before has less.

*Ours*: `solve`, objective after objective. *List*: first come, first served, in the order of requests, each as near as
it still can. *One model*: the same rules whole to CP-SAT, every day stated, one weighted sum (days refused a million
times a minute), no beginning. Below, of *ours* only: three things that happen in week 20, mended within 8 seconds each
(how many grants change, whether that is proven fewest), and every refusal explained.

`--country N`: N clusters by `remeslo network country`, by each number of `--workers`; of the last number once more, one
worker being killed when half is done. Efficiency is seconds of one worker, divided by workers and by seconds.
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

from benchmarks.published.network.country import country_rows, country_table
from benchmarks.published.network.invented import invented
from benchmarks.published.network.ways import SHOWN, WAYS

RESULTS = Path(__file__).resolve().parents[2] / "results/network.md"
SIZES = (20, 60, 120)


def main(argv: list[str] | None = None) -> int:
    """Runs every size in every way, prints a page, and writes it when asked to."""
    arguments = argparse.ArgumentParser(prog="benchmarks.published.network", description=__doc__)
    arguments.add_argument("--groups", type=int, nargs="*", default=list(SIZES), metavar="N")
    arguments.add_argument("--limit-s", type=float, default=60.0, help="seconds of a solve (60)")
    arguments.add_argument("--seed", type=int, default=0)
    arguments.add_argument("--ways", nargs="+", choices=list(WAYS), default=list(WAYS))
    arguments.add_argument("--country", type=int, default=0, metavar="N", help="so many clusters by several workers")
    arguments.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    arguments.add_argument("--work-limit", type=float, default=2.0, help="work of each cluster of the country (2)")
    arguments.add_argument("--note", default="", help="a sentence about the machine for the report")
    arguments.add_argument("--write", action="store_true", help="write benchmarks/results/network.md")
    arguments.add_argument("--one", choices=list(WAYS), help=argparse.SUPPRESS)
    args = arguments.parse_args(argv)
    if args.one:
        print(json.dumps(measure(args.one, args.groups[0], args)))
        return 0
    rows = [run_alone(way, size, args) for size in args.groups for way in args.ways]
    country = country_rows(args.country, args.workers, args.work_limit) if args.country else []
    text = report(rows, country, args)
    if args.write:
        RESULTS.write_text(text, encoding="utf-8")
    print(text)
    return 1 if any("error" in r or r.get("broken") for r in (*rows, *country)) else 0


def run_alone(way: str, size: int, args: argparse.Namespace) -> dict[str, Any]:
    """One way at one size in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.published.network", "--one", way, "--groups", str(size)]
    command += ["--limit-s", str(args.limit_s), "--seed", str(args.seed)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"way": way, "groups": size, "error": (done.stderr.strip().splitlines() or ["?"])[-1]}
    found: dict[str, Any] = json.loads(done.stdout)
    print(json.dumps(found), file=sys.stderr)
    return found


def measure(way: str, size: int, args: argparse.Namespace) -> dict[str, Any]:
    """The numbers of one way, as plain data."""
    problem = invented(size, args.seed)
    made = resource.getrusage(resource.RUSAGE_SELF)
    found = WAYS[way](problem, args.limit_s, args.seed)
    used = resource.getrusage(resource.RUSAGE_SELF)
    return found | {
        "way": way,
        "groups": size,
        "requests": len(problem.requests),
        "places": len(problem.places),
        "days": sum(r.days for r in problem.requests),
        "peak_mib": used.ru_maxrss / 1024,
        "cpu": used.ru_utime - made.ru_utime,
        "load": os.getloadavg()[0],
    }


def report(rows: list[dict[str, Any]], country: list[dict[str, Any]], args: argparse.Namespace) -> str:
    """The page."""
    day = datetime.now(UTC).date().isoformat()
    machine = f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    parts = [
        "# Workshops of a year between colleges, measured\n",
        f"Measured {day} on {machine}. Made by `python -m benchmarks.published.network --write`,",
        f"limit {args.limit_s:g} s, seed {args.seed}. {args.note}\n",
        *(p.strip() + "\n" for p in (__doc__ or "").split("\n\n")[1:]),
    ]
    if rows:
        parts += [
            "| groups | requests | places | days asked | way | refused | unfair | away | uneven | moved "
            "| s | CPU s | peak memory | load |",
            "|---" * 14 + "|",
            *(row(r) for r in rows),
            "",
            *(line for r in rows for line in said(r)),
            "",
        ]
    return "\n".join([*parts, *country_table(country)]) + "\n"


def row(found: dict[str, Any]) -> str:
    """A row of the table."""
    if "error" in found:
        return f"| {found['groups']:,} | | | | {found['way']} | {found['error']} |" + " |" * 8
    values, bounds = found["values"], found.get("bounds", found["values"])
    cells = [shown(values[o.value], bounds[o.value]) for o in SHOWN]
    head = [
        f"{found['groups']:,}",
        f"{found['requests']:,}",
        f"{found['places']:,}",
        f"{found['days']:,}",
        found["way"],
    ]
    tail = [f"{found['seconds']:.1f}", f"{found['cpu']:.1f}", f"{found['peak_mib']:,.0f} MiB", f"{found['load']:.1f}"]
    return "| " + " | ".join([*head, *cells, *tail]) + " |"


def shown(value: float, bound: float) -> str:
    """A value, and its bound where it is less."""
    text, least = (f"{n:,.0f}" if n == int(n) else f"{n:.3f}" for n in (value, bound))
    return text if value <= bound else f"{text} ({least})"


def said(found: dict[str, Any]) -> list[str]:
    """What came out beside the table."""
    if found["way"] != "ours" or "mended" not in found:
        return []
    why = found["why"]
    happened = "; ".join(
        f"{r['what']}: {r['changes']} grants change, {r['lost']} of them lost, "
        f"{'proven fewest' if r['proven'] else 'not proven'}, {r['seconds']:.1f} s"
        for r in found["mended"]
    )
    return [
        f"- {found['groups']} groups ({found['status']}), mended from week 20 on: {happened}.",
        f"- {found['groups']} groups: {why['refused']} refusals explained by {why['causes']} causes in "
        f"{why['seconds']:.1f} s, the longest in {why['longest']:.1f} s; for {why['together']} of them no single cause "
        f"does.",
    ]


if __name__ == "__main__":
    sys.exit(main())
