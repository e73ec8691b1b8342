"""`remeslo fund sample`: which lines are verified before they are paid: by limit, value and chance, from a seed."""

import argparse
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, status_of, unreadable
from remeslo.cli.fundsource import add_source, read_source
from remeslo.cli.fundtold import money, pack_data
from remeslo.cli.options import add_output
from remeslo.core.funding.due import due
from remeslo.core.funding.sampling import SamplingRule, draw
from remeslo.interchange.safety import Unreadable
from remeslo.interchange.sentences import findings_data, label

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


def add_to(actions: "Commands") -> None:
    """`fund sample`."""
    command = actions.add_parser(
        "sample", help="which lines to verify: at least a share of the value, all above a limit"
    )
    add_source(command, ledger=False)
    command.add_argument(
        "--value-share", type=share, default=Fraction(1, 10), metavar="0..1", help="of all money (0.1)"
    )
    command.add_argument("--random-share", type=share, default=Fraction(1, 5), metavar="0..1", help="of the rest (0.2)")
    command.add_argument("--limit", type=amount, default=None, metavar="AMOUNT", help="every line of at least this")
    command.add_argument("--seed", type=int, default=0, metavar="N", help="same lines and seed: same sample")
    add_output(command)
    command.set_defaults(run=run)


def share(text: str) -> Fraction:
    """A share 0..1, for argparse."""
    value = Fraction(amount(text))
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"a share of 0..1 is expected, not {text!r}")
    return value


def amount(text: str) -> Decimal:
    """A number >= 0, for argparse."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal(-1)
    if not value.is_finite() or value < 0:
        raise argparse.ArgumentTypeError(f"a number of at least 0 is expected, not {text!r}")
    return value


def run(args: argparse.Namespace, console: Console) -> int:
    """The chosen lines with the reason of each."""
    try:
        source = read_source(args)
    except Unreadable as error:
        return unreadable(console, error.findings, as_json=args.json)
    found = due(source.pack, source.facts, on=source.on)
    rule = SamplingRule(value_share=args.value_share, random_share=args.random_share, limit=args.limit)
    sample = draw(found.lines, rule, seed=args.seed)
    lines = {x.key: x for x in found.lines}
    findings = (*source.findings, *found.findings)
    if args.json:
        console.json(
            {
                "pack": pack_data(source.pack),
                "seed": args.seed,
                "value": money(sample.value),
                "total": money(sample.total),
                "lines": [
                    {"key": str(key), "amount": money(lines[key].amount), "chosen": why.value}
                    for key, why in sample.chosen.items()
                ],
                "findings": findings_data(findings, console.language),
            }
        )
        return status_of(findings)
    for key, why in sample.chosen.items():
        reason = label(f"chosen.{why.value}", console.language)
        console.say(f"  {key}  {money(lines[key].amount)} {source.pack.currency}  [{reason}]")
    told = money(sample.value), money(sample.total)
    console.say(console.text(f"Проверить {told[0]} из {told[1]}", f"To verify {told[0]} of {told[1]}"))
    console.findings(findings)
    return status_of(findings)
