"""Who looks at facts: those who see all, and parties who see their own."""

from collections.abc import Iterable
from dataclasses import dataclass

from remeslo.web.apps.common.access import ClusterRequest
from remeslo.web.apps.common.models import Cluster, Organisation, User
from remeslo.web.apps.common.permissions import Action, can, own_organisations
from remeslo.web.apps.results.ledger import Parties


@dataclass(frozen=True, slots=True)
class Audience:
    """
    A reader of facts.

    Parameters
    ----------
    reads_all
        True for those who run the cluster or settle its money.
    own
        Organisations of the reader's house.
    speaks_for
        Of those, the ones for which the reader may enter facts; ``confirms_for`` may confirm.
    """

    reads_all: bool
    own: tuple[Organisation, ...]
    speaks_for: tuple[Organisation, ...]
    confirms_for: tuple[Organisation, ...]

    @property
    def own_ids(self) -> frozenset[int]:
        """Ids of the reader's house."""
        return frozenset(o.pk for o in self.own)

    def sees(self, parties: Parties) -> bool:
        """True when the fact may be shown."""
        return self.reads_all or not self.own_ids.isdisjoint(parties.ids)

    def is_asked(self, parties: Parties) -> bool:
        """True when the reader's house is the side that is asked to confirm."""
        ids = {o.pk for o in self.confirms_for}
        return parties.other in ids and parties.by not in ids

    def confirmer(self, other: int | None) -> Organisation | None:
        """The organisation in whose name the reader confirms."""
        return next((o for o in self.confirms_for if o.pk == other), None)


def audience_of(request: ClusterRequest) -> Audience:
    """What this person may do with facts of the cluster; one query."""
    return audience_for(request.user, request.cluster)


def audience_for(user: User, cluster: Cluster) -> Audience:
    """The same, outside a request."""
    organisations = list(cluster.organisations.all())
    own = own_organisations(user, cluster, organisations)
    return Audience(
        reads_all=can(user, Action.SEE_FACTS, cluster),
        own=tuple(own),
        speaks_for=_allowed(user, cluster, Action.RECORD_FACTS, organisations),
        confirms_for=tuple(o for o in own if can(user, Action.CONFIRM_FACTS, _Thing(cluster.pk, o))),
    )


def _allowed(user: User, cluster: Cluster, action: Action, houses: Iterable[Organisation]) -> tuple[Organisation, ...]:
    if can(user, action, cluster):
        return tuple(houses)
    return tuple(o for o in houses if can(user, action, _Thing(cluster.pk, o)))


@dataclass(frozen=True, slots=True)
class _Thing:
    """Anything that belongs to an organisation, for asking about rights."""

    cluster_id: int
    owner: Organisation
