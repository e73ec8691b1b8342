"""Cards from a workbook: the template, the upload, the preview, the decision."""

import gzip
import json

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.core.base.findings import Finding, Severity
from remeslo.interchange import cardsheet
from remeslo.interchange.safety import Unreadable, read_limited
from remeslo.interchange.values import from_json
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action, can, can_somewhere
from remeslo.web.apps.common.services.documents import Outdated
from remeslo.web.apps.demand import services
from remeslo.web.apps.demand.employers import employers_of
from remeslo.web.apps.demand.queries import cards_to_write, outlines
from remeslo.web.apps.demand.sheets import card_offers
from remeslo.web.apps.frameworks.models import Upload

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@cluster_member_required(Action.SEE_DEMAND)
def upload(request: ClusterRequest) -> HttpResponse:
    """Choose a workbook; it is read at once and shown in a preview."""
    _must_write(request)
    limit = settings.UPLOAD_LIMIT_BYTES
    context = {"limit_mib": limit // (1024 * 1024)}
    if request.method != "POST":
        return render(request, "demand/import.html", context)
    file = request.FILES.get("files")
    if getattr(request, "upload_too_large", False):
        found = (Finding("file.too_large", _("the upload"), {"limit": limit}, Severity.STOPS_SAVING),)
        return render(request, "demand/import.html", {**context, "found": found}, status=413)
    if file is None:
        return render(request, "demand/import.html", {**context, "said": _("Choose a file.")}, status=400)
    name = (file.name or "?")[:200]
    employers = {o.key: o.name for o in request.cluster.organisations.all() if o.is_employer}
    try:
        data = read_limited(file, name=name)
        sheet = cardsheet.read(data, name=name, employers=employers, programmes=outlines(request.cluster))
    except Unreadable as refusal:
        return render(request, "demand/import.html", {**context, "found": refusal.findings}, status=400)
    kept = services.keep_sheet(request.cluster, sheet, by=request.user)
    return redirect("demand:import_preview", cluster=request.cluster.key, pk=kept.pk)


@cluster_member_required(Action.SEE_DEMAND)
def preview(request: ClusterRequest, pk: int) -> HttpResponse:
    """What saving would change; nothing is saved yet."""
    kept = _own(request, pk)
    sheet = _sheet(kept)
    offers = card_offers(sheet, request.cluster, request.user)
    context = {
        "upload": kept,
        "sheet": sheet,
        "offers": offers,
        "may_save": any(o.may_save for o in offers),
        "may_publish": can_somewhere(request.user, Action.PUBLISH_CARD, request.cluster),
    }
    return render(request, "demand/import_preview.html", context)


@require_POST
@cluster_member_required(Action.SEE_DEMAND)
def save(request: ClusterRequest, pk: int) -> HttpResponse:
    """Save the chosen cards, all or none; or throw the upload away (``discard``)."""
    kept = _own(request, pk)
    if "discard" in request.POST:
        if kept.saved_at is None:
            kept.delete()
            messages.success(request, _("The upload is thrown away; nothing was saved."))
        return redirect("demand:list", cluster=request.cluster.key)
    chosen = set(request.POST.getlist("chosen"))
    offers = [o for o in card_offers(_sheet(kept), request.cluster, request.user) if o.card.key in chosen]
    try:
        saved = services.save_sheet(
            kept, [o for o in offers if o.may_save], publish="publish" in request.POST, by=request.user
        )
    except services.AlreadySaved:
        messages.warning(request, _("This upload was saved before; nothing was done twice."))
        return redirect("demand:list", cluster=request.cluster.key)
    except Outdated:
        messages.warning(request, _("Somebody changed one of these cards meanwhile: look again at what would change."))
        return redirect("demand:import_preview", cluster=request.cluster.key, pk=pk)
    text = ngettext("%(n)s card is saved.", "%(n)s cards are saved.", saved)
    messages.success(request, text % {"n": saved})
    return redirect("demand:list", cluster=request.cluster.key)


@cluster_member_required(Action.SEE_DEMAND)
def workbook(request: ClusterRequest, what: str) -> HttpResponse:
    """The empty form (``form``), or the cards this person may write, in that form (``cards``)."""
    _must_write(request)
    language = "en" if (get_language() or "ru").startswith("en") else "ru"
    employers = {o.key: o.name for o in employers_of(request.user, request.cluster)}
    years = range(request.cluster.start_year, request.cluster.start_year + 6)
    if what == "form":
        data = cardsheet.template(language=language, years=tuple(years), employers=employers)  # type: ignore[arg-type]
    elif what == "cards":
        cards = cards_to_write(request.cluster, request.user)
        data = cardsheet.write(cards, language=language, employers=employers, years=tuple(years))  # type: ignore[arg-type]
    else:
        raise Http404
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{what}.xlsx"'
    return response


def _must_write(request: ClusterRequest) -> None:
    if not can(request.user, Action.EDIT_CARD, request.cluster) and not employers_of(request.user, request.cluster):
        raise Http404


def _own(request: ClusterRequest, pk: int) -> Upload:
    _must_write(request)
    rows = Upload.objects.select_related("cluster")
    return get_object_or_404(rows, pk=pk, cluster=request.cluster, author=request.user, what=Upload.What.CARDS)


def _sheet(kept: Upload) -> cardsheet.CardSheet:
    return from_json(cardsheet.CardSheet, json.loads(gzip.decompress(kept.body)))
