"""A round table of the past in the example, to look at: its decisions, votes, minutes."""

from django.utils import timezone
from django.utils.translation import gettext as _

from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.dialogue.models import Meeting
from remeslo.web.apps.dialogue.services.showing import show_meeting
from remeslo.web.launch.console import Console


def show_unless_shown(cluster: Cluster, console: Console) -> None:
    """One meeting; nothing where any is, or the cluster is real."""
    if not cluster.illustrative or Meeting.objects.filter(cluster=cluster).exists():
        return
    with console.step(_("writes a round table of the past")):
        show_meeting(cluster, at=timezone.now())
