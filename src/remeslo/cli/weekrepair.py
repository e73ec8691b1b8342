"""`remeslo week repair`: a workshop is closed or a teacher away; lawful again with the fewest lessons moved."""

import argparse
import re
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, Exit, not_writable, status_of, unreadable
from remeslo.cli.networkscene import NetworkScene, read_scene
from remeslo.cli.options import add_output, positive
from remeslo.cli.weektold import week_data
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import PersonKey
from remeslo.core.line.weekly.changes import Changed, Day, close_room, teacher_away
from remeslo.core.line.weekly.lesson import WeekPlan, WeekProblem
from remeslo.core.line.weekly.releases import Told, compare, told
from remeslo.core.network.rooms import RoomKey
from remeslo.core.staffing.duty import Duty, DutyKey
from remeslo.core.staffing.rights import Rights
from remeslo.interchange import networkfile
from remeslo.interchange.networkfile import WeekFile
from remeslo.interchange.sentences import findings_data, label

if TYPE_CHECKING:
    from remeslo.cli.options import Commands

WHEN = "KEY@FROM..TO, for example cnc-turning@2027-10-11..2027-10-16"
_CHANGE = re.compile(r"(?P<key>.+)@(?P<first>\d{4}-\d\d-\d\d)(?:\.\.(?P<last>\d{4}-\d\d-\d\d))?")


