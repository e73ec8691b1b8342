"""Who may do what here, asked of things that are not saved yet."""

from collections.abc import Iterable
from dataclasses import dataclass

from remeslo.web.apps.common.access import ClusterRequest
from remeslo.web.apps.common.models import Organisation
from remeslo.web.apps.common.permissions import Action, can


@dataclass(frozen=True, slots=True)
class Held:
    """Something of a cluster that an organisation would hold."""

    cluster_id: int
    owner: Organisation


def may_for(request: ClusterRequest, action: Action, organisation: Organisation) -> bool:
    """True when the person may do this for an organisation."""
    return can(request.user, action, Held(request.cluster.pk, organisation))


def holders(request: ClusterRequest, organisations: Iterable[Organisation]) -> tuple[Organisation, ...]:
    """Organisations for which the person may hold a course: colleges, enterprises, corporate universities."""
    teaching = (o for o in organisations if o.is_college or o.is_employer)
    return tuple(o for o in teaching if may_for(request, Action.EDIT_SHORT_COURSE, o))


def colleges(
    request: ClusterRequest, action: Action, organisations: Iterable[Organisation]
) -> tuple[Organisation, ...]:
    """Colleges whose learners the person may see, or edit."""
    return tuple(o for o in organisations if o.is_college and may_for(request, action, o))
