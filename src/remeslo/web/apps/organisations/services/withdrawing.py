"""An import taken back: what it made goes, what it put right goes back; what others rest on stays and is told."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from remeslo.web.apps.common.models import Organisation, User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.organisations.models import LegalEntity, MemberOf, OrganisationUpload, Placement
from remeslo.web.apps.organisations.services.entities import change_entity
from remeslo.web.apps.organisations.values import entity_value


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """How many rows were taken back whole, and the places of those of which something stays."""

    gone: int
    stay: tuple[str, ...]


@transaction.atomic
def withdraw_table(upload: OrganisationUpload, *, by: User, at: datetime) -> Withdrawn:
    """
    Take an import back, the last row first; done once.

    An end of a membership is never taken back, nor is a name or a region: the registry's past is not rewritten. A
    membership that has ended since, an organisation of which more is known by now, a field that was changed again: all
    stay.
    """
    held = OrganisationUpload.objects.select_for_update().get(pk=upload.pk)
    if held.saved_at is None or held.undone_at is not None:
        return Withdrawn(0, ())
    stay = [str(row["place"]) for row in reversed(held.done) if not _take_back(row, by)]
    held.undone_at = at
    held.save(update_fields=["undone_at"])
    gone = len(held.done) - len(stay)
    record("registry.import_withdrawn", by=by, subject=f"upload:{held.pk}", count=gone, stay=len(stay))
    return Withdrawn(gone, tuple(reversed(stay)))


def _take_back(row: dict[str, Any], by: User) -> bool:
    """One row; True when nothing of it stays."""
    whole = not row.get("ended") and not row.get("renamed")
    if row.get("member"):
        whole = _end_member(row) and whole
    entity = LegalEntity.objects.filter(key=row["entity"]).first()
    if entity is None:
        return whole
    if row.get("made"):
        return _remove(entity) and whole
    if row.get("changed"):
        return _put_back(entity, row["changed"], by) and whole
    return whole


def _end_member(row: dict[str, Any]) -> bool:
    """The membership, and the row in the cluster that it made, when nothing else names them."""
    member = MemberOf.objects.filter(pk=row["member"]).first()
    if member is None:
        return True
    house = Organisation.objects.filter(pk=row.get("organisation") or 0).first()
    if house is not None and not _is_named(house, apart_from=MemberOf):
        house.delete()  # the membership goes with it
        return True
    if house is not None or member.until is not None:
        return False
    member.delete()
    return True


def _remove(entity: LegalEntity) -> bool:
    if _is_named(entity, apart_from=Placement):
        return False
    entity.delete()
    return True


def _put_back(entity: LegalEntity, changed: dict[str, list[str]], by: User) -> bool:
    """Fields that still are what the import made them."""
    value = entity_value(entity)
    back = {n: _typed(n, old) for n, (old, new) in changed.items() if getattr(value, n) == _typed(n, new)}
    if back:
        change_entity(entity, replace(value, **back), by=by)
    return len(back) == len(changed)


def _typed(name: str, text: str) -> Any:
    if name in ("latitude", "longitude"):
        return Decimal(text) if text else None
    return text


def _is_named(row: Any, *, apart_from: type[Any]) -> bool:
    """True when any other row of any app names this one."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: row}).exists()
        for relation in row._meta.related_objects
        if relation.related_model is not apart_from and not relation.many_to_many
    )
