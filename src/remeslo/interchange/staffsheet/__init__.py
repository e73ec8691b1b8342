"""Staff as a workbook: people, qualifications, courses in and out; gaps, matrix, assignment, plan, mentors out."""

from remeslo.interchange.staffsheet.assigntables import assignment_pages
from remeslo.interchange.staffsheet.book import StaffBook
from remeslo.interchange.staffsheet.gaptables import gap_pages, matrix_page
from remeslo.interchange.staffsheet.mentortables import mentor_pages
from remeslo.interchange.staffsheet.names import Names, names_of
from remeslo.interchange.staffsheet.pages import Page, book_of
from remeslo.interchange.staffsheet.preview import Change, ChangeKind, preview
from remeslo.interchange.staffsheet.reader import StaffReading, read
from remeslo.interchange.staffsheet.upskilltables import upskill_pages
from remeslo.interchange.staffsheet.writer import template, write

__all__ = [
    "Change",
    "ChangeKind",
    "Names",
    "Page",
    "StaffBook",
    "StaffReading",
    "assignment_pages",
    "book_of",
    "gap_pages",
    "matrix_page",
    "mentor_pages",
    "names_of",
    "preview",
    "read",
    "template",
    "upskill_pages",
    "write",
]
