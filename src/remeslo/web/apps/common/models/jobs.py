"""What every row of long work has: who asked, how far it is, who works on it, what went wrong."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Final

from django.conf import settings
from django.db import models
from django.db.models import Q

from remeslo.core.base.findings import Finding, Severity
from remeslo.web.apps.common.enums import ACTIVE, JobState, Stop
from remeslo.web.apps.common.models.clusters import Cluster

FIRST_LINES: Final = 20
MOST_LINES: Final = 200
"""Lines of a log that are kept: the first ones, and the newest."""

LogLine = list[Any]
"""``[moment in ISO 8601, code, facts]``."""


class Job(models.Model):
    """
    A row of long work; each app has its own table of them, with what is asked and what came of it.

    The lease: a worker that claims the job writes ``owner`` and ``lease_until`` and keeps pushing the latter on. When
    it runs out, the job is given back with ``attempt`` one higher; a worker writes only while its attempt is current,
    so that one which was believed dead cannot write after all (`services.leases`).

    ``problem`` says why it failed, as a finding's code and facts; ``log`` what happened, a line each; ``again_of`` is
    the failed or cancelled job that this one repeats.
    """

    MOST_ATTEMPTS: ClassVar[int] = 3
    """Workers that may die over one job before it is given up."""
    TOLD_AS: ClassVar[str]
    """What a job of this table is called in the log: ``run`` makes ``run:12``."""
    ACT: ClassVar[str]
    """The act of the log that its end is, up to the state: ``plan.`` makes ``plan.done``."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    again_of = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    limit_s = models.PositiveIntegerField(default=60)

    state = models.CharField(max_length=20, choices=JobState.choices, default=JobState.QUEUED)
    attempt = models.PositiveIntegerField(default=1)
    owner = models.CharField(max_length=200, blank=True)
    lease_until = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    stop = models.CharField(max_length=10, choices=Stop.choices, default=Stop.NO, blank=True)
    stopped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    progress: Any = models.JSONField(default=dict)
    log: Any = models.JSONField(default=list)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    problem: Any = models.JSONField(default=dict)

    class Meta:
        abstract = True

    @property
    def is_active(self) -> bool:
        """True while it waits or runs."""
        return self.state in ACTIVE

    @property
    def took(self) -> timedelta | None:
        """Time from the start of the last attempt to the end."""
        return self.finished_at - self.started_at if self.started_at and self.finished_at else None

    @property
    def failure(self) -> list[Finding]:
        """Why it failed, for its pages; nothing otherwise."""
        code = self.problem.get("code")
        return [Finding(code, "", self.problem.get("facts", {}), Severity.STOPS_SAVING)] if code else []

    @property
    def patience(self) -> timedelta:
        """After so long an attempt is not waited for any more: several times what it was given, and ten minutes."""
        return timedelta(seconds=4 * self.limit_s + 600)


def has_a_lease(name: str) -> models.CheckConstraint:
    """The constraint of every table of jobs: what runs has an owner and a lease."""
    running = Q(state=JobState.RUNNING)
    return models.CheckConstraint(condition=~running | (~Q(owner="") & Q(lease_until__isnull=False)), name=name)


def with_line(log: list[LogLine], at: datetime, code: str, **facts: Any) -> list[LogLine]:
    """The log with one more line; of a long one the middle goes."""
    more = [*log, [at.isoformat(timespec="seconds"), code, facts]]
    return more if len(more) <= MOST_LINES else [*more[:FIRST_LINES], *more[FIRST_LINES - MOST_LINES :]]
