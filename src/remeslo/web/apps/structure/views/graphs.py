"""The graph of one curriculum: a planned programme, a loaded study plan."""

from collections.abc import Set
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from remeslo.core.curriculum.analytics import Basis
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.frameworks.queries import document_of
from remeslo.web.apps.programmes.views.page import open_page
from remeslo.web.apps.structure.drawing import draw
from remeslo.web.apps.structure.lines import unit_lines
from remeslo.web.apps.structure.queries import CurriculumKind, Measured, Reference, of_plan, of_programme
from remeslo.web.apps.structure.words import BASIS, BASIS_HELP

_OF_PROGRAMMES = (Basis.GIVEN, Basis.MODULE, Basis.OUTCOME, Basis.SERIES)
_OF_PLANS = (Basis.MODULE, Basis.SERIES, Basis.COMPETENCE)


@cluster_member_required(Action.SEE_PROGRAMMES)
def programme(request: ClusterRequest, key: str) -> HttpResponse:
    """A planned programme, in the semesters of its plan."""
    page = open_page(request, key, "structure")
    bases = chosen_bases(request, _OF_PROGRAMMES)
    found = of_programme(page.title, page.number, page.version.sha256, page.outcome, bases)
    if found is None:
        raise Http404
    context = graph_context(found, bases, _OF_PROGRAMMES)
    context |= {
        "page": page,
        "reference": Reference(CurriculumKind.PROGRAMME, key, _asked(page.number, page.is_latest)),
    }
    context["version"] = None if page.is_latest else page.number
    return render(request, "structure/programme.html", context)


@cluster_member_required(Action.SEE_STANDARDS)
def study_plan(request: ClusterRequest, key: str) -> HttpResponse:
    """A loaded study plan, in the semesters of its file."""
    document = document_of(request.cluster, DocumentKind.STUDY_PLAN, key) if "\0" not in key else None
    bases = chosen_bases(request, _OF_PLANS)
    found = of_plan(document, None, bases) if document is not None else None
    if document is None or found is None:
        raise Http404
    context = graph_context(found, bases, _OF_PLANS)
    context |= {"document": document, "reference": Reference(CurriculumKind.PLAN, key), "read_off": True}
    return render(request, "structure/plan.html", context)


def chosen_bases(request: ClusterRequest, offered: tuple[Basis, ...]) -> Set[Basis]:
    """Whose requisites are counted: those ticked, all that are offered unless the form was sent."""
    if "by" not in request.GET:
        return frozenset(offered)
    return frozenset(b for b in offered if b in request.GET.getlist("by"))


def graph_context(found: Measured, bases: Set[Basis], offered: tuple[Basis, ...]) -> dict[str, Any]:
    """What the picture, the table and the figures need."""
    drawing = draw(found.analysis)
    arcs = found.analysis.graph.arcs
    return {
        "found": found,
        "analysis": found.analysis,
        "drawing": drawing,
        "lines": unit_lines(found.analysis, drawing),
        "bases": [(b, BASIS[b], BASIS_HELP[b], b in bases, sum(a.need.basis is b for a in arcs)) for b in offered],
        "findings": (*found.findings, *found.analysis.findings),
        "longest": _longest(found),
    }


def _longest(found: Measured) -> tuple[str, ...]:
    """The first of the longest chains, as names."""
    longest, graph = found.analysis.longest, found.analysis.graph
    if longest is None or longest.length < 2:
        return ()
    return tuple(graph.by_key[k].name for k in longest.paths[0])


def _asked(number: int, is_latest: bool) -> int | None:
    return None if is_latest else number
