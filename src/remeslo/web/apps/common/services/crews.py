"""What an app says about its jobs: the table, who may do what with them, how one is worked on and how it is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import CharField, F, Value
from django.utils.module_loading import import_string

from remeslo.core.base.findings import ProblemError
from remeslo.web.apps.common.enums import JobState, Stop
from remeslo.web.apps.common.models import User
from remeslo.web.apps.common.models.jobs import Job, with_line
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.services.ends import tell_end
from remeslo.web.apps.common.services.tracks import LastStep, Track

CREWS: Final = (
    "remeslo.web.apps.planning.crew.crew",
    "remeslo.web.apps.trials.crew.crew",
    "remeslo.web.apps.studio.crew.crew",
    "remeslo.web.apps.shortcourses.crew.crew",
    "remeslo.web.apps.staffplans.crew.crew",
    "remeslo.web.apps.network.crew.crew",
    "remeslo.web.apps.timetables.crew.crew",
)
"""Functions that make the crew of an app: ``() -> Crew``; one whose app is not there is passed over."""

TellFn = Callable[[Any], None]
CancelledFn = Callable[[], bool]


class Refused(ProblemError):
    """Work that cannot be done as it was asked: a finding's code and facts."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a job ended: when, and what a person had asked of it."""

    at: datetime
    stop: Stop = Stop.NO


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """
    Those who do the jobs of one table.

    Parameters
    ----------
    key
        Word for the table in addresses and logs, unique.
    lanes
        What is done side by side: each lane does one job at a time, so that who waits at the screen does not wait
        behind a long plan. Kinds of jobs by the name of the lane; no kinds: all of them. Of the lane ``quick``
        nobody is told besides the page that asked.
    work
        ``(job, tell, cancelled) -> what came of it``, without any transaction; ``None`` when it was cut short before
        there was anything to keep. What the core refuses (`ProblemError`) ends the job as failed.
    keep
        Writes what came of it, in the transaction that ends the job, after the fence.
    action
        What a person must be allowed to stop such a job or ask for it again.
    titles
        What a job does in words, by its kind; ``""`` where the table knows none.
    kind
        Tells the kind in a query, where the table has no such column.
    url
        The page that a job belongs to (``None``: none).
    stages
        Words for the stages that the work tells.
    related
        Rows read together with a job.
    copied
        Fields that say what is asked: asked again, a job is another one with the same.
    """

    key: str
    model: type[Job]
    lanes: Mapping[str, tuple[str, ...]]
    work: Callable[[Any, TellFn, CancelledFn], Any]
    keep: Callable[[Any, Any, Ended], None]
    track: Callable[[Any], Track] = lambda _job: LastStep()
    action: Action
    titles: Mapping[str, Any]
    kind: Any = None
    url: Callable[[Any], str | None]
    stages: Mapping[str, Any] = field(default_factory=dict)
    related: tuple[str, ...] = ("cluster", "asked_by")
    copied: tuple[str, ...] = ()
    stop: Callable[..., Job]

    def kind_told(self) -> Any:
        """The kind as an expression of a query."""
        if self.kind is not None:
            return self.kind
        has_kinds = any(f.name == "kind" for f in self.model._meta.fields)
        return F("kind") if has_kinds else Value("", CharField())

    def is_quick(self, kind: str) -> bool:
        """True when somebody waits at the screen for jobs of this kind."""
        quick = self.lanes.get("quick")
        return quick is not None and (not quick or kind in quick)

    def load(self, job_id: int) -> Any:
        """The job with what its work reads; one query."""
        return self.model._default_manager.select_related(*self.related).get(pk=job_id)


class CannotRepeat(Exception):
    """The job goes on or was done, or its like goes on already."""


def crews() -> tuple[Crew, ...]:
    """The crews of all apps, in the order of the list."""
    return tuple(make() for make in (_made(path) for path in CREWS) if make is not None)


def _made(path: str) -> Callable[[], Crew] | None:
    try:
        return import_string(path)  # type: ignore[no-any-return]
    except ImportError:
        return None


def stop_job(model: type[Job], job_id: int, how: Stop, *, by: User | None, at: datetime) -> tuple[Any, bool]:
    """
    Stop a job: one that waits ends at once, one that runs ends when its worker hears of it.

    The job, and whether this changed anything: one that ended stays as it is, and so does one that was asked to stop
    before. The caller holds a transaction.
    """
    job = model._default_manager.select_for_update(of=("self",)).get(pk=job_id)
    if not job.is_active or job.stop:
        return job, False
    job.stop, job.stopped_by = how, by
    waits = job.state == JobState.QUEUED
    if waits:
        job.state, job.finished_at = JobState.CANCELLED, at
        job.log = with_line(job.log, at, "job.cancelled")
    job.save(update_fields=["stop", "stopped_by", "state", "finished_at", "log"])
    if waits:
        tell_end(model, job_id)
    return job, True


def ask_again(crew: Crew, job: Job, *, by: User | None, at: datetime) -> Job:
    """Another job with the same question, linked to the first; raises CannotRepeat."""
    if job.state not in (JobState.FAILED, JobState.CANCELLED):
        raise CannotRepeat
    same: dict[str, Any] = {name: getattr(job, name) for name in (*crew.copied, "cluster_id", "limit_s")}
    try:
        with transaction.atomic():
            same |= {"again_of": job.again_of or job, "asked_by": by, "asked_at": at}
            return crew.model._default_manager.create(**same)
    except IntegrityError:
        raise CannotRepeat from None
