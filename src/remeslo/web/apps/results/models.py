"""Facts that are only ever appended, what proves them, and the names of learners, which are kept apart."""

from typing import Any

from django.conf import settings
from django.db import models

from remeslo.web.apps.common.models import Cluster, Organisation
from remeslo.web.apps.common.models.documents import FrozenModel


class FactRow(FrozenModel):
    """
    One fact of `core.base.facts` as a row; a correction is another row that names this one.

    ``by`` says it, ``other`` is the side that is asked to confirm it (none: nobody is), ``college`` the one whose
    learner it is about: these three are its parties, and only parties see it besides those who see all. ``values``
    keep the type of each value: ``{"hours": ["int", 36]}``. ``subject`` is a pseudonym, a contract or an item, and of
    a confirmation the key of the fact it is about. ``note`` is why it corrects or takes back another.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="facts")
    key = models.CharField(max_length=160)
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=160)
    on = models.DateField()
    known = models.DateField()
    by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    other = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    college = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    values = models.JSONField(default=dict)
    evidence = models.JSONField(default=list)
    corrects = models.CharField(max_length=160, blank=True)
    withdraws = models.BooleanField(default=False)
    note = models.CharField(max_length=2000, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-known", "-id"]
        indexes = [
            models.Index(fields=["cluster", "kind", "on"], name="fact_by_kind"),
            models.Index(fields=["cluster", "subject"], name="fact_by_subject"),
            models.Index(fields=["cluster", "corrects"], name="fact_by_corrected"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["cluster", "key"], name="fact_key_once_a_cluster"),
            models.CheckConstraint(
                condition=models.Q(withdraws=False) | ~models.Q(corrects=""), name="fact_withdraws_what_it_names"
            ),
            models.CheckConstraint(
                condition=~models.Q(key="") & ~models.Q(kind="") & ~models.Q(subject=""), name="fact_says_of_whom"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.on}"

    @property
    def owners(self) -> tuple[Organisation, ...]:
        """The parties; read with ``select_related("by", "other", "college")``."""
        return tuple(o for o in (self.by, self.other, self.college) if o is not None)


class Evidence(FrozenModel):
    """A file that proves facts; facts name it as ``file:<sha256>``, so that the name says what the bytes must be."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="evidence")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    data = models.BinaryField()
    owner = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cluster", "sha256"], name="evidence_once_a_cluster")]

    def __str__(self) -> str:
        return self.name

    @property
    def reference(self) -> str:
        """How facts name it."""
        return f"file:{self.sha256}"


class Learner(models.Model):
    """
    The name behind a pseudonym: the one row of this app that can be erased.

    Facts and money never carry a name; when it is erased, every figure stays what it was.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="learners")
    key = models.CharField(max_length=160)
    name = models.CharField(max_length=200)
    college = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cluster", "key"], name="learner_key_once_a_cluster")]

    def __str__(self) -> str:
        return self.key

    @property
    def owners(self) -> tuple[Organisation, ...]:
        """The college."""
        return (self.college,) if self.college is not None else ()


class FactUpload(models.Model):
    """A sheet of facts that was read and waits for its author; ``body`` is the packed JSON of the reading."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="fact_uploads")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    name = models.CharField(max_length=200)
    saved_at = models.DateTimeField(null=True)
    body: Any = models.BinaryField()

    def __str__(self) -> str:
        return self.name
