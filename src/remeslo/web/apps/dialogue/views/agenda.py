"""The agenda: what is proposed, what was taken, in which order; the meeting's way from draft to end."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.core.line.questions import Before, Proposal, open_questions, propose
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.dialogue.enums import AHEAD
from remeslo.web.apps.dialogue.queries import discussed, items_of
from remeslo.web.apps.dialogue.services import agenda as services
from remeslo.web.apps.dialogue.services import meetings
from remeslo.web.apps.dialogue.sources import open_things
from remeslo.web.apps.dialogue.views.scene import Scene, attempt, open_scene, whole
from remeslo.web.apps.dialogue.words import kind_of, links_of, own_words, reasons, title_for_all


@cluster_member_required(Action.SEE_DIALOGUE)
def agenda(request: ClusterRequest, number: int) -> HttpResponse:
    """Questions to choose from, the heaviest first, and the agenda as it stands."""
    scene = _led(request, number)
    items = items_of(scene.meeting)
    taken = {i.question for i in items}
    names = _names(request)
    context = {
        "page": scene,
        "items": [{"row": i, "kind": kind_of(i.kind)} for i in items],
        "proposed": [_line(request, p, names) for p in _proposals(request) if p.question.key not in taken],
        "may_change": scene.meeting.state in AHEAD,
    }
    return render(request, "dialogue/agenda.html", context)


@require_POST
@cluster_member_required(Action.SEE_DIALOGUE)
def change(request: ClusterRequest, number: int) -> HttpResponse:
    """Take questions, add one's own, reorder, reword, remove."""
    scene = _led(request, number)
    post, by, at = request.POST, request.user, timezone.now()
    item = whole(post.get("item"))

    def take() -> None:
        wanted = set(post.getlist("question"))
        names = _names(request)
        chosen = [p.question for p in _proposals(request) if p.question.key in wanted]
        services.take(scene.meeting, [(q, title_for_all(q, names)) for q in chosen], by=by, at=at)

    acts: dict[str, Callable[[], object]] = {
        "take": take,
        "own": lambda: services.add_own(scene.meeting, post.get("title", ""), post.get("note", ""), by=by, at=at),
        "up": lambda: services.move(scene.meeting, item, -1, by=by),
        "down": lambda: services.move(scene.meeting, item, 1, by=by),
        "order": lambda: services.arrange(
            scene.meeting, [whole(x) for x in post.get("order", "").split(",") if x], by=by
        ),
        "reword": lambda: services.reword(scene.meeting, item, post.get("title", ""), post.get("note", ""), by=by),
        "remove": lambda: services.remove(scene.meeting, item, by=by),
    }
    act = acts.get(post.get("do", ""))
    if act is not None:
        attempt(request, act)
    return redirect(scene.url("agenda"))


@require_POST
@cluster_member_required(Action.SEE_DIALOGUE)
def act(request: ClusterRequest, number: int) -> HttpResponse:
    """Send invitations, begin, end, call off."""
    scene = open_scene(request, number, "meeting")
    by = request.user
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "call": (lambda: meetings.call(scene.meeting, by=by), _("The invitations stand on everybody's list of work.")),
        "open": (lambda: meetings.open_meeting(scene.meeting, by=by), _("The meeting is open.")),
        "close": (lambda: meetings.close_meeting(scene.meeting, by=by), _("The meeting is closed: write the minutes.")),
        "cancel": (lambda: meetings.cancel(scene.meeting, by=by), _("The meeting is called off.")),
    }
    found = acts.get(request.POST.get("do", ""))
    if found is not None:
        attempt(request, *found)
    return redirect(scene.url("meeting"))


def _led(request: ClusterRequest, number: int) -> Scene:
    """The proposed agenda tells of everybody's cards: it is for those who may open all of them."""
    scene = open_scene(request, number, "meeting")
    require(request.user, Action.EDIT_DIALOGUE, request.cluster)
    return scene


def _names(request: ClusterRequest) -> dict[str, str]:
    return {o.key: o.name for o in request.cluster.organisations.all()}


def _proposals(request: ClusterRequest) -> tuple[Proposal, ...]:
    today = timezone.localdate()
    questions = open_questions(open_things(request.cluster, on=today), on=today)
    return propose(questions, discussed(request.cluster, on=today))


def _line(request: ClusterRequest, p: Proposal, names: Mapping[str, str]) -> dict[str, Any]:
    q = p.question
    return {
        "key": q.key,
        "kind": kind_of(q.kind.value),
        "title": title_for_all(q, names),
        "own": q.title if q.owners else "",
        "what": own_words(q),
        "weight": q.weight,
        "reasons": reasons(q),
        "touches": [names.get(k, k) for k in q.touches],
        "due": q.due,
        "links": links_of(request.cluster, q.links),
        "in_work": p.before is Before.IN_WORK,
        "earlier": p.earlier,
    }
