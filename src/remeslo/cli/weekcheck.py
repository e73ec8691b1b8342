"""`remeslo week check`: a timetable judged, and held against term plans, duties and the allocation. Knows no solver."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, status_of, unreadable
from remeslo.cli.networkscene import NetworkScene, read_scene
from remeslo.cli.options import add_output
from remeslo.cli.weektold import tell_week, week_data
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.line.staffing import planned
from remeslo.core.line.weekly.agree import Scene, agree
from remeslo.core.line.weekly.check import check
from remeslo.core.line.weekly.lesson import WeekPlan, WeekProblem
from remeslo.core.line.weekly.score import score
from remeslo.interchange import networkfile
from remeslo.interchange.safety import Unreadable, read_limited
from remeslo.interchange.sentences import findings_data

if TYPE_CHECKING:
    from remeslo.cli.options import Commands

_EXAMPLE = '{"duties": [{"duty": "…", "person": "…"}]}'


def add_to(actions: "Commands") -> None:
    """`week check`."""
    command = actions.add_parser("check", help="judge a timetable without any solver")
    command.add_argument("folder", type=Path, metavar="DIR", help="what `remeslo network plan` and `week plan` wrote")
    command.add_argument("--half", type=int, choices=(1, 2), default=1, help="1 autumn, 2 spring (1)")
    command.add_argument("--file", type=Path, default=None, metavar="FILE", help="another file than DIR/week-N.json")
    add_output(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Every broken rule, and where term plan, duties, allocation and timetable differ; status 1 when one is hard."""
    read = read_scene(args.folder)
    if read.scene is None:
        return unreadable(console, read.findings, as_json=args.json)
    file = networkfile.read_week(args.file or args.folder / networkfile.week_name(args.half))
    if file.value is None:
        return unreadable(console, file.findings, as_json=args.json)
    problem, plan = file.value.whole, file.value.plan
    findings = [*check(problem, plan), *agreement(read.scene, problem, plan)]
    reached = score(problem, plan)
    data = week_data(problem, plan, reached)
    hard = sum(f.hard for f in findings)
    if args.json:
        console.json({"ok": not hard, "hard": hard, **data, "findings": findings_data(findings, console.language)})
    else:
        console.findings(findings)
        tell_week(data, reached, console)
        console.say(console.text(f"Грубых нарушений: {hard}.", f"Hard findings: {hard}."))
    return status_of(findings)


def agreement(scene: NetworkScene, problem: WeekProblem, plan: WeekPlan) -> list[Finding]:
    """Differences between the term plans, the duties, the allocation and the timetable."""
    return agree(
        Scene(
            groups=scene.cluster.groups,
            programmes=planned(scene.cluster, scene.outcome.programmes),
            plans={group: p.hours for group, p in scene.applied.plans.items()},
            duties=scene.applied.duties,
            reading=scene.reading,
            allocation=scene.allocation,
            week=problem,
            plan=plan,
        )
    )


def people_of(path: Path | None) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """Who teaches each duty, from what `staff assign --json` wrote; nobody without a file."""
    if path is None:
        return {}, ()
    try:
        data = json.loads(read_limited(path, name=str(path)).decode("utf-8"))
    except Unreadable as error:
        return {}, error.findings
    except (ValueError, RecursionError) as error:
        return {}, (_refused(path, str(error)),)
    listed = data.get("duties") if isinstance(data, dict) else None
    if not isinstance(listed, list) or not all(isinstance(x, dict) for x in listed):
        return {}, (_refused(path, "duties"),)
    pairs = [(x.get("duty"), x.get("person")) for x in listed]
    return {d: p for d, p in pairs if isinstance(d, str) and isinstance(p, str)}, ()


def _refused(path: Path, reason: str) -> Finding:
    return Finding("staff.no_assignment", str(path), {"reason": reason, "example": _EXAMPLE}, Severity.STOPS_SAVING)
