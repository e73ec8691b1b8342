"""`remeslo standards read FILE...`: occupational standards of the registry, counted twice."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, Exit, status_of
from remeslo.cli.options import add_output
from remeslo.interchange import profstandart
from remeslo.interchange.sentences import findings_data

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


def add_to(commands: "Commands") -> None:
    """`standards read`."""
    command = commands.add_parser("standards", help="read occupational standards")
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    read = actions.add_parser("read", help="read registry XML and tell what was found")
    read.add_argument("files", nargs="+", type=Path, metavar="FILE", help="XML files of the registry")
    add_output(read)
    read.set_defaults(run=run_read)


def run_read(args: argparse.Namespace, console: Console) -> int:
    """Reads every file; a file that cannot be read is told and the others are read all the same."""
    reading = profstandart.read_files(args.files)
    if args.json:
        report = profstandart.as_report(reading)
        console.json({**report, "findings": findings_data(reading.findings, console.language)})
    else:
        _tell(reading, console)
    if not reading.standards and any(f.hard for f in reading.findings):
        return Exit.UNREADABLE
    return status_of(reading.findings)


def _tell(reading: profstandart.Collection, console: Console) -> None:
    for s in reading.standards:
        functions = s.functions
        console.say(f"{s.code}  {s.title} ({s.order_number}, {s.approved or '—'})")
        counts = (
            len(functions),
            sum(len(f.actions) for f in functions),
            sum(len(f.skills) for f in functions),
            sum(len(f.knowledge) for f in functions),
        )
        console.say(
            console.text(
                "    трудовых функций {}, действий {}, умений {}, знаний {}",
                "    work functions {}, actions {}, skills {}, knowledge {}",
            ).format(*counts)
        )
    console.findings(reading.findings)
