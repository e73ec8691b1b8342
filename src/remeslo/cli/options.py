"""Options that several commands share."""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_output(command: argparse.ArgumentParser, *, json: bool = True) -> None:
    """``--lang`` and, where a command has a machine-readable form, ``--json``."""
    command.add_argument("--lang", choices=("ru", "en"), default=None, help="language of sentences")
    if json:
        command.add_argument("--json", action="store_true", help="one JSON object on standard output")


def add_limits(command: argparse.ArgumentParser) -> None:
    """Limits of a solve: seconds for each programme, and the seed."""
    command.add_argument("--limit-s", type=positive, default=60.0, metavar="N", help="seconds for each programme (60)")
    command.add_argument("--seed", type=int, default=0, metavar="N", help="same input and seed: same plan")


def positive(text: str) -> float:
    """A number above zero, for argparse."""
    try:
        value = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"a number of seconds is expected, not {text!r}") from None
    if not 0 < value < 10**6:
        raise argparse.ArgumentTypeError(f"a number of seconds above 0 is expected, not {text!r}")
    return value
