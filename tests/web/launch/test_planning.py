"""The demo plans once for the same content."""

import io

import pytest
from django.utils import translation

from remeslo.core.line.plan import LineProgress
from remeslo.web.apps.common.enums import JobState
from remeslo.web.apps.planning.models import PlanRun
from remeslo.web.launch import planning
from remeslo.web.launch.console import Console

pytestmark = pytest.mark.django_db


@pytest.fixture
def quick_line(monkeypatch):
    """A planner that says how far it is and has nothing to search."""

    def plan_now(cluster, *, progress, **more):
        progress(LineProgress("matching"))
        progress(LineProgress("term", "welder", best=95, bound=90, share=0.5))
        real = planning.keep_input(cluster, planning.cluster_value(cluster), at=more["at"])
        return PlanRun.objects.create(
            cluster=cluster, input=real, asked_at=more["at"], finished_at=more["at"], state=JobState.DONE
        )

    monkeypatch.setattr(planning, "plan_cluster_now", plan_now)


def test_the_terminal_shows_programme_stage_best_and_bound_and_the_second_start_is_quick(quick_line, cluster):
    console = Console(io.StringIO())

    with translation.override("en"):
        for _ in range(2):
            planning.plan_unless_planned(cluster, console, limit_s=1, seed=0)

    lines = console.out.getvalue().splitlines()
    assert any("Сварщик: Searching" in line and "95 weeks, no plan below 90" in line for line in lines)
    assert "planned already" in lines[-1] and PlanRun.objects.count() == 1
