"""Many invented clusters by `remeslo network country`, with one worker, with several, and with one killed."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.published.network.invented import invented
from remeslo.interchange.networkfile.problem import problem_text

SIZES = (4, 6, 8, 10)
"""Groups of the clusters, in turn."""


def country_rows(clusters: int, workers: list[int], work_limit: float) -> list[dict[str, Any]]:
    """A run by each number of workers, and one more in which one worker is killed."""
    with tempfile.TemporaryDirectory(prefix="country") as name:
        folder = Path(name)
        problems = folder / "problems"
        problems.mkdir()
        for n in range(clusters):
            stated = invented(SIZES[n % len(SIZES)], n)
            (problems / f"cluster-{n:02d}.json").write_text(problem_text(stated), encoding="utf-8")
        rows = []
        for number, kill in [*((w, False) for w in workers), (workers[-1], True)]:
            row = run(problems, folder / f"out-{number}-{kill}", number, clusters, kill=kill, work_limit=work_limit)
            print(json.dumps({k: v for k, v in row.items() if k != "results"}), file=sys.stderr)
            rows.append(row)
    results = [row.pop("results") for row in rows]
    return [row | {"same": result == results[0]} for row, result in zip(rows, results, strict=True)]


def run(problems: Path, out: Path, workers: int, clusters: int, *, kill: bool, work_limit: float) -> dict[str, Any]:
    """One run, timed from outside."""
    command = [sys.executable, "-m", "remeslo.cli.main", "network", "country", str(problems), "--out", str(out)]
    command += ["--workers", str(workers), "--work-limit", str(work_limit)]
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    killed = _kill_one(out, clusters, process) if kill else None
    status = process.wait()
    seconds, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    told = [json.loads(line) for line in (out / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    done = [e["name"] for e in told if e["event"] == "done"]
    rows = [json.loads(p.read_text(encoding="utf-8")) for p in sorted((out / "rows").glob("*.json"))]
    return {
        "workers": workers,
        "killed": killed is not None,
        "seconds": seconds,
        "busy": sum(r["seconds"] for r in rows),
        "cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "clusters": clusters,
        "done": len(set(done)),
        "twice": len(done) - len(set(done)),
        "lost": sum(e["event"] == "lost" for e in told),
        "broken": status != 0 or len(rows) != clusters,
        "load": os.getloadavg()[0],
        "results": [(r["name"], r["result"]) for r in rows],
    }


def _kill_one(out: Path, clusters: int, process: subprocess.Popen[bytes]) -> int | None:
    """Kills the worker of some job that is under way once half of all are done; whom."""
    while process.poll() is None:
        done = list((out / "rows").glob("*.json")) if out.exists() else []
        if len(done) >= clusters // 2:
            for child in _children(process.pid):
                os.kill(child, signal.SIGKILL)
                return child
        time.sleep(0.05)
    return None


def _children(pid: int) -> list[int]:
    """Workers of a process: its children that were started to run tasks."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                found.append(int(child))
    return found


def country_table(rows: list[dict[str, Any]]) -> list[str]:
    """The table of a country; nothing without rows."""
    if not rows:
        return []
    alone = rows[0]["seconds"] * rows[0]["workers"]
    head = [
        f"## {rows[0]['clusters']} clusters by several workers\n",
        "| workers | killed | clusters done | twice | attempts lost | same as the first row | s | seconds of jobs "
        "| efficiency | CPU s | load |",
        "|---" * 11 + "|",
    ]
    return head + [
        f"| {r['workers']} | {'one' if r['killed'] else 'none'} | {r['done']} | {r['twice']} | {r['lost']} "
        f"| {'yes' if r['same'] else 'no'} | {r['seconds']:.1f} | {r['busy']:.1f} "
        f"| {alone / r['workers'] / r['seconds']:.2f} | {r['cpu']:.0f} | {r['load']:.1f} |"
        for r in rows
    ]
