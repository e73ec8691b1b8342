"""Searches for the shortest term of a course or of a learner, for the worker."""

from typing import Any

from django.db import models
from django.db.models import Q

from remeslo.web.apps.common.models import Cluster, DocumentVersion
from remeslo.web.apps.shortcourses.enums import ACTIVE, JobState
from remeslo.web.apps.shortcourses.models.learners import LearnerPlan


class TermJob(models.Model):
    """
    One search, of a version of a course or of a learner's plan; ``basis`` is the hash of what it is about, so that an
    answer to something else is never shown.

    A worker that claims it writes ``owner`` and ``lease_until`` and keeps pushing the latter on; when that runs out,
    another worker takes it with ``attempt`` one higher, and the first can no longer write.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="course_terms")
    course = models.ForeignKey(DocumentVersion, models.CASCADE, null=True, related_name="+")
    learner = models.ForeignKey(LearnerPlan, models.CASCADE, null=True, related_name="jobs")
    basis = models.CharField(max_length=64)
    limit_s = models.PositiveIntegerField(default=30)
    asked_at = models.DateTimeField()

    state = models.CharField(max_length=20, choices=JobState.choices, default=JobState.QUEUED)
    attempt = models.PositiveIntegerField(default=1)
    owner = models.CharField(max_length=200, blank=True)
    lease_until = models.DateTimeField(null=True)
    stop = models.BooleanField(default=False)
    progress: Any = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True)
    result: Any = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "asked_at"], name="course_term_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(course__isnull=True) ^ Q(learner__isnull=True), name="course_term_of_one_thing"
            ),
            models.UniqueConstraint(
                fields=["course"],
                condition=Q(state__in=[s.value for s in ACTIVE]) & Q(stop=False),
                name="one_active_term_a_course",
            ),
            models.UniqueConstraint(
                fields=["learner"],
                condition=Q(state__in=[s.value for s in ACTIVE]) & Q(stop=False),
                name="one_active_term_a_learner",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course_id or self.learner_id} {self.state}"

    @property
    def is_active(self) -> bool:
        """True while it waits or runs."""
        return self.state in ACTIVE
