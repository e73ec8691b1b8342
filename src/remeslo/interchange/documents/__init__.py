"""The papers of a planned programme: curriculum, calendar and competence matrix in XLSX, a summary in PDF."""

from remeslo.interchange.documents.calendar import calendar_xlsx
from remeslo.interchange.documents.curriculum import NothingPlanned, curriculum_xlsx
from remeslo.interchange.documents.files import document_names, write_all
from remeslo.interchange.documents.matrix import matrix_xlsx
from remeslo.interchange.documents.summary import summary_pdf

__all__ = [
    "NothingPlanned",
    "calendar_xlsx",
    "curriculum_xlsx",
    "document_names",
    "matrix_xlsx",
    "summary_pdf",
    "write_all",
]
