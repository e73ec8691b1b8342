"""What timetables put on people's lists of work; three queries, and no timetable is opened for it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from remeslo.web.apps.common.enums import JobState
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.common.work import Urgency, WorkItem
from remeslo.web.apps.timetables import queries
from remeslo.web.apps.timetables.enums import RunKind


def today_items(cluster: Cluster, user: User) -> Iterator[WorkItem]:
    """Timetables with clashes, or saved and not announced; a run that failed."""
    if not can(user, Action.PLAN_WEEKS, cluster):
        return
    for head in queries.documents(cluster):
        at = {"cluster": cluster.key, "semester": head.key}
        if hard := head.summary.get("hard", 0):
            why = ngettext(
                "%(n)s clash stops it from being announced.", "%(n)s clashes stop it from being announced.", hard
            )
            url = reverse("timetables:conflicts", kwargs=at)
            yield WorkItem(title=head.title, why=why % {"n": hard}, url=url, icon="warning", button=_("See them"))
        elif head.latest_id != head.published_id:
            why = _("A newer version is saved than what groups and teachers see.")
            url = reverse("timetables:releases", kwargs=at)
            yield WorkItem(title=head.title, why=why, url=url, icon="publish", button=_("Announce"))
    run = queries.last_run(cluster, RunKind.BUILD)
    if run is not None and run.state == JobState.FAILED:
        url = reverse("timetables:home", kwargs={"cluster": cluster.key})
        title, why = _("The last timetable could not be worked out"), _("Nothing was saved; the page says why.")
        yield WorkItem(title=title, why=why, url=url, icon="stop", button=_("Open it"), urgency=Urgency.NOW)
