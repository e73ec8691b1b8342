"""Staff as a workbook: people, qualifications, courses in and out, gaps, matrix, assignment and plan out."""

from remeslo.interchange.staffsheet.book import StaffBook
from remeslo.interchange.staffsheet.names import Names, names_of
from remeslo.interchange.staffsheet.preview import Change, ChangeKind, preview
from remeslo.interchange.staffsheet.reader import StaffReading, read
from remeslo.interchange.staffsheet.writer import template, write

__all__ = [
    "Change",
    "ChangeKind",
    "Names",
    "StaffBook",
    "StaffReading",
    "names_of",
    "preview",
    "read",
    "template",
    "write",
]
