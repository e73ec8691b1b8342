"""Two curricula side by side."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from remeslo.core.curriculum.analytics import Basis, Move, StructureComparison, compare
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.structure.queries import CurriculumKind, Measured, Reference, choices, measured, reference


@cluster_member_required(Action.SEE_PROGRAMMES)
def comparison(request: ClusterRequest) -> HttpResponse:
    """Aligned elements, what moved, what each requires now, measures; ``?a=programme:KEY&b=plan:KEY``."""
    kinds = {CurriculumKind.PROGRAMME}
    if can(request.user, Action.SEE_STANDARDS, request.cluster):
        kinds.add(CurriculumKind.PLAN)
    offered = choices(request.cluster, kinds)
    asked = {name: request.GET.get(name, "") for name in ("a", "b")}
    context: dict[str, Any] = {"lists": [(name, _options(offered, text)) for name, text in asked.items()]}
    if all(asked.values()):
        old, new = (_found(request, asked[name], kinds) for name in ("a", "b"))
        same = _document(asked["a"]) == _document(asked["b"])
        context |= {"old": old, "new": new, "same": same}
        context |= _compared(compare(old.analysis, new.analysis, same_curriculum=same))
    return render(request, "structure/compare.html", context)


def _options(offered: list[tuple[Reference, str]], asked: str) -> list[tuple[str, str, str, bool]]:
    """Value, title, kind and whether it is chosen; a version that was asked for stays that version."""
    found = []
    for wanted, title in offered:
        is_chosen = _document(asked) == (wanted.kind, wanted.key)
        found.append((asked if is_chosen else str(wanted), title, wanted.kind.value, is_chosen))
    return found


def _found(request: ClusterRequest, text: str, kinds: set[CurriculumKind]) -> Measured:
    wanted = reference(text)
    found = measured(request.cluster, wanted, frozenset(Basis)) if wanted and wanted.kind in kinds else None
    if found is None:
        raise Http404
    return found


def _document(text: str) -> tuple[str, str] | None:
    """The document of a reference, whatever its version."""
    found = reference(text)
    return (found.kind, found.key) if found else None


def _compared(found: StructureComparison) -> dict[str, Any]:
    order = (Move.EARLIER, Move.LATER, Move.SAME, Move.UNKNOWN)
    return {
        "comparison": found,
        "moves": [(m, found.moved(m)) for m in (Move.EARLIER, Move.LATER)],
        "aligned": sorted(found.aligned, key=lambda a: (order.index(a.move), -abs(a.terms_later or 0))),
        "figures": _figures(found),
    }


def _figures(found: StructureComparison) -> list[tuple[str, Any, Any]]:
    """Measures of both, by name."""
    old, new = found.old, found.new
    return [
        ("units", len(old.graph.units), len(new.graph.units)),
        ("size", old.graph.size, new.graph.size),
        ("terms", old.graph.num_terms or None, new.graph.num_terms or None),
        ("least", old.least_steps, new.least_steps),
        ("requisites", old.measures.arcs, new.measures.arcs),
        ("blocking", old.measures.blocking, new.measures.blocking),
        ("delay", old.measures.delay, new.measures.delay),
        ("complexity", old.measures.complexity, new.measures.complexity),
        ("centrality", old.measures.centrality, new.measures.centrality),
        ("longest", old.longest and old.longest.length, new.longest and new.longest.length),
        ("redundant", len(old.redundant), len(new.redundant)),
    ]
