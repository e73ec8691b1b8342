"""The papers of a programme, made when they are asked for, in the reader's language."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from remeslo.core.line.tables.calendar import SYMBOLS
from remeslo.interchange.documents import document_names
from remeslo.interchange.documents.files import MAKERS, WITH_SYMBOLS
from remeslo.interchange.sentences import as_language
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.programmes.views.page import ProgrammePage, open_page

TITLES: Mapping[str, Any] = {
    "curriculum.xlsx": _("Curriculum"),
    "calendar.xlsx": _("Academic calendar"),
    "matrix.xlsx": _("Competence matrix and demand"),
    "curriculum.pdf": _("Curriculum"),
    "calendar.pdf": _("Academic calendar"),
    "summary.pdf": _("Summary of the programme"),
}
WITHOUT_REQUESTS = frozenset({"curriculum.xlsx", "calendar.xlsx", "curriculum.pdf", "calendar.pdf"})
"""Papers that never quote an employer's request; the others are for those who may read every request."""
BOOK = "book.docx"
"""The whole document; it has a view of its own, since it is made with a template."""
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as the page offers it."""

    title: Any
    form: str
    url: str


@cluster_member_required(Action.SEE_PROGRAMMES)
def paper(request: ClusterRequest, key: str, kind: str) -> HttpResponse:
    """One paper as a file."""
    page = open_page(request, key, "term")
    if page.laid is None or kind not in _open_kinds(page):
        raise Http404
    language = as_language(get_language() or "ru")
    wanted = request.GET.get("symbols", "")
    if kind in WITH_SYMBOLS and wanted in SYMBOLS:
        content = WITH_SYMBOLS[kind](page.found.cluster, page.outcome, language=language, symbols=wanted)
    else:
        content = MAKERS[kind](page.found.cluster, page.outcome, language=language)
    form = kind.rpartition(".")[2]
    answer = HttpResponse(content, content_type=_TYPES.get(form, "application/octet-stream"))
    answer.headers["Content-Disposition"] = f'attachment; filename="{document_names(page.key)[kind]}"'
    return answer


def papers(page: ProgrammePage, kinds: Collection[str] = (BOOK, *MAKERS), symbols: str = "") -> list[Paper]:
    """The papers of this version that the reader may have; ``symbols`` of the calendar, letters unless named."""
    if page.laid is None:
        return []
    own = {"cluster": page.cluster_key, "key": page.key}
    book = [Paper(_("Document of the programme"), "DOCX", reverse("programmes:book", kwargs=own) + page.query)]
    return (book if BOOK in kinds and page.book.audience.reads_all else []) + [
        Paper(
            TITLES.get(kind, kind),
            kind.rpartition(".")[2].upper(),
            reverse("programmes:paper", kwargs={**own, "kind": kind}) + _query(page, kind, symbols),
        )
        for kind in _open_kinds(page)
        if kind in kinds
    ]


def _query(page: ProgrammePage, kind: str, symbols: str) -> str:
    if kind not in WITH_SYMBOLS or symbols in ("", "letters"):
        return page.query
    return f"?symbols={symbols}{page.amp}"


def _open_kinds(page: ProgrammePage) -> list[str]:
    return [kind for kind in MAKERS if page.book.audience.reads_all or kind in WITHOUT_REQUESTS]
