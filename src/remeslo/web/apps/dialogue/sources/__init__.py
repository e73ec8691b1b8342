"""Open things of the other apps, from which an agenda is proposed."""

from datetime import date

from remeslo.core.line.questions import OpenThings
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.dialogue.answering import Answered, answered
from remeslo.web.apps.dialogue.sources.disputes import disputes
from remeslo.web.apps.dialogue.sources.promises import promises
from remeslo.web.apps.dialogue.sources.undone import undone
from remeslo.web.apps.dialogue.sources.workshops import blocked


def open_things(cluster: Cluster, *, on: date, known: Answered | None = None) -> OpenThings:
    """Everything that stands open in the cluster; a fixed number of queries once plans are in memory."""
    found = known or answered(cluster, on=on)
    return OpenThings(
        answers=found.sheet.answers,
        published=found.published,
        disputes=disputes(cluster, found.owners),
        blocked=blocked(cluster, on=on),
        promises=promises(cluster, on=on),
        undone=undone(cluster, on=on),
    )
