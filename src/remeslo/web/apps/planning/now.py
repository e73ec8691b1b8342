"""Planning a cluster here and now, in this process: for the demo command and for scripts."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.services.execution import carry_out
from remeslo.web.apps.common.services.leases import LeaseLost, claim_this
from remeslo.web.apps.planning.crew import crew
from remeslo.web.apps.planning.models import PlanRun
from remeslo.web.apps.planning.services.asking import request_run
from remeslo.web.apps.planning.services.carrying import EncoderSource, Planner, the_line

if TYPE_CHECKING:
    from remeslo.core.line.plan import LineProgress


def plan_cluster_now(
    cluster: Cluster,
    *,
    by: User | None,
    at: datetime,
    progress: "Callable[[LineProgress], None] | None" = None,
    limit_s: int = 60,
    seed: int = 0,
    planner: Planner = the_line,
    encoder: EncoderSource = lambda: None,
) -> PlanRun:
    """Ask for a run and carry it out before returning; raises AlreadyRunning, NothingToPlan."""
    run = request_run(cluster, by=by, at=at, limit_s=limit_s, seed=seed)
    held = claim_this(run, "now", timezone.now())
    if held is None:
        raise LeaseLost
    carry_out(held, crew(planner, encoder), also_tell=progress)
    run.refresh_from_db()
    return run
