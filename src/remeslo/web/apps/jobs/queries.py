"""Questions over the jobs of all tables; the number of queries grows with neither tables nor jobs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final

from django.db.models import CharField, Count, Q, QuerySet, Value

from remeslo.core.base.findings import Finding, Severity
from remeslo.web.apps.common.enums import ACTIVE, JobState
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.services.crews import Crew, crews

STATES: Final[Mapping[str, tuple[JobState, ...]]] = {
    "active": ACTIVE,
    "done": (JobState.DONE,),
    "failed": (JobState.FAILED,),
    "cancelled": (JobState.CANCELLED,),
}
"""Filters by state and what they let through."""
A_PAGE: Final = 50
MOST_WATCHED: Final = 20
Place = tuple[datetime, str, int]
"""Where a job stands in the list: when it was asked for, its crew, its number."""
_COLUMNS: Final = ("pk", "state", "asked_by", "asked_at", "started_at", "finished_at", "attempt", "stop")
_DATA: Final = ("limit_s", "progress", "problem", "again_of")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One job as lists show it."""

    crew: Crew
    kind: str
    job_id: int
    state: JobState
    asked_by: int | None
    asked_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    attempt: int
    stop: str
    limit_s: int
    progress: Mapping[str, Any]
    problem: Mapping[str, Any]
    again_of: int | None
    who: str = ""

    @property
    def key(self) -> str:
        """Names it among the jobs of all tables."""
        return f"{self.crew.key}:{self.job_id}"

    @property
    def place(self) -> Place:
        """Where it stands in the list."""
        return self.asked_at, self.crew.key, self.job_id

    @property
    def title(self) -> Any:
        """What it does, in words."""
        return self.crew.titles.get(self.kind, self.kind)

    @property
    def is_active(self) -> bool:
        """True while it waits or runs."""
        return self.state in ACTIVE

    @property
    def took(self) -> timedelta | None:
        """Time from the start of the last attempt to the end."""
        return self.finished_at - self.started_at if self.started_at and self.finished_at else None

    @property
    def stage(self) -> Any:
        """What is being done now, in words."""
        return self.crew.stages.get(self.progress.get("stage", ""), "") if self.state == JobState.RUNNING else ""

    @property
    def share(self) -> float | None:
        """How far it is, 0..1; a search is as far as its time has gone."""
        if self.state != JobState.RUNNING:
            return None
        told = self.progress.get("share")
        share = float(told) if told is not None else float(self.progress.get("seconds") or 0) / max(1, self.limit_s)
        return min(0.97, max(0.03, share))

    @property
    def failure(self) -> list[Finding]:
        """Why it failed."""
        code = self.problem.get("code")
        return [Finding(code, "", self.problem.get("facts", {}), Severity.STOPS_SAVING)] if code else []


@cache
def teams() -> Mapping[str, Crew]:
    """The crews by their keys."""
    return {crew.key: crew for crew in crews()}


def lines(
    cluster: Cluster,
    *,
    of: User | None,
    states: Iterable[JobState] = (),
    crew: str = "",
    start: int = 0,
    most: int = A_PAGE,
    after: Place | None = None,
) -> list[Line]:
    """The newest jobs of a cluster (asked for by this person), at most so many, after a place; two queries."""
    chosen = [c for c in teams().values() if crew in ("", c.key)]
    rows = [_told(c, _rows(c, cluster, of, states).filter(_later(c, after))) for c in chosen]
    found = _union(rows).order_by("-asked_at", "told_crew", "-pk")[start : start + most]
    made = [_line(row) for row in found]
    return _with_names(made)


def counts(cluster: Cluster, *, of: User | None, crew: str = "") -> dict[str, int]:
    """How many jobs pass each filter by state; one query."""
    rows = [
        _rows(c, cluster, of, ()).order_by().values_list("state").annotate(n=Count("pk"))
        for c in teams().values()
        if crew in ("", c.key)
    ]
    by_state: dict[str, int] = {}
    for state, n in _union(rows):
        by_state[state] = by_state.get(state, 0) + n
    return {name: sum(by_state.get(s, 0) for s in states) for name, states in STATES.items()}


