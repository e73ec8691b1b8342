"""Decisions of earlier meetings whose day has passed."""

from datetime import date

from django.utils.timezone import localdate

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.dialogue.decision import Follow
from remeslo.core.line.questions import Undone
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.dialogue.models import Decision
from remeslo.web.apps.dialogue.standings import standing_of


def undone(cluster: Cluster, *, on: date) -> tuple[Undone, ...]:
    """Overdue decisions, in their order; two queries."""
    rows = Decision.objects.filter(cluster=cluster).select_related("owner").prefetch_related("events")
    found = [(row, standing_of(row, on=on)) for row in rows]
    return tuple(
        Undone(
            key=row.key,
            title=row.text,
            owner=OrganisationKey(row.owner.key),
            due=now.due,
            since=localdate(row.at),
        )
        for row, now in found
        if now.state is Follow.OVERDUE
    )
