"""What programmes put on people's lists of work."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.common.work import Urgency, WorkItem
from remeslo.web.apps.programmes.queries import listed_programmes


def today_items(cluster: Cluster, user: User) -> Iterator[WorkItem]:
    """Plans that wait to be published, and plans that can't be."""
    if not can(user, Action.EDIT_PROGRAMMES, cluster):
        return
    for programme in listed_programmes(cluster):
        plan = programme.plan
        if plan is None or plan.latest is None or plan.latest_id == plan.published_id:
            continue
        url = reverse("programmes:term", kwargs={"cluster": cluster.key, "key": programme.key})
        if programme.summary.get("hard") or not programme.summary.get("weeks"):
            why = _("The plan can't be published: the findings say what stands in the way.")
            yield WorkItem(
                title=_("Mend the plan “%(title)s”") % {"title": programme.title},
                why=why,
                url=url,
                icon="stop",
                button=_("Open it"),
                urgency=Urgency.NOW,
            )
        else:
            why = _("Version %(number)s of the plan waits to be published; until then others work with the old one.")
            if plan.published_id is None:
                why = _("Version %(number)s of the plan waits to be published; others have none yet.")
            yield WorkItem(
                title=_("Publish the plan “%(title)s”") % {"title": programme.title},
                why=why % {"number": plan.latest.number},
                url=url,
                icon="publish",
                button=_("Open it"),
            )
