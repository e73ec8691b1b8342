"""Facts of a sheet: the empty form, the upload, what it would change, the decision."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.core.base.findings import Finding, Severity
from remeslo.interchange import factsheet
from remeslo.interchange.safety import Unreadable, read_limited
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.models import Organisation
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.results.audience import Audience, audience_of
from remeslo.web.apps.results.kinds import enterable
from remeslo.web.apps.results.models import FactUpload
from remeslo.web.apps.results.services.importing import AlreadySaved, enter_sheet, keep_sheet, read_upload

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 500


@cluster_member_required(Action.RECORD_FACTS)
def upload(request: ClusterRequest) -> HttpResponse:
    """Choose a sheet; it is read at once and shown in a preview."""
    audience = _speaking(request)
    context = {"limit_mib": settings.UPLOAD_LIMIT_BYTES // (1024 * 1024), "speakers": audience.speaks_for}
    if request.method != "POST":
        return render(request, "results/import.html", context)
    file = request.FILES.get("files")
    if getattr(request, "upload_too_large", False):
        told = {"limit": settings.UPLOAD_LIMIT_BYTES}
        found = (Finding("file.too_large", _("the upload"), told, Severity.STOPS_SAVING),)
        return render(request, "results/import.html", {**context, "found": found}, status=413)
    speaker = _speaker(audience, request.POST.get("speaker", ""))
    if file is None or speaker is None:
        said = _("Choose a file.") if file is None else _("Say for which organisation you speak.")
        return render(request, "results/import.html", {**context, "said": said}, status=400)
    try:
        data = read_limited(file, name=file.name or "?")
    except Unreadable as refusal:
        return render(request, "results/import.html", {**context, "found": refusal.findings}, status=400)
    kept = keep_sheet(request.cluster, file.name or "?", data, by=request.user, at=timezone.now())
    target = redirect("results:import_preview", cluster=request.cluster.key, pk=kept.pk)
    target["Location"] += f"?speaker={speaker.key}"
    return target


@cluster_member_required(Action.RECORD_FACTS)
def preview(request: ClusterRequest, pk: int) -> HttpResponse:
    """What entering the sheet would change; nothing is entered yet."""
    audience = _speaking(request)
    kept = _own(request, pk)
    speaker = _speaker(audience, request.GET.get("speaker", "")) or audience.speaks_for[0]
    reading = read_upload(kept, audience, speaker, timezone.localdate())
    context = {
        "upload": kept,
        "reading": reading,
        "offers": reading.offers[:SHOWN],
        "more": max(0, len(reading.offers) - SHOWN),
        "count": sum(o.may_save for o in reading.offers),
        "speaker": speaker,
    }
    return render(request, "results/import_preview.html", context)


@require_POST
@cluster_member_required(Action.RECORD_FACTS)
def save(request: ClusterRequest, pk: int) -> HttpResponse:
    """Enter what can be entered, all or none; or throw the upload away (``discard``)."""
    audience = _speaking(request)
    kept = _own(request, pk)
    if "discard" in request.POST:
        if kept.saved_at is None:
            kept.delete()
            messages.success(request, _("The upload is thrown away; nothing was saved."))
        return redirect("results:facts", cluster=request.cluster.key)
    speaker = _speaker(audience, request.POST.get("speaker", ""))
    if speaker is None:
        raise PermissionDenied(str(Action.RECORD_FACTS))
    day = timezone.localdate()
    offers = [o for o in read_upload(kept, audience, speaker, day).offers if o.may_save]
    if "duplicates" not in request.POST:
        offers = [o for o in offers if o.change.kind is factsheet.ChangeKind.NEW]
    try:
        n = enter_sheet(kept, offers, by=request.user, at=timezone.now(), day=day)
    except AlreadySaved:
        messages.warning(request, _("This upload was saved before; nothing was done twice."))
        return redirect("results:facts", cluster=request.cluster.key)
    messages.success(request, ngettext("%(n)s fact is entered.", "%(n)s facts are entered.", n) % {"n": n})
    return redirect("results:facts", cluster=request.cluster.key)


@cluster_member_required(Action.RECORD_FACTS)
def form(request: ClusterRequest) -> HttpResponse:
    """The empty form: a sheet for each kind."""
    language = "en" if (get_language() or "ru").startswith("en") else "ru"
    answer = HttpResponse(factsheet.template(kinds=enterable(), language=language), content_type=XLSX)  # type: ignore[arg-type]
    answer["Content-Disposition"] = 'attachment; filename="facts.xlsx"'
    return answer


def _speaking(request: ClusterRequest) -> Audience:
    audience = audience_of(request)
    if not audience.speaks_for:
        raise PermissionDenied(str(Action.RECORD_FACTS))
    return audience


def _speaker(audience: Audience, key: str) -> Organisation | None:
    if len(audience.speaks_for) == 1 and not key:
        return audience.speaks_for[0]
    return next((o for o in audience.speaks_for if o.key == key), None)


def _own(request: ClusterRequest, pk: int) -> FactUpload:
    rows = FactUpload.objects.select_related("cluster")
    return get_object_or_404(rows, pk=pk, cluster=request.cluster, author=request.user)
