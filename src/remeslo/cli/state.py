"""`remeslo state form|read`: the form of a state standard as a spreadsheet."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, Exit, not_writable, status_of, unreadable
from remeslo.cli.options import add_output
from remeslo.interchange import clusterfile, statesheet
from remeslo.interchange.safety import Unreadable, read_limited
from remeslo.interchange.sentences import findings_data
from remeslo.interchange.values import to_json

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


def add_to(commands: "Commands") -> None:
    """`state form`, `state read`."""
    command = commands.add_parser("state", help="state standards typed into a spreadsheet")
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    form = actions.add_parser("form", help="write the empty form")
    form.add_argument("--out", type=Path, required=True, metavar="FILE.xlsx")
    add_output(form, json=False)
    form.set_defaults(run=run_form)
    read = actions.add_parser("read", help="read forms that are filled in")
    read.add_argument("files", nargs="+", type=Path, metavar="FILE")
    read.add_argument("--out", type=Path, default=None, metavar="DIR", help="also write each as CODE.yaml")
    add_output(read)
    read.set_defaults(run=run_read)


def run_form(args: argparse.Namespace, console: Console) -> int:
    """Writes the empty form in the chosen language."""
    try:
        args.out.write_bytes(statesheet.template(console.language))
    except OSError as error:
        return unreadable(console, [not_writable(args.out, error)], as_json=False)
    console.say(console.text(f"Записано: {args.out}", f"Written: {args.out}"))
    return Exit.DONE


def run_read(args: argparse.Namespace, console: Console) -> int:
    """Reads every form; a file that cannot be read is told and the others are read all the same."""
    readings = [_read(path) for path in args.files]
    findings = [f for r in readings for f in r.findings]
    if args.out is not None:
        try:
            _write(readings, args.out, console)
        except clusterfile.NotWritable as refusal:
            findings += refusal.findings
        except OSError as error:
            findings.append(not_writable(args.out, error))
    if args.json:
        states = [
            {"file": r.name, "read": dict(r.counted), "found": dict(r.found), "standard": to_json(r.standard)}
            for r in readings
        ]
        console.json({"states": states, "findings": findings_data(findings, console.language)})
    else:
        for r in readings:
            if r.standard is not None:
                counts = ", ".join(f"{k} {n}" for k, n in r.counted.items())
                console.say(f"{r.name}: {r.standard.code} {r.standard.title} ({counts})")
        console.findings(findings)
    if all(r.standard is None for r in readings):
        return Exit.UNREADABLE
    return status_of(findings)


def _write(readings: list[statesheet.StateReading], folder: Path, console: Console) -> None:
    """Files for the folder ``state`` of a cluster, of forms without a hard finding."""
    for r in readings:
        if r.standard is not None and r.is_clean:
            folder.mkdir(parents=True, exist_ok=True)
            text = clusterfile.write_state_standard(r.standard, language=console.language)
            (folder / f"{r.standard.code}.yaml").write_text(text, encoding="utf-8")


def _read(path: Path) -> statesheet.StateReading:
    try:
        return statesheet.read(read_limited(path, name=str(path)), name=path.name)
    except Unreadable as refusal:
        return statesheet.StateReading(name=path.name, findings=refusal.findings)