def add_to(actions: "Commands") -> None:
    """`week repair`."""
    command = actions.add_parser("repair", help="lawful again after a change, with the fewest lessons moved")
    command.add_argument("folder", type=Path, metavar="DIR", help="what `remeslo network plan` and `week plan` wrote")
    command.add_argument("--half", type=int, choices=(1, 2), default=1, help="1 autumn, 2 spring (1)")
    command.add_argument("--close", nargs="+", default=(), metavar="ROOM@DAYS", help=f"rooms that close: {WHEN}")
    command.add_argument("--away", nargs="+", default=(), metavar="PERSON@DAYS", help=f"teachers away: {WHEN}")
    command.add_argument("--out", type=Path, default=None, metavar="FILE", help="DIR/week-N-next.json without it")
    command.add_argument("--limit-s", type=positive, default=10.0, metavar="N", help="seconds (10)")
    command.add_argument("--workers", type=int, default=8, choices=range(1, 65), metavar="N", help="threads (8)")
    add_output(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Reads, changes, repairs, writes; tells how many moved, and who is told what."""
    from remeslo.core.line.weekly.repair import repair  # here, because judging needs no solver

    read = read_scene(args.folder)
    file = networkfile.read_week(args.folder / networkfile.week_name(args.half))
    if read.scene is None or file.value is None:
        return unreadable(console, (*read.findings, *file.findings), as_json=args.json)
    before = (file.value.whole, file.value.plan)
    changed, wrong = _changed(read.scene, *before, args)
    if wrong:
        return unreadable(console, wrong, as_json=args.json)
    began = time.perf_counter()
    result = repair(changed.problem, changed.plan, limit_s=args.limit_s, workers=args.workers)
    seconds = time.perf_counter() - began
    path = args.out or args.folder / f"week-{args.half}-next.json"
    try:
        networkfile.write_week(path, _file(file.value, changed.problem, result.plan))
    except OSError as error:
        return unreadable(console, [not_writable(path, error)], as_json=args.json)
    changes = compare(before, (changed.problem, result.plan))
    whom = told(changes)
    findings = [*changed.findings, *result.findings]
    data = {
        "status": result.status.value,
        "seconds": round(seconds, 1),
        "touched": len(changed.touched),
        "moved": len(result.moved),
        "least": result.least,
        "changes": len(changes),
        "told": {
            k: sorted(v) for k, v in (("groups", whom.groups), ("teachers", whom.teachers), ("rooms", whom.rooms))
        },
        **week_data(changed.problem, result.plan, result.score),
    }
    if args.json:
        console.json({**data, "findings": findings_data(findings, console.language)})
    else:
        console.findings(findings)
        _tell(data, whom, console)
    return status_of(findings) if result.is_lawful else Exit.HARD_FINDINGS


def _tell(data: dict[str, object], whom: Told, console: Console) -> None:
    console.say(label(f"staff_status.{data['status']}", console.language))
    console.say(
        console.text(
            f"Затронуто занятий {data['touched']}, перенесено {data['moved']} (меньше {data['least']} нельзя), "
            f"за {data['seconds']} с.",
            f"{data['touched']} lessons touched, {data['moved']} moved (no fewer than {data['least']}), "
            f"in {data['seconds']} s.",
        )
    )
    groups, teachers = ", ".join(sorted(whom.groups)) or "—", ", ".join(sorted(whom.teachers)) or "—"
    console.say(
        console.text(
            f"Сообщить группам: {groups}; преподавателям: {teachers}.",
            f"To be told: groups {groups}; teachers {teachers}.",
        )
    )


def _file(before: WeekFile, problem: WeekProblem, plan: WeekPlan) -> WeekFile:
    return networkfile.week_of(before.year, before.half, problem, plan)


def _changed(
    scene: NetworkScene, problem: WeekProblem, plan: WeekPlan, args: argparse.Namespace
) -> tuple[Changed, list[Finding]]:
    """All changes, one after the other, and those that cannot be read."""
    rooms, people = {r.key for r in problem.rooms}, {p.key for p in problem.people}
    now, wrong = Changed(problem, plan, ()), []
    for text in (*args.close, *args.away):
        is_room = text in args.close
        found = _CHANGE.fullmatch(text)
        days = _days(problem, found["first"], found["last"] or found["first"]) if found else None
        if found is None or not days or found["key"] not in (rooms if is_room else people):
            facts = {"change": text, "example": WHEN}
            wrong.append(Finding("networkfile.not_a_change", text, facts, Severity.STOPS_SAVING))
            continue
        then = _one(scene, now, found["key"], days, is_room=is_room)
        now = Changed(then.problem, then.plan, (*now.touched, *then.touched), (*now.findings, *then.findings))
    return now, wrong


def _one(scene: NetworkScene, now: Changed, key: str, days: frozenset[Day], *, is_room: bool) -> Changed:
    if is_room:
        return close_room(now.problem, now.plan, RoomKey(key), days, instead=_instead(scene))
    rights = Rights(scene.cluster.staff, scene.cluster.qualifications)
    own = [d for d in scene.applied.duties if any(x.teacher == key and x.duty == d.key for x in now.problem.lessons)]
    may = {d.key: _substitutes(scene, rights, d, PersonKey(key)) for d in own}
    return teacher_away(now.problem, now.plan, PersonKey(key), days, may=may)


def _substitutes(scene: NetworkScene, rights: Rights, duty: Duty, absent: PersonKey) -> tuple[PersonKey, ...]:
    """Whoever has the right to teach the duty, those of its college first."""
    able = rights.eligible(duty) - {absent}
    own = {p.key for p in scene.cluster.staff if p.organisation == duty.organisation}
    return tuple(sorted(able, key=lambda p: (p not in own, p)))


def _instead(scene: NetworkScene) -> dict[DutyKey, tuple[RoomKey, ...]]:
    """Other workshops in which the practice of a duty may be taught."""
    by_element = {
        (a.group.key, a.element.key): tuple(RoomKey(p.key) for p in a.places) for a in scene.reading.asked.values()
    }
    return {d.key: by_element.get((d.group, d.element), ()) for d in scene.applied.duties}


def _days(problem: WeekProblem, first: str, last: str) -> frozenset[Day] | None:
    """Study days from the first to the last; ``None`` when these are no days."""
    try:
        begin, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    study = ((w, d) for w in problem.weeks for d in range(problem.bells.days))
    return frozenset((w, d) for w, d in study if begin <= w + timedelta(days=d) <= end)
