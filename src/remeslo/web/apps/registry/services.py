"""Bringing a whole cluster in."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import ProtectedError

from remeslo.core.line import cluster as core
from remeslo.web.apps.common.models import Cluster, Organisation, User, VersionedDocument
from remeslo.web.apps.common.services.documents import Content, save_version
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.registry.contents import (
    CORE_TYPES,
    card_content,
    norm_pack_content,
    outline_content,
    standard_content,
    state_standard_content,
)
from remeslo.web.apps.registry.models import Holiday, Site, StaffMember, StudentGroup, Workshop
from remeslo.web.apps.registry.parts import StillInUse, kept_organisations, load_parts
from remeslo.web.apps.registry.snapshot import cluster_value


@transaction.atomic
def load_cluster(value: core.Cluster, *, by: User | None, at: datetime | None = None) -> Cluster:
    """
    Put a whole cluster into the database, all or nothing; loading it again brings the rows to the new picture (the
    very same picture again changes nothing).

    Documents become published versions (a new one only where the body changed); documents that the value no longer
    has are withdrawn, their versions stay.
    """
    held = Cluster.objects.filter(key=value.key).first()
    if held is not None and cluster_value(held) == value:
        return held
    cluster = _cluster_row(value)
    organisations = _organisations(cluster, value)
    sites = _sites(cluster, value, organisations)
    _workshops(cluster, value, sites)
    _staff(cluster, value, organisations, sites)
    _groups(cluster, value, organisations)
    _holidays(cluster, value)
    load_parts(cluster, value)
    _forget_others(cluster, value)
    contents = list(_contents(value, organisations))
    for content in contents:
        save_version(cluster, content, by=by, at=at, publish=True, log=False)
    _withdraw_others(cluster, contents)
    record(
        "cluster.loaded",
        by=by,
        cluster=cluster,
        subject=f"cluster:{cluster.key}",
        organisations=len(organisations),
        documents=len(contents),
    )
    return cluster


def _cluster_row(value: core.Cluster) -> Cluster:
    row, _made = Cluster.objects.update_or_create(
        key=value.key,
        defaults={
            "name": value.name,
            "industry": value.industry,
            "region": value.region,
            "day": value.day,
            "start_year": value.start_year,
            "autumn": value.layout.autumn,
            "winter": value.layout.winter,
            "spring": value.layout.spring,
            "illustrative": value.illustrative,
        },
    )
    return row


def _organisations(cluster: Cluster, value: core.Cluster) -> dict[str, Organisation]:
    rows = [
        Organisation(cluster=cluster, key=o.key, name=o.name, role=o.role.value, settlement=o.settlement, position=n)
        for n, o in enumerate(value.organisations)
    ]
    by_key = _upsert(cluster, Organisation, rows, ("name", "role", "settlement", "position"))
    parents: dict[str, int | None] = {
        str(o.key): by_key[o.parent].pk if o.parent else None for o in value.organisations
    }
    moved = [row for key, row in by_key.items() if key in parents and row.parent_id != parents[key]]
    for row in moved:
        row.parent_id = parents[row.key]
    Organisation.objects.bulk_update(moved, ["parent"])
    return by_key


def _sites(cluster: Cluster, value: core.Cluster, organisations: dict[str, Organisation]) -> dict[str, Site]:
    rows = [
        Site(
            cluster=cluster,
            organisation=organisations[s.organisation],
            key=s.key,
            name=s.name,
            address=s.address,
            latitude=s.latitude,
            longitude=s.longitude,
            position=n,
        )
        for n, s in enumerate(value.sites)
    ]
    return _upsert(cluster, Site, rows, ("organisation", "name", "address", "latitude", "longitude", "position"))


def _workshops(cluster: Cluster, value: core.Cluster, sites: dict[str, Site]) -> None:
    rows = [
        Workshop(
            cluster=cluster,
            site=sites[w.site],
            key=w.key,
            name=w.name,
            places=w.places,
            equipment=list(w.equipment),
            shared=w.shared,
            position=n,
        )
        for n, w in enumerate(value.workshops)
    ]
    _upsert(cluster, Workshop, rows, ("site", "name", "places", "equipment", "shared", "position"))


def _staff(
    cluster: Cluster, value: core.Cluster, organisations: dict[str, Organisation], sites: dict[str, Site]
) -> None:
    rows = [
        StaffMember(
            cluster=cluster,
            organisation=organisations[p.organisation],
            key=p.key,
            name=p.name,
            role=p.role.value,
            subjects=list(p.subjects),
            weekly_hours=p.weekly_hours,
            rate=p.rate,
            industry_from=p.industry_from,
            industry_until=p.industry_until,
            home=sites[p.home] if p.home else None,
            position=n,
        )
        for n, p in enumerate(value.staff)
    ]
    _upsert(cluster, StaffMember, rows, _STAFF_FIELDS)


_STAFF_FIELDS = (
    "organisation",
    "name",
    "role",
    "subjects",
    "weekly_hours",
    "rate",
    "industry_from",
    "industry_until",
    "home",
    "position",
)


def _groups(cluster: Cluster, value: core.Cluster, organisations: dict[str, Organisation]) -> None:
    rows = [
        StudentGroup(
            cluster=cluster,
            organisation=organisations[g.organisation],
            key=g.key,
            programme=g.programme,
            start_year=g.start_year,
            size=g.size,
            position=n,
        )
        for n, g in enumerate(value.groups)
    ]
    _upsert(cluster, StudentGroup, rows, ("organisation", "programme", "start_year", "size", "position"))


def _holidays(cluster: Cluster, value: core.Cluster) -> None:
    """Nothing leans on a holiday and it has no key: all of them are written anew."""
    Holiday.objects.filter(cluster=cluster).delete()
    Holiday.objects.bulk_create(
        Holiday(cluster=cluster, day=h.day, hours=h.hours, name=h.name, position=n)
        for n, h in enumerate(value.holidays)
    )


def _upsert(cluster: Cluster, kind: type[Any], rows: Sequence[models.Model], fields: Iterable[str]) -> dict[str, Any]:
    """Write the rows of a kind, those there already by their key; by key."""
    if rows:
        kind.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["cluster", "key"], update_fields=list(fields)
        )
    return {row.key: row for row in kind.objects.filter(cluster=cluster)}


def _forget_others(cluster: Cluster, value: core.Cluster) -> None:
    """Delete rows that the value no longer has, those leaned on last."""
    kept: tuple[tuple[type[Any], set[str]], ...] = (
        (StudentGroup, {g.key for g in value.groups}),
        (StaffMember, {p.key for p in value.staff}),
        (Workshop, {w.key for w in value.workshops}),
        (Site, {s.key for s in value.sites}),
        (Organisation, {o.key for o in value.organisations} | kept_organisations(cluster)),
    )
    for kind, keys in kept:
        try:
            kind.objects.filter(cluster=cluster).exclude(key__in=keys).delete()
        except ProtectedError as error:
            raise StillInUse(", ".join(sorted(str(o) for o in error.protected_objects))) from error


def _contents(value: core.Cluster, organisations: dict[str, Organisation]) -> Iterable[Content]:
    yield from (standard_content(s, n) for n, s in enumerate(value.standards))
    yield from (state_standard_content(s, n) for n, s in enumerate(value.state_standards))
    yield from (card_content(c, organisations.get(c.employer), n) for n, c in enumerate(value.demand))
    yield from (outline_content(p, n) for n, p in enumerate(value.programmes))
    yield from (norm_pack_content(p, n) for n, p in enumerate(value.norms.values()))


def _withdraw_others(cluster: Cluster, contents: Iterable[Content]) -> None:
    kept = {(str(c.kind), c.key) for c in contents}
    for document in VersionedDocument.objects.filter(cluster=cluster, kind__in=CORE_TYPES).only(
        "kind", "key", "withdrawn"
    ):
        withdrawn = (document.kind, document.key) not in kept
        if withdrawn != document.withdrawn:
            document.withdrawn = withdrawn
            document.save(update_fields=["withdrawn"])
