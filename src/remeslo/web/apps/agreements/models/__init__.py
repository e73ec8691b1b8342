"""Agreements, the texts that are signed, signatures, steps, scans and remarks."""

from remeslo.web.apps.agreements.models.papers import AgreementRow, Remark
from remeslo.web.apps.agreements.models.signing import ScanRow, SignatureRow, StepRow, TextRow

__all__ = ["AgreementRow", "Remark", "ScanRow", "SignatureRow", "StepRow", "TextRow"]
