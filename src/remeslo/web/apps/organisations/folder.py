"""The registry's fields of a cluster folder in rows: loading them and giving them back (`registry.parts`)."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from remeslo.core.line import cluster as core
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.organisations.derived import derive
from remeslo.web.apps.organisations.enums import Origin, Side
from remeslo.web.apps.organisations.handover import hand_over_again
from remeslo.web.apps.organisations.models import (
    EntityName,
    LegalEntity,
    Licence,
    MemberOf,
    Placement,
    StateChange,
    Succession,
    SuccessionSide,
)
from remeslo.web.apps.organisations.snapshot import successions
from remeslo.web.apps.organisations.values import (
    ENTITY_FIELDS,
    entity_value,
    licence_value,
    member_value,
    name_value,
    placement_value,
    state_value,
    succession_value,
)


class _RegistryPart:
    """See `registry.parts.Part`."""

    def load(self, cluster: Cluster, value: core.Cluster) -> None:
        """
        Bring the rows to the folder's picture, and derive what the folder does not say from the list of members.

        What was entered here stays: an organisation that was changed here keeps its requisites, a cluster whose members
        or places were changed here keeps them all, and a merger is not undone by an older folder.
        """
        entities = _entities(value)
        _of_entities(entities, value)
        _members(cluster, value, entities)
        _placements(cluster, value, entities)
        _successions(value, entities)
        _states(cluster, value)
        derive(cluster)
        hand_over_again(cluster)

    def keeps(self, cluster: Cluster) -> frozenset[str]:
        """Keys of the cluster's organisations that came by something entered here: a merger, a new member."""
        rows = MemberOf.objects.filter(cluster=cluster, origin=Origin.HERE)
        return frozenset(rows.values_list("organisation__key", flat=True))

    def values(self, cluster: Cluster) -> Mapping[str, Any]:
        """The fields of the core's cluster, without what is derived; eight queries, four where all is derived."""
        entities = _entities_of(cluster)
        members = MemberOf.objects.filter(cluster=cluster).exclude(origin=Origin.DERIVED).order_by("pk")
        places = Placement.objects.filter(Q(cluster=cluster) | Q(entity__in=entities)).exclude(origin=Origin.DERIVED)
        changes = StateChange.objects.filter(cluster=cluster).select_related("cluster")
        return {
            "entities": tuple(entity_value(e) for e in entities),
            "memberships": tuple(member_value(r) for r in members.select_related("entity", "cluster", "organisation")),
            "placements": tuple(placement_value(r) for r in places.order_by("pk")),
            "states": tuple(state_value(r) for r in changes),
            **(_told_of(entities) if entities else {}),
        }


PART = _RegistryPart()


def _entities_of(cluster: Cluster) -> tuple[LegalEntity, ...]:
    """The cluster's organisations that are not derived, and those that they follow or are followed by; two queries."""
    own = LegalEntity.objects.filter(members__cluster=cluster)
    beside = LegalEntity.objects.filter(successions__succession__sides__entity__members__cluster=cluster)
    return tuple((own | beside).exclude(origin=Origin.DERIVED).distinct().order_by("pk"))


def _told_of(entities: tuple[LegalEntity, ...]) -> Mapping[str, Any]:
    names = EntityName.objects.filter(entity__in=entities).select_related("entity").order_by("pk")
    licences = Licence.objects.filter(entity__in=entities).select_related("entity").order_by("pk")
    return {
        "entity_names": tuple(name_value(r) for r in names),
        "licences": tuple(licence_value(r) for r in licences),
        "successions": tuple(succession_value(r) for r in successions(entities).order_by("pk")),
    }


def _entities(value: core.Cluster) -> dict[str, LegalEntity]:
    """The organisations of the folder by key, those changed here as they are."""
    held = LegalEntity.objects.in_bulk([e.key for e in value.entities], field_name="key")
    rows = []
    for entity in value.entities:
        row = held.get(entity.key)
        if row is None or row.origin != Origin.HERE:
            fields = {name: getattr(entity, name) for name in ENTITY_FIELDS}
            rows.append(LegalEntity(key=entity.key, origin=Origin.FOLDER, **fields))
    LegalEntity.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["key"], update_fields=[*ENTITY_FIELDS, "origin"]
    )
    return LegalEntity.objects.in_bulk([e.key for e in value.entities], field_name="key")


