"""Decisions, written once, and what became of them."""

from django.conf import settings
from django.db import models

from remeslo.web.apps.common.models import Cluster, Organisation
from remeslo.web.apps.common.models.documents import FrozenModel
from remeslo.web.apps.dialogue.enums import EventKind
from remeslo.web.apps.dialogue.models.meetings import Item, Meeting
from remeslo.web.apps.dialogue.models.votes import Proposal


class Decision(FrozenModel):
    """
    What a meeting decided: text, who carries it out, by when, about what. Never changed; a later decision replaces it.

    The ``user`` is asked on the list of work; without one, everybody of the owner who may vote.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    number = models.PositiveIntegerField()
    item = models.ForeignKey(Item, models.RESTRICT, null=True, blank=True, related_name="decisions")
    proposal = models.ForeignKey(Proposal, models.RESTRICT, null=True, blank=True, related_name="decisions")
    text = models.CharField(max_length=2000)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    who = models.CharField(max_length=200, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    due = models.DateField()
    about = models.CharField(max_length=480, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["cluster", "number"], name="decision_number_once_a_cluster")]

    def __str__(self) -> str:
        return f"{self.number}: {self.text}"

    @property
    def key(self) -> str:
        """By which the core knows the decision."""
        return str(self.number)


class DecisionEvent(FrozenModel):
    """Something that happened to a decision; fields are those of the core value of the same name."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="events")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=EventKind.choices)
    on = models.DateField()
    text = models.CharField(max_length=2000, blank=True)
    due = models.DateField(null=True)
    other = models.CharField(max_length=100, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["decision", "number"], name="event_number_once_a_decision")]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.kind}"
