"""
What the tests of real worker processes run outside of themselves, over a database of their own.

    python outside.py migrate | seed KEY | work FOLDER NAME HOW | report RUN [STATE]

``work`` is a worker with a short lease; HOW it plans: ``hang`` (until it is killed), ``pause`` (until the folder has a
file ``go``), ``quick``. It writes a file NAME into the folder when it plans, one line a time. ``report``
waits for the STATE.
"""

import json
import os
import sys
import time
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "remeslo.web.config.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402
from tests.web import factories  # noqa: E402

from remeslo.core.curriculum.result import Status  # noqa: E402
from remeslo.core.line.outcome import LineOutcome  # noqa: E402
from remeslo.web.apps.common.models import DocumentVersion  # noqa: E402
from remeslo.web.apps.common.services import keeper, leases  # noqa: E402
from remeslo.web.apps.common.worker import Worker, stopped_by_signals  # noqa: E402
from remeslo.web.apps.planning.crew import crew  # noqa: E402
from remeslo.web.apps.planning.models import PlanRun  # noqa: E402
from remeslo.web.apps.planning.services.asking import request_run  # noqa: E402
from remeslo.web.apps.registry.services import load_cluster  # noqa: E402


@dataclass(frozen=True)
class Step:
    """A step as the line tells it; the line itself is heavy to load."""

    stage: str = "term"
    programme: str = factories.PROGRAMME
    best: int = 24
    bound: int = 20
    seconds: float = 0.5
    share: float = 0.3


leases.LEASE = keeper.LEASE = timedelta(seconds=1.5)
keeper.TICK_S, keeper.QUIET_S = 0.1, 0.3


def seed(key: str) -> None:
    cluster = load_cluster(replace(factories.cluster(), key=key), by=None)
    sys.stdout.write(str(request_run(cluster, by=None, at=timezone.now(), limit_s=10).pk))


def work(folder: Path, name: str, how: str) -> None:
    def planner(_cluster: Any, *, progress: Any, cancelled: Any, **_: Any) -> LineOutcome:
        progress(Step())
        with (folder / name).open("a") as out:
            out.write("planned\n")
        while how == "hang" or (how == "pause" and not (folder / "go").exists()):
            time.sleep(0.05)
        if how == "pause":  # what it would write differs from what the others write
            return factories.line_outcome(factories.outcome(status=Status.FEASIBLE))
        return factories.line_outcome()

    with stopped_by_signals() as stop:
        Worker([crew(planner, lambda: None)], poll_s=0.1).run(stop)


def report(run_id: int, state: str = "") -> None:
    until = time.monotonic() + 90
    run = PlanRun.objects.get(pk=run_id)
    while state and run.state != state and time.monotonic() < until:
        time.sleep(0.1)
        run.refresh_from_db()
    versions = DocumentVersion.objects.filter(document__cluster=run.cluster, document__kind="term_plan")
    found = {
        "state": run.state,
        "attempt": run.attempt,
        "statuses": [r["status"] for r in run.results],
        "versions": versions.count(),
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    command, *words = sys.argv[1:]
    if command == "migrate":
        call_command("migrate", verbosity=0)
    elif command == "seed":
        seed(words[0])
    elif command == "work":
        work(Path(words[0]), words[1], words[2])
    else:
        report(int(words[0]), *words[1:])
