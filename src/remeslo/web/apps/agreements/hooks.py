"""What pages of the registry, which knows nothing of agreements, show of them; read by dotted names."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from remeslo.core.agreements.kinds import State
from remeslo.core.agreements.state import state_on
from remeslo.web.apps.agreements.models import AgreementRow
from remeslo.web.apps.agreements.queries import Held, whole_of
from remeslo.web.apps.agreements.scene import Thing
from remeslo.web.apps.agreements.words import KINDS, STATES
from remeslo.web.apps.common.models import Organisation
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.organisations.card import AgreementLine

Sided = tuple[Held, tuple[Organisation, ...]]


def of_organisations(user: Any, organisations: Sequence[int], day: date) -> list[AgreementLine]:
    """Agreements of these members that the person may see, the latest first; five queries, one where there are none."""
    clusters = set(Organisation.objects.filter(pk__in=list(organisations)).values_list("cluster_id", flat=True))
    wanted = set(organisations)
    found = [held for held, sides in _seen(user, clusters) if wanted & {o.pk for o in sides}]
    return [_line(held, day) for held in sorted(found, key=lambda h: h.row.first, reverse=True)]


def between(user: Any, clusters: Iterable[int], day: date) -> dict[tuple[int, int], tuple[str, ...]]:
    """Agreements in force that the person may see, by each two of their sides (ids of members); five queries."""
    ties: dict[tuple[int, int], tuple[str, ...]] = defaultdict(tuple)
    for held, sides in _seen(user, set(clusters)):
        if state_on(held.value, day) is not State.IN_FORCE:
            continue
        ids = sorted(o.pk for o in sides)
        for n, one in enumerate(ids):
            for other in ids[n + 1 :]:
                ties[one, other] += (_title(held),)
    return dict(ties)


def _seen(user: Any, clusters: set[int]) -> list[Sided]:
    rows = list(AgreementRow.objects.filter(cluster__in=clusters).select_related("cluster", "edited_by"))
    if not rows:
        return []
    members: dict[tuple[int, str], Organisation] = {}
    for o in Organisation.objects.filter(cluster__in={r.cluster_id for r in rows}):
        members[o.cluster_id, o.key] = o
    found: list[Sided] = []
    for held in whole_of(rows):
        keys = [(held.row.cluster_id, str(k)) for k in held.value.organisations]
        sides = tuple(members[k] for k in keys if k in members)
        if can(user, Action.SEE_AGREEMENT, Thing(held.row.cluster_id, sides)):
            found.append((held, sides))
    return found


def _title(held: Held) -> str:
    return f"{held.value.key} {held.value.title}".strip()


def _line(held: Held, day: date) -> AgreementLine:
    key = {"cluster": held.row.cluster.key, "key": held.value.key}
    return AgreementLine(
        title=_title(held),
        kind=str(KINDS[held.value.kind]),
        state=str(STATES[state_on(held.value, day)][0]),
        url=reverse("agreements:detail", kwargs=key),
        since=held.row.first,
        until=held.row.until,
    )
