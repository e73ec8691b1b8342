"""
Papers of short courses and of individual plans: the course's programme, certificates, the individual curriculum.

DOCX is styled like the programme's book and opens in Word and LibreOffice; the same values give the same bytes.
"""

from remeslo.interchange.coursepapers.certificate import CertificateFacts, certificates_docx, printed
from remeslo.interchange.coursepapers.course import course_docx
from remeslo.interchange.coursepapers.individual import IndividualPaper, RecognisedEntry, individual_docx

__all__ = [
    "CertificateFacts",
    "IndividualPaper",
    "RecognisedEntry",
    "certificates_docx",
    "course_docx",
    "individual_docx",
    "printed",
]
