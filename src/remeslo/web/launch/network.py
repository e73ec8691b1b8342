"""The example's year in the network form, and the timetable that follows from it: asked for at the demo's start."""

import logging
import threading
import time

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from remeslo.web.apps.common.enums import ACTIVE
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.network import enums as network
from remeslo.web.apps.network.models import NetworkRun
from remeslo.web.apps.network.services.asking import ask as ask_network
from remeslo.web.apps.network.snapshot import scene
from remeslo.web.apps.staffplans import enums as staffplans
from remeslo.web.apps.staffplans.models import StaffRun
from remeslo.web.apps.timetables import enums as weeks
from remeslo.web.apps.timetables.models import WeekRun
from remeslo.web.apps.timetables.services.asking import AlreadyRunning
from remeslo.web.apps.timetables.services.asking import ask as ask_week
from remeslo.web.launch.console import Console

log = logging.getLogger("remeslo.launch")

LIMIT_S = 60
LOOK_S = 2.0
PATIENCE_S = 30 * 60.0
"""After which the timetable is left to be asked for by hand."""


def ask_unless_asked(cluster: Cluster, console: Console) -> None:
    """
    The allocation of the first study year, and its autumn timetable once the allocation and the teachers are known.

    Nothing where either was asked for before, the cluster is real or asks for no workshop. The timetable is asked for
    by a thread that waits: it is not lost when the demo stops, the next start asks again.
    """
    if not cluster.illustrative or WeekRun.objects.filter(cluster=cluster).exists():
        return
    here = scene(cluster)
    if here.is_empty:
        return
    if not NetworkRun.objects.filter(cluster=cluster).exists():
        with console.step(_("asks for the allocation of the year")):
            asked = {"year": here.year}
            at = timezone.now()
            ask_network(cluster, network.RunKind.ALLOCATE, asked, scene=here.digest, by=None, at=at, limit_s=LIMIT_S)
    threading.Thread(target=_ask_week_when_ready, args=(cluster, here.year), name="demo-week", daemon=True).start()


def _ask_week_when_ready(cluster: Cluster, year: int) -> None:
    until = time.monotonic() + PATIENCE_S
    try:
        while time.monotonic() < until:
            time.sleep(LOOK_S)
            close_old_connections()
            if not _is_waiting(cluster):
                at = timezone.now()
                ask_week(cluster, weeks.RunKind.BUILD, f"{year}-1", by=None, at=at, limit_s=LIMIT_S)
                return
    except (DatabaseError, AlreadyRunning) as error:
        log.warning("the example's timetable was not asked for: %s", error)
    finally:
        connection.close()


def _is_waiting(cluster: Cluster) -> bool:
    """True while the allocation or the assignment of teachers is being worked out."""
    allocating = NetworkRun.objects.filter(cluster=cluster, kind=network.RunKind.ALLOCATE, state__in=ACTIVE)
    assigning = StaffRun.objects.filter(cluster=cluster, kind=staffplans.RunKind.ASSIGN, state__in=ACTIVE)
    return allocating.exists() or assigning.exists()
