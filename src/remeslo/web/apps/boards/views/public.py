"""Reports that everybody may read, without signing in: as they were published, nothing else of the cluster."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render

from remeslo.interchange.sentences import as_language
from remeslo.web.apps.boards.models import YearReport
from remeslo.web.apps.boards.pictures.papers import chapters_of
from remeslo.web.apps.boards.services.publishing import as_published
from remeslo.web.apps.boards.views.yearly import paper_file
from remeslo.web.apps.boards.yearbook import is_approved, paper_of


@login_not_required
def report(request: Any, slug: str) -> HttpResponse:
    """The page."""
    row = _published(slug)
    paper = paper_of(as_published(row), row.body, as_language(request.LANGUAGE_CODE))
    context = {
        "row": row,
        "paper": paper,
        "chapters": chapters_of(paper),
        "reopened": not is_approved(row.cluster, row.college, row.period),
    }
    answer = render(request, "boards/public.html", context)
    if not row.indexed:
        answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@login_not_required
def paper(request: Any, slug: str, form: str) -> HttpResponse:
    """The same as DOCX or PDF."""
    row = _published(slug)
    language = as_language(request.LANGUAGE_CODE)
    answer = paper_file(paper_of(as_published(row), row.body, language), form, language, f"report-{row.period}")
    if not row.indexed:
        answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _published(slug: str) -> YearReport:
    row = YearReport.objects.filter(slug=slug, published_at__isnull=False).select_related("cluster").first()
    if row is None:
        raise Http404
    return row
