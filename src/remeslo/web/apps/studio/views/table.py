"""The table itself: the page, what is new, what a gesture would touch, making changes, speaking."""

import json
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from remeslo.core.base.findings import ProblemError
from remeslo.core.competence.studio.place import Place, read_place
from remeslo.core.competence.studio.reading import read_value
from remeslo.interchange.sentences import say
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.studio.acts import Meant, NoSuchAct, meant
from remeslo.web.apps.studio.enums import RemarkKind
from remeslo.web.apps.studio.models import Remark, TableChange
from remeslo.web.apps.studio.services.changes import change_many
from remeslo.web.apps.studio.services.preview import preview as preview_of
from remeslo.web.apps.studio.services.proposals import propose as propose_to
from remeslo.web.apps.studio.services.refusals import Refused
from remeslo.web.apps.studio.services.remarks import remark as remark_on
from remeslo.web.apps.studio.services.remarks import settle as settle_remark
from remeslo.web.apps.studio.services.writing import Contested, Wanted
from remeslo.web.apps.studio.shown import news
from remeslo.web.apps.studio.snapshot import owners_of
from remeslo.web.apps.studio.tables.impact import impact_table
from remeslo.web.apps.studio.tables.threads import ThreadItem, place_of
from remeslo.web.apps.studio.views.scene import Scene, open_scene, words
from remeslo.web.apps.studio.words import place_words, value_words

MOST_BODY = 200_000
_MOST_NUMBER = 2**31
_MOST_FIELD = {"choices": MOST_BODY}
"""Characters of a field of a gesture, where it is not a short one."""


def show_table(request: ClusterRequest, scene: Scene) -> HttpResponse:
    """The page of the table."""
    return render(request, "studio/table.html", board_context(scene) | {"words": words()})


def board_context(scene: Scene) -> dict[str, Any]:
    """What the live part shows."""
    context: dict[str, Any] = {"page": scene, "base": scene.table.last_number, "stamp": scene.stamp}
    context |= {"term": scene.term_figure, "board": scene.board, "findings": scene.designed.findings}
    if scene.board is None:
        return context
    elements = scene.board.elements
    last = TableChange.objects.filter(table=scene.table, number=scene.table.last_number).first()
    return context | {
        "table": scene.shown,
        "estimates": scene.estimates,
        "threads": scene.threads,
        "stray_threads": _strays(scene),
        "findings": [f for f in scene.designed.findings if f.severity > 0][:40]
        if scene.seat.audience.reads_all
        else [],
        "hours_now": sum(e.element.hours_wanted for e in elements),
        "hours_total": scene.designed.design.total_hours,
        "open_disagreements": sum(t.has_open_disagreement for t in scene.threads.values()),
        "undo": _undo_words(scene) if scene.is_open else "",
        "last": last and {"author": last.author_name, "at": last.at, "number": last.number},
    }


def _strays(scene: Scene) -> list[tuple[str, ThreadItem]]:
    """Remarks on what is not among the cards and lines shown: lines that went, the programme, hours, competences."""
    there = {r.ref for card in scene.shown.cards for r in card.requests} | {line.ref for line in scene.shown.lines}
    return [(ref, thread) for ref, thread in scene.threads.items() if ref not in there]


def _undo_words(scene: Scene) -> str:
    rows = scene.undoable
    if not rows:
        return ""
    if len(rows) > 1:
        return ngettext("%(n)s change", "%(n)s changes", len(rows)) % {"n": len(rows)}
    place = read_place(rows[0].place)
    return f"{place_words(place)}: {value_words(read_value(place, rows[0].value).value)}"


@never_cache
@require_GET
@cluster_member_required(Action.SEE_PROGRAMMES)
def since(request: ClusterRequest, key: str) -> HttpResponse:
    """What changed since the page was shown; 204 when nothing did."""
    scene = open_scene(request, key, "table")
    if request.GET.get("stamp") == scene.stamp:
        return HttpResponse(status=204)
    return JsonResponse(_answer(scene, _news(scene, _number(request.GET.get("base")))))


