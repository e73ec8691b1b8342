"""`remeslo fund`: money by dated rules: settle a file of facts, explain a line, trace a rouble, list packs."""

from typing import TYPE_CHECKING

from remeslo.cli import fundexplain, fundpacks, fundsample, fundsettle, fundsimulate, fundtrace, fundyear

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


def add_to(commands: "Commands") -> None:
    """Every action of `fund`."""
    command = commands.add_parser("fund", help="money that follows results: settle, explain, trace, rule packs")
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    for module in (fundsettle, fundexplain, fundsimulate, fundtrace, fundsample, fundyear, fundpacks):
        module.add_to(actions)
