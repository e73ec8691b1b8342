"""Days that were used of those booked: one side enters them, the other confirms or disputes; nothing is changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from remeslo.web.apps.common.models import Cluster, Organisation
from remeslo.web.apps.common.models.documents import FrozenModel
from remeslo.web.apps.network.enums import Word


class UseEntry(FrozenModel):
    """
    The visiting college says how many days of a week its group was there; a correction names the entry it replaces.

    ``request`` is the booking's key, ``week`` from 0 of the planned ``year``, ``booked`` the days of the release then.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="used_days")
    year = models.PositiveSmallIntegerField()
    request = models.CharField(max_length=300)
    place = models.CharField(max_length=100)
    partner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    week = models.PositiveSmallIntegerField()
    booked = models.PositiveSmallIntegerField()
    days = models.PositiveSmallIntegerField()
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["week", "id"]
        indexes = [models.Index(fields=["cluster", "year"], name="used_days_of_year")]
        constraints = [
            models.CheckConstraint(condition=Q(days__lte=7), name="used_days_within_a_week"),
            models.UniqueConstraint(
                fields=["cluster", "year", "request", "week"],
                condition=Q(corrects__isnull=True),
                name="used_days_entered_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request} {self.week}: {self.days}"


class UseWord(FrozenModel):
    """What the owner of the workshop says of an entry: once."""

    entry = models.OneToOneField(UseEntry, models.CASCADE, related_name="word")
    what = models.CharField(max_length=10, choices=Word.choices)
    text = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.entry_id} {self.what}"
