"""Tokens of programs, and answers that are kept so that a request sent twice acts once."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from remeslo.web.apps.common.models import Cluster


class ApiToken(models.Model):
    """
    A token of a person for one program.

    Only the SHA-256 of the whole token is kept; ``prefix`` is the part that is shown and found by. ``scopes`` narrow
    what the person may do, ``cluster`` where. ``minute`` and ``asked`` count the requests of the last minute in which
    there were any.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens")
    cluster = models.ForeignKey(Cluster, models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=12, unique=True)
    sha256 = models.CharField(max_length=64)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    minute = models.PositiveBigIntegerField(default=0)
    asked = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(sha256="") & ~Q(prefix=""), name="api_token_has_a_digest"),
            models.CheckConstraint(condition=Q(expires_at__gt=models.F("made_at")), name="api_token_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.prefix} {self.name}"


class KeptAnswer(models.Model):
    """
    The answer to a request with an ``Idempotency-Key``, written together with what the request did.

    ``sha256`` is the digest of method, path and body: the same key with another request is refused.
    """

    token = models.ForeignKey(ApiToken, models.CASCADE, related_name="answers")
    key = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    headers: Any = models.JSONField(default=dict)
    body: Any = models.BinaryField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="api_answer_once_a_key")]

    def __str__(self) -> str:
        return f"{self.token_id} {self.key}"
