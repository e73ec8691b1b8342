"""What new editions put on people's lists of work: programmes to review against them, reviews to go on with."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from remeslo.web.apps.common.frame import reverse_or_none
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.common.work import WorkItem
from remeslo.web.apps.revision import queries


def today_items(cluster: Cluster, user: User) -> Iterator[WorkItem]:
    """A line for each programme that rests on an older edition; one query where no standard has two editions."""
    if not can(user, Action.EDIT_PROGRAMMES, cluster):
        return
    for pair in queries.replaced(cluster):
        for touched in pair.touched:
            item = _item(cluster, pair, touched)
            if item is not None and (touched.review is None or touched.review.result_id is None):
                yield item


def _item(cluster: Cluster, pair: queries.Replaced, touched: queries.Touched) -> WorkItem | None:
    begun = touched.review is not None
    if touched.review is not None:
        url = reverse_or_none("revision:review", cluster=cluster.key, pk=touched.review.pk)
    else:
        url = reverse_or_none("revision:list", cluster=cluster.key)
    if url is None:
        return None
    title = _("Go on with the review of “%(title)s”") if begun else _("Review “%(title)s” against a new edition")
    why = ngettext(
        "%(new)s touches %(n)s link; until it is decided, the programme stays on %(old)s.",
        "%(new)s touches %(n)s links; until they are decided, the programme stays on %(old)s.",
        touched.items,
    )
    return WorkItem(
        title=title % {"title": touched.title},
        why=why % {"n": touched.items, "new": pair.new.edition, "old": pair.old.edition},
        url=url,
        icon="compare",
        button=_("Go on") if begun else _("Look at it"),
    )
