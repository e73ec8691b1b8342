"""`remeslo`: one command for each thing a file can go through."""

import argparse
import importlib
import locale
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from remeslo import __version__
from remeslo.cli import serve
from remeslo.cli.console import Console, Exit
from remeslo.interchange.sentences import Language, as_language

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


class CommandModule(Protocol):
    """A module of commands."""

    def add_to(self, commands: "Commands") -> None:
        """Adds its commands to the grammar."""


COMMANDS = (
    "plan",
    "check",
    "trace",
    "standards",
    "standard",
    "frameworks",
    "plans",
    "state",
    "norms",
    "match",
    "analytics",
    "papers",
    "course",
    "term",
    "timetable",
    "fund",
    "staff",
    "network",
    "week",
    "badge",
    "serve",
)
"""Modules of this package, in the order of the help; each adds its commands. A command loads its own module only."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; 0 done, 1 hard findings, 2 the input cannot be read."""
    args = parse(sys.argv[1:] if argv is None else argv)
    console = Console(as_language(args.lang) if args.lang else default_language())
    try:
        return int(args.run(args, console))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(Exit.DONE)
    except KeyboardInterrupt:
        console.note(console.text("Прервано.", "Interrupted."))
        return 130


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The command and its options; those of the web application are handed over as they stand."""
    if serve.is_handed_over(argv):
        args = parser(["serve"]).parse_args(argv[:1])
        args.rest = list(argv[1:])
        return args
    return parser(argv[:1] if argv and argv[0] in COMMANDS else COMMANDS).parse_args(argv)


def parser(modules: Sequence[str] = COMMANDS) -> argparse.ArgumentParser:
    """The grammar of the commands of some modules."""
    top = argparse.ArgumentParser(
        prog="remeslo",
        description="Educational-industrial clusters: from employers' demand to the shortest lawful programme.",
    )
    top.add_argument("--version", action="version", version=f"remeslo {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in modules:
        module: CommandModule = importlib.import_module(f"remeslo.cli.{name}")
        module.add_to(commands)
    return top


def default_language() -> Language:
    """``REMESLO_LANG``, else the language of the locale when it is English, else Russian."""
    wanted = os.environ.get("REMESLO_LANG", "").strip().lower()
    if wanted in ("ru", "en"):
        return as_language(wanted)
    try:
        name = locale.getlocale(locale.LC_MESSAGES)[0] or os.environ.get("LANG", "")
    except (ValueError, AttributeError):
        name = ""
    return "en" if name.lower().startswith("en") else "ru"


if __name__ == "__main__":
    raise SystemExit(main())
