"""Credentials of graduates, and the keys of those who sign them."""

from uuid import uuid4

from django.conf import settings
from django.db import models

from remeslo.web.apps.common.models import Cluster, Organisation


class IssuerKey(models.Model):
    """
    A signing key of an organisation: its public side for ever, its private side sealed.

    The newest that is not retired signs; retired ones still judge what they signed.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="issuer_keys")
    multikey = models.CharField(max_length=80, unique=True)
    sealed = models.TextField()
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.multikey


class GraduateCredential(models.Model):
    """
    A competence of one graduate: issued by the college, endorsed by the employer, perhaps revoked.

    ``subject`` is the learner's pseudonym; ``document`` the credential, signed once the employer has endorsed it;
    ``place`` its place in the college's status list.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="credentials")
    uid = models.UUIDField(default=uuid4, unique=True)
    college = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    endorser = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=160)
    programme = models.CharField(max_length=160)
    competence = models.CharField(max_length=160)
    title = models.CharField(max_length=1000)
    place = models.PositiveIntegerField()
    named = models.BooleanField(default=False)
    document = models.JSONField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField()
    endorsed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    endorsed_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["-issued_at", "-id"]
        indexes = [models.Index(fields=["cluster", "subject"], name="credential_by_subject")]
        constraints = [
            models.UniqueConstraint(fields=["college", "place"], name="credential_place_once_a_list"),
            models.UniqueConstraint(
                fields=["cluster", "subject", "programme", "competence"],
                condition=models.Q(revoked_at=None),
                name="credential_in_force_once",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at=None) | ~models.Q(reason=""), name="credential_revoked_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)

    @property
    def owners(self) -> tuple[Organisation, ...]:
        """Who may see it: the college and the employer."""
        return self.college, self.endorser

    @property
    def state(self) -> str:
        """``revoked``, ``signed`` or ``waiting`` (for the employer)."""
        if self.revoked_at is not None:
            return "revoked"
        return "signed" if self.endorsed_at is not None else "waiting"


class PublicCheck(models.Model):
    """
    A check that somebody asked for without signing in; the limit is counted from these rows, which go after a minute.

    ``caller`` is a keyed digest of the network address.
    """

    caller = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["caller", "at"], name="public_check_by_caller")]

    def __str__(self) -> str:
        return f"{self.caller[:12]} {self.at:%Y-%m-%d %H:%M}"
