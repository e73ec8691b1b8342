"""What planned programmes make of a demand card, for the card's own page."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.urls import reverse

from remeslo.core.base.keys import trace_key
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, VersionedDocument
from remeslo.web.apps.demand.answers import Answer
from remeslo.web.apps.programmes.values import outcome_value


def answers_to_card(cluster: Cluster, card: str) -> Mapping[int, list[Answer]]:
    """What each latest plan makes of the requirements, by their numbers; one query once the plans are in memory."""
    plans = VersionedDocument.objects.filter(cluster=cluster, kind=DocumentKind.TERM_PLAN, latest__isnull=False)
    found: dict[int, list[Answer]] = {}
    for key, title, pk, sha in plans.values_list("key", "title", "latest_id", "latest__sha256"):
        design = outcome_value(pk, sha).design
        if design is None:
            continue
        trace = reverse("programmes:trace", kwargs={"cluster": cluster.key, "key": key})
        for line in design.model.gap:
            for number in dict.fromkeys(r.number for r in line.line.requests if r.card == card):
                node = urlencode({"node": trace_key("request", card, number)})
                found.setdefault(number, []).append(Answer(title, line.answer.value, f"{trace}?{node}"))
    return found
