"""Study plans: the list, one plan with its sums, its versions compared."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language

from remeslo.core.competence.studyplan import StudyPlan
from remeslo.core.competence.studyplan.elements import elements_of
from remeslo.interchange import clusterfile, plx
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.compare import compare_lines
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import VersionedDocument
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.frameworks import queries
from remeslo.web.apps.frameworks.lines import plan_lines
from remeslo.web.apps.frameworks.planned import plan_page
from remeslo.web.apps.registry.values import version_value


@cluster_member_required(Action.SEE_STANDARDS)
def listing(request: ClusterRequest) -> HttpResponse:
    """Study plans."""
    return render(request, "frameworks/plan_list.html", {"rows": queries.plan_rows(request.cluster), "tab": "plans"})


@cluster_member_required(Action.SEE_STANDARDS)
def detail(request: ClusterRequest, key: str) -> HttpResponse:
    """A plan: title page, sums by block and semester, rows, competences, standards inside."""
    document = _plan(request, key)
    version = document.versions.select_related("document", "author").get(pk=document.latest_id)
    plan: StudyPlan = version_value(version)
    context = {"document": document, "version": version, "plan": plan, "page": plan_page(plan)}
    return render(request, "frameworks/plan.html", context)


@cluster_member_required(Action.SEE_STANDARDS)
def versions(request: ClusterRequest, key: str) -> HttpResponse:
    """All versions; two of them compared line by line (``?old=1&new=3``)."""
    document = _plan(request, key)
    rows = list(document.versions.select_related("author").defer("body"))
    numbers = [v.number for v in rows]
    new = _number(request.GET.get("new"), numbers, numbers[0])
    old = _number(request.GET.get("old"), numbers, max((n for n in numbers if n < new), default=new))
    bodies = {v.number: v for v in document.versions.filter(number__in=[old, new]).select_related("document")}
    compared = compare_lines(plan_lines(version_value(bodies[old])), plan_lines(version_value(bodies[new])))
    context: dict[str, Any] = {
        "document": document,
        "versions": rows,
        "old": old,
        "new": new,
        "compared": compared,
        "changes": sum(line.change != "same" for line in compared),
    }
    return render(request, "frameworks/plan_versions.html", context)


@cluster_member_required(Action.SEE_STANDARDS)
def download(request: ClusterRequest, key: str, form: str) -> HttpResponse:
    """The plan as a file: ``plx``, or ``elements`` for a programme of a cluster's folder."""
    document = _plan(request, key)
    version = document.versions.select_related("document").get(pk=document.latest_id)
    plan: StudyPlan = version_value(version)
    if form not in ("plx", "elements"):
        raise Http404
    try:
        data = _as_plx(plan, document.key) if form == "plx" else _as_elements(plan, document.key)
    except (plx.NotWritable, clusterfile.NotWritable) as refusal:
        context = {"document": document, "found": refusal.findings}
        return render(request, "frameworks/plan_not_written.html", context, status=409)
    kind, ending = ("application/xml", "plx") if form == "plx" else ("text/csv; charset=utf-8", "csv")
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, f"{document.key}.{ending}")
    return response


def _as_plx(plan: StudyPlan, where: str) -> bytes:
    """As it is; what came in another form is fitted first."""
    try:
        return plx.write(plan)
    except plx.NotWritable:
        return plx.write(plx.adapt(plan, where)[0])


def _as_elements(plan: StudyPlan, where: str) -> bytes:
    """The table of programme elements that a cluster's folder holds."""
    language = "en" if (get_language() or "ru").startswith("en") else "ru"
    return clusterfile.write_elements(elements_of(plan, where).elements, language=language)  # type: ignore[arg-type]


def _plan(request: ClusterRequest, key: str) -> VersionedDocument:
    found = queries.document_of(request.cluster, DocumentKind.STUDY_PLAN, key)
    if found is None:
        raise Http404
    return found


def _number(text: str | None, numbers: list[int], default: int) -> int:
    if text is None:
        return default
    if not (text.isascii() and text.isdecimal()) or len(text) > 8 or int(text) not in numbers:
        raise Http404
    return int(text)
