"""`remeslo plans read|compare|write`: study plans of other programs, in and out."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, Exit, not_writable, status_of, unreadable
from remeslo.cli.options import add_output
from remeslo.cli.planfiles import plan_data, read_plan
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.studyplan.compare import PlanDifference, compare
from remeslo.core.competence.studyplan.elements import elements_of
from remeslo.core.competence.studyplan.plan import StudyPlan
from remeslo.core.competence.studyplan.reading import PlanReading
from remeslo.core.competence.studyplan.sums import by_block, credits_of, hours_of
from remeslo.interchange import clusterfile, planfile, plx
from remeslo.interchange.sentences import findings_data, label

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


def add_to(commands: "Commands") -> None:
    """`plans read`, `plans compare`, `plans write`."""
    command = commands.add_parser("plans", help="read, compare and write study plans (.plx, .plm.xml, XLSX)")
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    read = actions.add_parser("read", help="read plans and tell what was found, counted twice")
    read.add_argument("files", nargs="+", type=Path, metavar="FILE", help=".plx, .plm.xml or XLSX")
    add_output(read)
    read.set_defaults(run=run_read)
    comparing = actions.add_parser("compare", help="what is new, gone or changed in the second plan")
    comparing.add_argument("old", type=Path, metavar="OLD")
    comparing.add_argument("new", type=Path, metavar="NEW")
    add_output(comparing)
    comparing.set_defaults(run=run_compare)
    write = actions.add_parser("write", help="write a plan as .plx or as a table of programme elements")
    write.add_argument("source", type=Path, metavar="FILE|DIR", help="a plan, or what `remeslo plan` wrote")
    write.add_argument("--to", choices=("plx", "elements"), required=True, help="what to write")
    write.add_argument("--out", type=Path, required=True, metavar="FILE")
    write.add_argument("--programme", default=None, metavar="KEY", help="which programme of DIR (the first)")
    write.add_argument("--practice-week-hours", type=int, default=None, metavar="N", help="for practices in weeks")
    add_output(write)
    write.set_defaults(run=run_write)


def run_read(args: argparse.Namespace, console: Console) -> int:
    """Reads every file; a file that cannot be read is told and the others are read all the same."""
    readings = [read_plan(path) for path in args.files]
    findings = [f for r in readings for f in r.findings]
    if args.json:
        plans = [plan_data(r) for r in readings]
        console.json({"plans": plans, "findings": findings_data(findings, console.language)})
    else:
        for reading in readings:
            _tell(reading, console)
        console.findings(findings)
    if not any(r.is_readable for r in readings):
        return Exit.UNREADABLE
    return status_of(findings)


def run_compare(args: argparse.Namespace, console: Console) -> int:
    """Every difference; status 0 also when there are some."""
    old, new = read_plan(args.old), read_plan(args.new)
    if old.plan is None or new.plan is None:
        return unreadable(console, (*old.findings, *new.findings), as_json=args.json)
    differences = compare(old.plan, new.plan)
    if args.json:
        console.json({"differences": [_as_data(d) for d in differences]})
        return Exit.DONE
    for d in differences:
        part, change = (
            label(f"plan_part.{d.part}", console.language),
            label(f"plan_change.{d.change}", console.language),
        )
        console.say(f"{change}: {part} {d.key} {d.title}".rstrip())
        for field in d.was:
            console.say(f"    {field}: {d.was[field] or '—'} → {d.now[field] or '—'}")
    console.say(console.text(f"Различий: {len(differences)}.", f"Differences: {len(differences)}."))
    return Exit.DONE


def run_write(args: argparse.Namespace, console: Console) -> int:
    """Writes the file whole or not at all; what had no room in it is told."""
    plan, findings = _source(args)
    if plan is None:
        return unreadable(console, findings, as_json=args.json)
    try:
        data, told = _made(plan, args, console)
        _replace(args.out, data)
    except (plx.NotWritable, clusterfile.NotWritable) as refusal:
        return unreadable(console, refusal.findings, as_json=args.json)
    except OSError as error:
        return unreadable(console, [not_writable(args.out, error)], as_json=args.json)
    findings = [*findings, *told]
    if args.json:
        console.json({"written": str(args.out), "findings": findings_data(findings, console.language)})
    else:
        console.findings(findings)
        console.say(console.text(f"Записано: {args.out}", f"Written: {args.out}"))
    return status_of(findings)


def _made(plan: StudyPlan, args: argparse.Namespace, console: Console) -> tuple[bytes, tuple[Finding, ...]]:
    if args.to == "plx":
        adapted, told = plx.adapt(plan, args.source.name)
        return plx.write(adapted), told
    made = elements_of(plan, args.source.name, practice_week_hours=args.practice_week_hours)
    return clusterfile.write_elements(made.elements, language=console.language), made.findings


def _source(args: argparse.Namespace) -> tuple[StudyPlan | None, list[Finding]]:
    """The plan of a file, or of a programme of a folder that `remeslo plan` wrote."""
    if not args.source.is_dir() and args.source.name != planfile.NAME:
        reading = read_plan(args.source)
        return reading.plan, list(reading.findings)
    planned = planfile.read(args.source)
    if planned.plan is None:
        return None, list(planned.findings)
    outcomes = planned.plan.outcome.programmes
    chosen = next((o for o in outcomes if args.programme in (None, o.key)), None)
    plan = plx.study_plan(planned.plan.cluster, chosen) if chosen is not None else None
    if plan is None:
        known = tuple(str(o.key) for o in outcomes)
        facts = {"programme": args.programme or (str(chosen.key) if chosen else ""), "known": known}
        return None, [Finding("studyplan.no_programme", str(args.source), facts, Severity.STOPS_SAVING)]
    return plan, []


def _replace(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    part.replace(path)


def _as_data(d: PlanDifference) -> dict[str, object]:
    return {
        "part": d.part.value,
        "change": d.change.value,
        "key": d.key,
        "title": d.title,
        "was": dict(d.was),
        "now": dict(d.now),
    }


def _tell(reading: PlanReading, console: Console) -> None:
    plan = reading.plan
    if plan is None:
        return
    head = plan.head
    console.say(f"{reading.name}: {head.code} {head.title}" + (f" ({head.profile})" if head.profile else ""))
    credits, hours = credits_of(plan), hours_of(plan)
    console.say(console.text(f"    з. е. {credits}, часов {hours}", f"    credits {credits}, hours {hours}"))
    for b in by_block(plan):
        title = plan.block_of[b.key].title if b.key else ""
        console.say(
            console.text(
                f"    {b.key} {title}: строк {b.rows}, з. е. {b.credits}, часов {b.hours}",
                f"    {b.key} {title}: rows {b.rows}, credits {b.credits}, hours {b.hours}",
            )
        )
    counts = ", ".join(f"{label(f'plan_count.{k}', console.language)} {n}" for k, n in reading.counted.items())
    console.say(f"    {counts}")
