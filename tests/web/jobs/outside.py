"""
Real worker processes over a database of their own, killed outright in the middle of jobs.

    python outside.py JOBS KILLS

Asks for that many jobs, begins two workers (forked, so that Django is loaded once), kills one of them while it works
on a job and begins another in its place, as often as KILLS says, until every job has ended. Prints what became of them.
"""

import json
import os
import signal
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "remeslo.web.config.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.utils import timezone  # noqa: E402
from tests.web import factories  # noqa: E402

from remeslo.core.staffing.result import Progress  # noqa: E402
from remeslo.web.apps.common.models import LogEntry  # noqa: E402
from remeslo.web.apps.common.services import keeper, leases  # noqa: E402
from remeslo.web.apps.common.services.making import Made  # noqa: E402
from remeslo.web.apps.common.worker import Worker, stopped_by_signals  # noqa: E402
from remeslo.web.apps.registry.services import load_cluster  # noqa: E402
from remeslo.web.apps.staffplans.crew import crew  # noqa: E402
from remeslo.web.apps.staffplans.enums import RunKind  # noqa: E402
from remeslo.web.apps.staffplans.models import StaffRun  # noqa: E402

leases.LEASE = keeper.LEASE = timedelta(seconds=2)
keeper.TICK_S, keeper.QUIET_S = 0.1, 0.5
PATIENCE_S = 120


def begin() -> int:
    """Fork a worker; its process id."""
    connections.close_all()
    child = os.fork()
    if child:
        return child
    try:
        with stopped_by_signals() as stop:
            Worker([crew(lambda: dict.fromkeys(RunKind, plan))], poll_s=0.05).run(stop)
    finally:
        os._exit(0)


def plan(run: Any, tell: Any, cancelled: Any) -> Made:
    """Work that takes a moment and names the process that did it."""
    tell(Progress("uncovered", 5, 3, 0.1))
    time.sleep(0.15)
    return Made({"by": os.getpid()})


def at_work(pid: int) -> bool:
    """True while this process has the lease of a job."""
    return StaffRun.objects.filter(state="running", owner__contains=f":{pid}:").exists()


def main(jobs: int, kills: int) -> dict[str, Any]:
    call_command("migrate", verbosity=0)
    cluster = load_cluster(factories.cluster(), by=None)
    now = timezone.now()
    before = set(StaffRun.objects.values_list("pk", flat=True))
    for n in range(jobs):
        StaffRun.objects.create(
            cluster=cluster, kind=RunKind.WITHOUT, asked_at=now + timedelta(milliseconds=n), scene="", asked={"n": n}
        )
    mine = StaffRun.objects.exclude(pk__in=before)
    workers, killed, until = [begin(), begin()], 0, time.monotonic() + PATIENCE_S
    while mine.exclude(state__in=("done", "failed", "cancelled")).exists() and time.monotonic() < until:
        if killed < kills and at_work(workers[0]):
            os.kill(workers[0], signal.SIGKILL)
            os.waitpid(workers.pop(0), 0)
            killed += 1
            workers.append(begin())
        time.sleep(0.05)
    time.sleep(0.3)
    for pid in workers:
        os.kill(pid, signal.SIGTERM)
        os.waitpid(pid, 0)
    told = LogEntry.objects.filter(
        action="staffplan.done", subject__in=[f"staff_run:{pk}" for pk in mine.values_list("pk", flat=True)]
    )
    return {
        "states": sorted(mine.values_list("state", flat=True)),
        "results": sum(1 for run in mine if "by" in run.result),
        "told": told.count(),
        "told_once": told.values("subject").distinct().count(),
        "repeated": mine.filter(attempt__gt=1).count(),
        "killed": killed,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
