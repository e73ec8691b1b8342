"""Options that the term's commands share: what to read, and what a bare table does not say."""

import argparse
from fractions import Fraction
from pathlib import Path

from remeslo.cli.termsource import BareTable
from remeslo.core.competence.statestandard import EntryBase, ProgrammeKind
from remeslo.core.curriculum.terms import LONGEST_YEARS


def add_source(command: argparse.ArgumentParser) -> None:
    """What to read, and what a bare table of elements leaves open."""
    command.add_argument(
        "source",
        type=Path,
        metavar="FOLDER|FILE",
        help="cluster folder, what `remeslo plan` wrote, programmes/*.yaml, elements *.csv or term problem *.json",
    )
    command.add_argument("--norms", default="ru-spo-worker-2021", metavar="PACK", help="norm pack for a bare table")
    command.add_argument(
        "--start-year", type=int, default=2026, metavar="YEAR", help="first 1 September of a bare table"
    )
    command.add_argument("--kind", choices=[k.value for k in ProgrammeKind], default="worker", help="of a bare table")
    command.add_argument("--base", choices=[b.value for b in EntryBase], default="ooo", help="of a bare table")
    command.add_argument(
        "--years",
        type=_years,
        default=Fraction(0),
        metavar="N",
        help="regular length of a bare table's programme (3.5), for norms that ask for hours a year",
    )


def bare_of(args: argparse.Namespace) -> BareTable:
    """The options of a bare table."""
    return BareTable(args.norms, args.start_year, ProgrammeKind(args.kind), EntryBase(args.base), args.years)


def _years(text: str) -> Fraction:
    """A length in years, 0..10."""
    try:
        years = Fraction(text.replace(",", "."))
    except ZeroDivisionError:
        raise argparse.ArgumentTypeError(f"no length in years: {text}") from None
    if not 0 <= years <= LONGEST_YEARS:
        raise argparse.ArgumentTypeError(f"0 <= years <= {LONGEST_YEARS}")
    return years
