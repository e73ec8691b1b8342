"""Parts of the table that are closed until somebody opens them: menus, reasons of an estimate, the sheet to review."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.programmes.words import ANSWER
from remeslo.web.apps.studio.tables.sheet import sheet_of
from remeslo.web.apps.studio.views.scene import Scene, open_scene
from remeslo.web.apps.studio.words import ANSWERS, LEVEL, PAYER


@never_cache
@require_GET
@cluster_member_required(Action.SEE_PROGRAMMES)
def menu(request: ClusterRequest, key: str) -> HttpResponse:
    """What can be done with a request or a line that the reader may rule on or propose for."""
    scene = _scene(request, key)
    what = request.GET.get("what", "")
    kind = what.partition(":")[0]
    if kind == "request":
        requests = (r for card in scene.shown.cards for r in card.requests)
        asked = next((r for r in requests if r.ref == what), None)
        if asked is not None and (asked.may or scene.may_propose):
            return render(request, "studio/parts/menu_request.html", {"r": asked})
    if kind == "line":
        line = next((x for x in scene.shown.lines if x.ref == what), None)
        if line is not None and (line.may or scene.may_propose):
            context = {"line": line, "answers": [(a, *ANSWER[a]) for a in ANSWERS]}
            context |= {"payers": PAYER.items(), "levels": LEVEL.items()}
            return render(request, "studio/parts/menu_line.html", context)
    raise Http404


@never_cache
@require_GET
@cluster_member_required(Action.SEE_PROGRAMMES)
def why(request: ClusterRequest, key: str) -> HttpResponse:
    """The reasons of an element's estimate."""
    scene = _scene(request, key)
    found = scene.estimates.get(request.GET.get("what", "").removeprefix("element:"))
    if found is None:
        raise Http404
    return render(request, "studio/parts/why.html", {"estimate": found})


@never_cache
@require_GET
@cluster_member_required(Action.SEE_PROGRAMMES)
def sheet(request: ClusterRequest, key: str) -> HttpResponse:
    """Everything that waits for the reader's word, to be decided as one bundle."""
    scene = _scene(request, key)
    if not (scene.may_rule or scene.may_propose):
        raise Http404
    found = sheet_of(scene.shown, proposes=not scene.may_rule)
    context = {"page": scene, "sheet": found, "base": scene.table.last_number}
    return render(request, "studio/parts/sheet.html", context)


def _scene(request: ClusterRequest, key: str) -> Scene:
    """The table with a board, or 404."""
    scene = open_scene(request, key, "table")
    if scene.board is None:
        raise Http404
    return scene
