"""Invented facts and their money, for looking around before anything real is entered."""

from django.utils import timezone
from django.utils.translation import gettext as _

from remeslo.core.base.findings import ProblemError
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.funding.services.showing import show_money
from remeslo.web.apps.registry.snapshot import cluster_value
from remeslo.web.apps.results.models import FactRow
from remeslo.web.apps.results.services.inventing import enter_invented
from remeslo.web.launch.console import Console


def invent_unless_there(cluster: Cluster, console: Console) -> None:
    """Two years of invented facts, rule packs and two settlements; nothing where a fact is, or the cluster is real."""
    if not cluster.illustrative or FactRow.objects.filter(cluster=cluster).exists():
        return
    now = timezone.now()
    try:
        with console.step(_("invents two years of results")):
            enter_invented(cluster, cluster_value(cluster), at=now)
    except ProblemError:  # no college, no group: nobody to tell anything about
        return
    with console.step(_("settles them by the rule packs")):
        show_money(cluster, at=now)
