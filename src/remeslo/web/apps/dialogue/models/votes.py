"""Proposals and the votes on them; a ballot is never changed, the last one of a voter counts."""

from django.conf import settings
from django.db import models

from remeslo.web.apps.common.models.documents import FrozenModel
from remeslo.web.apps.dialogue.enums import Opinion, ProposalState
from remeslo.web.apps.dialogue.models.meetings import Item, Meeting, Seat


class Proposal(models.Model):
    """A proposal at a meeting; ``result`` is what the vote came to, with the rule and who was there when it closed."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="proposals")
    item = models.ForeignKey(Item, models.SET_NULL, null=True, blank=True, related_name="proposals")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=2000)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=200, blank=True)
    organisation_name = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=ProposalState.choices, default=ProposalState.PUT)
    closed_at = models.DateTimeField(null=True)
    result = models.JSONField(default=dict)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="proposal_number_once_a_meeting")]

    def __str__(self) -> str:
        return self.text


class Ballot(FrozenModel):
    """One word of one person; ``number`` grows with each of the proposal."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="ballots")
    number = models.PositiveIntegerField()
    seat = models.ForeignKey(Seat, models.RESTRICT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opinion = models.CharField(max_length=20, choices=Opinion.choices)
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="ballot_number_once_a_proposal")]

    def __str__(self) -> str:
        return f"{self.proposal_id} #{self.number} {self.opinion}"
