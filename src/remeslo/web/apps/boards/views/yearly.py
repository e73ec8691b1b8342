"""The report of a year: written, looked at, taken as a paper, published, withdrawn."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.core.rollup.approval import Level
from remeslo.interchange.boardsheet import YearPaper, year_docx, year_pdf
from remeslo.interchange.sentences import Language, as_language
from remeslo.web.apps.boards.addresses import college_key, college_word
from remeslo.web.apps.boards.models import YearReport
from remeslo.web.apps.boards.pictures.papers import chapters_of
from remeslo.web.apps.boards.rights import levels_above, levels_of
from remeslo.web.apps.boards.services.publishing import (
    NotApproved,
    publish_report,
    report_of,
    save_words,
    withdraw_report,
)
from remeslo.web.apps.boards.views.scene import Scene
from remeslo.web.apps.boards.yearbook import gathered, is_approved, node_of, paper_of
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
_LONGEST = 10_000


@cluster_member_required(Action.SEE_BOARD)
def listing(request: ClusterRequest) -> HttpResponse:
    """Reports of a year: the cluster's, and of each college that the reader sees."""
    scene = Scene(request, f"cluster:{request.cluster.key}")
    known = {r.college: r for r in YearReport.objects.filter(cluster=request.cluster, period=scene.asked.period)}
    houses = [o for o in request.cluster.organisations.all() if o.is_college]
    subjects = [("", request.cluster.name), *((o.key, o.name) for o in houses)]
    rows = [
        {"word": college_word(key), "name": name, "report": known.get(key), "is_cluster": not key}
        for key, name in subjects
        if scene.reader.sees(node_of(request.cluster, key))
    ]
    return render(request, "boards/years.html", {**scene.context, "rows": rows})


@cluster_member_required(Action.SEE_BOARD)
def edit(request: ClusterRequest, college: str, period: str) -> HttpResponse:
    """The report as it would be published, and its words to be changed."""
    scene, report = _found(request, college, period)
    may_write = _may_write(request, report)
    if request.method == "POST":
        if not may_write:
            raise PermissionDenied(str(Action.SUBMIT_FIGURES))
        texts = {n: request.POST.get(n, "").strip()[:_LONGEST] for n in ("achieved", "difficulties", "next_year")}
        save_words(report, **texts, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("boards:year", cluster=request.cluster.key, college=college, period=period)
    paper = paper_of(report, gathered(request.cluster, report.college, period), _language(request))
    context = {
        "report": report,
        "paper": paper,
        "chapters": chapters_of(paper),
        "word": college,
        "may_write": may_write,
        "approved": is_approved(request.cluster, report.college, period),
        "year": period,
    }
    return render(request, "boards/year.html", {**scene.context, **context})


@cluster_member_required(Action.SEE_BOARD)
def paper(request: ClusterRequest, college: str, period: str, form: str) -> HttpResponse:
    """The report as DOCX or PDF."""
    _scene, report = _found(request, college, period)
    made = paper_of(report, gathered(request.cluster, report.college, period), _language(request))
    return paper_file(made, form, _language(request), f"{request.cluster.key}-{college}-{period}")


@require_POST
@cluster_member_required(Action.SEE_BOARD)
def publish(request: ClusterRequest, college: str, period: str) -> HttpResponse:
    """Show it to everybody."""
    _scene, report = _writable(request, college, period)
    try:
        publish_report(report, by=request.user, at=timezone.now(), indexed=request.POST.get("indexed") == "1")
        messages.success(request, _("Published: everybody who has the address can read it."))
    except NotApproved:
        messages.error(request, _("The level above has not approved the figures of this year yet: ask for it first."))
    return redirect("boards:year", cluster=request.cluster.key, college=college, period=period)


@require_POST
@cluster_member_required(Action.SEE_BOARD)
def withdraw(request: ClusterRequest, college: str, period: str) -> HttpResponse:
    """Take it back."""
    _scene, report = _writable(request, college, period)
    withdraw_report(report, by=request.user)
    messages.success(request, _("Withdrawn: the address leads nowhere now."))
    return redirect("boards:year", cluster=request.cluster.key, college=college, period=period)


def paper_file(made: YearPaper, form: str, language: Language, name: str) -> HttpResponse:
    """A paper as a file."""
    if form not in TYPES:
        raise Http404
    data = (year_docx if form == "docx" else year_pdf)(made, language=language)
    answer = HttpResponse(data, content_type=TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer


def _found(request: ClusterRequest, college: str, period: str) -> tuple[Scene, YearReport]:
    key = college_key(college)
    scene = Scene(request, node_of(request.cluster, key))
    known = not key or request.cluster.organisations.filter(key=key).exists()
    if period not in scene.known.periods or not known:
        raise Http404
    return scene, report_of(request.cluster, key, period)


def _writable(request: ClusterRequest, college: str, period: str) -> tuple[Scene, YearReport]:
    scene, report = _found(request, college, period)
    if not _may_write(request, report):
        raise PermissionDenied(str(Action.SUBMIT_FIGURES))
    return scene, report


def _may_write(request: ClusterRequest, report: YearReport) -> bool:
    if not report.college:
        return Level.CLUSTER in levels_above(request.user, request.cluster)
    houses = list(request.cluster.organisations.all())
    return Level.COLLEGE in levels_of(request.user, request.cluster, report.college, houses)


def _language(request: Any) -> Language:
    return as_language(request.LANGUAGE_CODE)
