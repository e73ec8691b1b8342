"""Rows of a table into the registry, each remembered so that it can be taken back."""

from dataclasses import replace
from datetime import date
from typing import Any

from remeslo.core.registry import entity as core
from remeslo.core.registry.keys import EntityKey, NodeKind, node_key
from remeslo.interchange.orgsheet import ChangeKind
from remeslo.web.apps.common.models import Organisation, User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.organisations.models import LegalEntity, MemberOf
from remeslo.web.apps.organisations.services.entities import change_entity, make_entity, rename
from remeslo.web.apps.organisations.services.members import begins_once, organisation_row, place_in_region
from remeslo.web.apps.organisations.services.offering import KIND_OF_ROLE, Offer
from remeslo.web.apps.organisations.services.places import move_entity, regions_of
from remeslo.web.apps.organisations.values import entity_value

RENAMED = ("name", "short", "kind")
"""
What changes from today on and keeps its past, as does the region of an organisation that has a place in the tree of
regions; the other fields are put right.
"""


class Entering:
    """
    Enters offers one by one; the caller judges the whole afterwards.

    What `enter` gives back is what `withdrawing` needs: the organisation's key, ``made``, the fields that were put
    right, the membership that began.
    """

    def __init__(self, by: User, today: date) -> None:
        self.by, self.today = by, today
        self._made: dict[str, LegalEntity] = {}

    def enter(self, offer: Offer) -> dict[str, Any]:
        """One row."""
        done: dict[str, Any] = {"place": offer.place, "entity": offer.key}
        entity = offer.entity or self._made.get(offer.key)
        if entity is None:
            entity = self._made[offer.key] = make_entity(_value(offer), by=self.by)
            done["made"] = True
        elif offer.change.kind is ChangeKind.CHANGED:
            done |= self._change(entity, offer)
        if offer.cluster is not None and offer.row.role is not None:
            done |= self._part(entity, offer)
        return done

    def _change(self, entity: LegalEntity, offer: Offer) -> dict[str, Any]:
        new: dict[str, Any] = {name: value for name, _old, value in offer.change.fields}
        region = str(new.get("region", "")) if "region" in new and regions_of(entity) else ""
        kept = (*RENAMED, "region") if region else RENAMED
        put_right = {n: v for n, v in new.items() if n not in kept}
        if put_right:
            change_entity(entity, replace(entity_value(entity), **put_right), by=self.by)
        if region:
            parent = node_key(NodeKind.REGION, region)
            move_entity(entity, parent, on=self.today, today=self.today, by=self.by)
        named = {n: v for n, v in new.items() if n in RENAMED}
        if named:
            rename(
                entity,
                str(named.get("name", entity.name)),
                on=self.today,
                today=self.today,
                by=self.by,
                short=str(named.get("short", entity.short)),
                kind=str(named.get("kind", entity.kind)),
            )
        changed = {n: [_text(old), _text(new)] for n, old, new in offer.change.fields if n not in kept}
        return {"changed": changed, "renamed": bool(named or region)}

    def _part(self, entity: LegalEntity, offer: Offer) -> dict[str, Any]:
        cluster, role, on = offer.cluster, offer.row.role, offer.on
        if cluster is None or role is None or on is None:
            return {}
        done: dict[str, Any] = {}
        if offer.member is not None:
            MemberOf.objects.filter(pk=offer.member.pk, until=None).update(until=on)
            done["ended"] = offer.member.pk
        if offer.part in ("join", "role"):
            held = set(Organisation.objects.filter(cluster=cluster).values_list("pk", flat=True))
            row = organisation_row(cluster, entity, role)
            begins_once(row, entity, role, on)
            until = offer.row.until if offer.row.until and offer.row.until > on else None
            member = MemberOf.objects.create(
                entity=entity, cluster=cluster, organisation=row, role=role.value, since=on, until=until
            )
            place_in_region(entity, on, cluster.region)
            if on <= self.today and offer.part == "role":
                Organisation.objects.filter(pk=row.pk).update(role=role.value)
            done |= {"member": member.pk, "organisation": row.pk if row.pk not in held else None}
        told = {"role": role.value, "on": on.isoformat()}
        action = {"join": "registry.joined", "role": "registry.role_changed", "leave": "registry.left"}[offer.part]
        record(action, by=self.by, cluster=cluster, subject=f"entity:{entity.key}", **told)
        return done


def _value(offer: Offer) -> core.LegalEntity:
    row = offer.row
    kind = row.kind or core.EntityKind(KIND_OF_ROLE.get(row.role.value if row.role else "", "other"))
    return core.LegalEntity(
        key=EntityKey(offer.key),
        name=row.name,
        kind=kind,
        short=row.short,
        inn=row.inn,
        kpp=row.kpp,
        ogrn=row.ogrn,
        region=row.region or (offer.cluster.region if offer.cluster else ""),
        settlement=row.settlement,
        address=row.address,
        latitude=row.latitude,
        longitude=row.longitude,
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)
