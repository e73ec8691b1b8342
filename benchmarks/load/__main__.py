"""
How fast the main pages answer while many people click, on PostgreSQL (or SQLite) with an invented country.

    python -m benchmarks.load [--people 50] [--seconds 120] [--think-s 5] [--engine postgres|sqlite] [--size full|tiny]
                              [--no-country] [--no-example] [--data DIR] [--write] [--note WORDS]

Loads the planned example cluster and the country into a database of its own, signs people in, serves the program as
`remeslo serve` does, visits every page of everybody's navigation twice (the first visit computes what is kept
afterwards; told apart), lets everybody click and tells the time by page. `--data`: the databases stay in that folder,
and what is there already is not loaded again; it is the folder of benchmarks.boards.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from scripts import postgres

from benchmarks.load.clicking import Clicks, all_click, all_visit
from benchmarks.load.world import environment, has_example, people, served, step

LIMIT_S = 0.3
RESULTS = Path(__file__).resolve().parents[1] / "results/load.md"


def main() -> None:
    """Load, serve, click, tell."""
    asked = _asked()
    data = asked.data or Path(tempfile.mkdtemp(prefix="load-"))
    try:
        with _database(asked.engine, asked.data) as address:
            held = environment(data / asked.engine, address)
            if asked.country:
                step("loads the country", "-m", "remeslo.web", "country", "--size", asked.size, held=held)
            if asked.example and not has_example(held):
                step("plans the example cluster", "-m", "remeslo.web", "demo", "--no-serve", held=held)
            held["REMESLO_DEMO"] = "1"  # the demo's people may sign in
            everyone = people(asked.people, held)
            with served(held, asked.workers) as port:
                first = all_visit(port, everyone)
                all_visit(port, everyone)
                sys.stderr.write(f"clicks for {asked.seconds:g} s\n")
                found = all_click(port, everyone, asked.seconds, asked.think_s, seed=2)
    finally:
        if asked.data is None:
            shutil.rmtree(data, ignore_errors=True)
    text = told(found, first, asked)
    sys.stdout.write(text)
    if asked.write:
        RESULTS.write_text(text, encoding="utf-8")


def told(found: Clicks, first: Clicks, asked: argparse.Namespace) -> str:
    """The page of results."""
    count = sum(len(v) for v in found.seconds.values())
    every = sorted(s for v in found.seconds.values() for s in v)
    lines = [
        "# Pages under load",
        "",
        f"{asked.people} people, each a click about every {asked.think_s:g} s, {asked.seconds:g} s, {asked.engine}, "
        f"{asked.workers} worker processes of the web server, {os.cpu_count()} processors ({platform.machine()}); the "
        f"people who click and the database run on the same ones. {datetime.now(UTC):%Y-%m-%d}. {asked.note}",
        "",
        f"`python -m benchmarks.load --people {asked.people} --seconds {asked.seconds:g} --think-s {asked.think_s:g} "
        f"--engine {asked.engine}`",
        "",
        f"All pages: {count} answers, {count / asked.seconds:.1f} a second, median {_ms(every, 0.5)} ms, "
        f"95 % within {_ms(every, 0.95)} ms.",
        "",
        "First visit: the longest of all people's first visits, when nothing was kept yet, four at a time.",
        "",
        "| page | answers | a second | median, ms | 95 %, ms | longest, ms | first visit, ms |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for page, seconds in sorted(found.seconds.items(), key=lambda i: -_at(sorted(i[1]), 0.95)):
        row = sorted(seconds)
        rate, visited = len(row) / asked.seconds, _ms(sorted(first.seconds.get(page, [])), 1.0)
        times = " | ".join(_ms(row, share) for share in (0.5, 0.95, 1.0))
        lines.append(f"| {page} | {len(row)} | {rate:.2f} | {times} | {visited} |")
    over = [p for p, v in found.seconds.items() if _at(sorted(v), 0.95) > LIMIT_S]
    lines += ["", f"Pages above {LIMIT_S * 1000:.0f} ms for 95 %: {', '.join(sorted(over)) or 'none'}."]
    lines += ["", *(f"Wrong: {page} {status}, {n} times." for (page, status), n in sorted(found.wrong.items()))]
    return "\n".join(lines).rstrip() + "\n"


def _at(row: list[float], share: float) -> float:
    return row[min(len(row) - 1, int(share * len(row)))] if row else 0.0


def _ms(row: list[float], share: float) -> str:
    return f"{_at(row, share) * 1000:.0f}"


@contextmanager
def _database(engine: str, data: Path | None) -> Iterator[str]:
    """A server that keeps what it acknowledged, as in production; "" for SQLite in the data folder."""
    if engine == "sqlite":
        yield ""
        return
    if (bin_ := postgres.binaries()) is None:
        raise SystemExit("no PostgreSQL on this machine")
    with postgres.server(bin_, (), kept=data and data / "rows") as address:
        yield address


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__.splitlines()[1])
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--size", choices=("full", "tiny"), default="full")
    parser.add_argument("--data", type=Path, help="keep the databases in this folder, and use those that are there")
    parser.add_argument("--think-s", type=float, default=5)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--engine", choices=("postgres", "sqlite"), default="postgres")
    parser.add_argument("--no-country", dest="country", action="store_false")
    parser.add_argument("--no-example", dest="example", action="store_false")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--note", default="")
    return parser.parse_args()


if __name__ == "__main__":
    main()
