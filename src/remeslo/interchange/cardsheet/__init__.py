"""Demand cards as a workbook: template, reading with a finding for each cell that is wrong, writing, preview."""

from remeslo.interchange.cardsheet.preview import Change, ChangeKind, preview
from remeslo.interchange.cardsheet.reader import CardCounts, CardSheet, read
from remeslo.interchange.cardsheet.writer import template, write

__all__ = ["CardCounts", "CardSheet", "Change", "ChangeKind", "preview", "read", "template", "write"]
