"""Runs of the planners of staff as jobs."""

from collections.abc import Callable

from django.urls import reverse

from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.services.crews import Crew, Ended
from remeslo.web.apps.common.services.making import Made, Planners, by_kind, keep_made
from remeslo.web.apps.common.services.tracks import LastStep
from remeslo.web.apps.staffplans.enums import LONG, QUICK, RunKind
from remeslo.web.apps.staffplans.models import StaffRun
from remeslo.web.apps.staffplans.services.asking import stop
from remeslo.web.apps.staffplans.words import STAGES


def the_planners() -> Planners:
    """The core's own planners, loaded with the first run."""
    from remeslo.web.apps.staffplans.planners import PLANNERS

    return PLANNERS


def crew(planners: Callable[[], Planners] = the_planners) -> Crew:
    """Those who plan staff; tests bring other planners."""
    return Crew(
        key="staff",
        model=StaffRun,
        lanes={"quick": QUICK, "long": LONG},
        work=by_kind(planners),
        keep=_keep,
        track=lambda _run: LastStep(curve=True),
        action=Action.PLAN_STAFF,
        titles=dict(RunKind.choices),
        url=lambda run: reverse("staffplans:run", kwargs={"cluster": run.cluster.key, "run_id": run.pk}),
        stages=STAGES,
        copied=("kind", "asked", "scene"),
        stop=stop,
    )


def _keep(run: StaffRun, made: Made, ended: Ended) -> None:
    keep_made(run, made, ended, publish=bool(run.asked.get("publish")))
