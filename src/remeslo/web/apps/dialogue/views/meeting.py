"""The meeting's page: the agenda, what is behind each point, what people say, what came of it."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from remeslo.core.dialogue.question import Question
from remeslo.interchange.values import from_json
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.dialogue.enums import Follow, MeetingState, ProposalState
from remeslo.web.apps.dialogue.models import Item, Remark
from remeslo.web.apps.dialogue.permissions import Voice, voice_of
from remeslo.web.apps.dialogue.queries import decisions_of, items_of, proposals_of, threads_of
from remeslo.web.apps.dialogue.services import talking
from remeslo.web.apps.dialogue.standings import standing_of
from remeslo.web.apps.dialogue.views.scene import attempt, open_scene, whole
from remeslo.web.apps.dialogue.words import FOLLOW, PROPOSAL, chip_of, kind_of, link_of, links_of, own_words, reasons


@cluster_member_required(Action.SEE_DIALOGUE)
def meeting(request: ClusterRequest, number: int) -> HttpResponse:
    """Each point of the agenda with its discussion; a fixed number of queries."""
    scene = open_scene(request, number, "meeting")
    items = items_of(scene.meeting)
    threads = threads_of(request.cluster, [i.thread for i in items])
    today = timezone.localdate()
    proposals = [{"row": p, "chip": chip_of(p.state, ProposalState, PROPOSAL)} for p in proposals_of(scene.meeting)]
    decisions = [
        {"row": d, "chip": chip_of(standing_of(d, on=today).state, Follow, FOLLOW)} for d in decisions_of(scene.meeting)
    ]
    points = [
        {
            **point(request, item, scene.voice, threads),
            "proposals": [p for p in proposals if p["row"].item_id == item.pk],  # type: ignore[attr-defined]
            "decisions": [d for d in decisions if d["row"].item_id == item.pk],  # type: ignore[attr-defined]
        }
        for item in items
    ]
    context = {
        "page": scene,
        "points": points,
        "may_edit": scene.leads and scene.meeting.state in (MeetingState.DRAFT, MeetingState.CALLED),
        "may_answer": scene.mine is not None and scene.meeting.state == MeetingState.CALLED,
        "going_on": scene.meeting.state == MeetingState.OPEN,
    }
    return render(request, "dialogue/meeting.html", context)


def point(request: ClusterRequest, item: Item, voice: Voice, threads: Mapping[str, list[Remark]]) -> dict[str, Any]:
    """A point as one reader sees it: figures and remarks only where the papers behind may be read."""
    readable = voice.reads(item.owners)
    question = from_json(Question, item.picture) if item.picture and readable else None
    link = link_of(request.cluster, item.about) if readable and item.about else None
    return {
        "row": item,
        "kind": kind_of(item.kind),
        "readable": readable,
        "own": question.title if question is not None and item.owners else "",
        "what": own_words(question) if question is not None else "",
        "reasons": reasons(question) if question is not None else [],
        "links": links_of(request.cluster, question.links) if question is not None else ([link] if link else []),
        "remarks": remarks(threads.get(item.thread, []), voice),
        "may_say": voice.speaks and readable,
    }


def remarks(rows: list[Remark], voice: Voice) -> list[dict[str, Any]]:
    """A thread: remarks with their answers, those of unreadable papers left out."""
    shown = [r for r in rows if voice.reads(r.owners)]
    below: dict[int | None, list[Remark]] = {}
    for r in shown:
        below.setdefault(r.parent_id, []).append(r)
    return [
        {
            "row": r,
            "mine": r.author_id == voice.user_id,
            "answers": [{"row": a, "mine": a.author_id == voice.user_id} for a in below.get(r.pk, [])],
        }
        for r in below.get(None, [])
    ]


@require_POST
@cluster_member_required(Action.SEE_DIALOGUE, Action.VOTE_DIALOGUE)
def say(request: ClusterRequest, number: int) -> HttpResponse:
    """A remark on a point's object, an answer, an edit of one's own."""
    scene = open_scene(request, number, "meeting")
    post = request.POST
    if edited := whole(post.get("edit")):
        attempt(
            request,
            lambda: talking.edit(request.cluster, edited, post.get("text", ""), by=request.user, at=timezone.now()),
        )
        return redirect(f"{scene.url('meeting')}#remark-{edited}")
    item = scene.meeting.items.filter(pk=whole(post.get("item"))).first()
    if item is None:
        raise Http404
    attempt(
        request,
        lambda: talking.say(
            request.cluster,
            item.thread,
            post.get("text", ""),
            owners=item.owners,
            by=request.user,
            at=timezone.now(),
            meeting=scene.meeting,
            parent=whole(post.get("parent")) or None,
        ),
    )
    return redirect(f"{scene.url('meeting')}#item-{item.pk}")


@cluster_member_required(Action.SEE_DIALOGUE)
def thread(request: ClusterRequest) -> HttpResponse:
    """Everything that was said of one thing, at whatever meeting: the thing's page loads it."""
    about = request.GET.get("about", "")[:480]
    voice = voice_of(request.user, request.cluster)
    found = threads_of(request.cluster, [about]).get(about, []) if about else []
    context = {"remarks": remarks(found, voice), "about": about, "link": link_of(request.cluster, about)}
    name = "dialogue/parts/thread.html" if request.htmx else "dialogue/thread.html"
    return render(request, name, context)
