"""Tables of facts: XLSX and CSV into facts with every problem at once, a preview, and facts into a workbook."""

from remeslo.interchange.factsheet.preview import Change, ChangeKind, preview
from remeslo.interchange.factsheet.reader import FactSheet, read
from remeslo.interchange.factsheet.writer import template, write

__all__ = ["Change", "ChangeKind", "FactSheet", "preview", "read", "template", "write"]
