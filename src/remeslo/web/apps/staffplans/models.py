"""Runs of the planners of staff: with what settings, and what came of it."""

from django.db import models
from django.db.models import Q

from remeslo.web.apps.common.enums import ACTIVE
from remeslo.web.apps.common.models import DocumentVersion
from remeslo.web.apps.common.models.jobs import Job, has_a_lease
from remeslo.web.apps.staffplans.enums import RunKind


class StaffRun(Job):
    """
    One question to a planner of staff.

    ``asked`` says what is wanted (the person who leaves, the budget, pins), ``scene`` is the digest of the people,
    papers and duties it was asked of, ``version`` the version of the assignment or plan that came of it, ``result``
    everything else that pages show.
    """

    TOLD_AS, ACT = "staff_run", "staffplan."

    kind = models.CharField(max_length=20, choices=RunKind.choices)
    asked = models.JSONField(default=dict)
    limit_s = models.PositiveIntegerField(default=30)
    scene = models.CharField(max_length=64)

    result = models.JSONField(default=dict)
    version = models.ForeignKey(DocumentVersion, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["state", "kind", "asked_at"], name="staff_run_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["cluster", "kind"],
                condition=Q(state__in=[s.value for s in ACTIVE]) & ~Q(kind=RunKind.WITHOUT.value),
                name="one_active_staff_run_a_kind",
            ),
            has_a_lease("a_running_staff_run_has_a_lease"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_at:%Y-%m-%d %H:%M} {self.state}"
