"""Days that one college asks for in another's workshop, and every word that was said of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from remeslo.web.apps.common.models import Cluster, DocumentVersion, Organisation
from remeslo.web.apps.common.models.documents import FrozenModel
from remeslo.web.apps.network.enums import AskState


class SlotAsk(models.Model):
    """
    A request between colleges.

    ``place`` is the key of a workshop, ``blocks`` are ``[[week, days], ...]`` of the planned ``year``; an approved one
    is among the requests of the allocation under the key ``ask/NUMBER``, with the version that it gave.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="slot_asks")
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    partner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    group = models.CharField(max_length=100)
    element = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=300)
    size = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=100)
    shift = models.PositiveSmallIntegerField()
    blocks = models.JSONField()
    state = models.CharField(max_length=20, choices=AskState.choices, default=AskState.ASKED)
    version = models.ForeignKey(DocumentVersion, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["cluster", "number"], name="slot_number_once_a_cluster"),
            models.CheckConstraint(condition=Q(size__gt=0, shift__gt=0), name="slot_size_and_shift_above_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.group}, {self.place}"

    @property
    def request_key(self) -> str:
        """Key of the request that it is in the allocation."""
        return f"ask/{self.number}"

    @property
    def weeks(self) -> tuple[int, ...]:
        """Weeks, in order."""
        return tuple(week for week, _days in self.blocks)

    @property
    def days(self) -> int:
        """Days of all weeks."""
        return sum(days for _week, days in self.blocks)


class SlotWord(FrozenModel):
    """What was said of a request: asked, approved, declined, withdrawn; with the reason, who and when."""

    ask = models.ForeignKey(SlotAsk, models.CASCADE, related_name="words")
    what = models.CharField(max_length=20, choices=AskState.choices)
    text = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.ask_id} {self.what}"
