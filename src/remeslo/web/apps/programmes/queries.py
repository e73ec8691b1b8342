"""Questions about planned programmes; the number of queries does not grow with them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from remeslo.core.line.cluster import Cluster as ClusterValue
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.core.line.trace import ProgrammeTrace
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, DocumentVersion, VersionedDocument
from remeslo.web.apps.programmes.models import BookTemplate, PlanOrigin
from remeslo.web.apps.programmes.values import input_value, outcome_value, trace_value


@dataclass(frozen=True)
class Planned:
    """A version of a term plan with where it comes from; values are read when asked for."""

    document: VersionedDocument
    version: DocumentVersion
    origin: PlanOrigin

    @property
    def outcome(self) -> ProgrammeOutcome:
        """What the line made of the programme."""
        return outcome_value(self.version.pk, self.version.sha256)

    @property
    def cluster(self) -> ClusterValue:
        """The cluster as it was then."""
        return input_value(self.origin.input_id, self.origin.input.sha256)

    @property
    def trace(self) -> ProgrammeTrace:
        """The trace graph; only of a programme with a design."""
        return trace_value((self.version.pk, self.version.sha256), (self.origin.input_id, self.origin.input.sha256))


@dataclass(frozen=True, slots=True)
class ListedProgramme:
    """A line of the list: the term plan, or only the outline where nothing was planned yet."""

    key: str
    title: str
    plan: VersionedDocument | None

    @property
    def summary(self) -> Mapping[str, object]:
        """Figures of the latest term plan."""
        return self.plan.summary if self.plan else {}

    def named(self, what: str) -> Iterable[tuple[str, str]]:
        """Pairs of code and title that the summary keeps: ``elements``, ``competence_titles``."""
        pairs = self.summary.get(what)
        return ((str(code), str(title)) for code, title in pairs) if isinstance(pairs, list) else ()


def planned(cluster: Cluster, key: str, number: int | None = None) -> Planned | None:
    """A version of a programme's term plan, the latest unless a number is given; one query."""
    versions = _light(PlanOrigin.objects.filter(version__document__cluster=cluster, version__document__key=key))
    versions = versions.filter(version__document__kind=DocumentKind.TERM_PLAN)
    if number is not None:
        versions = versions.filter(version__number=number)
    found = versions.order_by("-version__number").first()
    return Planned(found.version.document, found.version, found) if found else None


def versions(document: VersionedDocument) -> list[DocumentVersion]:
    """All versions of a document without their bodies, newest first; one query."""
    return list(DocumentVersion.objects.filter(document=document).select_related("author").defer("body"))


def listed_programmes(cluster: Cluster) -> list[ListedProgramme]:
    """Programmes of the cluster in their order, planned or not; one query."""
    kinds = (DocumentKind.OUTLINE, DocumentKind.TERM_PLAN)
    rows = VersionedDocument.objects.filter(cluster=cluster, kind__in=kinds, withdrawn=False)
    rows = rows.select_related("latest__author", "published").defer("latest__body", "published__body")
    return list(_listed(rows))


def _listed(rows: Iterable[VersionedDocument]) -> Iterable[ListedProgramme]:
    plans: dict[str, VersionedDocument] = {}
    titles: dict[str, str] = {}
    for row in rows:
        titles.setdefault(row.key, row.title)
        if row.kind == DocumentKind.TERM_PLAN:
            plans[row.key] = row
    for key, title in titles.items():
        plan = plans.get(key)
        if plan is None and any(k.startswith(f"{key}.") for k in plans):
            continue  # a trunk: its branches are the programmes
        yield ListedProgramme(key, plan.title if plan else title, plan)


def _light(rows: QuerySet[PlanOrigin]) -> QuerySet[PlanOrigin]:
    """Without the bodies, which are read once a process."""
    return rows.select_related(
        "version__document__latest", "version__document__published", "version__author", "input"
    ).defer("version__body", "version__document__latest__body", "version__document__published__body", "input__body")


def element_indices(cluster: Cluster) -> Mapping[str, frozenset[str]]:
    """Programme -> indices of the elements of its latest plan, from the lists' summaries; one query."""
    rows = VersionedDocument.objects.filter(cluster=cluster, kind=DocumentKind.TERM_PLAN)
    return {
        key: frozenset(index for index, _ in summary.get("elements", ()))
        for key, summary in rows.values_list("key", "summary")
    }


def book_template(cluster: Cluster, language: str) -> BookTemplate | None:
    """The template in force for books in a language, its bytes too; ``None``: the default one. One query."""
    latest = BookTemplate.objects.filter(cluster=cluster, language=language).order_by("-number").first()
    return None if latest is None or latest.is_default else latest


def book_templates(cluster: Cluster) -> tuple[BookTemplate, ...]:
    """Every version of both languages, the newest of each first, without the bytes; one query."""
    rows = BookTemplate.objects.filter(cluster=cluster).select_related("author").defer("data")
    return tuple(rows)
