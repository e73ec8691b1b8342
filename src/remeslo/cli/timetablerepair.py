"""`remeslo timetable repair`: after a change, lawful again with the fewest classes moved."""

import argparse
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, Exit, not_writable, unreadable
from remeslo.cli.options import add_output, positive
from remeslo.cli.timetablefiles import read_problem, read_solution, solution_bytes, write_whole
from remeslo.cli.timetabletold import findings_json, score_data, score_lines
from remeslo.core.base.findings import Finding, ProblemError, Severity
from remeslo.core.timetable.changes import close_room, forbid_times
from remeslo.core.timetable.check import check
from remeslo.core.timetable.problem import ClassId, RoomId, TimePattern, TimetableProblem
from remeslo.interchange.itc2019 import About

if TYPE_CHECKING:
    from remeslo.cli.options import Commands
    from remeslo.core.timetable.repair import RepairResult

WHEN = "ID or ID@DAYS/START-END/WEEKS, for example 3@10000/96-120/*"
_CHANGE = re.compile(
    r"(?P<id>.+?)(?:@(?P<days>[01]+|\*)/(?:(?P<start>\d{1,5})-(?P<end>\d{1,5})|\*)/(?P<weeks>[01]+|\*))?"
)


def add_to(actions: "Commands") -> None:
    """`repair`."""
    command = actions.add_parser(
        "repair", help="make a solution lawful again after a change, moving the fewest classes"
    )
    command.add_argument("problem", type=Path, metavar="FILE", help="problem, as it is now")
    command.add_argument("solution", type=Path, metavar="SOLUTION", help="solution that was good before")
    command.add_argument(
        "--out", type=Path, required=True, metavar="SOLUTION", help="where the repaired one is written"
    )
    command.add_argument("--close", nargs="+", default=(), metavar="ROOM", help=f"rooms that close: {WHEN}")
    command.add_argument("--forbid", nargs="+", default=(), metavar="CLASS", help=f"classes that may not meet: {WHEN}")
    command.add_argument("--pin", nargs="+", default=(), metavar="CLASS", help="classes that stay")
    command.add_argument("--limit-s", type=positive, default=30.0, metavar="N", help="seconds (30)")
    command.add_argument("--seed", type=int, default=0, metavar="N", help="seed (0)")
    command.add_argument("--workers", type=int, default=2, choices=range(1, 65), metavar="N", help="threads (2)")
    add_output(command)
    command.set_defaults(run=run_repair)


def run_repair(args: argparse.Namespace, console: Console) -> int:
    """Reads, changes, repairs, writes; status 0 when the written one is lawful."""
    began = time.perf_counter()
    read = read_problem(args.problem)
    if read.problem is None:
        return unreadable(console, read.findings, as_json=args.json)
    solution = read_solution(args.solution, read.problem)
    if solution.timetable is None:
        return unreadable(console, [*read.findings, *solution.findings], as_json=args.json)
    problem, refused = _changed(read.problem, args)
    refused += [_unknown("class", p) for p in args.pin if ClassId(p) not in read.problem.class_of]
    if problem is None or refused:
        return unreadable(console, refused, as_json=args.json)
    from remeslo.core.timetable.repair import repair  # here, because the other actions need no solver

    result = repair(
        problem,
        solution.timetable,
        limit_s=args.limit_s,
        seed=args.seed,
        workers=args.workers,
        pins=frozenset(ClassId(p) for p in args.pin),
    )
    about = About(runtime_s=time.perf_counter() - began, cores=args.workers, technique="Remeslo repair")
    broken = check(problem, result.timetable)
    if not _refused_by(result, broken):
        try:
            write_whole(args.out, solution_bytes(problem, result.timetable, about))
        except OSError as error:
            return unreadable(console, [not_writable(args.out, error)], as_json=args.json)
    return _tell(args, console, result, broken)


def _refused_by(result: "RepairResult", broken: list[Finding]) -> bool:
    """True when nothing was repaired: then nothing is written. Students' own faults do not count against it."""
    return bool(result.findings and any(f.hard for f in result.findings)) or any(
        not f.code.startswith(("timetable.student", "timetable.class_over")) for f in broken
    )


def _tell(args: argparse.Namespace, console: Console, result: "RepairResult", broken: list[Finding]) -> int:
    findings = [*result.findings, *broken]
    written = not _refused_by(result, broken)
    if args.json:
        console.json(
            {
                "status": result.status.value,
                **score_data(result.score),
                "moved": list(result.moved),
                "least": result.least,
                "proven": result.is_proven,
                "cheapest": result.is_cheapest,
                "solution": str(args.out) if written else None,
                **findings_json(findings, console),
            }
        )
    else:
        console.findings(findings)
        proof = console.text("меньше нельзя, доказано", "fewer is impossible, proven")
        bound = console.text(f"доказано, что не меньше {result.least}", f"proven not below {result.least}")
        moved = console.text(f"Перенесено занятий: {len(result.moved)}", f"Classes moved: {len(result.moved)}")
        console.say(f"{moved} ({proof if result.is_proven else bound}).")
        for line in score_lines(result.score, console):
            console.say(line)
    return Exit.HARD_FINDINGS if any(f.hard for f in findings) else Exit.DONE


def _changed(problem: TimetableProblem, args: argparse.Namespace) -> tuple[TimetableProblem | None, list[Finding]]:
    """The problem with rooms closed and times forbidden, or why it can't be stated."""
    refused: list[Finding] = []
    try:
        for key, when in _changes(problem, "--close", args.close, refused):
            if RoomId(key) not in problem.room_of:
                refused.append(_unknown("room", key))
            problem = close_room(problem, RoomId(key), [when])
        for key, when in _changes(problem, "--forbid", args.forbid, refused):
            if ClassId(key) not in problem.class_of:
                refused.append(_unknown("class", key))
            problem = forbid_times(problem, ClassId(key), [when])
    except ProblemError as error:
        refused.append(Finding("timetable.change_impossible", "", {"reason": str(error)}, Severity.STOPS_SAVING))
    return (None if refused else problem), refused


def _changes(
    problem: TimetableProblem, option: str, texts: list[str], refused: list[Finding]
) -> Iterator[tuple[str, TimePattern]]:
    for text in texts:
        found = _CHANGE.fullmatch(text)
        when = _when(problem, found) if found else None
        if found is None or when is None:
            refused.append(
                Finding("timetable.bad_change", option, {"value": text, "expected": WHEN}, Severity.STOPS_SAVING)
            )
        else:
            yield found["id"], when


def _when(problem: TimetableProblem, found: re.Match[str]) -> TimePattern | None:
    """The time of a change; all of it where it says nothing."""

    def mask(text: str | None, width: int) -> int:
        if text is None or text == "*":
            return (1 << width) - 1
        return int(text[::-1], 2) if len(text) == width else 0

    start, end = int(found["start"] or 0), int(found["end"] or problem.slots_per_day)
    days, weeks = mask(found["days"], problem.days), mask(found["weeks"], problem.weeks)
    if not days or not weeks or not start < end <= problem.slots_per_day:
        return None
    return TimePattern(days, start, end - start, weeks)


def _unknown(what: str, key: str) -> Finding:
    return Finding("timetable.unknown_in_plan", f"{what} {key}", {"what": what, "id": key}, Severity.STOPS_SAVING)
