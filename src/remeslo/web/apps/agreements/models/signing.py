"""What is signed and never changed again: texts, signatures, steps, scans."""

from typing import Any

from django.conf import settings
from django.db import models

from remeslo.web.apps.agreements.enums import Step
from remeslo.web.apps.agreements.models.papers import AgreementRow
from remeslo.web.apps.common.models.documents import FrozenModel
from remeslo.web.apps.results.models import Evidence


class TextRow(FrozenModel):
    """
    A version of the text as it was sent: the terms as data, and the lines of the paper in each language.

    ``sha256`` is of both together: who signs, signs that hash.
    """

    agreement = models.ForeignKey(AgreementRow, models.CASCADE, related_name="texts")
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    body: Any = models.JSONField()
    lines: Any = models.JSONField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="agreement_text_number_once")]

    def __str__(self) -> str:
        return f"{self.agreement_id} v{self.number}"


class SignatureRow(FrozenModel):
    """
    A named signatory's signature under a text, and the account that gave it, or wrote down that it stands on paper.

    ``paper`` is the number of that paper, ``scan`` its picture; both blank for a signature that was given here.
    """

    text = models.ForeignKey(TextRow, models.CASCADE, related_name="signatures")
    signatory = models.CharField(max_length=64)
    on = models.DateField()
    paper = models.CharField(max_length=200, blank=True)
    scan = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["text", "signatory"], name="agreement_signed_once")]

    def __str__(self) -> str:
        return f"{self.text_id} {self.signatory}"

    @property
    def is_on_paper(self) -> bool:
        """True when it was given on paper and only written down here."""
        return bool(self.paper or self.scan_id)


class StepRow(FrozenModel):
    """
    Something that was done with an agreement.

    ``on`` is the day it is about (the first day after an early end); ``party`` and ``clause`` where the step has them.
    """

    agreement = models.ForeignKey(AgreementRow, models.CASCADE, related_name="steps")
    what = models.CharField(max_length=20, choices=Step.choices)
    on = models.DateField()
    reason = models.CharField(max_length=2000, blank=True)
    party = models.CharField(max_length=64, blank=True)
    clause = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.what}"


class ScanRow(FrozenModel):
    """A scan of the signed paper, kept as evidence."""

    agreement = models.ForeignKey(AgreementRow, models.CASCADE, related_name="scans")
    file = models.ForeignKey(Evidence, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.file_id}"
