"""
Real processes over a database of their own: one does acts, one sends them, and both are killed outright.

    python outside.py ACTS KILLS

Prints how many acts were kept, how many deliveries are there, how they stand, and what the receiver got.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "remeslo.web.config.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from tests.web import factories  # noqa: E402
from tests.web.webhooks.receiver import CERTIFICATE, listening  # noqa: E402

from remeslo.web.apps.common.models import LogEntry  # noqa: E402
from remeslo.web.apps.common.services.log import record  # noqa: E402
from remeslo.web.apps.common.worker import Worker, stopped_by_signals  # noqa: E402
from remeslo.web.apps.registry.services import load_cluster  # noqa: E402
from remeslo.web.apps.staffplans.crew import crew  # noqa: E402
from remeslo.web.apps.webhooks.courier import Courier  # noqa: E402
from remeslo.web.apps.webhooks.models import Delivery  # noqa: E402
from remeslo.web.apps.webhooks.services import delivering  # noqa: E402
from remeslo.web.apps.webhooks.services.subscribing import subscribe  # noqa: E402

ACT = "fact.disputed"
PATIENCE_S = 90
delivering.LEASE = timedelta(seconds=1)
settings.WEBHOOK_NETWORKS = (ip_network("127.0.0.0/8"),)
os.environ["SSL_CERT_FILE"] = str(CERTIFICATE)


def forked(work: Callable[[], None]) -> int:
    """Do this in a process of its own; its id."""
    connections.close_all()
    child = os.fork()
    if child:
        return child
    try:
        work()
    finally:
        os._exit(0)


def act(cluster: Any, first: int, last: int) -> None:
    """Acts one after another, each in a transaction that takes a moment."""
    for n in range(first, last):
        with transaction.atomic():
            record(ACT, by=None, cluster=cluster, subject=f"fact:{n}", kind="practice")
            time.sleep(0.01)
        time.sleep(0.1)


def send() -> None:
    """A worker with nothing but the errand."""
    with stopped_by_signals() as stop:
        Worker([crew()], poll_s=0.05, errands_too=[Courier()]).run(stop)


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def main(acts: int, kills: int) -> dict[str, Any]:
    call_command("migrate", verbosity=0)
    cluster = load_cluster(factories.cluster(), by=None)
    with listening() as receiver:
        receiver.wait_s = 0.05
        told = {"name": "ERP", "url": receiver.url, "kinds": [ACT]}
        subscribe(cluster, by=None, at=timezone.now(), **told)  # type: ignore[arg-type]
        actor, courier = forked(lambda: act(cluster, 0, 10**6)), forked(send)
        killed, until = 0, time.monotonic() + PATIENCE_S
        while (killed < kills or LogEntry.objects.filter(action=ACT).count() < acts) and time.monotonic() < until:
            if killed < kills and len(receiver.came) > killed:
                kill(courier)
                courier, killed = forked(send), killed + 1
            time.sleep(0.03)
        kill(actor)
        while Delivery.objects.filter(state="waiting").exists() and time.monotonic() < until:
            time.sleep(0.05)
        os.kill(courier, signal.SIGTERM)
        os.waitpid(courier, 0)
        rows = Delivery.objects.all()
        return {
            "acts": LogEntry.objects.filter(action=ACT).count(),
            "rows": rows.count(),
            "entries": rows.values("entry").distinct().count(),
            "states": sorted(set(rows.values_list("state", flat=True))),
            "arrived": sorted(set(receiver.ids)) == sorted(str(k) for k in rows.values_list("key", flat=True)),
            "twice": len(receiver.ids) - len(set(receiver.ids)),
            "killed": killed,
        }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
