"""What planning puts on people's lists of work."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from remeslo.web.apps.common.enums import JobState
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.common.work import Urgency, WorkItem
from remeslo.web.apps.planning.queries import changed_since, last_run


def today_items(cluster: Cluster, user: User) -> Iterator[WorkItem]:
    """A first plan to make, a plan that failed, a plan whose input has changed since."""
    if not can(user, Action.RUN_PLAN, cluster):
        return
    here = reverse("planning:list", kwargs={"cluster": cluster.key})
    run = last_run(cluster)
    if run is None:
        why = _("No plan has been made yet: programmes have no term and no calendar.")
        yield WorkItem(title=_("Plan the cluster"), why=why, url=here, icon="plan", button=_("Plan now"))
    elif run.state == JobState.FAILED:
        url = reverse("planning:run", kwargs={"cluster": cluster.key, "run_id": run.pk})
        yield WorkItem(
            title=_("The last plan failed"),
            why=_("Nothing was saved; the page of the run says why."),
            url=url,
            icon="stop",
            button=_("Open it"),
            urgency=Urgency.NOW,
        )
    elif not run.is_active and (changed := changed_since(run)):
        why = ngettext(
            "%(n)s document has changed since the last plan.",
            "%(n)s documents have changed since the last plan.",
            changed,
        )
        yield WorkItem(title=_("Plan again"), why=why % {"n": changed}, url=here, icon="again", button=_("Plan now"))
