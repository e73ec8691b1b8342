"""`remeslo staff`: who may teach what, what is missing, who teaches, who learns, who guides trainees."""

from typing import TYPE_CHECKING

from remeslo.cli import staffassign, staffgaps, staffmatrix, staffmentors, staffupskill, staffwithout

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


def add_to(commands: "Commands") -> None:
    """`staff gaps|matrix|assign|without|upskill|mentors`."""
    command = commands.add_parser("staff", help="teachers and mentors: gaps, assignment, upskilling")
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    for module in (staffgaps, staffmatrix, staffassign, staffwithout, staffupskill, staffmentors):
        module.add_to(actions)
