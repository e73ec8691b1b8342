"""Sheets to hang and to take away: PDF on A3 or A4, a workbook; that one was taken is logged."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from remeslo.interchange.documents import week_sheets_pdf
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.staffplans.sheets import workbook
from remeslo.web.apps.timetables.enums import Parity
from remeslo.web.apps.timetables.sheets import KINDS, Wanted, courses, tables, week_sheets
from remeslo.web.apps.timetables.views.page import WeekPage

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@cluster_member_required(Action.SEE_WEEKS)
def show(request: ClusterRequest, semester: str) -> HttpResponse:
    """What can be printed."""
    page = WeekPage(request, semester, "sheets")
    if page.base is None:
        return render(request, "timetables/unpublished.html", {"page": page})
    kinds = []
    for key, (word, lens) in KINDS.items():
        if subjects := page.audience.subjects(page.week, lens):
            kinds.append((key, word, subjects))
    context = {
        "page": page,
        "kinds": kinds,
        "courses": [c for c in courses(page.week) if c],
        "parities": [(p.value, p.label) for p in Parity],
        "mondays": [(w, page.week.number_of(w)) for w in page.week.problem.weeks],
    }
    return render(request, "timetables/sheets.html", context)


@cluster_member_required(Action.SEE_WEEKS)
def pdf(request: ClusterRequest, semester: str) -> HttpResponse:
    """The sheets as PDF."""
    page = WeekPage(request, semester)
    wanted = _wanted(page)
    approved = request.GET.get("approved", "")[:100]
    sheets = week_sheets(page.week, wanted, note=_note(page), approved=approved)
    if not sheets:
        raise Http404
    language = "en" if (get_language() or "ru").startswith("en") else "ru"
    made = week_sheets_pdf(
        sheets,
        language=language,  # type: ignore[arg-type]
        paper="a4" if request.GET.get("paper") == "a4" else "a3",
        illustrative=request.cluster.illustrative,
    )
    return _download(page, made, "application/pdf", "pdf")


@cluster_member_required(Action.SEE_WEEKS)
def xlsx(request: ClusterRequest, semester: str) -> HttpResponse:
    """The same as a workbook."""
    page = WeekPage(request, semester)
    made = tables(page.week, _wanted(page))
    if not made:
        raise Http404
    return _download(page, workbook(made), XLSX, "xlsx")


def _wanted(page: WeekPage) -> Wanted:
    """What the form asks; 404 for a kind or a subject that there is none of, or that is not the reader's to see."""
    asked = page.asked
    kind = asked.get("kind", "groups")
    if kind not in KINDS or page.base is None:
        raise Http404
    subjects = tuple(key for key, _name in page.audience.subjects(page.week, KINDS[kind][1]))
    one, course, when = asked.get("one", ""), asked.get("course", ""), asked.get("week", "")
    if not subjects or (one and one not in subjects):
        raise Http404
    return Wanted(
        kind=kind,
        subjects=subjects,
        course=int(course) if course.isascii() and course.isdigit() and len(course) < 3 else 0,
        one=one,
        parity=Parity(when) if when in Parity.values else Parity.ALL,
        monday=next((w for w in page.week.problem.weeks if w.isoformat() == when), None),
    )


def _note(page: WeekPage) -> str:
    """Which timetable the sheet shows: a release, or a version that is not announced."""
    release, version = page.release, page.version
    if release and version and release.version_id == version.pk and page.changes.is_empty:
        return f"{release.name} ({release.published_at:%d.%m.%Y})"
    number = version.number if version else 0
    return _("draft: version %(n)s, not announced") % {"n": number}


def _download(page: WeekPage, made: bytes, kind: str, ending: str) -> HttpResponse:
    answer = HttpResponse(made, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="timetable-{page.semester}.{ending}"'
    facts: dict[str, Any] = {"form": ending}
    record("timetable.exported", by=page.request.user, cluster=page.cluster, subject=f"week:{page.semester}", **facts)
    return answer
