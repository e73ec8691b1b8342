"""Organisations and their parts in clusters as a table: XLSX and CSV in, XLSX out. See FORMAT.md."""

from remeslo.interchange.orgsheet.preview import Change, ChangeKind, compare
from remeslo.interchange.orgsheet.reader import OrganisationReading, read
from remeslo.interchange.orgsheet.row import OrganisationRow
from remeslo.interchange.orgsheet.writer import delimited, template, write, written

__all__ = [
    "Change",
    "ChangeKind",
    "OrganisationReading",
    "OrganisationRow",
    "compare",
    "delimited",
    "read",
    "template",
    "write",
    "written",
]
