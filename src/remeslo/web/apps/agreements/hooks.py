"""What pages of the registry, which knows nothing of agreements, show of them; read by dotted names."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from remeslo.core.agreements.agreement import Agreement
from remeslo.core.agreements.kinds import State
from remeslo.core.agreements.state import planned_end, state_on
from remeslo.web.apps.agreements.models import AgreementRow
from remeslo.web.apps.agreements.queries import Held, whole_of
from remeslo.web.apps.agreements.scene import Thing
from remeslo.web.apps.agreements.services.judging import contracts_of_folders
from remeslo.web.apps.agreements.words import KINDS, STATES
from remeslo.web.apps.common.models import Organisation
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.organisations.card import AgreementLine

_DAY = timedelta(days=1)
Sided = tuple[Held, tuple[Organisation, ...]]


def of_organisations(user: Any, organisations: Sequence[int], day: date) -> list[AgreementLine]:
    """
    Agreements and contracts of the cluster folder of these members that the person may see, the latest first.

    Seven queries, two where there are none.
    """
    rows = Organisation.objects.filter(pk__in=list(organisations)).values_list("cluster", "cluster__key")
    clusters: dict[int, str] = dict(rows)
    wanted = set(organisations)
    found = [
        _line(held.value, held.row.cluster.key, day)
        for held, sides in _seen(user, set(clusters))
        if wanted & {o.pk for o in sides}
    ]
    read = contracts_of_folders(clusters)
    members = _members(read)
    for cluster, contracts in read.items():
        for one in contracts:
            sides = _sides(one, cluster, members)
            if wanted & {o.pk for o in sides} and can(user, Action.SEE_AGREEMENT, Thing(cluster, sides)):
                found.append(_line(one, clusters[cluster], day))
    return sorted(found, key=lambda line: line.since or date.min, reverse=True)


def between(user: Any, clusters: Iterable[int], day: date) -> dict[tuple[int, int], tuple[str, ...]]:
    """Agreements in force that the person may see, by each two of their sides (ids of members); five queries."""
    ties: dict[tuple[int, int], tuple[str, ...]] = defaultdict(tuple)
    for held, sides in _seen(user, set(clusters)):
        if state_on(held.value, day) is not State.IN_FORCE:
            continue
        ids = sorted(o.pk for o in sides)
        for n, one in enumerate(ids):
            for other in ids[n + 1 :]:
                ties[one, other] += (_title(held.value),)
    return dict(ties)


def _seen(user: Any, clusters: set[int]) -> list[Sided]:
    rows = list(AgreementRow.objects.filter(cluster__in=clusters).select_related("cluster", "edited_by"))
    if not rows:
        return []
    members = _members({r.cluster_id for r in rows})
    found: list[Sided] = []
    for held in whole_of(rows):
        sides = _sides(held.value, held.row.cluster_id, members)
        if can(user, Action.SEE_AGREEMENT, Thing(held.row.cluster_id, sides)):
            found.append((held, sides))
    return found


def _members(clusters: Iterable[int]) -> dict[tuple[int, str], Organisation]:
    """Members by cluster and key; one query, none without clusters."""
    chosen = set(clusters)
    rows = Organisation.objects.filter(cluster__in=chosen) if chosen else ()
    return {(o.cluster_id, o.key): o for o in rows}


def _sides(value: Agreement, cluster: int, members: Mapping[tuple[int, str], Organisation]) -> tuple[Organisation, ...]:
    keys = [(cluster, str(k)) for k in value.organisations]
    return tuple(members[k] for k in keys if k in members)


def _title(value: Agreement) -> str:
    return f"{value.key} {value.title}".strip()


def _line(value: Agreement, cluster: str, day: date) -> AgreementLine:
    return AgreementLine(
        title=_title(value),
        kind=str(KINDS[value.kind]),
        state=str(STATES[state_on(value, day)][0]),
        url=reverse("agreements:detail", kwargs={"cluster": cluster, "key": value.key}),
        since=value.first,
        until=planned_end(value) - _DAY,
    )
