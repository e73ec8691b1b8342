"""The review list of a new edition as a workbook (decisions come back in it) and as plain data. See FORMAT.md."""

from remeslo.interchange.revisionsheet.holders import holder
from remeslo.interchange.revisionsheet.reader import DecisionsReading, read
from remeslo.interchange.revisionsheet.report import as_report
from remeslo.interchange.revisionsheet.writer import write

__all__ = ["DecisionsReading", "as_report", "holder", "read", "write"]
