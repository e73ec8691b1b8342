"""Where an hour comes from and what became of a request."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from remeslo.core.line.trace import TraceKind
from remeslo.core.line.walk import UnknownKey
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.programmes.tables.chain import chain
from remeslo.web.apps.programmes.views.page import ProgrammePage, open_page


@cluster_member_required(Action.SEE_PROGRAMMES)
def trace(request: ClusterRequest, key: str) -> HttpResponse:
    """The chain of the thing that the address names, or things to choose from."""
    page = open_page(request, key, "weeks" if request.GET.get("node", "").startswith("hour:") else "constructor")
    if page.outcome.design is None:
        raise Http404
    node = request.GET.get("node", "")
    if not node:
        return render(request, "programmes/trace_start.html", {"page": page, **_choices(page)})
    try:
        found = chain(page.found.trace, node, page.book.audience)
    except UnknownKey:
        raise Http404 from None
    context = {"page": page, "chain": found, "kinds": [c.kind for c in found.columns]}
    template = "programmes/parts/chain.html" if request.htmx else "programmes/trace.html"
    return render(request, template, context)


def _choices(page: ProgrammePage) -> dict[str, object]:
    """Employers and requests the reader may read, and elements with hours."""
    graph, book = page.found.trace, page.book
    nodes = list(graph.nodes.values())
    employers = [n for n in nodes if n.kind is TraceKind.EMPLOYER and book.audience.reads(n.code)]
    return {
        "employers": employers,
        "requests": [
            (n, graph.nodes[up].text)
            for n in nodes
            if n.kind is TraceKind.REQUEST
            for up in graph.up.get(n.key, ())
            if book.audience.reads(graph.nodes[up].code)
        ],
        "elements": [n for n in nodes if n.kind is TraceKind.ELEMENT],
    }
