"""`remeslo network`: workshops and workplaces of a year between colleges."""

from typing import TYPE_CHECKING

from remeslo.cli import networkcheck, networkcountry, networkplan

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


def add_to(commands: "Commands") -> None:
    """`network plan|check|explain|country`."""
    command = commands.add_parser("network", help="one resource centre, many colleges: the allocation of a year")
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    for module in (networkplan, networkcheck, networkcountry):
        module.add_to(actions)
