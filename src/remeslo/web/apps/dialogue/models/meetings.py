"""Meetings, who sits at them, and the points of their agendas."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from remeslo.web.apps.common.models import Cluster, Organisation
from remeslo.web.apps.dialogue.enums import AHEAD, OVER, Answer, Basis, Kind, Majority, MeetingKind, MeetingState, Tie


class Meeting(models.Model):
    """
    A round table or a meeting of a working group, with the rule of its votes.

    ``stamp`` grows with every act, so that a page learns by one number that something is new. ``opening`` and
    ``closing`` are texts of the minutes.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="meetings")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=MeetingKind.choices)
    title = models.CharField(max_length=300)
    goal = models.CharField(max_length=2000, blank=True)
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=20, choices=MeetingState.choices, default=MeetingState.DRAFT)
    basis = models.CharField(max_length=20, choices=Basis.choices, default=Basis.ORGANISATION)
    quorum_percent = models.PositiveSmallIntegerField(default=50)
    majority = models.CharField(max_length=20, choices=Majority.choices, default=Majority.CAST)
    tie = models.CharField(max_length=20, choices=Tie.choices, default=Tie.REFUSED)
    chair = models.ForeignKey("Seat", models.SET_NULL, null=True, blank=True, related_name="+")
    secretary = models.ForeignKey("Seat", models.SET_NULL, null=True, blank=True, related_name="+")
    opening = models.TextField(max_length=5000, blank=True)
    closing = models.TextField(max_length=5000, blank=True)
    stamp = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    illustrative = models.BooleanField(default=False)

    class Meta:
        ordering = ["-starts_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["cluster", "number"], name="meeting_number_once_a_cluster"),
            models.CheckConstraint(condition=Q(quorum_percent__lte=100), name="meeting_quorum_at_most_all"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_ahead(self) -> bool:
        """True while the agenda may change."""
        return self.state in AHEAD

    @property
    def is_over(self) -> bool:
        """True once it was held."""
        return self.state in OVER


class Seat(models.Model):
    """
    A person at the table; ``user`` is the account, empty for a guest. ``outside`` names an organisation that is no
    member of the cluster.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="seats")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    post = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    outside = models.CharField(max_length=300, blank=True)
    votes = models.BooleanField(default=True)
    answer = models.CharField(max_length=20, choices=Answer.choices, default=Answer.WAITING)
    answered_at = models.DateTimeField(null=True)
    present = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "user"], condition=Q(user__isnull=False), name="seat_once_a_person"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """By which the core knows the seat."""
        return str(self.pk)

    @property
    def house(self) -> str:
        """Name of the organisation."""
        return self.organisation.name if self.organisation is not None else self.outside


class Item(models.Model):
    """
    A point of an agenda.

    ``question`` is the key of the open question that it came from (blank: put by a person), ``picture`` the question
    as it was on the day it was taken. ``owners`` are keys of organisations whose own papers the picture tells of: the
    title is for everybody, the picture and what is said of it for them and for those who may open every card.
    ``heard`` is what the minutes say of the discussion; ``heard_version`` keeps two writers from overwriting each
    other.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    question = models.CharField(max_length=500, blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.OWN)
    about = models.CharField(max_length=480, blank=True)
    title = models.CharField(max_length=500)
    note = models.CharField(max_length=2000, blank=True)
    owners = models.JSONField(default=list)
    picture = models.JSONField(default=dict)
    heard = models.TextField(max_length=10_000, blank=True)
    heard_version = models.PositiveIntegerField(default=0)
    postponed = models.BooleanField(default=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "question"], condition=~Q(question=""), name="question_once_a_meeting"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        """By which the core knows the point."""
        return str(self.pk)

    @property
    def thread(self) -> str:
        """Of what remarks here speak: the thing itself, so that they are found there too."""
        return self.about or f"item:{self.pk}"
