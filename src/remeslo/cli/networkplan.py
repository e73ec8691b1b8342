"""`remeslo network plan`: workshops and workplaces of a year to groups of all colleges."""

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, Exit, not_writable, status_of, unreadable
from remeslo.cli.networktold import allocation_data, tell_allocation
from remeslo.cli.options import add_limits, add_output
from remeslo.cli.staffsource import read_scene
from remeslo.core.base.findings import Finding
from remeslo.core.line.network.allocate import YearAllocation, allocate_year
from remeslo.core.line.network.places import mondays_of
from remeslo.core.line.weekly.rules import travel_rules
from remeslo.core.network.check import check
from remeslo.core.network.score import score
from remeslo.interchange import networkfile, planfile, staffpack
from remeslo.interchange.sentences import findings_data, label

if TYPE_CHECKING:
    from remeslo.cli.options import Commands
    from remeslo.cli.staffsource import StaffScene


def add_to(actions: "Commands") -> None:
    """`network plan`."""
    command = actions.add_parser("plan", help="allocate workshops and workplaces of a year to groups")
    command.add_argument("folder", type=Path, metavar="FOLDER", help="cluster folder, or what `remeslo plan` wrote")
    command.add_argument("--plan", type=Path, default=None, metavar="DIR", help="what `remeslo plan` wrote of FOLDER")
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the answer is written")
    command.add_argument("--year", type=_year, default=None, metavar="Y", help="of the 1 September (the cluster's)")
    add_limits(command)
    add_output(command)
    command.set_defaults(run=run, on=None, years=1, norms=staffpack.USUAL)


def _year(text: str) -> int:
    if not text.isdecimal() or not 1990 <= int(text) <= 2100:
        raise argparse.ArgumentTypeError(f"a year is expected, not {text!r}")
    return int(text)


def run(args: argparse.Namespace, console: Console) -> int:
    """Reads, allocates, judges, writes; a refused request is a warning, status 1 only for broken rules."""
    read = read_scene(args, console)
    if read.scene is None:
        return unreadable(console, read.findings, as_json=args.json)
    scene = read.scene
    year = args.year or scene.cluster.start_year
    began = time.perf_counter()
    with console.step("год распределён", "year allocated"):
        found = allocate_year(
            scene.cluster,
            scene.outcome.programmes,
            year,
            travel_rules=travel_rules(staffpack.week_packs()[staffpack.USUAL_WEEK], scene.cluster.day),
            limit_s=args.limit_s,
            seed=args.seed,
        )
    seconds = time.perf_counter() - began
    if found.result.allocation is None or found.applied is None:
        return unreadable(console, (*found.reading.findings, *found.result.findings), as_json=args.json)
    findings = [*scene.findings, *found.reading.findings, *found.result.findings]
    findings += [*check(found.reading.problem, found.result.allocation), *found.applied.findings]
    findings = list({(f.code, f.where): f for f in findings}.values())
    refused = _write(args.out, scene, found)
    _tell(args, console, found, [*findings, *refused], seconds)
    return Exit.UNREADABLE if refused else status_of(findings)


def _write(out: Path, scene: "StaffScene", found: YearAllocation) -> list[Finding]:
    problem, allocation = found.reading.problem, found.result.allocation
    if allocation is None:
        return []
    mondays = mondays_of(found.reading.year, problem.weeks)
    kept = networkfile.kept(scene.cluster.key, found.reading.year, problem, mondays, allocation)
    try:
        out.mkdir(parents=True, exist_ok=True)
        planfile.write(out, planfile.PlanFile(scene.cluster, scene.outcome))
        networkfile.write_allocation(out / networkfile.ALLOCATION, kept)
    except OSError as error:
        return [not_writable(out, error)]
    return []


def _tell(
    args: argparse.Namespace, console: Console, found: YearAllocation, findings: list[Finding], seconds: float
) -> None:
    problem, allocation = found.reading.problem, found.result.allocation
    if allocation is None:
        return
    data = {
        "year": found.reading.year,
        "status": found.result.status.value,
        "seconds": round(seconds, 1),
        **allocation_data(problem, allocation, score(problem, allocation)),
        "bounds": {name: float(bound) for name, bound in (found.first or found.result).bounds.items()},
    }
    if args.json:
        console.json({**data, "findings": findings_data(findings, console.language)})
        return
    console.findings(findings)
    console.say(label(f"staff_status.{found.result.status.value}", console.language))
    tell_allocation(data, console)
