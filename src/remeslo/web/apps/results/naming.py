"""Showing learners' names: only when it is asked for, only to the parties, and never without a line in the log."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from remeslo.web.apps.common.access import ClusterRequest
from remeslo.web.apps.common.models import Organisation
from remeslo.web.apps.common.permissions import Action, can, can_somewhere
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.results.ledger import Parties
from remeslo.web.apps.results.queries import names, organisations_by_id


@dataclass(frozen=True, slots=True)
class Names:
    """``offered``: this reader may ask for names; ``of``: the names shown, by pseudonym."""

    offered: bool = False
    of: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Shared:
    """A learner, seen through the parties of the fact that is shown."""

    cluster_id: int
    owners: tuple[Organisation, ...]


def shown_names(request: ClusterRequest, subjects: Mapping[str, Parties]) -> Names:
    """
    Names for a page whose address has ``names=1``; a party to the fact sees them, the cluster's manager does not.

    Each showing leaves lines in the log: who saw whose name, when.
    """
    if not can_somewhere(request.user, Action.SEE_NAMES, request.cluster):
        return Names()
    if request.GET.get("names") != "1":
        return Names(offered=True)
    held = names(request.cluster, subjects)
    houses = organisations_by_id(request.cluster)
    shown = {}
    for subject, learner in held.items():
        owners = tuple(houses[i] for i in subjects[subject].ids if i in houses)
        if can(request.user, Action.SEE_NAMES, _Shared(request.cluster.pk, owners)):
            shown[subject] = learner.name
    for subject in sorted(shown):
        record("names.shown", by=request.user, cluster=request.cluster, subject=f"learner:{subject}")
    return Names(offered=True, of=shown)
