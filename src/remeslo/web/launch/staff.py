"""Plans of the example's staff: asked for at the demo's start, worked out by the worker beside the pages."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.staffplans.enums import RunKind
from remeslo.web.apps.staffplans.models import StaffRun
from remeslo.web.apps.staffplans.services.asking import ask
from remeslo.web.apps.staffplans.snapshot import scene
from remeslo.web.launch.console import Console

ASKED = ((RunKind.ASSIGN, 20), (RunKind.UPSKILL, 60), (RunKind.STAKES, 300))
"""In this order one builds on the other; seconds for each."""


def ask_unless_asked(cluster: Cluster, console: Console) -> None:
    """Who teaches what, who learns what, weeks at stake; nothing where it was asked, or the cluster is real."""
    if not cluster.illustrative or StaffRun.objects.filter(cluster=cluster).exists():
        return
    here = scene(cluster)
    if here.is_empty:
        return
    now = timezone.now()
    with console.step(_("asks for the plans of the staff")):
        for n, (kind, limit_s) in enumerate(ASKED):
            asked = {"publish": True} if kind is RunKind.ASSIGN else {}
            ask(cluster, kind, asked, scene=here.digest, by=None, at=now + timedelta(seconds=n), limit_s=limit_s)
