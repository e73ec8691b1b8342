"""
`python -m benchmarks.boards [--size full|tiny] [--engine sqlite postgres] [--data DIR] [--write]`

Loads the invented country into a fresh database of each engine, opens the boards of every level and tells milliseconds
and queries. With `--data` the databases stay in that folder, and a load that was broken off goes on there;
benchmarks.load takes the same folder. `--write` puts the page benchmarks/results/boards.md. The suppression is measured
beside, without a database.
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
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scripts import postgres

from benchmarks.boards import hiding

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "benchmarks/results/boards.md"
HEAD = """# Boards over the invented country, measured

Measured {day} on {machine}, Python {python}, {cores} cores, load of the machine {load} when it ended{note}. Made by
`python -m benchmarks.boards{options} --write`.

The country is invented ([decision 0066](../../docs/decisions/0066-a-country-is-invented-from-a-seed.md)): {counts}.
Pages are opened by the people of their level in one process, without a network. *first*: the first time in the
process; *median*, *worst*: of {runs} more. *queries*: of the second time; *CPU*: of the program,
mean, without the server of the database.
"""


def main(argv: list[str] | None = None) -> int:
    """Loads, measures, prints; 1 when a page did not open."""
    parser = argparse.ArgumentParser(prog="benchmarks.boards", description=__doc__)
    parser.add_argument("--size", choices=("full", "tiny"), default="full")
    parser.add_argument("--engine", nargs="+", choices=("sqlite", "postgres"), default=["sqlite", "postgres"])
    parser.add_argument("--data", type=Path, help="keep the databases in this folder, and use those that are there")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--note", default="", help="said of the machine: 'busy with other work'")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args(argv)
    told = {engine: _measured(engine, args) for engine in args.engine}
    text = _page(told, args)
    print(text)
    if args.write:
        RESULTS.write_text(text, encoding="utf-8")
    return int(any(p["status"] != 200 for t in told.values() if t for p in t["pages"]))


def _measured(engine: str, args: argparse.Namespace) -> dict[str, Any] | None:
    resumed = bool(args.data and (args.data / engine).exists())
    with _database(engine, args.data) as environment:
        if environment is None:
            return None
        began, cpu = time.monotonic(), _cpu()
        command = [sys.executable, "-m", "remeslo.web", "country", "--size", args.size]
        subprocess.run(command, check=True, env=environment, stdout=sys.stderr)
        loaded, loaded_cpu = time.monotonic() - began, _cpu() - cpu
        sys.stderr.write(f"{engine}: loaded in {loaded:.0f} s, {loaded_cpu:.0f} s of CPU; opens boards\n")
        measure = [sys.executable, "-m", "benchmarks.boards.measure", "--runs", str(args.runs)]
        done = subprocess.run(measure, check=True, env=environment, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        return {**json.loads(done.stdout), "loaded_s": loaded, "loaded_cpu_s": loaded_cpu, "resumed": resumed}


def _cpu() -> float:
    """Seconds of CPU of all programs that have ended; a server of PostgreSQL is not among them."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime


@contextmanager
def _database(engine: str, data: Path | None) -> Iterator[dict[str, str] | None]:
    """The environment in which the program finds the database; None where there is no such engine."""
    environment = {k: v for k, v in os.environ.items() if k not in ("REMESLO_DATABASE_URL", "REMESLO_DATA")}
    with tempfile.TemporaryDirectory(prefix="boards-") as folder:
        environment["REMESLO_DATA"] = str((data or Path(folder)) / engine)
        if engine == "sqlite":
            yield environment
            return
        binaries = postgres.binaries()
        if binaries is None:
            yield None
            return
        with postgres.server(binaries, (), kept=data and data / "rows") as address:
            yield {**environment, "REMESLO_DATABASE_URL": address}


def _page(told: dict[str, dict[str, Any] | None], args: argparse.Namespace) -> str:
    some = next(t for t in told.values() if t)
    options = "".join(f" --{name} {value}" for name, value in (("size", args.size),) if value != "full")
    text = HEAD.format(
        day=datetime.now(UTC).date(),
        machine=f"{platform.machine()}, {platform.system()}",
        python=platform.python_version(),
        cores=os.cpu_count(),
        load=" ".join(f"{x:.1f}" for x in os.getloadavg()),
        note=f" ({args.note})" if args.note else "",
        options=options,
        counts=", ".join(f"{n:,} {name}" for name, n in some["counts"].items()),
        runs=args.runs,
    )
    for engine, measured in told.items():
        text += f"\n## {'SQLite' if engine == 'sqlite' else 'PostgreSQL'}\n\n"
        text += _table(measured) if measured else "No PostgreSQL on this machine.\n"
    return text + "\n" + hiding.page()


def _table(measured: dict[str, Any]) -> str:
    lines = ["| board | queries | first ms | median ms | worst ms | CPU ms | KB |", "|---|---|---|---|---|---|---|"]
    for p in measured["pages"]:
        opened = "" if p["status"] == 200 else f" (status {p['status']})"
        numbers = (
            f"{p['queries']} | {p['first_ms']:.0f} | {p['median_ms']:.0f} | {p['worst_ms']:.0f} | {p['cpu_ms']:.0f}"
        )
        lines.append(f"| {p['title']}{opened} | {numbers} | {p['kb']:.0f} |")
    what = "What was not loaded before" if measured["resumed"] else "Loading, with facts, leaves and cells,"
    took = f"\n{what} took {measured['loaded_s']:.0f} s ({measured['loaded_cpu_s']:.0f} s of CPU in the program).\n"
    return "\n".join(lines) + "\n" + took


if __name__ == "__main__":
    raise SystemExit(main())
