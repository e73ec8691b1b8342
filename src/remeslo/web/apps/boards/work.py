"""What approval puts on people's lists of work: years to submit, to approve, returned ones, facts that came after."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from remeslo.core.rollup.approval import Level
from remeslo.web.apps.boards.addresses import college_word
from remeslo.web.apps.boards.audience import Audience
from remeslo.web.apps.boards.models import UnitStanding
from remeslo.web.apps.boards.queries import standings
from remeslo.web.apps.boards.rights import levels_above, levels_of
from remeslo.web.apps.common.models import Cluster, Organisation, User
from remeslo.web.apps.common.permissions import Action, can_somewhere
from remeslo.web.apps.common.work import Urgency, WorkItem

NEXT = {Level.COLLEGE: Level.CLUSTER, Level.CLUSTER: Level.REGION, Level.REGION: Level.COUNTRY}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A unit's year that waits for the reader's step; ``college``: its name, blank for the cluster's own figures."""

    standing: UnitStanding
    level: Level
    url: str
    college: str


def steps_waiting(user: Any, cluster: Cluster | None = None) -> list[Waiting]:
    """Years whose next step is the reader's, and returned ones; two queries. All clusters where none is named."""
    reader = Audience(user)
    chosen = [cluster] if cluster is not None else list(reader.clusters.values())
    rows = standings([c.pk for c in chosen])
    houses: dict[int, list[Organisation]] = {}
    for house in Organisation.objects.filter(cluster__in={r.cluster_id for r in rows}):
        houses.setdefault(house.cluster_id, []).append(house)
    found = []
    for row in rows:
        turn = NEXT.get(Level(row.reached)) if row.reached else Level.COLLEGE
        above = levels_above(user, row.cluster)
        mine = levels_of(user, row.cluster, row.college, houses[row.cluster_id]) if turn is Level.COLLEGE else above
        if turn in mine:
            name = next((h.name for h in houses.get(row.cluster_id, []) if h.key == row.college), row.college)
            found.append(Waiting(row, turn, unit_url(row), name))
    return found


def unit_url(row: UnitStanding) -> str:
    """The page of a unit's year."""
    kwargs = {"cluster": row.cluster.key, "college": college_word(row.college), "period": row.period}
    return reverse("boards:unit", kwargs=kwargs)


def today_items(cluster: Cluster, user: User) -> Iterator[WorkItem]:
    """Returned years, years that wait for my approval, locked years whose facts have changed."""
    if not can_somewhere(user, Action.SEE_BOARD, cluster):
        return
    waiting = steps_waiting(user, cluster)
    returned = [w for w in waiting if w.level is Level.COLLEGE and w.standing.remark]
    asked = [w for w in waiting if w.level is not Level.COLLEGE]
    for one in returned:
        yield WorkItem(
            title=_("The figures of %(year)s were returned") % {"year": one.standing.period},
            why=one.standing.remark,
            url=one.url,
            icon="undo",
            button=_("Look at it"),
            urgency=Urgency.NOW,
        )
    if n := len(asked):
        yield WorkItem(
            title=ngettext("Approve the figures of %(n)s college", "Approve the figures of %(n)s colleges", n)
            % {"n": n},
            why=_("They are locked until you approve or return them; the levels above wait for you."),
            url=asked[0].url if n == 1 else reverse("boards:approval", kwargs={"cluster": cluster.key}),
            icon="lock",
            button=_("Look at them"),
            urgency=Urgency.SOON,
        )
