"""The life of a cluster: the next state, when what it asks for is shown."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from remeslo.core.base.roles import OrganisationRole
from remeslo.core.registry.keys import ClusterKey
from remeslo.core.registry.lifecycle import ClusterState, Requirement, check_step
from remeslo.core.registry.lifecycle import StateChange as CoreChange
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.organisations.enums import Origin
from remeslo.web.apps.organisations.models import MemberOf, StateChange
from remeslo.web.apps.organisations.services.judging import Refused
from remeslo.web.apps.organisations.snapshot import states

BY_ROLE = {
    Requirement.BASE_COLLEGE: OrganisationRole.BASE_COLLEGE,
    Requirement.ANCHOR_EMPLOYER: OrganisationRole.ANCHOR_EMPLOYER,
    Requirement.REGION_AUTHORITY: OrganisationRole.REGION_AUTHORITY,
}
"""Requirements that the list of members itself shows."""


def known(cluster: Cluster, on: date) -> dict[Requirement, str]:
    """What is shown without a paper: members in their parts on the day, and that 1 September has come."""
    members = MemberOf.objects.filter(cluster=cluster, since__lte=on).exclude(until__lte=on)
    names: dict[str, str] = {}
    for role, name in members.order_by("-since").values_list("role", "entity__name"):
        names[role] = name
    shown = {what: names[role.value] for what, role in BY_ROLE.items() if role.value in names}
    if (on.month, on.day) >= (9, 1):
        shown[Requirement.FIRST_OF_SEPTEMBER] = on.isoformat()
    return shown


@transaction.atomic
def advance(
    cluster: Cluster,
    state: ClusterState,
    *,
    on: date,
    shown: Mapping[Requirement, str],
    by: User | None,
    at: datetime | None = None,
    note: str = "",
) -> StateChange:
    """
    The cluster comes into a state on a day; what members show is added to what is given.

    Raises Refused with everything that stands against it (see `core.registry.lifecycle.check_step`).
    """
    Cluster.objects.select_for_update().get(pk=cluster.pk)
    held = states(cluster)
    told = {**known(cluster, on), **{what: paper.strip() for what, paper in shown.items() if paper.strip()}}
    change = CoreChange(cluster=ClusterKey(cluster.key), state=state, on=on, shown=told, note=note)
    if findings := check_step(held, change):
        raise Refused(*findings)
    row = StateChange.objects.create(
        cluster=cluster,
        state=state.value,
        on=on,
        shown={what.value: paper for what, paper in told.items()},
        note=note,
        by=str(by) if by else "",
        at=at,
        origin=Origin.HERE,
    )
    record("registry.advanced", by=by, cluster=cluster, subject=f"cluster:{cluster.key}", state=state.value, on=str(on))
    return row
