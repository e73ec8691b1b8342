"""`remeslo week`: the timetable of a semester."""

from typing import TYPE_CHECKING

from remeslo.cli import weekcheck, weekplan, weekrepair

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


def add_to(commands: "Commands") -> None:
    """`week plan|check|repair`."""
    command = commands.add_parser("week", help="the timetable of a semester: make, judge, repair")
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    for module in (weekplan, weekcheck, weekrepair):
        module.add_to(actions)
