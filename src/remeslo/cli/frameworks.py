"""`remeslo frameworks read|compare|write`: O*NET, ESCO, CASE and tables, in and out."""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, Exit, not_writable, status_of, unreadable
from remeslo.cli.options import add_output
from remeslo.core.base.findings import Finding, ProblemError, Severity
from remeslo.core.competence.framework import Framework
from remeslo.core.competence.framework_compare import FrameworkComparison, compare
from remeslo.interchange import case, frameworks, sheets
from remeslo.interchange.frameworks import FrameworkReading
from remeslo.interchange.intake import Form, read_frameworks
from remeslo.interchange.safety import Unreadable, read_limited
from remeslo.interchange.sentences import label

if TYPE_CHECKING:
    from remeslo.cli.options import Commands

FORMATS = {
    "auto": None,
    "onet": Form.ONET,
    "esco": Form.ESCO,
    "case": Form.CASE,
    "case-sheet": Form.CASE_SHEET,
    "sheet": Form.SHEET,
}
MOST_SHOWN = 40
"""Changed items that a comparison shows on a screen; ``--json`` has them all."""


def add_to(commands: "Commands") -> None:
    """`frameworks read`, `frameworks compare`, `frameworks write`."""
    command = commands.add_parser("frameworks", help="read, compare and write frameworks (O*NET, ESCO, CASE, tables)")
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    read = actions.add_parser("read", help="read frameworks and tell what was found, counted twice")
    read.add_argument("files", nargs="+", type=Path, metavar="PATH", help="files, archives, folders")
    _add_reading(read)
    read.set_defaults(run=run_read)
    comparing = actions.add_parser("compare", help="what is new, gone or changed in the second edition")
    comparing.add_argument("old", type=Path, metavar="OLD")
    comparing.add_argument("new", type=Path, metavar="NEW")
    _add_reading(comparing)
    comparing.set_defaults(run=run_compare)
    write = actions.add_parser("write", help="write a framework as a CASE 1.1 package or a workbook")
    write.add_argument("source", type=Path, metavar="PATH")
    write.add_argument("--to", choices=("case", "xlsx"), required=True, help="what to write")
    write.add_argument("--out", type=Path, required=True, metavar="FILE")
    write.add_argument("--base", default="", metavar="URL", help="beginning of addresses in a CASE package")
    _add_reading(write)
    write.set_defaults(run=run_write)


def _add_reading(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=tuple(FORMATS), default="auto", help="form of the files (auto)")
    command.add_argument("--edition", default="", metavar="VERSION", help="edition, where names do not tell")
    add_output(command)


def run_read(args: argparse.Namespace, console: Console) -> int:
    """Reads every file; a file that cannot be read is told and the others are read all the same."""
    readings = _read(args.files, args)
    if args.json:
        console.json(frameworks.as_report(readings, language=console.language))
    else:
        for reading in readings:
            _tell(reading, console)
        console.findings(_findings(readings))
    if not any(r.is_readable for r in readings):
        return Exit.UNREADABLE
    return status_of(_findings(readings))


def run_compare(args: argparse.Namespace, console: Console) -> int:
    """Reads both and tells what differs."""
    sides: list[Framework] = []
    for path in (args.old, args.new):
        readings = _read([path], args)
        found = [r.framework for r in readings if r.framework is not None]
        if len(found) != 1:
            findings = _findings(readings)
            if found:
                facts = {"editions": tuple(f.edition for f in found)}
                findings.append(Finding("framework.several", str(path), facts, Severity.STOPS_SAVING))
            return unreadable(console, findings, as_json=args.json)
        sides.append(found[0])
    comparison = compare(sides[0], sides[1])
    if args.json:
        console.json(frameworks.comparison_report(comparison))
    else:
        _tell_comparison(comparison, console)
    return Exit.DONE


def run_write(args: argparse.Namespace, console: Console) -> int:
    """Reads a framework and writes it in another form."""
    readings = _read([args.source], args)
    found = [r.framework for r in readings if r.framework is not None]
    findings = _findings(readings)
    if len(found) != 1:
        if found:
            facts = {"editions": tuple(f.edition for f in found)}
            findings.append(Finding("framework.several", str(args.source), facts, Severity.STOPS_SAVING))
        return unreadable(console, findings, as_json=args.json)
    try:
        if args.to == "case":
            data = case.write(found[0], provider=case.Provider(args.base))
        else:
            data = sheets.write(found[0], language=console.language)
        args.out.write_bytes(data)
    except OSError as error:
        return unreadable(console, [not_writable(args.out, error)], as_json=args.json)
    except ProblemError as error:
        reason = Finding("framework.not_writable", str(args.out), {"reason": str(error)}, Severity.STOPS_SAVING)
        return unreadable(console, [reason], as_json=args.json)
    if args.json:
        report = frameworks.as_report(readings, language=console.language)
        console.json({**report, "out": str(args.out), "bytes": len(data)})
    else:
        console.say(f"{args.out}: {found[0].edition}, {len(found[0].items)}")
        console.findings(findings)
    return status_of(findings)


def _read(paths: Iterable[Path], args: argparse.Namespace) -> tuple[FrameworkReading, ...]:
    """Files, and the files of folders; names keep the folder, which often tells the edition."""
    files: list[tuple[str, bytes]] = []
    refused: list[FrameworkReading] = []
    for path in paths:
        inside = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in inside:
            name = "/".join(file.parts[-2:]) if len(file.parts) > 1 else file.name
            try:
                files.append((name, read_limited(file, name=name)))
            except Unreadable as refusal:
                refused.append(frameworks.unreadable(name, refusal.findings))
    return (*read_frameworks(files, form=FORMATS[args.format], version=args.edition), *refused)


def _findings(readings: Iterable[FrameworkReading]) -> list[Finding]:
    return [f for r in readings for f in r.findings]


def _tell(reading: FrameworkReading, console: Console) -> None:
    framework = reading.framework
    if framework is None:
        return
    console.say(f"{framework.edition}  {framework.title}  ({framework.publisher or '—'})")
    for kind, number in frameworks.kinds_of(framework):
        console.say(f"    {label(f'item_kind.{kind}', console.language)}: {number}")
    for count in reading.counts:
        what = label(f"framework_kind.{count.kind}", console.language)
        text = console.text("{}: {} — в файле {}, прочитано {}", "{}: {} — {} in the file, {} read")
        console.say("    " + text.format(count.where, what, count.found, count.read))


def _tell_comparison(comparison: FrameworkComparison, console: Console) -> None:
    console.say(f"{comparison.old} → {comparison.new}")
    same = console.text("без изменений", "unchanged")
    console.say(f"    {same}: {comparison.num_same}")
    for change, number in comparison.counts().items():
        console.say(f"    {label(f'item_change.{change.value}', console.language)}: {number}")
    for d in comparison.fields:
        console.say(f"    {d.field}: {d.old or '—'} → {d.new or '—'}")
    for item in comparison.items[:MOST_SHOWN]:
        old, new = (i.text if i else "" for i in (item.old, item.new))
        mark = label(f"item_change.{item.change.value}", console.language)
        console.say(f"  {mark}: " + " → ".join(dict.fromkeys(t for t in (old, new) if t)))
    if len(comparison.items) > MOST_SHOWN:
        console.say(console.text("  … и ещё {}", "  … and {} more").format(len(comparison.items) - MOST_SHOWN))
    for link in comparison.links:
        name = label(f"framework_link.{link.kind.value}", console.language)
        console.say(f"  {name}: +{len(link.added)} −{len(link.removed)}")
