"""Long work of a cluster, whatever it is about: how far it is, what happened; cancelling it, asking again."""

import hashlib
import json
from datetime import datetime
from typing import Any, Literal

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from ninja import Query
from pydantic import BaseModel, Field

from remeslo.interchange.sentences import say
from remeslo.web.api.access import ApiRequest
from remeslo.web.api.area import IN_CLUSTER, Area
from remeslo.web.api.enums import Scope
from remeslo.web.api.paging import Asked, Page, keyed
from remeslo.web.api.problems import Problem, language
from remeslo.web.api.values import Given, Nothing, Number
from remeslo.web.apps.common.enums import JobState, Stop
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.services.crews import CannotRepeat, Crew
from remeslo.web.apps.jobs import queries
from remeslo.web.apps.jobs.access import may_repeat, may_stop, open_job, whose
from remeslo.web.apps.jobs.services import acting
from remeslo.web.apps.jobs.words import log_text

AREA = Area("jobs", Scope.JOBS_READ, Scope.JOBS_WRITE)
ALL = f"{IN_CLUSTER}/jobs"
ONE = f"{ALL}/{{crew}}/{{number}}"
CrewKey = Literal["plan", "trial", "term", "course", "staff", "network", "week"]


class Job(BaseModel):
    """A piece of long work; ``crew`` and ``number`` name it, ``share`` is how far it is, 0..1."""

    crew: str
    number: int
    kind: str
    title: str
    state: str
    stopping: bool = Field(description="True when somebody asked it to stop and it has not heard yet.")
    stage: str
    share: float
    asked_at: datetime
    asked_by: str
    started_at: datetime | None
    finished_at: datetime | None
    attempt: int
    again_of: int | None = Field(description="Number of the first job with the same question.")


class Reason(BaseModel):
    """Why it failed."""

    code: str
    text: str


class Happened(BaseModel):
    """A line of the job's own log."""

    at: datetime
    code: str
    text: str


class WholeJob(Job):
    """A job with its progress and its log."""

    best: float | None = Field(description="Best value found so far, where the work tells one.")
    bound: float | None = Field(description="No value is better than this.")
    problem: list[Reason]
    log: list[Happened]
    page: str | None = Field(description="Path of the page that shows what came of it.")
    may_stop: bool
    may_repeat: bool


class Jobs(Page[Job]):
    """A page of jobs, the newest first."""


class AskedJobs(Asked):
    """Which jobs."""

    state: Literal["", "active", "done", "failed", "cancelled"] = Field("", description="Active: waits or runs.")
    crew: Literal[CrewKey, ""] = Field("", description="Whose table it is in.")
    mine: bool = Field(False, description="Only those that the token's person asked for.")


class Stopping(Given):
    """``keep`` the best so far, where the work can, or ``drop`` everything."""

    how: Literal["keep", "drop"] = "drop"


@AREA.get(ALL, Action.SEE_CLUSTER, out=Jobs)
def listing(request: ApiRequest, cluster: str, asked: Query[AskedJobs]) -> Jobs:
    """List jobs, the newest first: the own ones, or everybody's for those who see them."""
    of = request.user if asked.mine else whose(request)
    shown, more = keyed(
        lambda after, most: queries.lines(
            request.cluster,
            of=of,
            states=queries.STATES.get(asked.state, ()),
            crew=asked.crew,
            most=most,
            after=(datetime.fromisoformat(after[0]), after[1], after[2]) if after else None,
        ),
        asked,
        lambda line: (line.asked_at.isoformat(), line.crew.key, line.job_id),
        "jobs",
    )
    return Jobs(items=[Job(**_told(line)) for line in shown], next=more)


@AREA.get(ONE, Action.SEE_CLUSTER, out=WholeJob, tagged=True)
def job(request: ApiRequest, cluster: str, crew: CrewKey, number: Number) -> WholeJob:
    """Read a job: how far it is, what happened, why it failed. Ask with If-None-Match to follow it cheaply."""
    return whole(request, *open_job(request, crew, number))


@AREA.post(f"{ONE}/stop", Action.SEE_CLUSTER, out=WholeJob)
def stop(request: ApiRequest, cluster: str, crew: CrewKey, number: Number, given: Stopping) -> WholeJob:
    """Cancel a job; one that has ended, or is stopping, stays as it is."""
    team, found = open_job(request, crew, number)
    if found.is_active and not found.stop:
        if not may_stop(request, team, found):
            raise PermissionDenied(str(team.action))
        how = Stop.KEEP if given.how == "keep" else Stop.DROP
        acting.stop(team, found, how, by=request.user, at=request.moment)
    return whole(request, *open_job(request, crew, number))


@AREA.post(f"{ONE}/again", Action.SEE_CLUSTER, out=WholeJob, status=202)
def again(request: ApiRequest, cluster: str, crew: CrewKey, number: Number, given: Nothing) -> WholeJob:
    """Ask again for a job that failed or was cancelled; the other one is linked to the first."""
    team, found = open_job(request, crew, number)
    if found.state not in (JobState.FAILED, JobState.CANCELLED) or not team.copied:
        raise Problem("conflict", _("Only a job that failed or was cancelled is asked for again."))
    if not may_repeat(request, team, found):
        raise PermissionDenied(str(team.action))
    try:
        made = acting.repeat(team, found, by=request.user, at=request.moment)
    except CannotRepeat:
        raise Problem("conflict", _("Such a job goes on already: see the list.")) from None
    return accepted(request, team, made.pk)


def accepted(request: ApiRequest, team: Crew, number: int) -> WholeJob:
    """A job that now waits, with the address to follow it under."""
    base = request.path[: request.path.index("/jobs/")]
    request.told["Location"] = f"{base}/jobs/{team.key}/{number}"
    return whole(request, *open_job(request, team.key, number))


def whole(request: ApiRequest, team: Crew, found: Any) -> WholeJob:
    """The job as it is now; the answer carries its tag."""
    line = queries.line_of(team, found)
    told = found.progress or {}
    request.told["ETag"] = _tag(found)
    return WholeJob(
        **_told(line),
        best=_number(told.get("best")),
        bound=_number(told.get("bound")),
        problem=[Reason(code=f.code, text=say(f, language()).what) for f in line.failure],
        log=[
            Happened(at=datetime.fromisoformat(at), code=code, text=log_text(team, code, facts))
            for at, code, facts in found.log
        ],
        page=team.url(found),
        may_stop=may_stop(request, team, found),
        may_repeat=may_repeat(request, team, found),
    )


def _told(line: queries.Line) -> dict[str, Any]:
    share = line.share
    return {
        "crew": line.crew.key,
        "number": line.job_id,
        "kind": line.kind,
        "title": str(line.title),
        "state": line.state.value,
        "stopping": line.is_active and bool(line.stop),
        "stage": str(line.stage),
        "share": share if share is not None else 0.0 if line.is_active else 1.0,
        "asked_at": line.asked_at,
        "asked_by": line.who,
        "started_at": line.started_at,
        "finished_at": line.finished_at,
        "attempt": line.attempt,
        "again_of": line.again_of,
    }


def _tag(found: Any) -> str:
    """Changes with everything that the answer tells of the work."""
    told = json.dumps([found.state, found.stop, found.progress, found.problem, found.log[-1:]], sort_keys=True)
    return f'"{found.attempt}-{hashlib.sha256(told.encode()).hexdigest()[:16]}"'


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) else None
