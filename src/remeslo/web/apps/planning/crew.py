"""Planning runs as jobs."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.services.crews import Crew
from remeslo.web.apps.planning.encoder import load_encoder
from remeslo.web.apps.planning.models import PlanRun
from remeslo.web.apps.planning.services.asking import stop_run
from remeslo.web.apps.planning.services.carrying import (
    EncoderSource,
    Planner,
    keep_results,
    plan_run,
    the_line,
)
from remeslo.web.apps.planning.services.progress import Track
from remeslo.web.apps.planning.words import STAGE


def crew(planner: Planner = the_line, encoder: EncoderSource = load_encoder) -> Crew:
    """Those who plan clusters; tests bring another planner."""
    return Crew(
        key="plan",
        model=PlanRun,
        lanes={"plans": ()},
        work=partial(plan_run, planner=planner, encoder=encoder),
        keep=keep_results,
        track=lambda run: Track(titles := {p["key"]: p["title"] for p in run.programmes}, run.limit_s, titles=titles),
        action=Action.RUN_PLAN,
        titles={"": _("Plan of the cluster")},
        url=lambda run: reverse("planning:run", kwargs={"cluster": run.cluster.key, "run_id": run.pk}),
        stages=STAGE,
        related=("cluster", "asked_by", "input"),
        copied=("input_id", "seed", "programmes"),
        stop=stop_run,
    )
