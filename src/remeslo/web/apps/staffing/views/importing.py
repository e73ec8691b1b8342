"""Sheets of people, papers, courses and sessions: the empty form, the upload, what it would change, the decision."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.core.base.findings import Finding, Severity
from remeslo.interchange import staffsheet
from remeslo.interchange.safety import Unreadable, read_limited
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.staffing.days import day_of
from remeslo.web.apps.staffing.models import StaffUpload
from remeslo.web.apps.staffing.services.importing import AlreadySaved, enter_sheet, held_book, keep_sheet, read_upload

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 500


@cluster_member_required(Action.EDIT_PEOPLE)
def upload(request: ClusterRequest) -> HttpResponse:
    """Choose a sheet; it is read at once and shown in a preview."""
    context: dict[str, Any] = {"limit_mib": settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)}
    if request.method != "POST":
        return render(request, "staffing/import.html", context)
    file = request.FILES.get("files")
    if getattr(request, "upload_too_large", False):
        told = {"limit": settings.UPLOAD_LIMIT_BYTES}
        found = (Finding("file.too_large", _("the upload"), told, Severity.STOPS_SAVING),)
        return render(request, "staffing/import.html", {**context, "found": found}, status=413)
    if file is None:
        return render(request, "staffing/import.html", {**context, "said": _("Choose a file.")}, status=400)
    try:
        data = read_limited(file, name=file.name or "?")
    except Unreadable as refusal:
        return render(request, "staffing/import.html", {**context, "found": refusal.findings}, status=400)
    kept = keep_sheet(request.cluster, file.name or "?", data, by=request.user, at=timezone.now())
    return redirect("staffing:import_preview", cluster=request.cluster.key, pk=kept.pk)


@cluster_member_required(Action.EDIT_PEOPLE)
def preview(request: ClusterRequest, pk: int) -> HttpResponse:
    """What entering the sheet would change; nothing is entered yet."""
    kept = _own(request, pk)
    reading = read_upload(kept, request.user)
    context = {
        "upload": kept,
        "reading": reading,
        "offers": reading.offers[:SHOWN],
        "more": max(0, len(reading.offers) - SHOWN),
        "count": sum(o.may_save for o in reading.offers),
    }
    return render(request, "staffing/import_preview.html", context)


@require_POST
@cluster_member_required(Action.EDIT_PEOPLE)
def save(request: ClusterRequest, pk: int) -> HttpResponse:
    """Enter what can be entered, all or none; or throw the upload away (``discard``)."""
    kept = _own(request, pk)
    target = redirect("staffing:home", cluster=request.cluster.key)
    if "discard" in request.POST:
        if kept.saved_at is None:
            kept.delete()
            messages.success(request, _("The upload is thrown away; nothing was saved."))
        return target
    offers = read_upload(kept, request.user).offers
    try:
        n = enter_sheet(kept, offers, by=request.user, at=timezone.now(), day=day_of(request.cluster))
    except AlreadySaved:
        messages.warning(request, _("This upload was saved before; nothing was done twice."))
        return target
    messages.success(request, ngettext("%(n)s row is entered.", "%(n)s rows are entered.", n) % {"n": n})
    return target


@cluster_member_required(Action.EDIT_PEOPLE)
def form(request: ClusterRequest) -> HttpResponse:
    """The empty form: a sheet for each kind, with the skills to choose from."""
    book, _names = held_book(request.cluster, request.user)
    return _file(staffsheet.template(book=book, language=_language()), "staff-form.xlsx")


@cluster_member_required(Action.SEE_PERSON)
def export(request: ClusterRequest) -> HttpResponse:
    """People and papers that I may see, with the catalogue."""
    book, names = held_book(request.cluster, request.user)
    record("staff.exported", by=request.user, cluster=request.cluster, subject="staff:", count=len(book.people))
    return _file(staffsheet.write(book, names=names, language=_language()), "staff.xlsx")


def _file(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _language() -> Any:
    return "en" if (get_language() or "ru").startswith("en") else "ru"


def _own(request: ClusterRequest, pk: int) -> StaffUpload:
    rows = StaffUpload.objects.select_related("cluster")
    return get_object_or_404(rows, pk=pk, cluster=request.cluster, author=request.user)
