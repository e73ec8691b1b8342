"""What the network form puts on people's lists of work; no allocation is worked out for it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from remeslo.web.apps.common.enums import DocumentKind, JobState
from remeslo.web.apps.common.models import Cluster, User, VersionedDocument
from remeslo.web.apps.common.permissions import Action, can, can_somewhere, own_organisations
from remeslo.web.apps.common.work import Urgency, WorkItem
from remeslo.web.apps.network.enums import RunKind
from remeslo.web.apps.network.models import NetworkRun
from remeslo.web.apps.network.queries import unconfirmed_use, waiting_asks


def today_items(cluster: Cluster, user: User) -> Iterator[WorkItem]:
    """Requests of other colleges and used days that wait for my word; an allocation that is not published."""
    if can_somewhere(user, Action.ANSWER_SLOT, cluster):
        yield from _to_answer(cluster, user)
    if can(user, Action.ALLOCATE, cluster):
        yield from _to_publish(cluster)


def _to_answer(cluster: Cluster, user: User) -> Iterator[WorkItem]:
    every = list(cluster.organisations.all())
    mine = every if can(user, Action.ANSWER_SLOT, cluster) else list(own_organisations(user, cluster, every))
    if count := waiting_asks(cluster, mine):
        title = ngettext("%(n)s request for days in your workshops", "%(n)s requests for days in your workshops", count)
        yield WorkItem(
            title=title % {"n": count},
            why=_("Until you answer, the college cannot plan its groups."),
            url=reverse("network:slots", kwargs={"cluster": cluster.key}),
            icon="workshop",
            button=pgettext("network", "Answer"),
            urgency=Urgency.NOW,
        )
    if count := unconfirmed_use(cluster, mine):
        title = ngettext("%(n)s week of used days to confirm", "%(n)s weeks of used days to confirm", count)
        yield WorkItem(
            title=title % {"n": count},
            why=_("Only what both sides say is settled."),
            url=reverse("network:used", kwargs={"cluster": cluster.key}) + "?state=entered",
            icon="check",
            button=_("Look at them"),
        )


def _to_publish(cluster: Cluster) -> Iterator[WorkItem]:
    rows = VersionedDocument.objects.filter(cluster=cluster, kind=DocumentKind.ALLOCATION, withdrawn=False)
    here = reverse("network:year", kwargs={"cluster": cluster.key})
    for key, latest, published in rows.values_list("key", "latest_id", "published_id"):
        if latest != published:
            yield WorkItem(
                title=_("Publish the allocation of workshops"),
                why=_("There is a newer version than what people work by."),
                url=f"{here}?year={key}",
                icon="publish",
                button=_("Look at it"),
            )
    last = NetworkRun.objects.filter(cluster=cluster, kind=RunKind.ALLOCATE).only("state").order_by("-id").first()
    if last is not None and last.state == JobState.FAILED:
        why = _("Nothing was saved; the page says why.")
        yield WorkItem(
            title=_("The last allocation failed"),
            why=why,
            url=here,
            icon="stop",
            button=_("Open it"),
            urgency=Urgency.NOW,
        )
