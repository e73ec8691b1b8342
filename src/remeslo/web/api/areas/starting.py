"""Asking for long work: a plan of the programmes, the allocation of a year, a timetable, who teaches what."""

from collections.abc import Callable
from typing import Any, Literal

from django.utils.translation import gettext as _
from pydantic import Field

from remeslo.web.api.access import ApiRequest
from remeslo.web.api.area import Area
from remeslo.web.api.areas.jobs import ALL, WholeJob, accepted
from remeslo.web.api.enums import Scope
from remeslo.web.api.problems import Problem, wrong
from remeslo.web.api.values import Given, Year
from remeslo.web.apps.common.access import require
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.jobs.queries import teams
from remeslo.web.apps.network.enums import RunKind as NetworkKind
from remeslo.web.apps.network.services import asking as network
from remeslo.web.apps.network.snapshot import scene as network_scene
from remeslo.web.apps.planning.services import asking as planning
from remeslo.web.apps.staffplans.enums import RunKind as StaffKind
from remeslo.web.apps.staffplans.services import asking as staffing
from remeslo.web.apps.staffplans.snapshot import scene as staff_scene
from remeslo.web.apps.timetables.enums import RunKind as WeekKind
from remeslo.web.apps.timetables.problems import semester_of, semesters
from remeslo.web.apps.timetables.services import asking as timetables

AREA = Area("jobs", Scope.JOBS_READ, Scope.JOBS_WRITE)
Seconds = Literal[20, 60, 300]
_BUSY = (planning.AlreadyRunning, network.AlreadyRunning, timetables.AlreadyRunning, staffing.AlreadyRunning)


class WantedPlan(Given):
    """How long the planner may think about each programme, and the seed of its chance."""

    limit_s: int = Field(60, ge=1, le=planning.MOST_SECONDS)
    seed: int = Field(0, ge=0, le=2_147_483_647)


class WantedAllocation(Given):
    """What to work out of which year; ``fresh``: from nothing instead of from the allocation that is there."""

    kind: Literal["allocate", "prices"] = "allocate"
    year: Year | None = Field(None, description="Without it the first year that is planned.")
    fresh: bool = False
    limit_s: Seconds = 60


class WantedTimetable(Given):
    """Of which semester."""

    semester: str = Field(min_length=1, max_length=20, description="Like 2026-1.")
    limit_s: Seconds = 20


class WantedStaffing(Given):
    """
    Who teaches what (``assign``), who learns what (``upskill``), or what is at stake (``stakes``).

    ``mend`` belongs to ``assign``, the money to ``upskill``: whole roubles; without a budget there is no limit.
    """

    kind: Literal["assign", "upskill", "stakes"] = "assign"
    mend: bool = False
    budget: int | None = Field(None, ge=0, le=99_999_999_999)
    hour_price: int = Field(0, ge=0, le=99_999_999_999)
    way_hour_price: int = Field(0, ge=0, le=99_999_999_999)
    away_max: int | None = Field(None, ge=0, le=1000)
    substitution: bool = False
    limit_s: Seconds = 20


@AREA.post(f"{ALL}/plan", Action.RUN_PLAN, out=WholeJob, status=202)
def start_plan(request: ApiRequest, cluster: str, given: WantedPlan) -> WholeJob:
    """Ask for the plan of all programmes of the cluster as it is now."""
    require(request.user, Action.RUN_PLAN, request.cluster)
    try:
        return _asked(
            request,
            "plan",
            lambda: planning.request_run(
                request.cluster, by=request.user, at=request.moment, limit_s=given.limit_s, seed=given.seed
            ),
        )
    except planning.NothingToPlan:
        raise Problem("conflict", _("The cluster has no programme to plan: add an outline first.")) from None


@AREA.post(f"{ALL}/allocation", Action.ALLOCATE, out=WholeJob, status=202)
def start_allocation(request: ApiRequest, cluster: str, given: WantedAllocation) -> WholeJob:
    """Ask for the allocation of a year's workshops between colleges, or for what more of them would be worth."""
    require(request.user, Action.ALLOCATE, request.cluster)
    scene = network_scene(request.cluster, given.year)
    if given.year is not None and given.year != scene.year:
        raise wrong("body.year", "year", _("No term plan reaches into this year."))
    if scene.is_empty:
        raise Problem("conflict", _("There is nothing to share out: no term plan asks for a workshop."))
    return _asked(
        request,
        "network",
        lambda: network.ask(
            request.cluster,
            NetworkKind(given.kind),
            {"year": scene.year, "fresh": given.fresh},
            scene=scene.digest,
            by=request.user,
            at=request.moment,
            limit_s=given.limit_s,
        ),
    )


@AREA.post(f"{ALL}/timetable", Action.PLAN_WEEKS, out=WholeJob, status=202)
def start_timetable(request: ApiRequest, cluster: str, given: WantedTimetable) -> WholeJob:
    """Ask for the timetable of a semester."""
    require(request.user, Action.PLAN_WEEKS, request.cluster)
    semester = semester_of(given.semester)
    if semester is None or semester not in semesters(staff_scene(request.cluster)):
        raise wrong("body.semester", "semester", _("No term plan reaches into this semester."))
    return _asked(
        request,
        "week",
        lambda: timetables.ask(
            request.cluster, WeekKind.BUILD, semester.key, by=request.user, at=request.moment, limit_s=given.limit_s
        ),
    )


@AREA.post(f"{ALL}/staffing", Action.PLAN_STAFF, out=WholeJob, status=202)
def start_staffing(request: ApiRequest, cluster: str, given: WantedStaffing) -> WholeJob:
    """Ask who teaches what, who learns what before it begins, or which weeks are at stake."""
    require(request.user, Action.PLAN_STAFF, request.cluster)
    scene = staff_scene(request.cluster)
    if scene.is_empty:
        raise Problem("conflict", _("There is nothing to plan: people or lessons are missing."))
    return _asked(
        request,
        "staff",
        lambda: staffing.ask(
            request.cluster,
            StaffKind(given.kind),
            _settings(given),
            scene=scene.digest,
            by=request.user,
            at=request.moment,
            limit_s=given.limit_s,
        ),
    )


def _settings(given: WantedStaffing) -> dict[str, Any]:
    if given.kind == "assign":
        return {"mend": given.mend}
    if given.kind == "upskill":
        money = ("budget", "hour_price", "way_hour_price", "away_max", "substitution")
        return {name: getattr(given, name) for name in money}
    return {}


def _asked(request: ApiRequest, crew: str, ask: Callable[[], Any]) -> WholeJob:
    """The job that now waits; another one of its kind that goes on is told."""
    try:
        made = ask()
    except _BUSY as busy:
        raise Problem("conflict", _("Run %(number)s is not finished yet.") % {"number": busy.run.pk}) from None
    return accepted(request, teams()[crew], made.pk)
