"""Questions over what a cluster has; each takes a fixed number of queries."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Sum

from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, Organisation, VersionedDocument
from remeslo.web.apps.registry.models import Site, StaffMember, StudentGroup, Workshop


@dataclass(frozen=True, slots=True)
class ClusterFigures:
    """The cluster in numbers."""

    colleges: int
    employers: int
    sites: int
    workshops: int
    places: int
    staff: int
    groups: int
    students: int


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation with what it brings."""

    row: Organisation
    sites: int
    workshops: int
    places: int
    teachers: int
    masters: int
    mentors: int
    students: int
    cards: int


def cluster_figures(cluster: Cluster) -> ClusterFigures:
    """Counts of members and what they bring; five queries."""
    organisations = list(cluster.organisations.all())
    workshops = Workshop.objects.filter(cluster=cluster).aggregate(n=Count("id"), places=Sum("places"))
    groups = StudentGroup.objects.filter(cluster=cluster).aggregate(n=Count("id"), students=Sum("size"))
    return ClusterFigures(
        colleges=sum(o.is_college for o in organisations),
        employers=sum(o.is_employer for o in organisations),
        sites=Site.objects.filter(cluster=cluster).count(),
        workshops=workshops["n"],
        places=workshops["places"] or 0,
        staff=StaffMember.objects.filter(cluster=cluster).count(),
        groups=groups["n"],
        students=groups["students"] or 0,
    )


def members(cluster: Cluster) -> list[Member]:
    """Every member organisation with what it brings; six queries."""
    sites = Counter(Site.objects.filter(cluster=cluster).values_list("organisation_id", flat=True))
    workshops: Counter[int] = Counter()
    places: Counter[int] = Counter()
    for organisation, number in Workshop.objects.filter(cluster=cluster).values_list("site__organisation_id", "places"):
        workshops[organisation] += 1
        places[organisation] += number
    staff = Counter(StaffMember.objects.filter(cluster=cluster).values_list("organisation_id", "role"))
    students: Counter[int] = Counter()
    for organisation, size in StudentGroup.objects.filter(cluster=cluster).values_list("organisation_id", "size"):
        students[organisation] += size
    cards = Counter(
        VersionedDocument.objects.filter(
            cluster=cluster, kind=DocumentKind.DEMAND_CARD, withdrawn=False, published__isnull=False
        ).values_list("owner_id", flat=True)
    )
    return [
        Member(
            row=o,
            sites=sites[o.pk],
            workshops=workshops[o.pk],
            places=places[o.pk],
            teachers=staff[o.pk, "teacher"],
            masters=staff[o.pk, "master"],
            mentors=staff[o.pk, "mentor"],
            students=students[o.pk],
            cards=cards[o.pk],
        )
        for o in cluster.organisations.select_related("parent")
    ]


def workshops(cluster: Cluster) -> list[Workshop]:
    """Workshops with their site and owner; one query."""
    return list(Workshop.objects.filter(cluster=cluster).select_related("site__organisation"))


def staff(cluster: Cluster) -> list[StaffMember]:
    """People who teach; one query."""
    return list(StaffMember.objects.filter(cluster=cluster).select_related("organisation"))


def groups(cluster: Cluster) -> list[tuple[StudentGroup, str]]:
    """Groups with the title of their programme; two queries."""
    titles = dict(
        VersionedDocument.objects.filter(cluster=cluster, kind=DocumentKind.OUTLINE).values_list("key", "title")
    )
    rows = StudentGroup.objects.filter(cluster=cluster).select_related("organisation")
    return [(g, titles.get(g.programme, g.programme)) for g in rows]
