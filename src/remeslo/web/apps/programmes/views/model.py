"""What the constructor made: demand with its answers, the graduate model, the matrices, and elements opened."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import ElementKey
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.model import GapClass, GapLine
from remeslo.core.line.tables.laid import LaidElement
from remeslo.interchange.sentences import Sentence, say
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.programmes.tables.constructor import constructor_table
from remeslo.web.apps.programmes.tables.matrix import Tie, demand_matrix, element_matrix
from remeslo.web.apps.programmes.tables.provenance import provenance
from remeslo.web.apps.programmes.views.page import ProgrammePage, open_page
from remeslo.web.apps.programmes.words import ANSWER


@cluster_member_required(Action.SEE_PROGRAMMES)
def constructor(request: ClusterRequest, key: str) -> HttpResponse:
    """Merged demand with answers, then the graduate model."""
    page = open_page(request, key, "constructor")
    design = _design(page)
    table = constructor_table(design, page.found.cluster, page.book)
    wanted = request.GET.get("answer", "")
    answer = next((a for a in GapClass if a.value == wanted), None)
    rows = [r for r in table.demand if answer is None or r.gap.answer is answer]
    context = {
        "page": page,
        "table": table,
        "rows": [(row, _reason(row.gap, page), ANSWER[row.gap.answer]) for row in rows],
        "answer": answer,
        "answers": [(a, *ANSWER[a], table.answers[a]) for a in GapClass],
        "findings": page.finding_lines(design.findings),
    }
    return render(request, "programmes/constructor.html", context)


@cluster_member_required(Action.SEE_PROGRAMMES)
def matrix(request: ClusterRequest, key: str) -> HttpResponse:
    """Competence x element, or demand line x competence."""
    page = open_page(request, key, "matrix")
    design = _design(page)
    kind = "demand" if request.GET.get("of") == "demand" else "elements"
    every = request.GET.get("columns") == "all"
    found = demand_matrix(design, page.book) if kind == "demand" else element_matrix(design, every_element=every)
    left_out = 0 if kind == "demand" else len(design.elements) - len(found.columns)
    ties = {cell.tie for row in found.rows for cell in row.cells if cell}
    context = {"page": page, "matrix": found, "kind": kind, "left_out": left_out, "ties": [t for t in Tie if t in ties]}
    return render(request, "programmes/matrix.html", context)


@cluster_member_required(Action.SEE_PROGRAMMES)
def element(request: ClusterRequest, key: str, index: str) -> HttpResponse:
    """The hours of an element opened: outcomes, work functions, requests, employers."""
    page = open_page(request, key, "curriculum")
    _design(page)
    opened = provenance(page.outcome, _element(page, index), page.found.cluster, page.book)
    template = "programmes/parts/opened.html" if request.htmx else "programmes/element.html"
    return render(request, template, {"page": page, "opened": opened, "element": opened.element})


def _design(page: ProgrammePage) -> ProgrammeDesign:
    if page.outcome.design is None:
        raise Http404
    return page.outcome.design


def _element(page: ProgrammePage, index: str) -> LaidElement:
    """The element in its weeks, or as it was designed where nothing is planned."""
    if page.laid:
        if (found := page.laid.by_key.get(ElementKey(index))) is None:
            raise Http404
        return found
    designed = next((e for e in _design(page).elements if e.index == index), None)
    if designed is None:
        raise Http404
    return LaidElement(design=designed, hours={}, by_semester={})


def _reason(gap: GapLine, page: ProgrammePage) -> Sentence | None:
    """The answer's reason in words; it may quote the request, so it is for those who may read that."""
    if not page.book.audience.reads_any(gap.line.requests):
        return None
    return say(Finding(gap.reason, "", gap.facts, Severity.NOTE), get_language() or "ru")
