"""What individual plans put on people's lists of work: recognitions that wait for another person's word."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from remeslo.web.apps.common.frame import reverse_or_none
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.permissions import Action, can, can_somewhere
from remeslo.web.apps.common.work import WorkItem
from remeslo.web.apps.shortcourses.queries import waiting_recognitions


def today_items(cluster: Cluster, user: User) -> Iterator[WorkItem]:
    """Recognitions that somebody else asked for and this person may confirm; one query."""
    if not can_somewhere(user, Action.EDIT_LEARNER, cluster):
        return
    waiting = [r for r in waiting_recognitions(cluster) if r.claimed_by_id != user.pk]
    mine = Counter(r.plan for r in waiting if can(user, Action.EDIT_LEARNER, r.plan))
    for plan, count in mine.items():
        why = ngettext(
            "%(n)s recognition of prior learning waits.", "%(n)s recognitions of prior learning wait.", count
        )
        yield WorkItem(
            title=_("Confirm what learner %(pseudonym)s knows already") % {"pseudonym": plan.pseudonym},
            why=why % {"n": count},
            url=reverse_or_none("shortcourses:learner", cluster=cluster.key, plan_id=plan.pk) or "",
            icon="person",
            button=_("Open it"),
        )
