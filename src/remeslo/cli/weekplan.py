"""`remeslo week plan`: a semester's timetable from the term plans and the allocation of the year."""

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, Exit, not_writable, status_of, unreadable
from remeslo.cli.networkscene import NetworkScene, read_scene
from remeslo.cli.options import add_output, positive
from remeslo.cli.weekcheck import agreement, people_of
from remeslo.cli.weektold import tell_week, week_data
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.line.network.booking import bookings
from remeslo.core.line.weekly.lessons import WeekReading, week_problem
from remeslo.core.line.weekly.supply import semester_weeks
from remeslo.interchange import networkfile
from remeslo.interchange.sentences import findings_data, label

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


def add_to(actions: "Commands") -> None:
    """`week plan`."""
    command = actions.add_parser("plan", help="make the timetable of a semester")
    command.add_argument("folder", type=Path, metavar="DIR", help="what `remeslo network plan` wrote")
    command.add_argument("--half", type=int, choices=(1, 2), default=1, help="1 autumn, 2 spring (1)")
    command.add_argument("--assignment", type=Path, default=None, metavar="FILE", help="`staff assign --json` wrote it")
    command.add_argument("--limit-s", type=positive, default=30.0, metavar="N", help="seconds (30)")
    command.add_argument("--seed", type=int, default=0, metavar="N", help="seed (0)")
    command.add_argument("--workers", type=int, default=2, choices=range(1, 65), metavar="N", help="threads (2)")
    add_output(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Reads, plans, judges, writes ``week-N.json``; status 1 when a rule is broken."""
    from remeslo.core.line.weekly.solve import solve  # here, because judging needs no solver

    read = read_scene(args.folder)
    if read.scene is None:
        return unreadable(console, read.findings, as_json=args.json)
    scene = read.scene
    people, refused = people_of(args.assignment)
    if refused:
        return unreadable(console, refused, as_json=args.json)
    asked = _problem(scene, args.half, people)
    if asked.problem is None:
        fatal = [Finding(f.code, f.where, f.facts, Severity.STOPS_SAVING) for f in asked.findings[-1:]]
        return unreadable(console, fatal, as_json=args.json)
    began = time.perf_counter()
    with console.step("расписание составлено", "timetable made"):
        result = solve(asked.problem, limit_s=args.limit_s, seed=args.seed, workers=args.workers)
    seconds = time.perf_counter() - began
    findings = [*asked.findings, *result.findings, *agreement(scene, asked.problem, result.plan)]
    file = networkfile.week_of(scene.year, args.half, asked.problem, result.plan)
    path = args.folder / networkfile.week_name(args.half)
    try:
        networkfile.write_week(path, file)
    except OSError as error:
        return unreadable(console, [*findings, not_writable(path, error)], as_json=args.json)
    data = week_data(asked.problem, result.plan, result.score)
    if args.json:
        told = findings_data(findings, console.language)
        head = {"status": result.status.value, "seconds": round(seconds, 1), "file": str(path)}
        console.json({**head, "hard": sum(f.hard for f in findings), **data, "findings": told})
    else:
        console.findings(findings)
        console.say(label(f"staff_status.{result.status.value}", console.language))
        tell_week(data, result.score, console)
    return status_of(findings) if result.is_lawful else Exit.HARD_FINDINGS


def _problem(scene: NetworkScene, half: int, people: dict[str, str]) -> WeekReading:
    duties = scene.applied.duties
    return week_problem(
        scene.cluster,
        duties,
        weeks=semester_weeks(scene.cluster, scene.year, half),
        rules=scene.rules,
        bookings=bookings(duties, scene.reading, scene.allocation),
        person_of=people,  # type: ignore[arg-type]
    )
