"""`remeslo timetable solve`: the best timetable so far is always whole on disk, whatever happens to the command."""

import argparse
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, Exit, not_writable, unreadable
from remeslo.cli.options import add_output, positive
from remeslo.cli.timetablecurve import CurvePoint, CurveWriter, curve_path
from remeslo.cli.timetablefiles import read_problem, read_solution, solution_bytes, write_whole
from remeslo.cli.timetabletold import findings_json, score_data, score_lines
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.timetable.check import check
from remeslo.core.timetable.problem import ClassId, Timetable, TimetableProblem
from remeslo.core.timetable.result import Progress, TimetableResult, TimetableScore
from remeslo.core.timetable.score import score
from remeslo.interchange.itc2019 import About
from remeslo.interchange.sentences import label

if TYPE_CHECKING:
    from remeslo.cli.options import Commands

RESERVE_S = 0.5
"""Kept of the limit for judging and writing the last solution, besides the time that reading the problem took."""


def add_to(actions: "Commands") -> None:
    """`solve`."""
    solving = actions.add_parser("solve", help="make a timetable, or a better one")
    solving.add_argument("problem", type=Path, metavar="FILE", help="problem: .xml, .xml.xz or .ctt")
    solving.add_argument(
        "--out", type=Path, required=True, metavar="SOLUTION", help="where the best one so far is kept"
    )
    solving.add_argument(
        "--limit-s", type=positive, default=60.0, metavar="N", help="seconds from start to end of the command (60)"
    )
    solving.add_argument("--seed", type=int, default=0, metavar="N", help="seed (0)")
    solving.add_argument("--workers", type=int, default=2, choices=range(1, 65), metavar="N", help="threads (2)")
    solving.add_argument(
        "--work", type=_count, default=None, metavar="N", help="stop after so much work: same seed, same timetable"
    )
    solving.add_argument("--start", type=Path, default=None, metavar="SOLUTION", help="begin with this one")
    solving.add_argument("--pin", nargs="+", default=(), metavar="CLASS", help="classes that stay as in --start")
    solving.add_argument("--no-curve", action="store_true", help="do not write SOLUTION.curve.csv")
    add_output(solving)
    solving.set_defaults(run=run_solve)


def _count(text: str) -> int:
    return max(1, round(positive(text)))


def run_solve(args: argparse.Namespace, console: Console) -> int:
    """Reads, solves, writes each better timetable; status 0 when a lawful one is written."""
    began = time.perf_counter() - _age_s()
    reading = time.perf_counter()
    read = read_problem(args.problem)
    reserve = RESERVE_S + time.perf_counter() - reading
    if read.problem is None:
        return unreadable(console, read.findings, as_json=args.json)
    start, findings = _start(args, read.problem)
    findings = [*read.findings, *findings]
    if any(f.severity is Severity.STOPS_SAVING for f in findings):
        return unreadable(console, findings, as_json=args.json)
    keeper = Keeper(read.problem, args, began)
    if (refused := keeper.prepare()) is not None:
        return unreadable(console, [refused], as_json=args.json)
    from remeslo.core.timetable.solve import solve  # here, because the other actions need no solver and start at once

    line = _Line(console, began)
    with _stopped_by_signals() as stopped:
        result = solve(
            read.problem,
            limit_s=max(0.5, args.limit_s - reserve - keeper.seconds),
            work_limit=args.work,
            seed=args.seed,
            workers=args.workers,
            start=start,
            pins=frozenset(ClassId(p) for p in args.pin),
            progress=line.show,
            cancelled=stopped.is_set,
            improved=keeper.keep,
        )
    line.end()
    keeper.finish(result)
    return _answer(args, console, keeper, result, findings)


