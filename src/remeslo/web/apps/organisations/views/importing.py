"""Organisations of a table: the empty form, the upload, what it would change, the decision, taking it back."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.core.base.findings import Finding, Severity
from remeslo.interchange import orgsheet
from remeslo.interchange.safety import Unreadable, read_limited
from remeslo.web.apps.organisations.access import RegistryRequest, registry_editor_required
from remeslo.web.apps.organisations.models import OrganisationUpload
from remeslo.web.apps.organisations.services.importing import (
    AlreadySaved,
    Moved,
    Reading,
    enter_table,
    keep_table,
    read_upload,
)
from remeslo.web.apps.organisations.services.judging import Refused
from remeslo.web.apps.organisations.services.offering import Desk
from remeslo.web.apps.organisations.services.withdrawing import withdraw_table
from remeslo.web.apps.organisations.views.registry import XLSX

SHOWN = 500


@registry_editor_required
def upload(request: RegistryRequest) -> HttpResponse:
    """Choose a table; it is read at once and shown in a preview."""
    mine = OrganisationUpload.objects.filter(author=request.user).defer("body").order_by("-at")[:10]
    context = {"limit_mib": settings.UPLOAD_LIMIT_BYTES // (1024 * 1024), "mine": mine}
    if request.method != "POST":
        return render(request, "organisations/import.html", context)
    if getattr(request, "upload_too_large", False):
        told = {"limit": settings.UPLOAD_LIMIT_BYTES}
        found = (Finding("file.too_large", _("the upload"), told, Severity.STOPS_SAVING),)
        return render(request, "organisations/import.html", {**context, "found": found}, status=413)
    file = request.FILES.get("files")
    if file is None:
        return render(request, "organisations/import.html", {**context, "said": _("Choose a file.")}, status=400)
    try:
        data = read_limited(file, name=file.name or "?")
    except Unreadable as refusal:
        return render(request, "organisations/import.html", {**context, "found": refusal.findings}, status=400)
    kept = keep_table(file.name or "?", data, by=request.user, at=timezone.now())
    return redirect("organisations:import_preview", pk=kept.pk)


@registry_editor_required
def preview(request: RegistryRequest, pk: int) -> HttpResponse:
    """What saving would change; nothing is saved yet."""
    return _preview(request, _own(request, pk))


@require_POST
@registry_editor_required
def save(request: RegistryRequest, pk: int) -> HttpResponse:
    """Enter what can be entered, all or none; or throw the upload away (``discard``)."""
    kept = _own(request, pk)
    if "discard" in request.POST:
        if kept.saved_at is None:
            kept.delete()
            messages.success(request, _("The upload is thrown away; nothing was saved."))
        return redirect("organisations:registry")
    desk, seen = Desk(request.reach, timezone.localdate()), request.POST.get("seen", "")
    try:
        n = enter_table(kept, desk, seen=seen, by=request.user, at=timezone.now())
    except AlreadySaved:
        messages.warning(request, _("This upload was saved before; nothing was done twice."))
        return redirect("organisations:import_preview", pk=kept.pk)
    except Moved:
        messages.warning(request, _("The registry has changed meanwhile; nothing was saved. Look once more."))
        return redirect("organisations:import_preview", pk=kept.pk)
    except Refused as refusal:
        return _preview(request, kept, found=refusal.findings, status=409)
    messages.success(request, ngettext("%(n)s row is entered.", "%(n)s rows are entered.", n) % {"n": n})
    return redirect("organisations:import_preview", pk=kept.pk)


@require_POST
@registry_editor_required
def withdraw(request: RegistryRequest, pk: int) -> HttpResponse:
    """Take an import back, as far as nothing rests on it."""
    done = withdraw_table(_own(request, pk), by=request.user, at=timezone.now())
    told = ngettext("%(n)s row is taken back.", "%(n)s rows are taken back.", done.gone) % {"n": done.gone}
    if done.stay:
        told += " " + _("Something stays of these: %(places)s.") % {"places": ", ".join(done.stay[:12])}
    messages.success(request, told)
    return redirect("organisations:import_preview", pk=pk)


@registry_editor_required
def form(request: RegistryRequest) -> HttpResponse:
    """The empty form."""
    english = (get_language() or "ru").startswith("en")
    answer = HttpResponse(orgsheet.template(language="en" if english else "ru"), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="organisations-form.xlsx"'
    return answer


def _own(request: RegistryRequest, pk: int) -> OrganisationUpload:
    return get_object_or_404(OrganisationUpload, pk=pk, author=request.user)


def _preview(
    request: RegistryRequest, kept: OrganisationUpload, *, found: tuple[Finding, ...] = (), status: int = 200
) -> HttpResponse:
    if kept.saved_at is not None:
        return render(request, "organisations/imported.html", {"upload": kept, "rows": kept.done[:SHOWN]})
    reading: Reading = read_upload(kept, Desk(request.reach, timezone.localdate()))
    context = {
        "upload": kept,
        "reading": reading,
        "offers": reading.offers[:SHOWN],
        "more": max(0, len(reading.offers) - SHOWN),
        "counts": {name: reading.count(name) for name in ("new", "changed", "same")},
        "found": found,
    }
    return render(request, "organisations/import_preview.html", context, status=status)
