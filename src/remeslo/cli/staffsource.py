"""What the staff commands read: a cluster folder or what `remeslo plan` wrote, and the duties that follow."""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from remeslo.cli.console import Console
from remeslo.cli.options import add_limits, add_output
from remeslo.cli.progress import ProgressLine
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.outcome import LineOutcome
from remeslo.core.line.plan import plan
from remeslo.core.line.staffing import DutyReading, PlannedProgramme, duties, planned
from remeslo.core.staffing.norms import NoStaffNormInForce, StaffNorms, StaffPack
from remeslo.interchange import clusterfile, encoder, planfile, staffpack


@dataclass(frozen=True)
class StaffScene:
    """
    Everything that a staff command works on.

    Parameters
    ----------
    on
        The day of the question.
    years
        Years on whose 1 September the study years begin that are looked at.
    findings
        What was wrong while reading.
    """

    cluster: Cluster
    outcome: LineOutcome
    programmes: tuple[PlannedProgramme, ...]
    pack: StaffPack
    norms: StaffNorms
    on: date
    years: tuple[int, ...]
    findings: tuple[Finding, ...] = ()

    @cached_property
    def duties(self) -> DutyReading:
        """Teaching duties of these years."""
        return duties(self.cluster, self.programmes, years=self.years)

    @cached_property
    def all_findings(self) -> tuple[Finding, ...]:
        """Findings of reading, then of making duties."""
        return (*self.findings, *self.duties.findings)


@dataclass(frozen=True, slots=True)
class StaffInput:
    """A scene, or ``None`` and why not."""

    scene: StaffScene | None
    findings: tuple[Finding, ...] = ()


def add_source(command: argparse.ArgumentParser) -> None:
    """What to read and which days to look at."""
    command.add_argument("folder", type=Path, metavar="FOLDER", help="cluster folder, or what `remeslo plan` wrote")
    command.add_argument("--plan", type=Path, default=None, metavar="DIR", help="what `remeslo plan` wrote of FOLDER")
    command.add_argument("--on", type=day, default=None, metavar="DATE", help="day of the question (the cluster's day)")
    command.add_argument("--years", type=_years, default=2, metavar="N", help="study years to look at, 1..6 (2)")
    command.add_argument("--norms", default=staffpack.USUAL, metavar="PACK", help="pack of staffing norms")
    add_limits(command)
    add_output(command)


def read_scene(args: argparse.Namespace, console: Console, *, person: str = "", needs_plan: bool = True) -> StaffInput:
    """
    The scene of a command; never raises on bad content. Every problem of a folder is told at once.

    Without a plan beside it, a cluster folder is planned on the way, where a plan is needed.

    Parameters
    ----------
    person
        Key of a person who must be there; blank: nobody is asked about.
    """
    found = _cluster_and_plan(args, console, needs_plan=needs_plan)
    if isinstance(found, StaffInput):
        return found
    cluster, outcome, findings = found
    packs = staffpack.builtin()
    if args.norms not in packs:
        facts = {"pack": args.norms, "known": tuple(sorted(packs))}
        return _refused("staff.no_pack", str(args.folder), facts, findings)
    pack, on = packs[args.norms], args.on or cluster.day
    try:
        norms = pack.on(on)
    except NoStaffNormInForce as error:
        return _refused("staff.no_norm_in_force", str(on), {"day": on, "reason": str(error)}, findings)
    scene = StaffScene(
        cluster=cluster,
        outcome=outcome,
        programmes=planned(cluster, outcome.programmes),
        pack=pack,
        norms=norms,
        on=on,
        years=tuple(range(cluster.start_year, cluster.start_year + args.years)),
        findings=findings,
    )
    if person and person not in {p.key for p in cluster.staff}:
        facts = {"person": person, "known": tuple(p.key for p in cluster.staff)}
        return _refused("staff.no_person", str(args.folder), facts, findings)
    if needs_plan and not scene.programmes:
        return _refused("staff.nothing_planned", str(args.folder), {"cluster": cluster.name}, findings)
    return StaffInput(scene, findings)


Read = tuple[Cluster, LineOutcome, tuple[Finding, ...]]


def _cluster_and_plan(args: argparse.Namespace, console: Console, *, needs_plan: bool) -> Read | StaffInput:
    if (args.folder / planfile.NAME).is_file() or args.folder.name == planfile.NAME:
        return _plan_of(args.folder)
    with console.step("папка кластера прочитана", "cluster folder read"):
        reading = clusterfile.read(args.folder)
    if reading.cluster is None:
        return StaffInput(None, reading.findings)
    if args.plan is not None:
        other = _plan_of(args.plan)
        if isinstance(other, StaffInput):
            return StaffInput(None, (*reading.findings, *other.findings))
        if other[0].key != reading.cluster.key:
            facts = {"plan": other[0].key, "cluster": reading.cluster.key}
            return _refused("staff.other_plan", str(args.plan), facts, reading.findings)
        return reading.cluster, other[1], reading.findings
    if not needs_plan:
        return reading.cluster, LineOutcome(cluster=reading.cluster.key, programmes=()), reading.findings
    line = ProgressLine(console)
    with console.step("программы спланированы", "programmes planned"):
        outcome = plan(
            reading.cluster, encoder=encoder.load(), limit_s=args.limit_s, seed=args.seed, progress=line.show
        )
        line.end()
    return reading.cluster, outcome, reading.findings


def _plan_of(folder: Path) -> Read | StaffInput:
    reading = planfile.read(folder)
    if reading.plan is None:
        return StaffInput(None, reading.findings)
    return reading.plan.cluster, reading.plan.outcome, ()


def _refused(code: str, where: str, facts: Mapping[str, object], before: tuple[Finding, ...]) -> StaffInput:
    return StaffInput(None, (*before, Finding(code, where, facts, Severity.STOPS_SAVING)))


def day(text: str) -> date:
    """A day, for argparse."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"a day like 2026-09-01 is expected, not {text!r}") from None


def _years(text: str) -> int:
    """A number of study years 1..6, for argparse."""
    if not text.isdecimal() or not 1 <= int(text) <= 6:
        raise argparse.ArgumentTypeError(f"a number of years 1..6 is expected, not {text!r}")
    return int(text)
