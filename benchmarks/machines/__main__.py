"""
Plans the clusters of an invented country by workers on two machines over TLS; strangers ask for work too.

    python -m benchmarks.machines [--clusters 70] [--work-limit 20] [--write] [--note WORDS]

The machines are network namespaces joined by a wire (root, `ip` and `openssl` are needed): scheduler and a worker on
one, a worker on the other, and beside them a worker with foreign papers and one without any. The same clusters are then
planned by processes of one machine, and the results compared.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.machines.wire import HERE, THERE, Crew, machines, may_make, papers
from benchmarks.published.network.country import SIZES
from benchmarks.published.network.invented import invented
from remeslo.interchange.networkfile.problem import problem_text

RESULTS = Path(__file__).resolve().parents[1] / "results/machines.md"


def main() -> int:
    """Plans, compares, prints; 1 when a stranger got work, or a result differs."""
    asked = _asked()
    if not may_make():
        raise SystemExit("no right to make network namespaces here, or no ip, or no openssl")
    with tempfile.TemporaryDirectory(prefix="machines-") as name:
        folder = Path(name)
        problems = folder / "problems"
        problems.mkdir()
        for n in range(asked.clusters):
            text = problem_text(invented(SIZES[n % len(SIZES)], n))
            (problems / f"cluster-{n:02d}.json").write_text(text, encoding="utf-8")
        sys.stderr.write(f"{asked.clusters} clusters; two machines\n")
        over = _over_wire(folder, problems, asked)
        sys.stderr.write(f"{over['seconds']:.0f} s; one machine\n")
        alone = _planned([], problems, folder / "alone", ["--workers", "2"], asked)
    same = over["results"] == alone["results"]
    text = _page(over, alone, asked, same=same)
    sys.stdout.write(text)
    if asked.write:
        RESULTS.write_text(text, encoding="utf-8")
    sound = same and over["taken"] == 2 and set(over["hosts"]) == {HERE, THERE} and not over["status"]
    return int(not sound)


def _over_wire(folder: Path, problems: Path, asked: argparse.Namespace) -> dict[str, Any]:
    logs = folder / "logs"
    logs.mkdir()
    ours, foreign = papers(folder / "ours"), papers(folder / "foreign")
    with machines() as (one, other), ExitStack() as running:
        crew = Crew(logs, running)
        crew.schedule(one, ours)
        crew.work(one, HERE, ours)
        crew.work(other, THERE, ours)
        crew.work(other, THERE, foreign)
        crew.work(other, THERE, None)
        until = time.monotonic() + 120
        while crew.registered < 2:
            if time.monotonic() > until:
                raise SystemExit("the workers did not find the scheduler")
            time.sleep(0.2)
        through = ["--scheduler", crew.address, "--papers", str(ours)]
        told = _planned(["ip", "netns", "exec", one], problems, folder / "over", through, asked)
        return told | {"taken": crew.registered}


def _planned(
    where: list[str], problems: Path, out: Path, words: list[str], asked: argparse.Namespace
) -> dict[str, Any]:
    command = [*where, sys.executable, "-m", "remeslo.cli.main", "network", "country", str(problems), "--out", str(out)]
    command += ["--work-limit", str(asked.work_limit), *words]
    began = time.perf_counter()
    status = subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode
    seconds = time.perf_counter() - began
    told = [json.loads(line) for line in (out / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    rows = [json.loads(p.read_text(encoding="utf-8")) for p in sorted((out / "rows").glob("*.json"))]
    done = [e for e in told if e["event"] == "done"]
    return {
        "status": status,
        "seconds": seconds,
        "busy": sum(r["seconds"] for r in rows),
        "hosts": Counter(str(e["worker"]).removeprefix("tls://").partition(":")[0] for e in done),
        "twice": len(done) - len({e["name"] for e in done}),
        "results": [(r["name"], r["result"]) for r in rows],
    }


def _page(over: dict[str, Any], alone: dict[str, Any], asked: argparse.Namespace, *, same: bool) -> str:
    load = " ".join(f"{x:.1f}" for x in os.getloadavg())
    shares = ", ".join(f"{host}: {n}" for host, n in sorted(over["hosts"].items()))
    row = "| {} | {} | {} | {:.1f} | {:.1f} |"
    lines = [
        "# Clusters planned on two machines over TLS",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, {platform.system()}, Python {platform.python_version()}, "
        f"{os.cpu_count()} cores, load {load} when it ended. {asked.note}".rstrip(),
        "",
        f"`python -m benchmarks.machines --clusters {asked.clusters} --work-limit {asked.work_limit:g} --write`",
        "",
        "The machines are network namespaces joined by a wire, so both share the cores. Four workers ask for work: one "
        "on each machine with papers, one with foreign papers, one without TLS.",
        "",
        "| workers | clusters done | twice | s | seconds of jobs |",
        "|---|---:|---:|---:|---:|",
        row.format("two machines, TLS", len(over["results"]), over["twice"], over["seconds"], over["busy"]),
        row.format(
            "two processes, one machine", len(alone["results"]), alone["twice"], alone["seconds"], alone["busy"]
        ),
        "",
        f"Clusters by machine: {shares}. Workers that the scheduler took: {over['taken']} of 4. "
        f"Same results as on one machine: {'yes' if same else 'no'}.",
    ]
    return "\n".join(lines) + "\n"


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.machines", description=__doc__.splitlines()[1])
    parser.add_argument("--clusters", type=int, default=70)
    parser.add_argument("--work-limit", type=float, default=20.0)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--note", default="", help="said of the machine: 'busy with other work'")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
