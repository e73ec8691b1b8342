"""Demand cards by job, employer, requirement or equipment."""

from collections.abc import Iterable

from django.urls import reverse

from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.common.queries import documents
from remeslo.web.apps.common.search import Hit, Words


def found(cluster: Cluster, user: User, words: Words) -> Iterable[Hit]:
    """Cards the person may open; one query."""
    for card in documents(cluster, DocumentKind.DEMAND_CARD, " ".join(words.folded)):
        if can(user, Action.SEE_CARD, card):
            yield Hit(
                title=card.title,
                kind=DocumentKind.DEMAND_CARD.label,
                url=reverse("demand:detail", kwargs={"cluster": cluster.key, "key": card.key}),
                icon="demand",
                note=str(card.owner or ""),
            )
