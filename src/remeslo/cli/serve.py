"""`remeslo serve`, `demo` and the commands of the database: hand over to the web application's own process."""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from remeslo.cli.console import Console

if TYPE_CHECKING:
    from remeslo.cli.options import Commands

_WEB_COMMANDS = {
    "serve": "serve the web application",
    "demo": "load and plan the example cluster, then serve it",
    "export": "write a cluster of the database as a cluster folder",
    "import": "load a cluster folder into the database",
    "backup": "write the whole database into one file",
    "restore": "fill the database from a backup",
    "audit": "judge the chain of the log",
    "privacy": "personal data: what is due, and erasing it",
    "country": "load an invented country of 70 clusters",
}


def add_to(commands: "Commands") -> None:
    """The commands of the database; their options are the web application's own (`remeslo serve --help`)."""
    for name, text in _WEB_COMMANDS.items():
        command = commands.add_parser(name, help=text, add_help=False)
        command.set_defaults(run=run, lang=None, rest=[])


def is_handed_over(argv: Sequence[str]) -> bool:
    """True for a command of the web application, whose options the grammar here does not know."""
    return bool(argv) and argv[0] in _WEB_COMMANDS


def run(args: argparse.Namespace, console: Console) -> int:
    """Runs ``python -m remeslo.web COMMAND ...`` and passes on its exit status."""
    command = [sys.executable, "-m", "remeslo.web", args.command, *args.rest]
    environment = {**os.environ, "REMESLO_LANG": console.language}
    if os.name == "posix":
        sys.stdout.flush()
        os.execve(command[0], command, environment)
    return subprocess.call(command, env=environment)
