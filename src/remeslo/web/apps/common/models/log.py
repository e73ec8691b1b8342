"""The log: who did what, and when; only ever appended."""

from django.conf import settings
from django.db import models

from remeslo.web.apps.common.models.clusters import Cluster
from remeslo.web.apps.common.models.documents import FrozenModel


class LogEntry(FrozenModel):
    """
    One act.

    ``action`` is a code (``document.saved``); ``subject`` says on what (``demand_card:card-03``); ``facts`` hold what
    a sentence needs. The person's name is kept as it was that day.
    """

    at = models.DateTimeField(db_index=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    user_name = models.CharField(max_length=200, blank=True)
    cluster = models.ForeignKey(Cluster, models.CASCADE, null=True, related_name="log")
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=400, blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject}"


class LogLink(FrozenModel):
    """
    A link of the chain over the log (`core.base.chain`): ``position`` from 1 without gaps.

    ``entry`` has no constraint in the database: a link outlives an entry that somebody removed.
    """

    position = models.PositiveBigIntegerField(unique=True)
    entry = models.OneToOneField(LogEntry, models.DO_NOTHING, db_constraint=False, related_name="link")
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.position} {self.digest[:12]}"
