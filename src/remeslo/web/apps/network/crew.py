"""Runs of the allocation as jobs."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.services.crews import Crew
from remeslo.web.apps.common.services.making import Planners, by_kind, keep_made
from remeslo.web.apps.common.services.tracks import LastStep
from remeslo.web.apps.network.enums import LONG, QUICK, RunKind
from remeslo.web.apps.network.models import NetworkRun
from remeslo.web.apps.network.services.asking import stop
from remeslo.web.apps.network.words import STAGES

SCALE = 1000
"""Shares (unfairness) are shown in thousandths while a run goes on."""


class WholeStep(LastStep):
    """The last step in whole numbers."""

    def value(self, said: Any) -> Any:
        """Shares in thousandths."""
        return said if said is None or isinstance(said, int) else round(said * SCALE)


def the_planners() -> Planners:
    """The core's own planners, loaded with the first run."""
    from remeslo.web.apps.network.planners import PLANNERS

    return PLANNERS


def crew(planners: Callable[[], Planners] = the_planners) -> Crew:
    """Those who share out the workshops; tests bring other planners."""
    return Crew(
        key="network",
        model=NetworkRun,
        lanes={"quick": QUICK, "long": LONG},
        work=by_kind(planners),
        keep=keep_made,
        track=lambda _run: WholeStep(curve=True),
        action=Action.ALLOCATE,
        titles=dict(RunKind.choices),
        url=lambda run: reverse("network:run", kwargs={"cluster": run.cluster.key, "run_id": run.pk}),
        stages=STAGES,
        copied=("kind", "asked", "scene"),
        stop=stop,
    )
