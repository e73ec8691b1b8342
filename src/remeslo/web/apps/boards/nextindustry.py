"""What is known of each industry in a region: demand, places, colleges, enterprises, distances; no estimates."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from remeslo.core.base.earth import Point, kilometres
from remeslo.core.line.answers.supply import graduation_day
from remeslo.core.rollup.industries import IndustryCase, IndustryDemand, IndustrySupply
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, VersionedDocument
from remeslo.web.apps.organisations.models import LegalEntity, Licence, MemberOf
from remeslo.web.apps.registry.models import StudentGroup

_ENTERPRISES = ("enterprise", "corporate_university")
_COLLEGES = ("college", "university")


@dataclass(frozen=True, slots=True)
class _Member:
    """An organisation's part in a cluster: its entity, and the cluster's industry."""

    entity: LegalEntity
    cluster: int
    organisation: int
    industry: str


def regions() -> tuple[str, ...]:
    """Regions of clusters and organisations; two queries."""
    named = set(Cluster.objects.exclude(region="").values_list("region", flat=True).distinct())
    named |= set(LegalEntity.objects.exclude(region="").order_by().values_list("region", flat=True).distinct())
    return tuple(sorted(named))


def cases_of(region: str) -> tuple[IndustryCase, ...]:
    """A case for each industry that any cluster of the country has; eight queries."""
    clusters = {c.pk: c for c in Cluster.objects.exclude(industry="")}
    rows = MemberOf.objects.filter(until__isnull=True, cluster__in=clusters).select_related("entity")
    members = [_Member(r.entity, r.cluster_id, r.organisation_id, clusters[r.cluster_id].industry) for r in rows]
    codes = _codes(clusters)
    here = [m for m in members if m.entity.region == region]
    licensed = _licensed(region)
    demand = _demand(clusters, {m.organisation: m.entity for m in here})
    supply = _supply(clusters, {m.organisation: m.entity for m in here if m.entity.kind in _COLLEGES})
    cases = []
    for industry in sorted({c.industry for c in clusters.values()}):
        inside = {m.entity for m in here if m.industry == industry and m.entity.kind in _COLLEGES}
        colleges = inside | {e for e, held in licensed.items() if held & codes.get(industry, set())}
        partners = {m.entity for m in here if m.industry == industry and m.entity.kind in _ENTERPRISES}
        cases.append(
            IndustryCase(
                industry=industry,
                demand=tuple(d for d in demand if d.industry == industry),
                supply=tuple(supply.get(industry, ())),
                colleges=tuple(sorted(e.name for e in colleges)),
                partners=tuple(sorted(e.name for e in partners)),
                distances_km=tuple(_nearest(partners, colleges)),
                clusters=tuple(
                    sorted(c.name for c in clusters.values() if (c.region, c.industry) == (region, industry))
                ),
            )
        )
    return tuple(cases)


def _built(clusters: Iterable[Cluster], region: str, industry: str) -> tuple[str, ...]:
    return tuple(sorted(c.name for c in clusters if (c.region, c.industry) == (region, industry)))


def _codes(clusters: Mapping[int, Cluster]) -> Mapping[str, set[str]]:
    """Codes of the programmes that clusters of an industry teach."""
    found: dict[str, set[str]] = {}
    outlines = VersionedDocument.objects.filter(kind=DocumentKind.OUTLINE, cluster__in=clusters, latest__isnull=False)
    for cluster, body in outlines.values_list("cluster_id", "latest__body"):
        code = body.get("state_standard") if isinstance(body, dict) else None
        if code:
            found.setdefault(clusters[cluster].industry, set()).add(str(code))
    return found


def _licensed(region: str) -> Mapping[LegalEntity, set[str]]:
    found: dict[LegalEntity, set[str]] = {}
    rows = Licence.objects.filter(entity__region=region, until__isnull=True, entity__kind__in=_COLLEGES)
    for row in rows.select_related("entity"):
        found.setdefault(row.entity, set()).add(row.code)
    return found


def _demand(clusters: Mapping[int, Cluster], houses: Mapping[int, LegalEntity]) -> tuple[IndustryDemand, ...]:
    """People whom the region's employers ask for in published cards."""
    cards = VersionedDocument.objects.filter(
        kind=DocumentKind.DEMAND_CARD, withdrawn=False, published__isnull=False, owner__in=houses
    )
    return tuple(
        IndustryDemand(
            region=houses[owner].region,
            industry=clusters[cluster].industry,
            enterprise=houses[owner].key,
            occupation=title,
            year=int(line["year"]),
            wanted=int(line["people"]),
        )
        for cluster, owner, title, body in cards.values_list("cluster_id", "owner_id", "title", "published__body")
        for line in (body.get("headcount") or () if isinstance(body, dict) else ())
        if cluster in clusters
    )


def _supply(
    clusters: Mapping[int, Cluster], houses: Mapping[int, LegalEntity]
) -> Mapping[str, Sequence[IndustrySupply]]:
    """Places of the region's groups by industry; the year of a programme without a term plan is not known."""
    kinds = (DocumentKind.OUTLINE, DocumentKind.TERM_PLAN)
    told = VersionedDocument.objects.filter(kind__in=kinds, withdrawn=False, cluster__in=clusters)
    titles: dict[tuple[int, str], str] = {}
    weeks_of: dict[tuple[int, str], object] = {}
    for cluster, programme, kind, title, summary in told.values_list("cluster", "key", "kind", "title", "summary"):
        titles[cluster, programme] = title or titles.get((cluster, programme), "")
        if kind == DocumentKind.TERM_PLAN:
            weeks_of[cluster, programme] = summary.get("weeks")
    rows = StudentGroup.objects.filter(cluster__in=clusters, organisation__in=houses).order_by("start_year", "key")
    found: dict[str, list[IndustrySupply]] = {}
    for row in rows:
        key = (row.cluster_id, row.programme)
        weeks, title = weeks_of.get(key), titles.get(key) or row.programme
        year = graduation_day(row.start_year, weeks).year if isinstance(weeks, int) else None
        college = houses[row.organisation_id].name
        one = IndustrySupply(college=college, programme=title, year=year, places=row.size)
        found.setdefault(clusters[row.cluster_id].industry, []).append(one)
    return found


def _nearest(partners: Iterable[LegalEntity], colleges: Iterable[LegalEntity]) -> Iterable[float]:
    """From each enterprise whose place is known to the nearest college whose place is known."""
    points = [p for e in colleges if (p := _point(e)) is not None]
    for partner in sorted(partners, key=lambda e: e.key):
        here = _point(partner)
        if here is not None and points:
            yield min(kilometres(here, p) for p in points)


def _point(entity: LegalEntity) -> Point | None:
    if entity.latitude is None or entity.longitude is None:
        return None
    return entity.latitude, entity.longitude
