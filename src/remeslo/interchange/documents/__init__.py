"""
The papers of a planned programme: curriculum and calendar in XLSX and PDF, competence matrix in XLSX, a summary; of
those who teach: the certificate of a course, the order that sends people to courses; of the week: timetable sheets.
"""

from remeslo.interchange.documents.calendar import calendar_xlsx
from remeslo.interchange.documents.certificate import (
    Certificate,
    CertificateKind,
    certificate_pdf,
    certificates_pdf,
)
from remeslo.interchange.documents.curriculum import curriculum_xlsx
from remeslo.interchange.documents.files import document_names, write_all
from remeslo.interchange.documents.matrix import matrix_xlsx
from remeslo.interchange.documents.planned import NothingPlanned
from remeslo.interchange.documents.sending import Sending, SendingOrder, StandIn, sending_pdf
from remeslo.interchange.documents.sheets_pdf import calendar_pdf, curriculum_pdf
from remeslo.interchange.documents.summary import summary_pdf
from remeslo.interchange.documents.weeksheet import SheetLesson, SheetRow, WeekSheet, week_sheets_pdf

__all__ = [
    "Certificate",
    "CertificateKind",
    "NothingPlanned",
    "Sending",
    "SendingOrder",
    "SheetLesson",
    "SheetRow",
    "StandIn",
    "WeekSheet",
    "calendar_pdf",
    "calendar_xlsx",
    "certificate_pdf",
    "certificates_pdf",
    "curriculum_pdf",
    "curriculum_xlsx",
    "document_names",
    "matrix_xlsx",
    "sending_pdf",
    "summary_pdf",
    "week_sheets_pdf",
    "write_all",
]
