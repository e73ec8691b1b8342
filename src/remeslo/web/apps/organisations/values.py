"""Rows as values of the core, and back."""

from collections.abc import Iterable
from decimal import Decimal

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.base.roles import OrganisationRole
from remeslo.core.registry import entity as core
from remeslo.core.registry import members, placement, succession
from remeslo.core.registry.keys import ClusterKey, EntityKey, NodeKey, SuccessionKey
from remeslo.core.registry.lifecycle import ClusterState, Requirement
from remeslo.core.registry.lifecycle import StateChange as CoreChange
from remeslo.web.apps.organisations.enums import Side
from remeslo.web.apps.organisations.models import (
    EntityName,
    LegalEntity,
    Licence,
    MemberOf,
    Placement,
    StateChange,
    Succession,
)

ENTITY_FIELDS = (
    *("name", "short", "kind", "inn", "kpp", "ogrn", "region", "settlement", "address", "latitude", "longitude"),
)
"""Fields that an organisation's row and its value have alike."""


def entity_value(row: LegalEntity) -> core.LegalEntity:
    """An organisation."""
    return core.LegalEntity(
        key=EntityKey(row.key),
        name=row.name,
        kind=core.EntityKind(row.kind),
        short=row.short,
        inn=row.inn,
        kpp=row.kpp,
        ogrn=row.ogrn,
        region=row.region,
        settlement=row.settlement,
        address=row.address,
        latitude=_plain(row.latitude),
        longitude=_plain(row.longitude),
    )


def name_value(row: EntityName) -> core.EntityName:
    """A dated name; ``entity`` is read with the row."""
    return core.EntityName(
        entity=EntityKey(row.entity.key),
        name=row.name,
        kind=core.EntityKind(row.kind),
        since=row.since,
        until=row.until,
        short=row.short,
    )


def licence_value(row: Licence) -> members.Licence:
    """A licensed programme; ``entity`` is read with the row."""
    return members.Licence(
        entity=EntityKey(row.entity.key),
        code=row.code,
        title=row.title,
        since=row.since,
        until=row.until,
        number=row.number,
    )


def member_value(row: MemberOf) -> members.MemberOf:
    """A part in a cluster; ``entity``, ``cluster`` and ``organisation`` are read with the row."""
    return members.MemberOf(
        entity=EntityKey(row.entity.key),
        cluster=ClusterKey(row.cluster.key),
        organisation=OrganisationKey(row.organisation.key),
        role=OrganisationRole(row.role),
        since=row.since,
        until=row.until,
    )


def placement_value(row: Placement) -> placement.Placement:
    """A place in a hierarchy."""
    return placement.Placement(
        hierarchy=placement.Hierarchy(row.hierarchy),
        child=NodeKey(row.child),
        parent=NodeKey(row.parent),
        since=row.since,
        until=row.until,
    )


def succession_value(row: Succession) -> succession.Succession:
    """A succession; its sides are read with the row."""
    sides = sorted(row.sides.all(), key=lambda s: (s.position, s.pk))
    return succession.Succession(
        key=SuccessionKey(row.key),
        on=row.on,
        predecessors=tuple(EntityKey(s.entity.key) for s in sides if s.side == Side.BEFORE),
        successors=tuple(EntityKey(s.entity.key) for s in sides if s.side == Side.AFTER),
        document=row.document,
    )


def state_value(row: StateChange) -> CoreChange:
    """A change of a cluster's state; ``cluster`` is read with the row."""
    return CoreChange(
        cluster=ClusterKey(row.cluster.key),
        state=ClusterState(row.state),
        on=row.on,
        shown={Requirement(what): paper for what, paper in row.shown.items()},
        note=row.note,
    )


def history(rows: Iterable[StateChange]) -> tuple[CoreChange, ...]:
    """A cluster's history in order."""
    return tuple(state_value(r) for r in rows)


def _plain(number: Decimal | None) -> Decimal | None:
    """Without the noughts that a column adds at its end."""
    return None if number is None else number.normalize()
