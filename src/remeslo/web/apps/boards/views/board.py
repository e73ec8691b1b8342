"""Boards: all figures of a college, cluster, region, industry, round, country; one figure opened."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.core.registry.keys import COUNTRY, NodeKind
from remeslo.core.results.indicator import Indicator, NoEdition
from remeslo.web.apps.boards.addresses import board_url, college_key, facts_url
from remeslo.web.apps.boards.audience import Audience
from remeslo.web.apps.boards.exporting import sheet_of
from remeslo.web.apps.boards.lines import board_lines, opened
from remeslo.web.apps.boards.pictures.drawing import history_picture, parts_picture
from remeslo.web.apps.boards.queries import Place, children_of
from remeslo.web.apps.boards.rights import may_count
from remeslo.web.apps.boards.services.refreshing import MOST_AT_ONCE, refresh_cluster, refresh_stale
from remeslo.web.apps.boards.views.exports import file_of
from remeslo.web.apps.boards.views.scene import Scene
from remeslo.web.apps.boards.words import KINDS, MANY, node_word
from remeslo.web.apps.boards.work import steps_waiting
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.results.figures import indicators, year_period

_KINDS_ABOVE = (NodeKind.REGION.value, NodeKind.INDUSTRY.value, NodeKind.ROUND.value)


@cluster_member_required(Action.SEE_BOARD)
def cluster(request: ClusterRequest) -> HttpResponse:
    """The cluster's board."""
    return _board(request, f"cluster:{request.cluster.key}")


@cluster_member_required(Action.SEE_BOARD)
def college(request: ClusterRequest, college: str) -> HttpResponse:
    """A college's board, or that of the cluster's own figures."""
    return _board(request, f"unit:{request.cluster.key}/{college_key(college)}")


@cluster_member_required(Action.SEE_BOARD)
def indicator(request: ClusterRequest, key: str) -> HttpResponse:
    """One figure of the cluster, opened."""
    return _opened(request, f"cluster:{request.cluster.key}", key)


@cluster_member_required(Action.SEE_BOARD)
def college_indicator(request: ClusterRequest, college: str, key: str) -> HttpResponse:
    """One figure of a college, opened."""
    return _opened(request, f"unit:{request.cluster.key}/{college_key(college)}", key)


def country(request: Any) -> HttpResponse:
    """The country's board; who has a mandate over less is led there."""
    reader = Audience(request.user)
    if reader.sees(COUNTRY):
        return _board(request, COUNTRY)
    realms = [f"{kind}:{name}" for kind, name in reader.realms]
    if not realms:
        raise Http404
    if len(realms) == 1:
        return redirect(board_url(realms[0]))
    links = [(node_word(n, n.partition(":")[2]), KINDS[n.partition(":")[0]], board_url(n)) for n in realms]
    return render(request, "boards/realms.html", {"links": links})


@require_POST
def refresh(request: Any) -> HttpResponse:
    """
    Compute some of the clusters whose facts have come since; the rest waits for another press, or the command.

    For who approves at the node that is named, the country unless another one is.
    """
    node, reader = request.POST.get("node", COUNTRY), Audience(request.user)
    if (node != COUNTRY and node.partition(":")[0] not in _KINDS_ABOVE) or not reader.sees(node):
        raise Http404
    if not may_count(request.user, node, {}):
        raise PermissionDenied(str(Action.APPROVE_FIGURES))
    at = timezone.now()
    left = refresh_stale(today=timezone.localdate(at), at=at, most=MOST_AT_ONCE)
    if left:
        messages.info(request, _("Computed; clusters that still wait: %(n)s.") % {"n": len(left)})
    else:
        messages.success(request, _("All figures are up to date."))
    return _back(request, "boards_above:country")


@require_POST
@cluster_member_required(Action.SEE_BOARD)
def refresh_own(request: ClusterRequest) -> HttpResponse:
    """Compute the cluster's figures anew, for who reports or approves in it."""
    cluster = request.cluster
    if not may_count(request.user, f"cluster:{cluster.key}", {cluster.key: cluster}):
        raise PermissionDenied(str(Action.APPROVE_FIGURES))
    at = timezone.now()
    refresh_cluster(cluster, today=timezone.localdate(at), at=at)
    messages.success(request, _("All figures are up to date."))
    return _back(request, "boards:cluster", cluster=cluster.key)


