"""The tree of a programme: hours, ranges, who pays, what is chosen; and the same as a workbook."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from remeslo.interchange.documents.structure import structure_xlsx
from remeslo.interchange.sentences import as_language
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.programmes.views.page import ProgrammePage, open_page
from remeslo.web.apps.structure.trees import Tree, tree_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@cluster_member_required(Action.SEE_PROGRAMMES)
def tree(request: ClusterRequest, key: str) -> HttpResponse:
    """The tree of one version."""
    page, found = opened(request, key)
    names = dict(request.cluster.organisations.values_list("key", "name"))
    context: dict[str, Any] = {
        "page": page,
        "tree": found,
        "employers": names,
        "may_edit": page.is_latest and can(request.user, Action.EDIT_PROGRAMMES, request.cluster),
        "findings": page.book.audience.readable(_own(page)),
    }
    return render(request, "structure/tree.html", context)


@cluster_member_required(Action.SEE_PROGRAMMES)
def workbook(request: ClusterRequest, key: str) -> HttpResponse:
    """The same rows as a workbook."""
    page, found = opened(request, key)
    data = structure_xlsx(
        found.whole,
        title=page.title,
        language=as_language(get_language() or "ru"),
        illustrative=page.found.cluster.illustrative,
    )
    answer = HttpResponse(data, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="structure-{page.document.pk}-{page.number}.xlsx"'
    return answer


def opened(request: ClusterRequest, key: str) -> tuple[ProgrammePage, Tree]:
    """The page and its tree; 404 where there is no design."""
    page = open_page(request, key, "tree")
    design = page.outcome.design
    found = tree_of(page.found.cluster, design, page.book.audience) if design is not None else None
    if found is None:
        raise Http404
    return page, found


def _own(page: ProgrammePage) -> list[Any]:
    """Findings about the structure."""
    return [f for f in page.outcome.findings if f.code.startswith("structure.")]
