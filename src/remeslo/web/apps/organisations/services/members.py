"""Who takes part in a cluster: joining, leaving, another part from a day on."""

from datetime import date

from remeslo.core.base.findings import Finding
from remeslo.core.base.roles import OrganisationRole
from remeslo.core.registry.keys import NodeKind, node_key
from remeslo.core.registry.placement import Hierarchy
from remeslo.web.apps.common.models import Cluster, Organisation, User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.organisations.derived import NO_REGION
from remeslo.web.apps.organisations.models import LegalEntity, MemberOf, Placement
from remeslo.web.apps.organisations.services.judging import Refused, judged


def join(
    cluster: Cluster, entity: LegalEntity, role: OrganisationRole, *, since: date, by: User | None, key: str = ""
) -> MemberOf:
    """
    An organisation becomes a member; ``key`` is its key in the cluster (its own, unless given).

    A member that left takes up its old row again. Raises Refused when it is a member in these days already.
    """
    with judged(cluster):
        row = organisation_row(cluster, entity, role, key)
        begins_once(row, entity, role, since)
        member = MemberOf.objects.create(entity=entity, cluster=cluster, organisation=row, role=role.value, since=since)
        place_in_region(entity, since, cluster.region)
        record(
            "registry.joined",
            by=by,
            cluster=cluster,
            subject=f"entity:{entity.key}",
            organisation=row.key,
            role=role.value,
            since=since.isoformat(),
        )
    return member


def leave(member: MemberOf, *, on: date, by: User | None) -> None:
    """The organisation is no member from a day on; what it did stays. Raises Refused when it has left already."""
    with judged(member.cluster):
        held = _open(member, on)
        MemberOf.objects.filter(pk=held.pk).update(until=on)
        _log("registry.left", held, by, on)


def change_role(member: MemberOf, role: OrganisationRole, *, on: date, today: date, by: User | None) -> MemberOf:
    """
    Another part from a day on: one relation ends and the next one begins; the member's row has the part of today.

    Raises Refused when the member has left, begins later, or plays this part already.
    """
    with judged(member.cluster):
        held = _open(member, on)
        if held.role == role.value:
            raise Refused(Finding("registry.role_same", held.organisation.key, {"role": role.value}))
        MemberOf.objects.filter(pk=held.pk).update(until=on)
        following = MemberOf.objects.create(
            entity=held.entity, cluster=held.cluster, organisation=held.organisation, role=role.value, since=on
        )
        if on <= today:
            Organisation.objects.filter(pk=held.organisation_id).update(role=role.value)
        _log("registry.role_changed", held, by, on, role=role.value, before=held.role)
    return following


def begins_once(row: Organisation, entity: LegalEntity, role: OrganisationRole, since: date) -> None:
    """Refused when a membership of this row begins on the very day: the structure could not even be written down."""
    held = MemberOf.objects.filter(organisation=row, since=since).select_related("entity").first()
    if held is not None:
        both = {"one": held.entity.key, "one_role": held.role, "other": entity.key, "other_role": role.value}
        facts: dict[str, object] = {**both, "unit": row.key, "since": since, "until": held.until or ""}
        raise Refused(Finding("registry.member_overlap", row.key, facts))


def organisation_row(cluster: Cluster, entity: LegalEntity, role: OrganisationRole, key: str = "") -> Organisation:
    """The row of an organisation in a cluster: that of its last membership, or a new one under a free key."""
    last = MemberOf.objects.filter(cluster=cluster, entity=entity).order_by("-since").first()
    if last is not None:
        return last.organisation
    taken = set(Organisation.objects.filter(cluster=cluster).values_list("key", flat=True))
    wanted = key or entity.key
    free = wanted if wanted not in taken else next(k for n in range(2, 1000) if (k := f"{wanted}-{n}") not in taken)
    position = Organisation.objects.filter(cluster=cluster).count()
    return Organisation.objects.create(
        cluster=cluster,
        key=free,
        name=entity.name,
        role=role.value,
        settlement=entity.settlement,
        position=position,
    )


def place_in_region(entity: LegalEntity, since: date, otherwise: str = "") -> None:
    """An organisation without a place in the tree of regions gets that of its own region, or of the one given."""
    rows = Placement.objects.filter(entity=entity, hierarchy=Hierarchy.REGION.value)
    if rows.exists():
        return
    region = entity.region or otherwise
    parent = node_key(NodeKind.REGION, region) if region else NO_REGION
    child = node_key(NodeKind.ENTITY, entity.key)
    Placement.objects.create(hierarchy=Hierarchy.REGION.value, child=child, parent=parent, entity=entity, since=since)


def _open(member: MemberOf, on: date) -> MemberOf:
    """The membership as it stands, when it can end on the day."""
    held = MemberOf.objects.select_for_update().get(pk=member.pk)
    if held.until is not None or on <= held.since:
        facts = {"since": held.since, "until": held.until or ""}
        raise Refused(Finding("registry.ends_once", held.organisation.key, {**facts, "on": on}))
    return held


def _log(action: str, held: MemberOf, by: User | None, on: date, **facts: str) -> None:
    subject, told = f"entity:{held.entity.key}", {"organisation": held.organisation.key, "on": on.isoformat()}
    record(action, by=by, cluster=held.cluster, subject=subject, **told, **facts)
