"""Proposals: changes that are approved together or not at all, and votes on them."""

from django.conf import settings
from django.db import models

from remeslo.web.apps.common.models import Organisation
from remeslo.web.apps.studio.enums import Opinion, ProposalState
from remeslo.web.apps.studio.models.tables import Table


class Proposal(models.Model):
    """A bundle of changes with a title; ``wanted`` lists ``{"place", "value", "seen", "note"}``, each place once."""

    table = models.ForeignKey(Table, models.CASCADE, related_name="proposals")
    title = models.CharField(max_length=300)
    note = models.CharField(max_length=2000, blank=True)
    wanted = models.JSONField(default=list)
    state = models.CharField(max_length=20, choices=ProposalState.choices, default=ProposalState.OPEN)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_note = models.CharField(max_length=1000, blank=True)
    client_key = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "client_key"], condition=~models.Q(client_key=""), name="proposal_once_a_client_key"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """True while nobody decided on it."""
        return self.state == ProposalState.OPEN


class Vote(models.Model):
    """One person's opinion of a proposal; the last one counts."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="votes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    user_name = models.CharField(max_length=200, blank=True)
    opinion = models.CharField(max_length=20, choices=Opinion.choices)
    note = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["proposal", "user"], name="vote_once_a_person")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.opinion}"
