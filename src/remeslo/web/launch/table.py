"""The studio's table of the example: open at the demo's start, with a few rulings and remarks to look at."""

from django.utils import timezone
from django.utils.translation import gettext as _

from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.studio.models import Table
from remeslo.web.apps.studio.services.showing import show_table
from remeslo.web.launch.console import Console


def open_unless_open(cluster: Cluster, console: Console) -> None:
    """One table on a programme of the example; nothing where a table is, or the cluster is real."""
    if not cluster.illustrative or Table.objects.filter(cluster=cluster).exists():
        return
    with console.step(_("opens the studio's table")):
        show_table(cluster, at=timezone.now())
