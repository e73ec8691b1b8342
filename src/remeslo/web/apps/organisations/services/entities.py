"""Organisations themselves: made, changed, renamed on a day, licensed."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from remeslo.core.base.findings import Finding
from remeslo.core.registry import entity as core
from remeslo.core.registry.placement import Hierarchy
from remeslo.core.registry.requisites import check_requisites
from remeslo.web.apps.common.models import User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.organisations.enums import Origin
from remeslo.web.apps.organisations.models import EntityName, LegalEntity, Licence, MemberOf
from remeslo.web.apps.organisations.services.judging import Refused
from remeslo.web.apps.organisations.values import ENTITY_FIELDS, entity_value


@transaction.atomic
def make_entity(value: core.LegalEntity, *, by: User | None) -> LegalEntity:
    """
    A new organisation. What is odd about its requisites is told by `judge_entity` and stops nothing.

    Raises Refused when the key, or an INN, is another's.
    """
    if LegalEntity.objects.filter(key=value.key).exists():
        raise Refused(Finding("registry.key_taken", value.key, {"entity": value.key}))
    _inn_is_free(value)
    row = LegalEntity.objects.create(key=value.key, origin=Origin.HERE, **_fields(value))
    record("registry.entity_made", by=by, subject=f"entity:{row.key}", name=row.name)
    return row


@transaction.atomic
def change_entity(row: LegalEntity, value: core.LegalEntity, *, by: User | None) -> LegalEntity:
    """
    New requisites or address; the log keeps the old ones.

    A new *name* of a day is `rename`, another region of a day `places.place_entity`: of an organisation that has a
    place in the tree of regions, the region given here is passed over.
    """
    held = LegalEntity.objects.select_for_update().get(pk=row.pk)
    value = replace(value, key=entity_value(held).key)
    if held.placements.filter(hierarchy=Hierarchy.REGION.value).exists():
        value = replace(value, region=held.region)
    _inn_is_free(value)
    changed = {n: (getattr(held, n), new) for n, new in _fields(value).items() if getattr(held, n) != new}
    if changed:
        for name, (_old, new) in changed.items():
            setattr(held, name, new)
        held.origin = Origin.HERE
        held.save()
        told = {n: [_text(old), _text(new)] for n, (old, new) in changed.items()}
        record("registry.entity_changed", by=by, subject=f"entity:{held.key}", changed=told)
    return held


def judge_entity(value: core.LegalEntity) -> list[Finding]:
    """What is odd about the requisites."""
    return check_requisites(value)


@transaction.atomic
def rename(
    row: LegalEntity, name: str, *, on: date, today: date, by: User | None, short: str = "", kind: str = ""
) -> None:
    """
    A new name (and kind) from a day on; the old one keeps its days.

    Raises Refused when a later name is there already, or nothing would change.
    """
    held = LegalEntity.objects.select_for_update().get(pk=row.pk)
    kind = kind or held.kind
    dated = list(held.names.order_by("since", "pk"))
    if any(n.since >= on for n in dated):
        raise Refused(Finding("registry.name_later", held.key, {"entity": held.key, "on": on}))
    last = dated[-1] if dated else None
    current = (last.name, last.short, last.kind) if last and last.until is None else (held.name, held.short, held.kind)
    if current == (name, short, kind):
        raise Refused(Finding("registry.name_same", held.key, {"entity": held.key, "name": name}))
    if last is not None and last.until is None:
        EntityName.objects.filter(pk=last.pk).update(until=on, origin=Origin.HERE)
    else:
        begins = last.until if last and last.until else _first_day(held, on)
        if begins < on:
            _name(held, *current, since=begins, until=on)
    _name(held, name, short, kind, since=on, until=None)
    EntityName.objects.filter(entity=held).exclude(origin=Origin.HERE).update(origin=Origin.HERE)
    if on <= today:
        LegalEntity.objects.filter(pk=held.pk).update(name=name, short=short, kind=kind, origin=Origin.HERE)
    record("registry.renamed", by=by, subject=f"entity:{held.key}", name=name, before=current[0], on=on.isoformat())


@transaction.atomic
def add_licence(
    row: LegalEntity,
    code: str,
    title: str,
    *,
    since: date,
    by: User | None,
    until: date | None = None,
    number: str = "",
) -> Licence:
    """A programme that the organisation may teach; Refused when a licence for this code holds in these days."""
    for held in Licence.objects.select_for_update().filter(entity=row, code=code):
        if (until is None or held.since < until) and (held.until is None or since < held.until):
            facts = {"entity": row.key, "code": code, "since": held.since, "number": held.number}
            raise Refused(Finding("registry.licence_overlap", row.key, facts))
    licence = Licence.objects.create(entity=row, code=code, title=title, since=since, until=until, number=number)
    Licence.objects.filter(entity=row).exclude(origin=Origin.HERE).update(origin=Origin.HERE)
    record("registry.licensed", by=by, subject=f"entity:{row.key}", code=code, since=since.isoformat())
    return licence


@transaction.atomic
def end_licence(licence: Licence, *, on: date, by: User | None) -> None:
    """The licence no longer holds from a day on; Refused when it has ended already or not begun."""
    held = Licence.objects.select_for_update().select_related("entity").get(pk=licence.pk)
    if held.until is not None or on <= held.since:
        facts = {"since": held.since, "until": held.until or ""}
        raise Refused(Finding("registry.ends_once", held.entity.key, {**facts, "on": on}))
    Licence.objects.filter(pk=held.pk).update(until=on, origin=Origin.HERE)
    record("registry.licence_ended", by=by, subject=f"entity:{held.entity.key}", code=held.code, on=on.isoformat())


def _inn_is_free(value: core.LegalEntity) -> None:
    """An INN belongs to one organisation (branches share it and differ by KPP)."""
    if not value.inn:
        return
    same = LegalEntity.objects.filter(inn=value.inn, kpp=value.kpp).exclude(key=value.key).first()
    if same is not None:
        facts = {"entity": value.key, "inn": value.inn, "other": same.key, "name": same.name}
        raise Refused(Finding("registry.inn_taken", value.key, facts))


def _first_day(held: LegalEntity, on: date) -> date:
    """The first day that the registry knows of an organisation."""
    first = MemberOf.objects.filter(entity=held).order_by("since").values_list("since", flat=True).first()
    return min(first, on - timedelta(days=1)) if first else on - timedelta(days=1)


def _name(held: LegalEntity, name: str, short: str, kind: str, *, since: date, until: date | None) -> None:
    EntityName.objects.create(entity=held, name=name, short=short, kind=kind, since=since, until=until)


def _fields(value: core.LegalEntity) -> dict[str, Any]:
    fields = {name: getattr(value, name) for name in ENTITY_FIELDS}
    return {**fields, "kind": value.kind.value}


def _text(value: object) -> str:
    return "" if value is None else str(value)
