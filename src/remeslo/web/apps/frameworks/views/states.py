"""Writing a state standard: a new one, or the next version of one; and the workbook form of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from remeslo.core.competence.statestandard import EntryBase, ProgrammeKind
from remeslo.interchange import statesheet
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import VersionedDocument
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.services.documents import Outdated, save_version
from remeslo.web.apps.frameworks import queries
from remeslo.web.apps.frameworks.stateform import StateFields, from_post, from_standard, to_standard
from remeslo.web.apps.registry.contents import state_standard_content
from remeslo.web.apps.registry.values import version_value

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@cluster_member_required(Action.UPLOAD_STANDARDS)
def new(request: ClusterRequest) -> HttpResponse:
    """A new state standard."""
    return _save(request, None) if request.method == "POST" else _form(request, None, StateFields(), 0)


@cluster_member_required(Action.UPLOAD_STANDARDS)
def edit(request: ClusterRequest, key: str) -> HttpResponse:
    """Change a state standard: the next version of it."""
    document = _document(request, key)
    if request.method == "POST":
        return _save(request, document)
    version = document.versions.select_related("document").get(pk=document.latest_id)
    return _form(request, document, from_standard(version_value(version)), version.number)


@cluster_member_required(Action.SEE_STANDARDS)
def workbook(request: ClusterRequest, key: str = "") -> HttpResponse:
    """A state standard in the workbook form; without a key the empty form."""
    language = "en" if (get_language() or "ru").startswith("en") else "ru"
    if key:
        document = _document(request, key)
        version = document.versions.select_related("document").get(pk=document.latest_id)
        data, name = statesheet.write(version_value(version), language=language), key
    else:
        data, name = statesheet.template(language=language), "state-standard"
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.xlsx")
    return response


def _save(request: ClusterRequest, document: VersionedDocument | None) -> HttpResponse:
    fields = from_post(request.POST)
    based_on = request.POST.get("based_on", "0")
    number = int(based_on) if based_on.isascii() and based_on.isdecimal() and len(based_on) < 9 else 0
    reading = to_standard(fields)
    if reading.standard is None:
        return _form(request, document, fields, number, errors=dict(reading.errors))
    content = state_standard_content(reading.standard)
    own = document is not None and content.key == document.key
    held = queries.document_of(request.cluster, DocumentKind.STATE_STANDARD, content.key)
    if held is not None and not own:
        told = {"order_number": [_("This order is here already: open it and change it there.")]}
        return _form(request, document, fields, number, errors=told)
    try:
        version = save_version(
            request.cluster, content, by=request.user, based_on=number if own else 0, publish=True, note=""
        )
    except Outdated as error:
        return _form(request, document, fields, error.latest.number, newer=error.latest)
    messages.success(request, _("Saved as version %(number)s.") % {"number": version.number})
    return redirect("frameworks:state", cluster=request.cluster.key, key=content.key)


def _form(
    request: ClusterRequest, document: VersionedDocument | None, fields: StateFields, based_on: int, **more: Any
) -> HttpResponse:
    context = {
        "document": document,
        "fields": fields,
        "based_on": based_on,
        "kinds": [k.value for k in ProgrammeKind],
        "bases": [b.value for b in EntryBase],
        **more,
    }
    status = 400 if more.get("errors") else 409 if "newer" in more else 200
    return render(request, "frameworks/state_form.html", context, status=status)


def _document(request: ClusterRequest, key: str) -> VersionedDocument:
    found = queries.document_of(request.cluster, DocumentKind.STATE_STANDARD, key)
    if found is None:
        raise Http404
    return found
