"""One run: the command line in a process of its own on two cores, its solution judged here by `check`."""

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from benchmarks.published.timetable.known import name_of
from remeslo.cli.timetablecurve import curve_path, read_curve
from remeslo.cli.timetablefiles import read_problem, read_solution
from remeslo.core.timetable.check import check
from remeslo.core.timetable.problem import TimetableProblem
from remeslo.core.timetable.score import score

GRACE_S = 120.0
"""A command that goes on so long beyond its limit is stopped and told as it stands."""


@dataclass(frozen=True)
class Run:
    """
    What one run came to.

    ``hard`` and the costs are judged here from the file on disk (``None``: there is none); ``first_s`` and ``best_s``
    are seconds from the start of the command, reading and compiling included; ``load`` is the machine's load average
    when it began: above two, other work shared the two cores.
    """

    instance: str
    seed: int
    limit_s: float
    date: str
    commit: str
    status: str
    hard: int | None = None
    total: int | None = None
    time: int | None = None
    room: int | None = None
    distribution: int | None = None
    student: int | None = None
    bound: int = 0
    first_s: float | None = None
    best_s: float | None = None
    wall_s: float = 0.0
    cpu_s: float = 0.0
    peak_mib: int = 0
    load: float = 0.0
    work: int = 0
    exit: int = 0
    curve: tuple[tuple[float, int], ...] = ()

    @property
    def lawful(self) -> bool:
        """True when the file on disk is complete and breaks no hard rule."""
        return self.hard == 0

    def as_json(self) -> str:
        """One line."""
        return json.dumps(asdict(self), separators=(",", ":"))

    @classmethod
    def from_json(cls, line: str) -> "Run":
        """The run of one line."""
        data = json.loads(line)
        return cls(**{**data, "curve": tuple((s, c) for s, c in data["curve"])})


def run(path: Path, *, seed: int, limit_s: float, folder: Path, workers: int = 2, options: tuple[str, ...] = ()) -> Run:
    """Solves an instance once; the solution and its curve stay in ``folder``."""
    name = name_of(path)
    out = folder / f"{name}-{limit_s:g}s-{seed}{''.join(path.suffixes)}"
    for old in (out, curve_path(out)):
        old.unlink(missing_ok=True)
    command = [sys.executable, "-m", "remeslo.cli.main", "timetable", "solve", str(path), "--out", str(out)]
    command += ["--limit-s", f"{limit_s:g}", "--seed", str(seed), "--workers", str(workers), "--json", *options]
    load = os.getloadavg()[0]
    began = time.perf_counter()
    with (folder / f"{out.name}.json").open("w+b") as told, (folder / f"{out.name}.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=told, stderr=log, preexec_fn=_two_cores)
        usage, status = _wait(process, limit_s + GRACE_S)
        wall = time.perf_counter() - began
        told.seek(0)
        answer = _json(told.read())
    judged = _judge(path, out)
    curve = tuple((p.seconds, p.score.total) for p in read_curve(curve_path(out)) if p.score.hard == 0)
    return Run(
        instance=name,
        seed=seed,
        limit_s=limit_s,
        date=time.strftime("%Y-%m-%d"),
        commit=_commit(),
        status=str(answer.get("status", "broken")),
        **judged,
        bound=_int(answer.get("bound")),
        first_s=curve[0][0] if curve else None,
        best_s=curve[-1][0] if curve else None,
        wall_s=round(wall, 2),
        cpu_s=round(usage.ru_utime + usage.ru_stime, 2),
        peak_mib=usage.ru_maxrss // 1024,
        load=round(load, 2),
        work=_int(answer.get("work")),
        exit=status,
        curve=curve,
    )


def _two_cores() -> None:
    """In the child: no more than two of the cores that we may use."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])


def _wait(process: subprocess.Popen[bytes], limit_s: float) -> tuple[resource.struct_rusage, int]:
    """Resource usage of the child and its exit status; it is killed when it will not end."""
    deadline = time.perf_counter() + limit_s
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return usage, process.returncode
        if time.perf_counter() > deadline:
            process.kill()
            deadline = float("inf")
        time.sleep(0.05)


def _json(text: bytes) -> dict[str, object]:
    try:
        data = json.loads(text)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def _judge(path: Path, out: Path) -> dict[str, int | None]:
    if not out.exists():
        return {}
    problem = _problem(path)
    read = read_solution(out, problem)
    if read.timetable is None:
        return {}
    hard = len(check(problem, read.timetable)) + sum(f.hard for f in read.findings)
    s = score(problem, read.timetable, hard=hard)
    return {
        "hard": s.hard,
        "total": s.total,
        "time": s.time,
        "room": s.room,
        "distribution": s.distribution,
        "student": s.student,
    }


@lru_cache(maxsize=1)
def _problem(path: Path) -> TimetableProblem:
    problem = read_problem(path).problem
    if problem is None:
        raise SystemExit(f"{path} cannot be read")
    return problem


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0


@lru_cache(maxsize=1)
def _commit() -> str:
    answer = subprocess.run(
        ["git", "describe", "--always", "--dirty"],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parent,
        check=False,
    )
    return answer.stdout.strip()
