"""Frameworks: the list, a framework with its tree and search, an item, versions compared, opened to everyone."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.core.competence.framework import Framework
from remeslo.core.competence.framework_compare import compare
from remeslo.interchange import case, sheets
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import DocumentVersion, VersionedDocument
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.frameworks import queries
from remeslo.web.apps.frameworks.frameworks import Book
from remeslo.web.apps.frameworks.models import OpenFramework
from remeslo.web.apps.frameworks.services import opening
from remeslo.web.apps.registry.values import version_value

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@cluster_member_required(Action.SEE_STANDARDS)
def listing(request: ClusterRequest) -> HttpResponse:
    """Frameworks by title and edition."""
    text = request.GET.get("q", "").strip()[:200]
    rows = queries.framework_rows(request.cluster, text)
    return render(request, "frameworks/framework_list.html", {"rows": rows, "q": text, "tab": "frameworks"})


@cluster_member_required(Action.SEE_STANDARDS)
def detail(request: ClusterRequest, key: str) -> HttpResponse:
    """A framework: its tree from the top, or what a search finds, or one item (``?item=``)."""
    document, version = _held(request, key)
    framework: Framework = version_value(version)
    book = Book(framework, _language())
    text = request.GET.get("q", "").strip()[:200]
    item = request.GET.get("item")
    page = book.page(item) if item else None
    if item and page is None:
        raise Http404
    context: dict[str, Any] = {
        "document": document,
        "version": version,
        "framework": framework,
        "page": page,
        "q": text,
        "found": book.search(text) if text else None,
        "top": () if text or page else book.top,
        "opened": OpenFramework.objects.filter(document=document).select_related("version").first(),
        "versions": list(document.versions.select_related("author").defer("body")),
        "editions": queries.editions_of_framework(request.cluster, framework.key, but=key),
    }
    return render(request, "frameworks/framework.html", context)


@cluster_member_required(Action.SEE_STANDARDS)
def comparison(request: ClusterRequest, key: str) -> HttpResponse:
    """What differs from another edition (``?with=``) or from an earlier version of this one (``?old=``)."""
    document, version = _held(request, key)
    if "with" in request.GET:
        _other, old_version = _held(request, request.GET["with"])
    else:
        old_version = _numbered(document, request.GET.get("old"))
    old: Framework = version_value(old_version)
    new: Framework = version_value(version)
    if old.key != new.key:
        raise Http404
    context = {
        "document": document,
        "old": old,
        "new": new,
        "old_version": old_version,
        "version": version,
        "comparison": compare(old, new),
    }
    return render(request, "frameworks/framework_comparison.html", context)


@cluster_member_required(Action.SEE_STANDARDS)
def download(request: ClusterRequest, key: str, form: str) -> HttpResponse:
    """The framework as a file: ``case`` or ``xlsx``."""
    document, version = _held(request, key)
    if form not in ("case", "xlsx"):
        raise Http404
    framework: Framework = version_value(version)
    if form == "case":
        data = case.write(framework, provider=opening.provider(version, request.build_absolute_uri("/")))
        response = HttpResponse(data, content_type="application/json")
    else:
        response = HttpResponse(sheets.write(framework, language=_language()), content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(
        True, f"{document.key}.{'json' if form == 'case' else 'xlsx'}"
    )
    return response


@require_POST
@cluster_member_required(Action.UPLOAD_STANDARDS)
def open_to_everyone(request: ClusterRequest, key: str) -> HttpResponse:
    """Let anyone read the latest version over the CASE API; or close it again (``close``)."""
    document, version = _held(request, key)
    if "close" in request.POST:
        opening.close_framework(document, by=request.user)
        messages.success(request, _("The framework is closed: only members of the cluster read it now."))
        return redirect("frameworks:framework", cluster=request.cluster.key, key=key)
    base = request.build_absolute_uri("/")
    try:
        opened = opening.open_framework(version, opening.case_package(version, base), by=request.user)
    except opening.OpenElsewhere:
        messages.error(request, _("This framework is open already, by another document or cluster."))
    else:
        n = opened.parts.filter(kind="CFItems").count()
        text = ngettext("Everyone can read it now: %(n)s item.", "Everyone can read it now: %(n)s items.", n)
        messages.success(request, text % {"n": n})
    return redirect("frameworks:framework", cluster=request.cluster.key, key=key)


def _language() -> str:
    return "en" if (get_language() or "ru").startswith("en") else "ru"


def _held(request: ClusterRequest, key: str) -> tuple[VersionedDocument, DocumentVersion]:
    """The framework's head and the version asked for (``?version=``), else the latest."""
    document = queries.document_of(request.cluster, DocumentKind.FRAMEWORK, key)
    if document is None:
        raise Http404
    return document, _numbered(document, request.GET.get("version"))


def _numbered(document: VersionedDocument, number: str | None) -> DocumentVersion:
    rows = document.versions.select_related("document", "author")
    if number is None:
        latest: DocumentVersion = rows.get(pk=document.latest_id)
        return latest
    found: DocumentVersion | None = (
        rows.filter(number=number).first() if number.isascii() and number.isdecimal() and len(number) < 9 else None
    )
    if found is None:
        raise Http404
    return found
