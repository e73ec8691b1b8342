"""Minutes as they were fixed, and the signatures under them."""

from django.conf import settings
from django.db import models

from remeslo.web.apps.common.models.documents import FrozenModel
from remeslo.web.apps.dialogue.enums import Capacity
from remeslo.web.apps.dialogue.models.meetings import Meeting


class MinutesVersion(FrozenModel):
    """Minutes fixed for signing: ``body`` is the whole paper as values, ``sha256`` the hash of it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="minutes")
    number = models.PositiveIntegerField()
    body = models.JSONField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="minutes_number_once_a_meeting")]

    def __str__(self) -> str:
        return f"{self.meeting_id} minutes {self.number}"


class MinutesSignature(FrozenModel):
    """The chair's or the secretary's signature under a version; ``sha256`` is what the person saw and signed."""

    version = models.ForeignKey(MinutesVersion, models.CASCADE, related_name="signatures")
    capacity = models.CharField(max_length=20, choices=Capacity.choices)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    user_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["version", "capacity"], name="minutes_signed_once_a_capacity")]

    def __str__(self) -> str:
        return f"{self.user_name} {self.capacity}"
