"""What was booked, what was decided: rows that are only ever appended, and clawbacks with their steps."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.funding.clawback import ClawbackState
from remeslo.core.funding.ledger import Entry, EntryKind
from remeslo.core.funding.lines import LineKey
from remeslo.web.apps.common.models import Cluster, DocumentVersion, Organisation, VersionedDocument
from remeslo.web.apps.common.models.documents import FrozenModel

KINDS = [(k.value, k.value) for k in EntryKind]
STATES = [(s.value, s.value) for s in ClawbackState]
MONEY: dict[str, Any] = {"max_digits": 24, "decimal_places": 8}


def trimmed(amount: Decimal) -> Decimal:
    """An amount with two decimal places, or as many more as it needs: the same however the database keeps it."""
    short = amount.normalize()
    return short if int(short.as_tuple().exponent) < -2 else short.quantize(Decimal("0.01"))


class BookedRun(FrozenModel):
    """
    One act of booking: a settlement up to a day, a payment, a step of a clawback.

    ``version`` is the published pack it was made by, ``facts`` the id of the newest fact it knew; ``findings`` are what
    could not be computed.
    """

    class What(models.TextChoices):
        """What was done."""

        SETTLEMENT = "settlement"
        PAYMENT = "payment"
        CLAWBACK = "clawback"

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="booked_runs")
    pack = models.ForeignKey(VersionedDocument, models.PROTECT, related_name="+")
    version = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="+")
    what = models.CharField(max_length=20, choices=What.choices)
    on = models.DateField()
    facts = models.BigIntegerField(default=0)
    count = models.PositiveIntegerField(default=0)
    amount = models.DecimalField(**MONEY, default=0)
    findings = models.JSONField(default=list)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"{self.what} {self.on}"


class EntryRow(FrozenModel):
    """One entry of `core.funding.ledger`; its postings add up to zero by construction."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="entries")
    pack = models.ForeignKey(VersionedDocument, models.PROTECT, related_name="+")
    booked = models.ForeignKey(BookedRun, models.PROTECT, related_name="entries")
    on = models.DateField()
    kind = models.CharField(max_length=20, choices=KINDS)
    rule = models.CharField(max_length=100)
    contract = models.CharField(max_length=160)
    subject = models.CharField(max_length=160, blank=True)
    period = models.CharField(max_length=20, blank=True)
    line_kind = models.CharField(max_length=160, blank=True)
    payer = models.CharField(max_length=160)
    payee = models.CharField(max_length=160)
    amount = models.DecimalField(**MONEY)
    run = models.CharField(max_length=200)
    reason = models.CharField(max_length=2000, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["cluster", "pack", "on"], name="entry_by_day")]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="entry_moves_something"),
            models.UniqueConstraint(
                fields=[
                    "pack",
                    "on",
                    "run",
                    "kind",
                    "rule",
                    "contract",
                    "subject",
                    "period",
                    "line_kind",
                    "payer",
                    "payee",
                ],
                name="entry_booked_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.kind} {self.amount}"

    @property
    def line(self) -> LineKey:
        """The line it moves."""
        return LineKey(self.rule, self.contract, self.subject, self.period, self.line_kind)

    def value(self) -> Entry:
        """The core's entry."""
        return Entry(
            on=self.on,
            kind=EntryKind(self.kind),
            line=self.line,
            payer=OrganisationKey(self.payer),
            payee=OrganisationKey(self.payee),
            amount=trimmed(self.amount),
            run=self.run,
            reason=self.reason,
        )


class ClawbackRow(models.Model):
    """
    A clawback as it stands; ``body`` is the JSON of the core's value, which holds every step.

    The row is written anew with each step; the steps themselves are rows of `ClawbackStep`, which never change.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="clawbacks")
    pack = models.ForeignKey(VersionedDocument, models.PROTECT, related_name="+")
    key = models.CharField(max_length=100)
    contract = models.CharField(max_length=160)
    payee = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=STATES)
    amount = models.DecimalField(**MONEY)
    steps = models.PositiveIntegerField(default=1)
    body = models.JSONField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["cluster", "key"], name="clawback_key_once_a_cluster")]

    def __str__(self) -> str:
        return self.key

    @property
    def owners(self) -> tuple[Organisation, ...]:
        """The organisation that must repay."""
        return (self.payee,)


class ClawbackStep(FrozenModel):
    """One step: what was done, by whom, why, how much; with what the clawback was after it."""

    clawback = models.ForeignKey(ClawbackRow, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    action = models.CharField(max_length=20)
    on = models.DateField()
    reason = models.CharField(max_length=2000, blank=True)
    amount = models.DecimalField(**MONEY, default=0)
    state = models.CharField(max_length=20, choices=STATES)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["clawback", "number"], name="clawback_step_once")]

    def __str__(self) -> str:
        return f"{self.clawback_id} {self.number} {self.action}"


class ClosedYear(FrozenModel):
    """A budget year that is closed, with the proof of what was booked in it."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="closed_years")
    pack = models.ForeignKey(VersionedDocument, models.PROTECT, related_name="+")
    version = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    body = models.JSONField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["pack", "year"], name="year_closed_once")]

    def __str__(self) -> str:
        return str(self.year)


class DrawnSample(FrozenModel):
    """Lines drawn for verification: ``chosen`` is ``[[line, payee, amount, why]]``; the seed repeats the drawing."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="samples")
    pack = models.ForeignKey(VersionedDocument, models.PROTECT, related_name="+")
    on = models.DateField()
    seed = models.BigIntegerField()
    rule = models.JSONField()
    chosen = models.JSONField()
    value = models.DecimalField(**MONEY)
    total = models.DecimalField(**MONEY)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.on} {len(self.chosen)}"


class Verdict(FrozenModel):
    """What a verifier found about one line of a sample; the last word counts."""

    sample = models.ForeignKey(DrawnSample, models.CASCADE, related_name="verdicts")
    line = models.CharField(max_length=700)
    sound = models.BooleanField()
    note = models.CharField(max_length=2000, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.line} {self.sound}"
