"""The book of a programme as DOCX, and the templates it is made with."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.core.base.findings import Finding, Severity
from remeslo.interchange.programmebook import (
    BLOCKS,
    LINES,
    REQUIRED,
    TemplateRefused,
    book_docx,
    book_name,
    starter_template,
)
from remeslo.interchange.safety import Unreadable, read_limited
from remeslo.interchange.sentences import Language, as_language
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.programmes.models import BookTemplate
from remeslo.web.apps.programmes.queries import book_template, book_templates
from remeslo.web.apps.programmes.services.templates import save_template, take_default
from remeslo.web.apps.programmes.views.page import open_page

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LANGUAGES: tuple[Language, ...] = ("ru", "en")


@cluster_member_required(Action.SEE_PROGRAMMES)
def book(request: ClusterRequest, key: str) -> HttpResponse:
    """The whole document; it quotes every request, so it is for those who may read them all."""
    page = open_page(request, key, "term")
    if page.laid is None or not page.book.audience.reads_all:
        raise Http404
    language = as_language(get_language() or "ru")
    own = book_template(request.cluster, language)
    try:
        made = book_docx(
            page.found.cluster,
            page.outcome,
            language=language,
            template=bytes(own.data) if own else None,
            template_name=own.name if own else "",
        )
    except TemplateRefused as refused:  # kept by an earlier release that knew other placeholders
        context = {**_context(request), "found": refused.findings, "stale": True}
        return render(request, "programmes/book_template.html", context, status=409)
    return _file(made.data, book_name(page.key))


@cluster_member_required(Action.SEE_PROGRAMMES)
def templates(request: ClusterRequest) -> HttpResponse:
    """Templates in force and their versions; the upload of the next one, which is checked before it is kept."""
    if request.method != "POST":
        return render(request, "programmes/book_template.html", _context(request))
    require(request.user, Action.EDIT_PROGRAMMES, request.cluster)
    language = as_language(request.POST.get("language", "ru"))
    file = request.FILES.get("files")
    if getattr(request, "upload_too_large", False):
        told = {"limit": settings.UPLOAD_LIMIT_BYTES}
        return _again(request, (Finding("file.too_large", _("the upload"), told, Severity.STOPS_SAVING),), 413)
    if file is None:
        return render(
            request, "programmes/book_template.html", {**_context(request), "said": _("Choose a file.")}, status=400
        )
    name = file.name or "?"
    try:
        data = read_limited(file, name=name)
        kept, reading = save_template(
            request.cluster, language=language, name=name, data=data, by=request.user, at=timezone.now()
        )
    except (Unreadable, TemplateRefused) as refused:
        return _again(request, refused.findings, 400)
    messages.success(request, _("Template %(number)s is in force.") % {"number": kept.number})
    if reading.findings:
        return _again(request, reading.findings, 200)
    return redirect("programmes:book_templates", cluster=request.cluster.key)


@require_POST
@cluster_member_required(Action.EDIT_PROGRAMMES)
def default(request: ClusterRequest) -> HttpResponse:
    """Back to the default template of a language."""
    language = as_language(request.POST.get("language", "ru"))
    take_default(request.cluster, language=language, by=request.user, at=timezone.now())
    messages.success(request, _("The default template is in force."))
    return redirect("programmes:book_templates", cluster=request.cluster.key)


@cluster_member_required(Action.SEE_PROGRAMMES)
def template_file(request: ClusterRequest, language: str, number: int) -> HttpResponse:
    """A version as it was uploaded; number 0 is the default template."""
    if language not in LANGUAGES:
        raise Http404
    if number == 0:
        return _file(starter_template(as_language(language)), f"book-template-{language}.docx")
    kept = get_object_or_404(BookTemplate, cluster=request.cluster, language=language, number=number)
    if kept.is_default:
        raise Http404
    return _file(bytes(kept.data), f"book-template-{language}-{number}.docx")


def _again(request: ClusterRequest, found: Any, status: int) -> HttpResponse:
    return render(request, "programmes/book_template.html", {**_context(request), "found": found}, status=status)


def _context(request: ClusterRequest) -> dict[str, Any]:
    """What the page of templates shows."""
    versions = book_templates(request.cluster)
    newest = {language: next((v for v in versions if v.language == language), None) for language in LANGUAGES}
    return {
        "versions": versions,
        "languages": [
            (language, kept if kept is not None and not kept.is_default else None) for language, kept in newest.items()
        ],
        "may_edit": can(request.user, Action.EDIT_PROGRAMMES, request.cluster),
        "limit_mib": settings.UPLOAD_LIMIT_BYTES // (1024 * 1024),
        "required": [name for name in BLOCKS if name in REQUIRED],
        "optional": [name for name in BLOCKS if name not in REQUIRED],
        "lines": tuple(LINES),
    }


def _file(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=DOCX)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
