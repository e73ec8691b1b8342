"""The papers of a planned programme: curriculum and calendar in XLSX and PDF, competence matrix in XLSX, a summary."""

from remeslo.interchange.documents.calendar import calendar_xlsx
from remeslo.interchange.documents.curriculum import curriculum_xlsx
from remeslo.interchange.documents.files import document_names, write_all
from remeslo.interchange.documents.matrix import matrix_xlsx
from remeslo.interchange.documents.planned import NothingPlanned
from remeslo.interchange.documents.sheets_pdf import calendar_pdf, curriculum_pdf
from remeslo.interchange.documents.summary import summary_pdf

__all__ = [
    "NothingPlanned",
    "calendar_pdf",
    "calendar_xlsx",
    "curriculum_pdf",
    "curriculum_xlsx",
    "document_names",
    "matrix_xlsx",
    "summary_pdf",
    "write_all",
]