def _news(scene: Scene, base: int) -> str:
    fresh = [e for e in news(scene.table, scene.seat, base) if e.row.author_id != scene.request.user.pk]
    if not fresh:
        return ""
    if len(fresh) > 3:
        return ngettext("%(n)s change by others", "%(n)s changes by others", len(fresh)) % {"n": len(fresh)}
    return "; ".join(
        f"{e.row.author_name}: {place_words(e.place)}" + (f" — {value_words(e.value)}" if e.readable else "")
        for e in fresh
    )


def _answer(scene: Scene, said: str) -> dict[str, Any]:
    html = ""
    if scene.board is not None:
        html = render_to_string("studio/parts/board.html", board_context(scene), request=scene.request)
    return {"html": html, "base": scene.table.last_number, "stamp": scene.stamp, "said": said}


# --- a gesture ---
@require_POST
@cluster_member_required(Action.SEE_PROGRAMMES)
def preview(request: ClusterRequest, key: str) -> HttpResponse:
    """What a gesture would touch; nothing is written."""
    scene = open_scene(request, key, "table")
    if scene.board is None:
        raise Http404
    fields = {k: v[: _MOST_FIELD.get(k, 2000)] for k, v in request.POST.items() if isinstance(v, str)}
    try:
        found = scene.meant_by_undo() if fields.get("act") == "undo" else meant(scene.board, fields)
    except NoSuchAct:
        return _refused(
            scene, _("This cannot be done here any more: somebody changed it meanwhile, or it is not possible.")
        )
    if fields.get("act") == "accept_all":
        found = _mine(scene, found)
    if not found:
        return _refused(scene, _("It stands so already: there is nothing to change."))
    wanted = scene.wanted(found, _number(fields.get("base")))
    try:
        touched = preview_of(scene.table, request.user, wanted)
    except Refused as refused:
        return _refused(scene, "", refused)
    context: dict[str, Any] = {"page": scene, "said": said_of(wanted), "changes": json.dumps(_listed(wanted))}
    context["note"] = fields.get("note", "")[:300]
    context["may_apply"] = scene.is_open and _may(scene, [w.place for w in wanted])
    context["impact"] = {"nothing": touched is None or touched.nothing}
    if touched is not None:
        names = {g.key: g.key for g in scene.desk.designer.cluster.groups}
        shown = impact_table(touched, scene.seat.audience, names)
        new = touched.changes.findings_new if scene.seat.audience.reads_all else ()
        context |= {"touches": shown.touches, "lists": shown.lists, "large": shown.large}
        context["new_findings"] = [f for f in new if f.severity > 0][:8]
    return render(request, "studio/parts/impact.html", context)


def _mine(scene: Scene, found: tuple[Meant, ...]) -> tuple[Meant, ...]:
    """Of many decisions at once, those that the reader may make."""
    return tuple(m for m in found if _may(scene, [m.place]))


def said_of(wanted: list[Wanted]) -> str:
    """The changes in words: each, or how many."""
    told = [f"{place_words(w.place)}: {value_words(read_value(w.place, w.value).value)}" for w in wanted]
    if len(told) > 3:
        return ngettext("%(n)s decision at once", "%(n)s decisions at once", len(told)) % {"n": len(told)}
    return "; ".join(told)


def _listed(wanted: list[Wanted]) -> list[dict[str, Any]]:
    return [{"place": str(w.place), "value": w.value, "seen": w.seen} for w in wanted]


def _may(scene: Scene, places: list[Place]) -> bool:
    owners = owners_of(scene.table, places, scene.designed.design)

    def contested(place: Place) -> bool:
        there = scene.book.registers.get(place)
        return there is not None and bool(there.contested)

    return all(scene.seat.may_rule(p.kind, owners.get(p, ()), contested=contested(p)) for p in places)


