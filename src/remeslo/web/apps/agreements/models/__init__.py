"""Agreements, the texts that are signed, signatures, steps, scans, remarks and notices."""

from remeslo.web.apps.agreements.models.notices import NoticeRow
from remeslo.web.apps.agreements.models.papers import AgreementRow, Remark
from remeslo.web.apps.agreements.models.signing import ScanRow, SignatureRow, StepRow, TextRow

__all__ = ["AgreementRow", "NoticeRow", "Remark", "ScanRow", "SignatureRow", "StepRow", "TextRow"]
