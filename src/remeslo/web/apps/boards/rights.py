"""Who takes which step of an approval: rights by role, levels by what the role is over."""

from collections.abc import Mapping
from typing import Any

from remeslo.core.base.roles import OrganisationRole
from remeslo.core.rollup.approval import Level
from remeslo.web.apps.boards.audience import Unit
from remeslo.web.apps.boards.trees import cluster_of_node
from remeslo.web.apps.common.enums import Realm, Role
from remeslo.web.apps.common.models import Cluster, Organisation
from remeslo.web.apps.common.permissions import RIGHTS, Action, can, can_over, can_somewhere, memberships_in


def owners_of(college: str, organisations: list[Organisation]) -> tuple[Organisation, ...]:
    """Whose figures a unit's are: the college's; the cluster's own are its managing body's, or its base college's."""
    if college:
        return tuple(o for o in organisations if o.key == college)
    for part in (OrganisationRole.MANAGING_BODY, OrganisationRole.BASE_COLLEGE):
        if found := tuple(o for o in organisations if o.role == part.value):
            return found
    return ()


def levels_of(user: Any, cluster: Cluster, college: str, organisations: list[Organisation]) -> tuple[Level, ...]:
    """On which levels the person may act on a unit's figures; no query."""
    found: list[Level] = []
    owners = owners_of(college, organisations)
    if owners and can(user, Action.SUBMIT_FIGURES, Unit(cluster.pk, owners)):
        found.append(Level.COLLEGE)
    return (*found, *levels_above(user, cluster))


def may_count(user: Any, node: str, clusters: Mapping[str, Cluster]) -> bool:
    """
    Whether the person may have figures at a node computed anew: who reports or approves there; no query.

    Parameters
    ----------
    clusters
        Clusters in which the person may see boards, by key.
    """
    kind, _colon, name = node.partition(":")
    if key := cluster_of_node(node):
        own = clusters.get(key)
        return own is not None and bool(levels_above(user, own) or can_somewhere(user, Action.SUBMIT_FIGURES, own))
    if kind in (Realm.REGION.value, Realm.INDUSTRY.value):
        return can_over(user, Action.APPROVE_FIGURES, kind, name)
    return can_over(user, Action.APPROVE_FIGURES, Realm.COUNTRY)


def levels_above(user: Any, cluster: Cluster) -> tuple[Level, ...]:
    """
    Of these, the levels above colleges.

    Who runs the cluster approves for it. An official of a ministry approves for the region: by a mandate over it, or by
    the role in this cluster. For the country it takes a mandate over the country.
    """
    found: list[Level] = []
    here = [m for m in memberships_in(user, cluster.pk) if m.pk is not None]
    approving = {Role(m.role) for m in here if Action.APPROVE_FIGURES in RIGHTS[Role(m.role)]}
    if approving - {Role.MINISTRY_OFFICIAL}:
        found.append(Level.CLUSTER)
    over_region = bool(cluster.region) and can_over(user, Action.APPROVE_FIGURES, Realm.REGION, cluster.region)
    if Role.MINISTRY_OFFICIAL in approving or over_region:
        found.append(Level.REGION)
    if can_over(user, Action.APPROVE_FIGURES, Realm.COUNTRY):
        found.append(Level.COUNTRY)
    return tuple(found)
