"""Minutes: written from the record, fixed, signed, downloaded."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.core.dialogue.record import check
from remeslo.interchange.minutes import MinutesPaper, minutes_docx, minutes_name
from remeslo.interchange.sentences import as_language
from remeslo.interchange.values import from_json
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.dialogue.enums import MeetingState
from remeslo.web.apps.dialogue.paper import paper_of, signatures_of
from remeslo.web.apps.dialogue.queries import decisions_of, items_of, minutes_of, proposals_of
from remeslo.web.apps.dialogue.services import minuting as services
from remeslo.web.apps.dialogue.snapshot import record_of
from remeslo.web.apps.dialogue.views.scene import Scene, attempt, open_scene, whole

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@cluster_member_required(Action.SEE_DIALOGUE)
def minutes(request: ClusterRequest, number: int) -> HttpResponse:
    """What the minutes say now, what they lack, their versions and signatures."""
    return _page(request, _scene(request, number))


@require_POST
@cluster_member_required(Action.SEE_DIALOGUE)
def change(request: ClusterRequest, number: int) -> HttpResponse:
    """Write, fix, sign, open again."""
    scene = _scene(request, number)
    post, by, at, row = request.POST, request.user, timezone.now(), scene.meeting
    item = whole(post.get("item"))
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "heard": (
            lambda: services.write_heard(
                row,
                item,
                post.get("heard", ""),
                seen=whole(post.get("seen")),
                postponed=bool(post.get("postponed")),
                by=by,
            ),
            _("Saved."),
        ),
        "frame": (
            lambda: services.write_frame(row, opening=post.get("opening", ""), closing=post.get("closing", ""), by=by),
            _("Saved."),
        ),
        "fix": (lambda: services.fix(row, by=by, at=at), _("The minutes are fixed: chair and secretary sign them.")),
        "sign": (lambda: services.sign(row, post.get("sha256", ""), by=by, at=at), _("Signed.")),
        "reopen": (lambda: services.reopen(row, by=by), ""),
    }
    found = acts.get(post.get("do", ""))
    if found is not None and not attempt(request, *found) and post.get("do") == "heard":
        return _page(request, _scene(request, number), typed={item: post.get("heard", "")})
    return redirect(scene.url("minutes"))


@cluster_member_required(Action.SEE_DIALOGUE)
def paper(request: ClusterRequest, number: int, version: int) -> HttpResponse:
    """The minutes as DOCX: a fixed version with its signatures, or (0) as they are now."""
    scene = _scene(request, number)
    language = as_language(request.GET.get("language", "ru"))
    found = next((v for v in minutes_of(scene.meeting) if v.number == version), None)
    if found is not None:
        value, signed = from_json(MinutesPaper, found.body), signatures_of(found)
    elif version == 0:
        value, signed = _now(scene), ()
    else:
        raise Http404
    answer = HttpResponse(minutes_docx(value, language=language, signatures=signed), content_type=DOCX)
    answer["Content-Disposition"] = f'attachment; filename="{minutes_name(value)}"'
    return answer


def _scene(request: ClusterRequest, number: int) -> Scene:
    scene = open_scene(request, number, "minutes")
    if scene.meeting.state != MeetingState.OPEN and not scene.meeting.is_over:
        raise Http404
    return scene


def _now(scene: Scene) -> MinutesPaper:
    row = scene.meeting
    rows = (scene.seats, items_of(row), proposals_of(row), decisions_of(row))
    return paper_of(row, *rows, version=0)


def _page(request: ClusterRequest, scene: Scene, typed: dict[int, str] | None = None) -> HttpResponse:
    row = scene.meeting
    items, proposals, decisions = items_of(row), proposals_of(row), decisions_of(row)
    versions = minutes_of(row)
    latest = versions[0] if versions and row.state != MeetingState.CLOSED else None
    now = paper_of(row, scene.seats, items, proposals, decisions, version=0)
    writing = scene.leads and row.state in (MeetingState.OPEN, MeetingState.CLOSED)
    capacity = services.capacity_of(row, request.user)
    given = {s.capacity for s in latest.signatures.all()} if latest is not None else set()
    context = {
        "page": scene,
        "paper": from_json(MinutesPaper, latest.body) if latest is not None else now,
        "points": [{"row": i, "typed": (typed or {}).get(i.pk)} for i in items] if writing else [],
        "writing": writing,
        "lacks": check(record_of(row, scene.seats, items, proposals, decisions)) if latest is None else [],
        "may_fix": scene.leads and row.state == MeetingState.CLOSED,
        "may_reopen": scene.leads and row.state == MeetingState.FIXED,
        "may_sign": row.state == MeetingState.FIXED and capacity is not None and capacity not in given,
        "capacity": capacity,
        "latest": latest,
        "versions": versions,
    }
    return render(request, "dialogue/minutes.html", context)