def going_on(cluster: Cluster, *, of: User | None) -> list[Line]:
    """Jobs that wait or run and nobody waits for at the screen; one query."""
    rows = [_told(c, _rows(c, cluster, of, ACTIVE)) for c in teams().values() if not c.is_quick("")]
    found = [_line(row) for row in _union(rows).order_by("-asked_at")[:A_PAGE]]
    return [line for line in found if not line.crew.is_quick(line.kind)]


def watched(cluster: Cluster, keys: Sequence[str], *, of: User | None) -> list[Line]:
    """Jobs named by their keys that have ended; one query, none without keys."""
    wanted: dict[str, list[int]] = {}
    for key in keys[:MOST_WATCHED]:
        crew, _colon, number = key.partition(":")
        if crew in teams() and number.isascii() and number.isdigit() and len(number) < 18:
            wanted.setdefault(crew, []).append(int(number))
    rows = [_told(teams()[c], _rows(teams()[c], cluster, of, ()).filter(pk__in=ids)) for c, ids in wanted.items()]
    return [line for line in map(_line, _union(rows)) if not line.is_active] if rows else []


def job_of(cluster: Cluster, crew: str, job_id: int) -> Any:
    """A job of this cluster, with its people and what its page names; ``None`` where there is none."""
    team = teams().get(crew)
    if team is None:
        return None
    people = ("asked_by", "stopped_by", *team.related)
    return team.model._default_manager.select_related(*people).filter(cluster=cluster, pk=job_id).first()


def line_of(crew: Crew, job: Any) -> Line:
    """A job that was read whole, as lists show it."""
    kind = crew.model._default_manager.filter(pk=job.pk).annotate(told_kind=crew.kind_told()).values_list("told_kind")
    return Line(
        crew=crew,
        kind=kind[0][0],
        job_id=job.pk,
        asked_by=job.asked_by_id,
        state=JobState(job.state),
        again_of=job.again_of_id,
        who=str(job.asked_by or ""),
        **{name: getattr(job, name) for name in (*_COLUMNS[3:], *_DATA[:3])},
    )


def repeats_of(crew: Crew, job: Any) -> list[Any]:
    """The other tries of the same question, oldest first."""
    first = job.again_of_id or job.pk
    rows: QuerySet[Any] = crew.model._default_manager.filter(Q(again_of=first) | Q(pk=first)).exclude(pk=job.pk)
    return list(rows.order_by("asked_at", "pk").only("state", "asked_at")[:A_PAGE])


def _rows(crew: Crew, cluster: Cluster, of: User | None, states: Iterable[JobState]) -> "QuerySet[Any]":
    rows: QuerySet[Any] = crew.model._default_manager.filter(cluster=cluster)
    if of is not None:
        rows = rows.filter(asked_by=of)
    wanted = list(states)
    return rows.filter(state__in=wanted) if wanted else rows


def _later(crew: Crew, after: Place | None) -> Q:
    """Those of a crew that stand after a place of the list, which goes by moment, crew and number."""
    if after is None:
        return Q()
    at, key, pk = after
    same = Q(asked_at=at)
    return Q(asked_at__lt=at) | (same if crew.key > key else same & Q(pk__lt=pk) if crew.key == key else Q(pk__in=()))


def _told(crew: Crew, rows: "QuerySet[Any]") -> "QuerySet[Any, Any]":
    told: QuerySet[Any, Any] = rows.order_by()
    told = told.annotate(told_crew=Value(crew.key, CharField()), told_kind=crew.kind_told())
    return told.values_list("told_crew", "told_kind", *_COLUMNS, *_DATA)


def _union(rows: "Sequence[QuerySet[Any, Any]]") -> "QuerySet[Any, Any]":
    return rows[0].union(*rows[1:], all=True) if len(rows) > 1 else rows[0]


def _line(row: tuple[Any, ...]) -> Line:
    crew, kind, pk, state, *rest = row
    named = dict(zip((*_COLUMNS[2:], *_DATA), rest, strict=True))
    return Line(crew=teams()[crew], kind=kind, job_id=pk, state=JobState(state), **named)


def _with_names(made: list[Line]) -> list[Line]:
    people = {line.asked_by for line in made if line.asked_by is not None}
    names = {u.pk: str(u) for u in User.objects.filter(pk__in=people)}
    return [replace(line, who=names.get(line.asked_by or 0, "")) for line in made]