def _of_entities(entities: Mapping[str, LegalEntity], value: core.Cluster) -> None:
    """Names and licences of the folder's organisations."""
    of_them = {"entity__in": list(entities.values())}
    names = EntityName.objects.filter(**of_them)
    if _is_the_folders(names):
        names.delete()
        EntityName.objects.bulk_create(
            EntityName(
                **_dated(n), entity=entities[n.entity], name=n.name, short=n.short, kind=n.kind, origin=Origin.FOLDER
            )
            for n in value.entity_names
        )
    licences = Licence.objects.filter(**of_them)
    if _is_the_folders(licences):
        licences.delete()
        Licence.objects.bulk_create(
            Licence(
                **_dated(n),
                entity=entities[n.entity],
                code=n.code,
                title=n.title,
                number=n.number,
                origin=Origin.FOLDER,
            )
            for n in value.licences
        )


def _members(cluster: Cluster, value: core.Cluster, entities: Mapping[str, LegalEntity]) -> None:
    held = MemberOf.objects.filter(cluster=cluster)
    if not _is_the_folders(held):
        return
    held.delete()
    organisations = {o.key: o for o in cluster.organisations.all()}
    MemberOf.objects.bulk_create(
        MemberOf(
            **_dated(m),
            entity=entities[m.entity],
            cluster=cluster,
            organisation=organisations[m.organisation],
            role=m.role.value,
            origin=Origin.FOLDER,
        )
        for m in value.memberships
    )


def _placements(cluster: Cluster, value: core.Cluster, entities: Mapping[str, LegalEntity]) -> None:
    """Places of the cluster and of its organisations; a place that another folder gave already is left."""
    by_entity = {f"entity:{key}": row for key, row in entities.items()}
    _places(
        Placement.objects.filter(cluster=cluster),
        [Placement(**_placed(p), cluster=cluster) for p in value.placements if p.child not in by_entity],
    )
    _places(
        Placement.objects.filter(entity__in=list(entities.values())),
        [Placement(**_placed(p), entity=by_entity[p.child]) for p in value.placements if p.child in by_entity],
    )


def _places(held: Any, rows: list[Placement]) -> None:
    if _is_the_folders(held):
        held.delete()
        Placement.objects.bulk_create(rows, ignore_conflicts=True)


def _placed(p: Any) -> dict[str, Any]:
    said = {"hierarchy": p.hierarchy.value, "child": p.child, "parent": p.parent, "origin": Origin.FOLDER}
    return {**_dated(p), **said}


def _successions(value: core.Cluster, entities: Mapping[str, LegalEntity]) -> None:
    """Those that are not there yet; what happened is not changed by a folder."""
    held = set(Succession.objects.values_list("key", flat=True))
    for one in value.successions:
        if one.key not in held:
            row = Succession.objects.create(key=one.key, on=one.on, document=one.document, origin=Origin.FOLDER)
            SuccessionSide.objects.bulk_create(
                SuccessionSide(succession=row, side=side, entity=entities[key], position=n)
                for side, keys in ((Side.BEFORE, one.predecessors), (Side.AFTER, one.successors))
                for n, key in enumerate(keys)
            )


def _states(cluster: Cluster, value: core.Cluster) -> None:
    held = StateChange.objects.filter(cluster=cluster)
    if _is_the_folders(held):
        held.delete()
        StateChange.objects.bulk_create(
            StateChange(
                cluster=cluster,
                state=c.state.value,
                on=c.on,
                shown={str(what.value): paper for what, paper in c.shown.items()},
                note=c.note,
                origin=Origin.FOLDER,
            )
            for c in value.states
        )


def _is_the_folders(rows: Any) -> bool:
    """True when nothing of it was entered here."""
    return not rows.filter(origin=Origin.HERE).exists()


def _dated(value: Any) -> dict[str, Any]:
    return {"since": value.since, "until": value.until}
