"""Runs of the planner of timetables as jobs."""

from collections.abc import Callable

from django.urls import reverse

from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.services.crews import Crew, Ended
from remeslo.web.apps.common.services.making import Made, Planners, by_kind, keep_made
from remeslo.web.apps.common.services.tracks import LastStep
from remeslo.web.apps.timetables.enums import LONG, QUICK, RunKind
from remeslo.web.apps.timetables.models import WeekRun
from remeslo.web.apps.timetables.services.asking import stop


def the_planners() -> Planners:
    """The core's own planners, loaded with the first run."""
    from remeslo.web.apps.timetables.planners import PLANNERS

    return PLANNERS


def crew(planners: Callable[[], Planners] = the_planners) -> Crew:
    """Those who make timetables; tests bring other planners."""
    return Crew(
        key="week",
        model=WeekRun,
        lanes={"quick": QUICK, "long": LONG},
        work=by_kind(planners),
        keep=_keep,
        track=lambda _run: LastStep(("hard", "best")),
        action=Action.PLAN_WEEKS,
        titles=dict(RunKind.choices),
        url=lambda run: reverse("timetables:run", kwargs={"cluster": run.cluster.key, "run_id": run.pk}),
        copied=("kind", "semester", "asked"),
        stop=stop,
    )


def _keep(run: WeekRun, made: Made, ended: Ended) -> None:
    keep_made(run, made, ended, note=run.get_kind_display())
