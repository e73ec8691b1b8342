"""Searches for the shortest term of a course or of a learner, for the worker."""

from typing import Any

from django.db import models
from django.db.models import Q

from remeslo.web.apps.common.enums import ACTIVE, Stop
from remeslo.web.apps.common.models import DocumentVersion
from remeslo.web.apps.common.models.jobs import Job, has_a_lease
from remeslo.web.apps.shortcourses.models.learners import LearnerPlan


class TermJob(Job):
    """
    One search, of a version of a course or of a learner's plan; ``basis`` is the hash of what it is about, so that an
    answer to something else is never shown.
    """

    MOST_ATTEMPTS = 2
    TOLD_AS, ACT = "term_job", "course.term_"

    course = models.ForeignKey(DocumentVersion, models.CASCADE, null=True, related_name="+")
    learner = models.ForeignKey(LearnerPlan, models.CASCADE, null=True, related_name="jobs")
    basis = models.CharField(max_length=64)
    limit_s = models.PositiveIntegerField(default=30)

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
                condition=Q(state__in=[s.value for s in ACTIVE]) & Q(stop=Stop.NO.value),
                name="one_active_term_a_course",
            ),
            models.UniqueConstraint(
                fields=["learner"],
                condition=Q(state__in=[s.value for s in ACTIVE]) & Q(stop=Stop.NO.value),
                name="one_active_term_a_learner",
            ),
            has_a_lease("a_running_course_term_has_a_lease"),
        ]

    def __str__(self) -> str:
        return f"{self.course_id or self.learner_id} {self.state}"
