"""What money puts on people's lists of work: clawbacks that wait for the reader's step."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.permissions import Action, can, can_somewhere
from remeslo.web.apps.common.work import Urgency, WorkItem
from remeslo.web.apps.funding.models import ClawbackRow


def today_items(cluster: Cluster, user: User) -> Iterator[WorkItem]:
    """Open clawbacks: those told to my organisation, and those whose next step is mine; one query."""
    if not can_somewhere(user, Action.SEE_STATEMENT, cluster):
        return
    rows = ClawbackRow.objects.filter(cluster=cluster).exclude(state__in=("closed", "cancelled"))
    for row in rows.select_related("payee"):
        why = _why(row, cluster, user)
        if why:
            yield WorkItem(
                title=_("Clawback: %(contract)s") % {"contract": row.contract},
                why=why,
                url=reverse("funding:clawback", kwargs={"cluster": cluster.key, "key": row.key}),
                icon="money",
                button=_("Look at it"),
                urgency=Urgency.NOW,
            )


def _why(row: ClawbackRow, cluster: Cluster, user: User) -> str:
    if row.state == "notified":
        mine = can(user, Action.SEE_STATEMENT, row) and not can(user, Action.SEE_STATEMENT, cluster)
        if mine:
            return _("Money is claimed back from your organisation: look at the reason, contest it or give it back.")
        return (
            _("The organisation knows of it: confirm the claim.") if can(user, Action.DECIDE_CLAWBACK, cluster) else ""
        )
    action, why = _waits(row.state)
    return why if action is not None and can(user, action, cluster) else ""


def _waits(state: str) -> tuple[Action | None, str]:
    """Whose step it is, and what to do."""
    return {
        "opened": (Action.SETTLE, _("Tell the organisation what is to be given back, and why.")),
        "contested": (Action.DECIDE_CLAWBACK, _("The organisation contests it: confirm or cancel.")),
        "confirmed": (Action.SETTLE, _("Book the money when it comes back.")),
    }.get(state, (None, ""))