def _back(request: Any, otherwise: str, **kwargs: Any) -> HttpResponse:
    """To the page of this site that the form names, or to another."""
    here = request.POST.get("next", "")
    inside = url_has_allowed_host_and_scheme(here, allowed_hosts=None) and here.startswith("/")
    return redirect(here) if inside else redirect(otherwise, **kwargs)


def country_indicator(request: Any, key: str) -> HttpResponse:
    """One figure of the country, opened."""
    return _opened(request, COUNTRY, key)


def node(request: Any, kind: str, name: str) -> HttpResponse:
    """The board of a region, an industry, a funding round."""
    return _board(request, _node(kind, name))


def node_indicator(request: Any, kind: str, name: str, key: str) -> HttpResponse:
    """One of its figures, opened."""
    return _opened(request, _node(kind, name), key)


def _node(kind: str, name: str) -> str:
    if kind not in _KINDS_ABOVE:
        raise Http404
    return f"{kind}:{name}"


def _board(request: Any, node: str) -> HttpResponse:
    scene = Scene(request, node)
    if not scene.asked.period:
        return render(request, "boards/board.html", {**scene.context, "lines": []})
    _there(scene)
    lines = board_lines(scene.here, scene.place, scene.country, scene.asked.query)
    if scene.asked.form:
        return file_of(request, sheet_of(scene.name, node, lines, notes=_notes(scene)), scene.asked.form, scene)
    below = children_of(node, scene.asked.period, scene.here.kept_view)
    context = {
        "lines": lines,
        "groups": _groups(scene, below),
        "kind_word": KINDS[node.partition(":")[0]],
        "missed": [line for line in lines if line.is_missed],
        "too_low": [line for line in lines if line.is_too_low],
        "steps": steps_waiting(request.user, getattr(request, "cluster", None)),
        "any_peers": any(line.comparison for line in lines),
    }
    return render(request, "boards/board.html", {**scene.context, **context})


def _opened(request: Any, node: str, key: str) -> HttpResponse:
    one = indicators().get(key)
    scene = Scene(request, node)
    if one is None or not scene.asked.period:
        raise Http404
    _there(scene)
    below = children_of(node, scene.asked.period, scene.here.kept_view)
    found = opened(scene.here, one, scene.place, scene.country, below, scene.asked.query)
    if scene.asked.form:
        lines = [found.line, *(part for _kind, parts in found.parts for part in parts)]
        return file_of(request, sheet_of(scene.name, node, lines, notes=_notes(scene)), scene.asked.form, scene)
    context = {
        "one": one,
        "edition": _edition(one, scene.asked.period),
        "opened": found,
        "line": found.line,
        "history": history_picture(found.years),
        "parts": [(MANY.get(kind, kind), parts, parts_picture(found.line, parts)) for kind, parts in found.parts],
        "facts_url": facts_url(node, key, scene.asked.period),
    }
    return render(request, "boards/indicator.html", {**scene.context, **context})


def _there(scene: Scene) -> None:
    """A college or a region that nobody knows is not found; a cluster without figures is shown empty."""
    if scene.place is None and not scene.node.startswith("cluster:"):
        raise Http404


def _edition(one: Indicator, period: str) -> Any:
    try:
        return one.on(year_period(int(period)).last)
    except NoEdition:
        raise Http404 from None


def _groups(scene: Scene, below: tuple[Place, ...]) -> list[tuple[Any, list[tuple[str, str]]]]:
    """What lies under the node, by kind, as far as the reader may go there."""
    found: dict[str, list[tuple[str, str]]] = {}
    for place in below:
        if scene.reader.sees(place.node) and not place.node.startswith("programme:"):
            name = node_word(place.node, place.name)
            found.setdefault(place.kind, []).append((name, board_url(place.node, **scene.asked.query)))
    return [(MANY.get(kind, kind), links) for kind, links in found.items()]


def _notes(scene: Scene) -> list[str]:
    return [
        _("Year %(year)s, figures as of the export.") % {"year": scene.asked.period},
        _("Figures of few people, and others from which they could be worked out, are hidden: their cells are empty."),
    ]
