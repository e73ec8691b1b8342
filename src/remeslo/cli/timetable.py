"""`remeslo timetable solve | repair | check | compare | report | prepare`: timetables of ITC-2019 and CB-CTT files."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli import timetableprepare, timetablerepair, timetablereport, timetablesolve
from remeslo.cli.console import Console, status_of, unreadable
from remeslo.cli.options import add_output
from remeslo.cli.timetablefiles import read_problem, read_solution
from remeslo.cli.timetabletold import MOST_SHOWN, findings_json, score_data, score_lines
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.timetable.check import check
from remeslo.core.timetable.problem import Timetable, TimetableProblem
from remeslo.core.timetable.report import CostReport, report
from remeslo.core.timetable.result import TimetableScore

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


def add_to(commands: "Commands") -> None:
    """`timetable` and its actions."""
    command = commands.add_parser("timetable", help="solve, check, compare and explain timetables")
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    timetablesolve.add_to(actions)
    timetablerepair.add_to(actions)
    checking = actions.add_parser("check", help="judge a solution without any solver")
    _problem_and(checking, "solution")
    add_output(checking)
    checking.set_defaults(run=run_check)
    comparing = actions.add_parser("compare", help="judge several solutions of one problem side by side")
    _problem_and(comparing, "solutions", nargs="+")
    add_output(comparing)
    comparing.set_defaults(run=run_compare)
    timetablereport.add_to(actions)
    timetableprepare.add_to(actions)


def _problem_and(command: argparse.ArgumentParser, name: str, nargs: str | None = None) -> None:
    command.add_argument("problem", type=Path, metavar="FILE", help="problem: .xml, .xml.xz or .ctt")
    command.add_argument(name, type=Path, metavar="SOLUTION", nargs=nargs, help="solution in the problem's format")


def run_check(args: argparse.Namespace, console: Console) -> int:
    """Costs and every broken rule; status 1 when one is hard."""
    problem, findings = _problem(args.problem)
    if problem is None:
        return unreadable(console, findings, as_json=args.json)
    read = read_solution(args.solution, problem)
    if read.timetable is None:
        return unreadable(console, [*findings, *read.findings], as_json=args.json)
    broken = check(problem, read.timetable)
    found = [*findings, *read.findings, *broken]
    costs = report(problem, read.timetable, hard=sum(f.hard for f in found))
    if args.json:
        console.json({**score_data(costs.score), "by_kind": dict(costs.by_kind), **findings_json(found, console)})
    else:
        _tell(console, found, costs)
    return status_of(found)


def run_compare(args: argparse.Namespace, console: Console) -> int:
    """Solutions side by side, the best first; status 1 when one breaks a hard rule."""
    problem, findings = _problem(args.problem)
    if problem is None:
        return unreadable(console, findings, as_json=args.json)
    rows, found = [], [*findings]
    for path in args.solutions:
        read = read_solution(path, problem)
        found += read.findings
        if read.timetable is None:
            return unreadable(console, found, as_json=args.json)
        broken = [*(f for f in read.findings if f.hard), *check(problem, read.timetable)]
        found += broken[:MOST_SHOWN]
        rows.append((path, read.timetable, report(problem, read.timetable, hard=len(broken)).score))
    best = min(rows, key=lambda r: (r[2].hard, r[2].total))
    if args.json:
        data = [
            {"solution": str(path), **score_data(s), "moved": moved(best[1], timetable)} for path, timetable, s in rows
        ]
        console.json({"best": str(best[0]), "solutions": data})
    else:
        console.say(_table([(str(p), s, moved(best[1], t)) for p, t, s in rows], console))
    return status_of(found)


def moved(a: Timetable, b: Timetable) -> int:
    """Classes that lie at another time or in another room, or in one of the two only."""
    return sum(a.assignments.get(c) != b.assignments.get(c) for c in {*a.assignments, *b.assignments})


def _problem(path: Path) -> tuple[TimetableProblem | None, list[Finding]]:
    read = read_problem(path)
    return read.problem, list(read.findings)


def _tell(console: Console, found: list[Finding], costs: CostReport) -> None:
    shown = sorted((f for f in found if f.severity > Severity.NOTE), key=lambda f: -f.severity)
    console.findings(shown[:MOST_SHOWN])
    left = len(shown) - MOST_SHOWN
    if left > 0:
        console.say(console.text(f"... и ещё замечаний: {left}", f"... and {left} more findings"))
    for line in score_lines(costs.score, console):
        console.say(line)
    for kind, cost in costs.by_kind.items():
        console.say(f"    {kind}: {cost}")


def _table(rows: list[tuple[str, TimetableScore, int]], console: Console) -> str:
    head = console.text(
        "решение|грубых|всего|время|ауд.|правила|студ.|отличий", "solution|hard|total|time|room|rules|stud.|moved"
    ).split("|")
    cells = [
        head,
        *([n, *map(str, (s.hard, s.total, s.time, s.room, s.distribution, s.student, m))] for n, s, m in rows),
    ]
    widths = [max(len(r[i]) for r in cells) for i in range(len(head))]
    return "\n".join(
        "  ".join(c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(r, widths, strict=True)))
        for r in cells
    )
