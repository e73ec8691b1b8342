"""What plans of staff put on people's lists of work; two queries, and no plan is worked out for it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from remeslo.web.apps.common.enums import DocumentKind, JobState
from remeslo.web.apps.common.models import Cluster, User, VersionedDocument
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.common.work import Urgency, WorkItem
from remeslo.web.apps.staffplans.enums import RunKind
from remeslo.web.apps.staffplans.models import StaffRun
from remeslo.web.apps.staffplans.views.running import PAGES


def today_items(cluster: Cluster, user: User) -> Iterator[WorkItem]:
    """Who teaches what is not published yet, or leaves lessons without a teacher; a run that failed."""
    if not can(user, Action.PLAN_STAFF, cluster):
        return
    kinds = (DocumentKind.ASSIGNMENT, DocumentKind.TERM_PLAN)
    rows = VersionedDocument.objects.filter(cluster=cluster, kind__in=kinds, withdrawn=False)
    heads = list(rows.values_list("kind", "published_id", "latest_id", "summary"))
    here = reverse("staffplans:assignment", kwargs={"cluster": cluster.key})
    assignments = [h for h in heads if h[0] == DocumentKind.ASSIGNMENT]
    if not assignments and heads and cluster.staff.exists():
        why = _("Term plans are there, but nobody has worked out who teaches what.")
        yield WorkItem(title=_("Assign the teachers"), why=why, url=here, icon="group", button=_("Work it out"))
    for _kind, published, latest, summary in assignments:
        yield from _of_assignment(here, published, latest, summary)
    last = StaffRun.objects.filter(cluster=cluster).only("state", "kind").order_by("-id").first()
    if last is not None and last.state == JobState.FAILED:
        url = reverse(f"staffplans:{PAGES[RunKind(last.kind)]}", kwargs={"cluster": cluster.key})
        why = _("Nothing was saved; the page says why.")
        title = _("The last calculation for the staff failed")
        yield WorkItem(title=title, why=why, url=url, icon="stop", button=_("Open it"), urgency=Urgency.NOW)


def _of_assignment(here: str, published: int | None, latest: int, summary: dict[str, int]) -> Iterator[WorkItem]:
    if published != latest:
        yield WorkItem(
            title=_("Publish who teaches what"),
            why=_("There is a newer version than what people see on their pages."),
            url=here,
            icon="publish",
            button=_("Look at it"),
        )
    if count := summary.get("uncovered", 0):
        why = ngettext(
            "%(n)s lesson block has nobody; courses that close it have to be chosen in time.",
            "%(n)s lesson blocks have nobody; courses that close it have to be chosen in time.",
            count,
        )
        yield WorkItem(
            title=_("Lessons without a teacher"),
            why=why % {"n": count},
            url=f"{here}?by=uncovered",
            icon="flag",
            button=_("See which"),
        )
