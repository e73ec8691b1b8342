"""Uploading frameworks, standards and plans: choose files, see what would change, decide."""

import gzip
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from remeslo.core.base.findings import Finding, Severity
from remeslo.interchange.sheets import Role
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.frameworks import queries
from remeslo.web.apps.frameworks.models import MappedSheet, Upload
from remeslo.web.apps.frameworks.services import uploads as services
from remeslo.web.apps.frameworks.sheets import chosen_columns, has_text, sheet_form

MIB = 1024 * 1024
PLACES = {
    DocumentKind.STANDARD: "frameworks:list",
    DocumentKind.STATE_STANDARD: "frameworks:state_list",
    DocumentKind.FRAMEWORK: "frameworks:framework_list",
    DocumentKind.STUDY_PLAN: "frameworks:plan_list",
}
"""Where things of a kind are listed."""
MAX_FILES = 200


@cluster_member_required(Action.UPLOAD_STANDARDS)
def upload(request: ClusterRequest) -> HttpResponse:
    """Choose files; they are read at once and shown in a preview."""
    if request.method != "POST":
        return render(request, "frameworks/upload.html", _limits())
    files = request.FILES.getlist("files")  # reading it receives the files
    if getattr(request, "upload_too_large", False):
        facts = {"limit": settings.UPLOAD_LIMIT_BYTES}
        finding = Finding("file.too_large", _("the upload"), facts, Severity.STOPS_SAVING)
        return _refused(request, [finding], status=413)
    if not files:
        return _refused(request, [], said=_("Choose at least one file."))
    if len(files) > MAX_FILES:
        return _refused(request, [], said=_("At most %(n)s files at once.") % {"n": MAX_FILES})
    kept = services.keep_upload(request.cluster, files, by=request.user)
    return redirect("frameworks:preview", cluster=request.cluster.key, pk=kept.pk)


@cluster_member_required(Action.UPLOAD_STANDARDS)
def preview(request: ClusterRequest, pk: int) -> HttpResponse:
    """What saving would change; nothing is saved yet."""
    kept = _own(request, pk)
    shown = services.upload_offers(kept)
    uses = queries.uses_by_code(request.cluster, request.user)
    offers = [(o, uses.get(o.code) if o.kind == DocumentKind.STANDARD else None) for o in shown.offers]
    context = {"upload": kept, "preview": shown, "offers": offers, "sheets": list(kept.sheets.defer("data"))}
    return render(request, "frameworks/preview.html", context)


@cluster_member_required(Action.UPLOAD_STANDARDS)
def sheet(request: ClusterRequest, pk: int, position: int) -> HttpResponse:
    """Say which column of a table is what; what its header suggests is chosen already."""
    kept = _own(request, pk)
    table = get_object_or_404(MappedSheet, upload=kept, position=position)
    data = gzip.decompress(table.data)
    form = sheet_form(table.name, data, table.mapping)
    roles = [r.value for r in Role]
    context: dict[str, Any] = {"upload": kept, "sheet": table, "form": form, "roles": roles}
    if request.method != "POST":
        return render(request, "frameworks/sheet.html", context)
    chosen = chosen_columns(request.POST, form)
    if "look" in request.POST:
        context["form"] = sheet_form(table.name, data, {**chosen, "columns": []})
        return render(request, "frameworks/sheet.html", context)
    if not has_text(chosen):
        context |= {"said": _("Say which column holds the statements themselves."), "form": form}
        return render(request, "frameworks/sheet.html", context, status=400)
    try:
        services.map_sheet(table, chosen)
    except services.AlreadySaved:
        messages.warning(request, _("This upload was saved before; nothing was done twice."))
    return redirect("frameworks:preview", cluster=request.cluster.key, pk=pk)


@require_POST
@cluster_member_required(Action.UPLOAD_STANDARDS)
def save(request: ClusterRequest, pk: int) -> HttpResponse:
    """Save what was chosen."""
    try:
        saved = services.save_upload(_own(request, pk), set(request.POST.getlist("chosen")), by=request.user)
    except services.AlreadySaved:
        messages.warning(request, _("This upload was saved before; nothing was done twice."))
        return redirect("frameworks:list", cluster=request.cluster.key)
    if not saved:
        messages.warning(request, _("Nothing was chosen, nothing was saved."))
        return redirect("frameworks:list", cluster=request.cluster.key)
    text = ngettext("Saved from the upload: %(n)s thing.", "Saved from the upload: %(n)s things.", len(saved))
    messages.success(request, text % {"n": len(saved)})
    return redirect(PLACES[saved[0].kind], cluster=request.cluster.key)


@require_POST
@cluster_member_required(Action.UPLOAD_STANDARDS)
def discard(request: ClusterRequest, pk: int) -> HttpResponse:
    """Throw an undecided upload away."""
    kept = _own(request, pk)
    if kept.saved_at is None:
        kept.delete()
        messages.success(request, _("The upload is thrown away; nothing was saved."))
    return redirect("frameworks:list", cluster=request.cluster.key)


def _own(request: ClusterRequest, pk: int) -> Upload:
    rows = Upload.objects.select_related("cluster", "author")
    return get_object_or_404(rows, pk=pk, cluster=request.cluster, author=request.user, what=Upload.What.FRAMEWORKS)


def _refused(request: ClusterRequest, found: list[Finding], said: str = "", status: int = 400) -> HttpResponse:
    context: dict[str, Any] = {**_limits(), "found": found, "said": said}
    return render(request, "frameworks/upload.html", context, status=status)


def _limits() -> dict[str, int]:
    return {"limit_mib": settings.UPLOAD_LIMIT_BYTES // MIB, "max_files": MAX_FILES}
