"""Pictures of rows for the core; the number of queries does not grow with the cluster."""

from typing import Any

from remeslo.core.base import calendar
from remeslo.core.base.calendar import YearLayout
from remeslo.core.base.keys import GroupKey, OrganisationKey, PersonKey, ProgrammeKey, SiteKey, WorkshopKey
from remeslo.core.line import cluster as core
from remeslo.core.network import resources
from remeslo.core.staffing import people
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, VersionedDocument
from remeslo.web.apps.registry.contents import CORE_TYPES
from remeslo.web.apps.registry.parts import part_values
from remeslo.web.apps.registry.values import version_values


def cluster_value(cluster: Cluster) -> core.Cluster:
    """The whole cluster as the line plans it: rows, and the published version of every document."""
    documents = published_values(cluster, tuple(CORE_TYPES))
    return core.Cluster(
        key=cluster.key,
        name=cluster.name,
        industry=cluster.industry,
        region=cluster.region,
        day=cluster.day,
        start_year=cluster.start_year,
        layout=YearLayout(autumn=cluster.autumn, winter=cluster.winter, spring=cluster.spring),
        illustrative=cluster.illustrative,
        organisations=organisations(cluster),
        sites=sites(cluster),
        workshops=workshops(cluster),
        staff=staff(cluster),
        groups=groups(cluster),
        holidays=holidays(cluster),
        standards=tuple(documents[DocumentKind.STANDARD].values()),
        state_standards=tuple(documents[DocumentKind.STATE_STANDARD].values()),
        demand=tuple(documents[DocumentKind.DEMAND_CARD].values()),
        programmes=tuple(documents[DocumentKind.OUTLINE].values()),
        norms=dict(documents[DocumentKind.NORM_PACK]),
        **part_values(cluster),
    )


def published_values(cluster: Cluster, kinds: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """Published values by kind and key, in their order; two queries, or one when all are known already."""
    rows = VersionedDocument.objects.filter(
        cluster=cluster, kind__in=kinds, withdrawn=False, published__isnull=False
    ).values_list("kind", "key", "published_id", "published__sha256")
    found = list(rows)
    values = version_values((kind, pk, sha) for kind, _key, pk, sha in found)
    by_kind: dict[str, dict[str, Any]] = {kind: {} for kind in kinds}
    for kind, key, pk, _sha in found:
        by_kind[kind][key] = values[pk]
    return by_kind


def published_versions(cluster: Cluster) -> dict[str, int]:
    """Numbers of the published versions by ``kind:key``: what a plan was made from."""
    rows = VersionedDocument.objects.filter(
        cluster=cluster, kind__in=CORE_TYPES, withdrawn=False, published__isnull=False
    )
    return {f"{kind}:{key}": number for kind, key, number in rows.values_list("kind", "key", "published__number")}


def organisations(cluster: Cluster) -> tuple[resources.Organisation, ...]:
    """Member organisations."""
    rows = list(cluster.organisations.all())
    keys = {r.pk: OrganisationKey(r.key) for r in rows}
    return tuple(
        resources.Organisation(
            key=keys[r.pk],
            name=r.name,
            role=resources.OrganisationRole(r.role),
            parent=keys[r.parent_id] if r.parent_id else None,
            settlement=r.settlement,
        )
        for r in rows
    )


def sites(cluster: Cluster) -> tuple[resources.Site, ...]:
    """Places with an address."""
    return tuple(
        resources.Site(
            key=SiteKey(r.key),
            organisation=OrganisationKey(r.organisation.key),
            name=r.name,
            address=r.address,
            latitude=None if r.latitude is None else r.latitude.normalize(),
            longitude=None if r.longitude is None else r.longitude.normalize(),
        )
        for r in cluster.sites.select_related("organisation")
    )


def workshops(cluster: Cluster) -> tuple[resources.Workshop, ...]:
    """Workshops with places and equipment."""
    return tuple(
        resources.Workshop(
            key=WorkshopKey(r.key),
            site=SiteKey(r.site.key),
            name=r.name,
            places=r.places,
            equipment=tuple(r.equipment),
            shared=r.shared,
        )
        for r in cluster.workshops.select_related("site")
    )


def staff(cluster: Cluster) -> tuple[people.StaffMember, ...]:
    """Teachers, masters, mentors."""
    return tuple(
        people.StaffMember(
            key=PersonKey(r.key),
            organisation=OrganisationKey(r.organisation.key),
            name=r.name,
            role=people.StaffRole(r.role),
            subjects=tuple(r.subjects),
            weekly_hours=r.weekly_hours,
            rate=r.rate.normalize(),
            industry_from=r.industry_from,
            industry_until=r.industry_until,
            home=SiteKey(r.home.key) if r.home else None,
        )
        for r in cluster.staff.select_related("organisation", "home")
    )


def groups(cluster: Cluster) -> tuple[core.StudentGroup, ...]:
    """Groups of students."""
    return tuple(
        core.StudentGroup(
            key=GroupKey(r.key),
            organisation=OrganisationKey(r.organisation.key),
            programme=ProgrammeKey(r.programme),
            start_year=r.start_year,
            size=r.size,
        )
        for r in cluster.groups.select_related("organisation")
    )


def holidays(cluster: Cluster) -> tuple[calendar.Holiday, ...]:
    """Public holidays of all years that are planned."""
    return tuple(calendar.Holiday(day=r.day, hours=r.hours, name=r.name) for r in cluster.holidays.all())
