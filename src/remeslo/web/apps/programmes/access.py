"""What a person may read of the requests behind a programme."""

from remeslo.core.base.keys import OrganisationKey
from remeslo.web.apps.common.access import ClusterRequest
from remeslo.web.apps.common.permissions import Action, can, own_organisations
from remeslo.web.apps.programmes.audience import EVERYTHING, Audience


def audience_of(request: ClusterRequest) -> Audience:
    """Those who may see every card read everything; employers read what their own house asks for."""
    if can(request.user, Action.SEE_CARD, request.cluster):
        return EVERYTHING
    own = own_organisations(request.user, request.cluster, request.cluster.organisations.all())
    return Audience(organisations=frozenset(OrganisationKey(o.key) for o in own))
