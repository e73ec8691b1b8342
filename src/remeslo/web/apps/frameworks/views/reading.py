"""The list of standards, one edition, one state standard, two editions compared."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from remeslo.core.competence.statestandard import StateStandard
from remeslo.interchange.profstandart import compare
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import VersionedDocument
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.frameworks import queries
from remeslo.web.apps.frameworks.catalogue import catalogue
from remeslo.web.apps.registry.values import version_value


@cluster_member_required(Action.SEE_STANDARDS)
def listing(request: ClusterRequest) -> HttpResponse:
    """Occupational standards by code and edition."""
    text = request.GET.get("q", "").strip()[:200]
    context = {"rows": queries.edition_rows(request.cluster, request.user, text), "q": text, "tab": "occupational"}
    return render(request, "frameworks/list.html", context)


@cluster_member_required(Action.SEE_STANDARDS)
def state_listing(request: ClusterRequest) -> HttpResponse:
    """State standards."""
    context = {"rows": queries.state_rows(request.cluster), "tab": "state"}
    return render(request, "frameworks/state_list.html", context)


@cluster_member_required(Action.SEE_STANDARDS)
def detail(request: ClusterRequest, key: str) -> HttpResponse:
    """One edition: generalised functions, work functions and what each holds."""
    document = _document(request, DocumentKind.STANDARD, key)
    standard = version_value(document.latest)  # type: ignore[arg-type]
    known = catalogue(request.cluster)
    context = {
        "document": document,
        "standard": standard,
        "in_force": known.in_force.get(standard.code) == standard,
        "others": [e for e in queries.editions_of(known, standard.code) if e != key],
        "uses": queries.uses_by_code(request.cluster, request.user).get(standard.code, queries.Uses()),
    }
    return render(request, "frameworks/detail.html", context)


@cluster_member_required(Action.SEE_STANDARDS)
def comparison(request: ClusterRequest, key: str) -> HttpResponse:
    """What an edition changed against another (``?with=``)."""
    document = _document(request, DocumentKind.STANDARD, key)
    other = _document(request, DocumentKind.STANDARD, request.GET.get("with", ""))
    new, old = version_value(document.latest), version_value(other.latest)  # type: ignore[arg-type]
    if new.code != old.code:
        raise Http404
    context = {"document": document, "standard": new, "old": old, "comparison": compare(old, new)}
    return render(request, "frameworks/comparison.html", context)


@cluster_member_required(Action.SEE_STANDARDS)
def state(request: ClusterRequest, key: str) -> HttpResponse:
    """A state standard: activities, competences, outcomes, minima, terms."""
    document = _document(request, DocumentKind.STATE_STANDARD, key)
    standard: StateStandard = version_value(document.latest)  # type: ignore[arg-type]
    known = catalogue(request.cluster)
    references = {f for a in standard.activities for c in a.competences for f in c.functions}
    context = {"document": document, "standard": standard, "functions": {r: known.find(r) for r in references}}
    return render(request, "frameworks/state.html", context)


def _document(request: ClusterRequest, kind: DocumentKind, key: str) -> VersionedDocument:
    found = (
        VersionedDocument.objects.filter(cluster=request.cluster, kind=kind, key=key, latest__isnull=False)
        .select_related("latest__author", "latest__document")
        .first()
    )
    if found is None:
        raise Http404
    return found