@require_POST
@cluster_member_required(Action.SEE_PROGRAMMES)
def change(request: ClusterRequest, key: str) -> HttpResponse:
    """Make the changes that were looked at."""
    scene = open_scene(request, key, "table")
    note = request.POST.get("note", "").strip()[:300]
    try:
        wanted = wanted_of_post(request.POST.get("changes", ""), note)
        done = change_many(
            scene.table, request.user, wanted, at=timezone.now(), client_key=request.POST.get("key", "")[:70]
        )
    except Refused as refused:
        return _refused(scene, "", refused)
    fresh = open_scene(request, key, "table")
    said = _("Done: %(what)s.") % {"what": said_of(wanted)}
    if any(isinstance(d, Contested) for d in done):
        said = _("Contested: somebody ruled otherwise meanwhile. Both are shown: %(what)s.") % {"what": said_of(wanted)}
    return JsonResponse(_answer(fresh, said))


def wanted_of_post(text: str, note: str = "") -> list[Wanted]:
    """Changes as the page sends them; 404 for what no page would send."""
    try:
        rows = json.loads(text[:MOST_BODY])
        return [Wanted(read_place(r["place"]), r["value"], _seen(r["seen"]), note) for r in rows]
    except (ValueError, TypeError, KeyError, RecursionError, ProblemError):
        raise Http404 from None


def _seen(number: object) -> int:
    """The number of a change, as a database keeps it."""
    if not isinstance(number, int) or not 0 <= number < _MOST_NUMBER:
        raise ValueError(number)
    return int(number)


# --- speaking ---
@require_POST
@cluster_member_required(Action.SEE_PROGRAMMES)
def remark(request: ClusterRequest, key: str) -> HttpResponse:
    """Comment or disagree."""
    scene = open_scene(request, key, "table")
    kind = RemarkKind.DISAGREEMENT if request.POST.get("kind") == "disagreement" else RemarkKind.COMMENT
    try:
        place = place_of(request.POST.get("about", ""))
        remark_on(scene.table, request.user, place, request.POST.get("text", ""), at=timezone.now(), kind=kind)
    except ProblemError:
        raise Http404 from None
    except Refused as refused:
        return _plain(scene, refused)
    return JsonResponse(_answer(open_scene(request, key, "table"), _("Your remark stands at the table.")))


@require_POST
@cluster_member_required(Action.SEE_PROGRAMMES)
def settle(request: ClusterRequest, key: str, number: int) -> HttpResponse:
    """Settle a remark."""
    scene = open_scene(request, key, "table")
    if not Remark.objects.filter(table=scene.table, pk=number).exists():
        raise Http404
    try:
        settle_remark(number, request.user, at=timezone.now(), note=request.POST.get("note", ""))
    except Refused as refused:
        return _plain(scene, refused)
    return JsonResponse(_answer(open_scene(request, key, "table"), _("Settled.")))


@require_POST
@cluster_member_required(Action.SEE_PROGRAMMES)
def propose(request: ClusterRequest, key: str) -> HttpResponse:
    """Put collected changes before the group; of a place that was changed twice, the last one counts."""
    scene = open_scene(request, key, "table")
    wanted = {w.place: w for w in wanted_of_post(request.POST.get("changes", ""))}
    try:
        propose_to(scene.table, request.user, request.POST.get("title", ""), list(wanted.values()), at=timezone.now())
    except Refused as refused:
        return _plain(scene, refused)
    return JsonResponse({"url": scene.link("proposals")})


def _refused(scene: Scene, sentence: str, refused: Refused | None = None) -> HttpResponse:
    context = {"sentence": sentence, "refused": refused.findings if refused else ()}
    return render(scene.request, "studio/parts/refused.html", context, status=409)


def _plain(scene: Scene, refused: Refused) -> HttpResponse:
    said = (say(f, scene.language) for f in refused.findings)
    return HttpResponse(" ".join(f"{s.what} {s.todo}".strip() for s in said), status=409, content_type="text/plain")


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
