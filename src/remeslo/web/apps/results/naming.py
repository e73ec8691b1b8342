"""Showing learners' names: only when it is asked for, only to whom the college knows, and never without a log line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from remeslo.core.base.facts import Standing
from remeslo.web.apps.common.access import ClusterRequest
from remeslo.web.apps.common.models import Organisation
from remeslo.web.apps.common.permissions import Action, can, can_somewhere
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.results.ledger import Known, Ledger
from remeslo.web.apps.results.queries import names, organisations_by_id


@dataclass(frozen=True, slots=True)
class Names:
    """``offered``: this reader may ask for names; ``of``: the names shown, by pseudonym."""

    offered: bool = False
    of: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Shared:
    """A learner, with the organisations whose people may know the name."""

    cluster_id: int
    owners: tuple[Organisation, ...]


def shown_names(request: ClusterRequest, held: Ledger, subjects: Iterable[str]) -> Names:
    """
    Names for a page whose address has ``names=1``; the cluster's manager sees none.

    The learner's own college sees the name, and whom that college deals with over the learner: whom it asked to
    confirm a fact, and whose fact it confirmed. Merely to say something of a pseudonym opens no name. Each showing
    leaves lines in the log: who saw whose name, when.
    """
    if not can_somewhere(request.user, Action.SEE_NAMES, request.cluster):
        return Names()
    if request.GET.get("names") != "1":
        return Names(offered=True)
    houses = organisations_by_id(request.cluster)
    known = held.known_on(timezone.localdate())
    shown = {}
    for subject, learner in names(request.cluster, subjects).items():
        owners = tuple(houses[i] for i in _told(held, known, subject, learner.college_id) if i in houses)
        if can(request.user, Action.SEE_NAMES, _Shared(request.cluster.pk, owners)):
            shown[subject] = learner.name
    for subject in sorted(shown):
        record("names.shown", by=request.user, cluster=request.cluster, subject=f"learner:{subject}")
    return Names(offered=True, of=shown)


def _told(held: Ledger, known: Known, subject: str, college: int | None) -> frozenset[int]:
    """The learner's college and its partners in facts in force about the learner; nobody where no college is known."""
    if college is None:
        return frozenset()
    found = {college}
    for fact in held.of_subject.get(subject, ()):
        parties = held.parties[fact.key]
        if fact.key not in known.by_key:
            continue
        if parties.by == college and parties.other is not None:
            found.add(parties.other)
        if parties.other == college and known.standing.get(fact.key) is Standing.CONFIRMED:
            found.add(parties.by)
    return frozenset(found)
