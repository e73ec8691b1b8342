"""One run: an instance solved in a process of its own on two cores, its plan judged there; the peer likewise."""

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from benchmarks.published.term.instances import Case, load
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.solve import solve

OURS, PEER = "remeslo", "PyJobShop"
GRACE_S = 60.0
"""A process that goes on so long beyond its limit is stopped and told as broken."""
RESERVE_S = 0.4
"""Seconds of the limit kept for judging the plan."""


@dataclass(frozen=True)
class Run:
    """What one run came to; ``load`` is the machine's load average when it began: above two, others worked too."""

    instance: str
    family: str
    solver: str
    limit_s: float
    status: str
    value: int | None
    bound: int
    seconds: float
    date: str = ""
    commit: str = ""
    load: float = 0.0

    def as_json(self) -> str:
        """One line."""
        return json.dumps(asdict(self), separators=(",", ":"))

    @classmethod
    def from_json(cls, line: str) -> "Run":
        """The run of one line."""
        return cls(**json.loads(line))


def solve_case(case: Case, *, limit_s: float, seed: int, workers: int, began: float) -> dict[str, Any]:
    """
    Status, value, bound and seconds of an instance, solved in this process.

    The value is counted twice more: `check` must find nothing, and the family's own cost function must count the same;
    else the status is ``broken`` and there is no value. ``began``: moment of the monotonic clock from which the limit
    counts.
    """
    left = limit_s - (time.monotonic() - began) - min(RESERVE_S, 0.1 * limit_s)
    result = solve(case.problem, limit_s=max(0.1, left), seed=seed, workers=workers, reproducible=False)
    value, status = None, str(result.status)
    if result.plan is not None:
        told = result.weeks if result.value is None else result.value
        hard = [f for f in check(case.problem, result.plan) if f.hard]
        value = case.cost(result.plan)
        if hard or value is None or value != told:
            status, value = "broken", None
    seconds = round(time.monotonic() - began, 2)
    return {"instance": case.name, "status": status, "value": value, "bound": result.bound, "seconds": seconds}


def run_ours(path: Path, family: str, *, limit_s: float, workers: int) -> Run:
    """The command of this package in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.published.term", str(path), "--json"]
    command += ["--limit-s", f"{limit_s:g}", "--workers", str(workers)]
    command += ["--single"] if family == "mspsp-single" else []
    told = _answer(command, None, limit_s)
    return _run(path.name, family, OURS, limit_s, told[0] if isinstance(told, list) and told else {})


def run_peer(path: Path, family: str, *, limit_s: float, workers: int, python: Path) -> Run | None:
    """PyJobShop in its own environment; ``None`` for what it cannot state."""
    case = load(path)
    if case.peer is None or family == "mspsp-single":
        return None
    script = Path(__file__).with_name("peer.py")
    told = _answer([str(python), str(script), f"{limit_s:g}", str(workers)], json.dumps(case.peer), limit_s)
    return _run(path.name, family, PEER, limit_s, told if isinstance(told, dict) else {})


def _run(name: str, family: str, solver: str, limit_s: float, told: dict[str, Any]) -> Run:
    return Run(
        instance=name,
        family=family,
        solver=solver,
        limit_s=limit_s,
        status=str(told.get("status", "broken")),
        value=told.get("value"),
        bound=int(told.get("bound") or 0),
        seconds=float(told.get("seconds") or 0.0),
        date=time.strftime("%Y-%m-%d"),
        commit=_commit(),
        load=round(os.getloadavg()[0], 2),
    )


def _answer(command: list[str], given: str | None, limit_s: float) -> object:
    """JSON that a process prints; nothing where it printed none."""
    try:
        done = subprocess.run(
            command,
            input=given,
            capture_output=True,
            text=True,
            timeout=limit_s + GRACE_S,
            check=False,
            preexec_fn=_two_cores,
        )
        return json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return None


def _two_cores() -> None:
    """In the child: no more than two of the cores that we may use."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])


@lru_cache(maxsize=1)
def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty"]
    answer = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parent, check=False)
    return answer.stdout.strip()