def _age_s() -> float:
    """Seconds since this process began, where the system tells; else 0."""
    try:
        ticks = int(Path("/proc/self/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19])
        uptime = float(Path("/proc/uptime").read_text(encoding="utf-8").split()[0])
        return max(0.0, uptime - ticks / os.sysconf("SC_CLK_TCK"))
    except (OSError, ValueError, IndexError, AttributeError):
        return 0.0


def _start(args: argparse.Namespace, problem: TimetableProblem) -> tuple[Timetable | None, list[Finding]]:
    """The timetable to begin with, and what is wrong with it or with the pins."""
    unknown = [p for p in args.pin if ClassId(p) not in problem.class_of]
    findings = [
        Finding("timetable.unknown_in_plan", f"class {p}", {"what": "class", "id": p}, Severity.STOPS_SAVING)
        for p in unknown
    ]
    if args.start is None:
        if args.pin:
            findings.append(Finding("timetable.pins_without_start", "--pin", {}, Severity.STOPS_SAVING))
        return None, findings
    read = read_solution(args.start, problem)
    placed = read.timetable.assignments if read.timetable is not None else {}
    findings += [
        Finding("timetable.class_missing", f"class {p}", {"each": p}, Severity.STOPS_SAVING)
        for p in args.pin
        if p not in unknown and ClassId(p) not in placed
    ]
    return read.timetable, [*findings, *read.findings]


@dataclass
class Keeper:
    """Writes each better timetable whole, and its point of the curve."""

    problem: TimetableProblem
    args: argparse.Namespace
    began: float
    best: TimetableScore | None = None
    first_s: float | None = None
    best_s: float | None = None
    trouble: Finding | None = None
    curve: CurveWriter = field(init=False)

    def __post_init__(self) -> None:
        self.curve = CurveWriter(curve_path(self.args.out))

    @property
    def seconds(self) -> float:
        """Since the command began."""
        return time.perf_counter() - self.began

    def prepare(self) -> Finding | None:
        """Why nothing can be written there; told before the work, not after it."""
        try:
            if self.args.out.is_dir():
                return Finding("file.is_folder", str(self.args.out), {}, Severity.STOPS_SAVING)
            write_whole(self.args.out.with_name(f".{self.args.out.name}.try"), b"")
            self.args.out.with_name(f".{self.args.out.name}.try").unlink()
        except OSError as error:
            return not_writable(self.args.out, error)
        return None

    def keep(self, timetable: Timetable, reached: TimetableScore) -> None:
        """Writes a timetable unless a better one is written already."""
        if self.best is not None and (self.best.hard, self.best.total) <= (reached.hard, reached.total):
            return
        about = About(runtime_s=self.seconds, cores=self.args.workers)
        try:
            write_whole(self.args.out, solution_bytes(self.problem, timetable, about))
        except OSError as error:  # a full disk may have room again for the next one
            self.trouble = not_writable(self.args.out, error)
            return
        self.trouble = None
        self.best = reached
        self.best_s = self.seconds
        if reached.hard == 0 and self.first_s is None:
            self.first_s = self.best_s
        if not self.args.no_curve:
            self.curve.add(CurvePoint(self.best_s, reached))

    def finish(self, result: TimetableResult) -> None:
        """The last word: what the solver gives back, when it is better than what was written."""
        if result.timetable is not None and result.score is not None:
            self.keep(result.timetable, result.score)
        self.curve.close()


def _answer(
    args: argparse.Namespace, console: Console, keeper: Keeper, result: TimetableResult, findings: list[Finding]
) -> int:
    """Judges what lies on disk, not what is in memory."""
    findings = [*findings, *([keeper.trouble] if keeper.trouble else [])]
    if keeper.best is None:
        none = Finding("timetable.none_found", str(args.problem), {"seconds": round(keeper.seconds)})
        return _tell(args, console, keeper, result, [*findings, none])
    written = read_solution(args.out, keeper.problem)
    if written.timetable is None:
        return _tell(args, console, keeper, result, [*findings, *written.findings])
    broken = check(keeper.problem, written.timetable)
    keeper.best = score(keeper.problem, written.timetable, hard=len(broken))
    return _tell(args, console, keeper, result, [*findings, *written.findings, *broken])


def _tell(
    args: argparse.Namespace, console: Console, keeper: Keeper, result: TimetableResult, findings: list[Finding]
) -> int:
    best = keeper.best
    hard = sum(f.hard for f in findings)
    if args.json:
        costs: dict[str, object] = {} if best is None else {**score_data(best)}
        console.json(
            {
                "status": result.status.value,
                **costs,
                "hard": hard,
                "bound": result.bound,
                "bound_by": result.bound_by,
                "seconds": round(keeper.seconds, 2),
                "first_feasible_s": None if keeper.first_s is None else round(keeper.first_s, 2),
                "best_s": None if keeper.best_s is None else round(keeper.best_s, 2),
                "work": result.work,
                "solution": None if best is None else str(args.out),
                **findings_json(findings, console),
            }
        )
    else:
        console.findings(findings)
        console.say(label(f"timetable_status.{result.status.value}", console.language))
        for line in score_lines(best, console) if best is not None else ():
            console.say(line)
        if result.bound:
            console.say(console.text(f"Доказано: не меньше {result.bound}.", f"Proven: not below {result.bound}."))
    return Exit.HARD_FINDINGS if hard else Exit.DONE


@dataclass
class _Line:
    """Progress on the terminal: one line rewritten, or a line now and then where there is no terminal."""

    console: Console
    began: float
    last: float = -60.0
    stage: str = ""

    def show(self, p: Progress) -> None:
        """Shows a step."""
        now = time.perf_counter() - self.began
        terminal = self.console.err.isatty()
        if now - self.last < (0.1 if terminal else 10.0) and p.stage == self.stage:
            return
        self.last, self.stage = now, p.stage
        hard, best, bound = (_or_dash(n) for n in (p.hard, p.best, p.bound))
        text = self.console.text(
            f"{now:6.1f} с  {p.stage}: нарушений {hard}, лучшее {best}, граница {bound}",
            f"{now:6.1f} s  {p.stage}: broken {hard}, best {best}, bound {bound}",
        )
        if terminal:
            self.console.err.write(f"\r\x1b[K{text}")
            self.console.err.flush()
        else:
            self.console.note(text)

    def end(self) -> None:
        """Leaves the line for what comes next."""
        if self.console.err.isatty():
            self.console.err.write("\n")


def _or_dash(number: int | None) -> str:
    return "—" if number is None else str(number)


@contextmanager
def _stopped_by_signals() -> Iterator[threading.Event]:
    """An event that the first Ctrl-C or SIGTERM sets; a second Ctrl-C interrupts as usual."""
    stopped = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    if threading.current_thread() is not threading.main_thread():
        yield stopped
        return
    before = {s: signal.signal(s, stop) for s in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
