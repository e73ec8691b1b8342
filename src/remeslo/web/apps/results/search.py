"""Learners (under pseudonyms), contracts and items by their keys, as far as the reader is a party."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.permissions import Action, can_somewhere
from remeslo.web.apps.common.search import Hit, Words
from remeslo.web.apps.results.audience import audience_for
from remeslo.web.apps.results.ledger import ledger
from remeslo.web.apps.results.queries import visible_lines


def found(cluster: Cluster, user: User, words: Words) -> Iterable[Hit]:
    """Subjects of facts that the person may see; names are never searched."""
    if not can_somewhere(user, Action.SEE_FACTS, cluster):
        return
    held = ledger(cluster)
    lines = visible_lines(held, held.known_on(timezone.localdate()), audience_for(user, cluster))
    for subject in dict.fromkeys(line.fact.subject for line in lines):
        if words.fit(subject):
            url = reverse("results:subject", kwargs={"cluster": cluster.key, "key": subject})
            yield Hit(title=subject, kind=_("Facts"), url=url, icon="check")
