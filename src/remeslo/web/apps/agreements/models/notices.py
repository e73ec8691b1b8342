"""What a day brought to agreements by itself."""

from django.db import models

from remeslo.web.apps.agreements.enums import Notice
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.common.models.documents import FrozenModel


class NoticeRow(FrozenModel):
    """
    An agreement (by its number) ended, goes on as another, ends soon, or a commitment of it is overdue.

    ``on`` is the day it is about: the first day after the agreement, or the day by which the commitment was due;
    ``about`` the clause, or the agreement that it goes on as. Each is told once, whoever looks and however often.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="+")
    agreement = models.CharField(max_length=64)
    what = models.CharField(max_length=20, choices=Notice.choices)
    about = models.CharField(max_length=64, blank=True)
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cluster", "agreement", "what", "about", "on"], name="agreement_noticed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agreement} {self.what} {self.on}"
