"""What facts put on people's lists of work: words that others wait for, disputes of my own facts."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.permissions import Action, can_somewhere
from remeslo.web.apps.common.work import Urgency, WorkItem
from remeslo.web.apps.results.audience import audience_for
from remeslo.web.apps.results.digest import digest_of
from remeslo.web.apps.results.ledger import ledger


def today_items(cluster: Cluster, user: User) -> Iterator[WorkItem]:
    """Facts that wait for my organisation's word; facts of ours that the other side disputes."""
    if not can_somewhere(user, Action.CONFIRM_FACTS, cluster):
        return
    audience, held = audience_for(user, cluster), ledger(cluster)
    if not audience.own:
        return
    digest = digest_of(held, timezone.localdate())
    url = reverse("results:waiting", kwargs={"cluster": cluster.key})
    if n := digest.count_waiting(audience):
        title = ngettext("Confirm %(n)s fact", "Confirm %(n)s facts", n) % {"n": n}
        why = _("Money and indicators count them only when you confirm.")
        yield WorkItem(title=title, why=why, url=url, icon="check", button=_("Look at them"), urgency=Urgency.NOW)
    if n := digest.count_disputed(audience):
        title = ngettext("%(n)s fact of yours is disputed", "%(n)s facts of yours are disputed", n) % {"n": n}
        why = _("The other side says what is wrong: correct, take back, or talk.")
        yield WorkItem(title=title, why=why, url=url, icon="warning", button=_("Look at them"), urgency=Urgency.NOW)
