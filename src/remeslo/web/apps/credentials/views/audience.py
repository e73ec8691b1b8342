"""Whose credentials a person deals with."""

from dataclasses import dataclass

from remeslo.web.apps.common.access import ClusterRequest
from remeslo.web.apps.common.models import Organisation
from remeslo.web.apps.common.permissions import Action, can, own_organisations


@dataclass(frozen=True, slots=True)
class Thing:
    """Anything of an organisation in a cluster, for asking about rights."""

    cluster_id: int
    owner: Organisation


@dataclass(frozen=True, slots=True)
class Reader:
    """``colleges``: for which the person may issue; ``employers``: for which the person may endorse."""

    everything: bool
    houses: dict[str, Organisation]
    own: tuple[Organisation, ...]
    colleges: tuple[Organisation, ...]
    employers: tuple[Organisation, ...]


def reader_of(request: ClusterRequest) -> Reader:
    """What the person may do with credentials of the cluster; one query."""
    houses = {o.key: o for o in request.cluster.organisations.all()}
    things = {o.pk: Thing(request.cluster.pk, o) for o in houses.values()}
    return Reader(
        everything=can(request.user, Action.SEE_CREDENTIALS, request.cluster),
        houses=houses,
        own=own_organisations(request.user, request.cluster, houses.values()),
        colleges=tuple(
            o for o in houses.values() if o.is_college and can(request.user, Action.ISSUE_CREDENTIALS, things[o.pk])
        ),
        employers=tuple(o for o in houses.values() if can(request.user, Action.ENDORSE_CREDENTIALS, things[o.pk])),
    )
