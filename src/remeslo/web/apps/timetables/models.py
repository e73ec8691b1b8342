"""Scenes of timetables, runs, releases, and keys of feeds."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from remeslo.web.apps.common.enums import ACTIVE
from remeslo.web.apps.common.models import Cluster, DocumentVersion, VersionedDocument
from remeslo.web.apps.common.models.documents import FrozenModel
from remeslo.web.apps.common.models.jobs import Job, has_a_lease
from remeslo.web.apps.timetables.enums import FeedKind, RunKind


class WeekScene(FrozenModel):
    """
    Lessons, rooms, people and rules that a timetable was made from: JSON of the core's ``WeekProblem``.

    Versions of a timetable name it by its digest, so that moving a lesson does not write all lessons anew.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="week_scenes")
    sha256 = models.CharField(max_length=64)
    body = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cluster", "sha256"], name="week_scene_once")]

    def __str__(self) -> str:
        return f"{self.cluster_id} {self.sha256[:12]}"


class WeekRun(Job):
    """
    One question to the planner of timetables.

    ``semester`` is the key of the document it is about; ``asked`` says what is wanted, ``result`` holds what pages
    show: of a repair its slots and scene, which become a version only when somebody takes them.
    """

    TOLD_AS, ACT = "week_run", "timetable.run_"

    kind = models.CharField(max_length=20, choices=RunKind.choices)
    semester = models.CharField(max_length=100)
    asked = models.JSONField(default=dict)

    result = models.JSONField(default=dict)
    version = models.ForeignKey(DocumentVersion, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["state", "kind", "asked_at"], name="week_run_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["cluster", "semester", "kind"],
                condition=Q(state__in=[s.value for s in ACTIVE]),
                name="one_active_week_run_a_kind",
            ),
            has_a_lease("a_running_week_run_has_a_lease"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.semester} {self.state}"


class Release(FrozenModel):
    """
    A version of a timetable that was announced: named, numbered from 1, never changed.

    ``marks`` holds, for the meetings that differ from what was announced first, how often they have changed and with
    which release the last time; and the meetings that were announced and do not take place (see ``marks.py``).
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="week_releases")
    document = models.ForeignKey(VersionedDocument, models.CASCADE, related_name="week_releases")
    version = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField()
    summary = models.JSONField(default=dict)
    marks = models.JSONField(default=dict)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="week_release_number_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"


class FeedKey(models.Model):
    """
    An address under which a calendar reads a timetable without signing in.

    The token is not kept: ``nonce`` gives it together with the server's secret, ``digest`` finds it.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="feed_keys")
    kind = models.CharField(max_length=20, choices=FeedKind.choices)
    subject = models.CharField(max_length=100)
    nonce = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=5, default="ru")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["kind", "subject", "-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["cluster", "kind", "subject"],
                condition=Q(revoked_at__isnull=True),
                name="one_open_feed_a_subject",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
