"""Proposals, votes and decisions of a meeting; the votes are asked for anew every few seconds."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from remeslo.core.dialogue.meeting import SeatKey
from remeslo.core.dialogue.voting import Opinion as Said
from remeslo.core.dialogue.voting import Result, tally
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.dialogue.enums import Follow, MeetingState, Opinion, ProposalState
from remeslo.web.apps.dialogue.forms import DecisionForm
from remeslo.web.apps.dialogue.models import Proposal
from remeslo.web.apps.dialogue.queries import decisions_of, items_of, proposals_of
from remeslo.web.apps.dialogue.services import deciding, voting
from remeslo.web.apps.dialogue.snapshot import ballots_of, meeting_value, result_of
from remeslo.web.apps.dialogue.standings import standing_of
from remeslo.web.apps.dialogue.views.scene import Scene, attempt, open_scene, whole
from remeslo.web.apps.dialogue.words import BECAUSE, FOLLOW, PROPOSAL, chip_of

DECIDES = (MeetingState.OPEN, MeetingState.CLOSED)


@cluster_member_required(Action.SEE_DIALOGUE)
def votes(request: ClusterRequest, number: int) -> HttpResponse:
    """What was proposed, how the votes stand, what was decided."""
    scene = open_scene(request, number, "votes")
    return _page(request, scene)


@cluster_member_required(Action.SEE_DIALOGUE)
def live(request: ClusterRequest, number: int) -> HttpResponse:
    """The votes, when something is new since ``stamp``; nothing otherwise."""
    scene = open_scene(request, number, "votes")
    if request.GET.get("stamp") == str(scene.meeting.stamp):
        return HttpResponse(status=204)
    return render(request, "dialogue/parts/votes.html", _votes(scene))


@require_POST
@cluster_member_required(Action.SEE_DIALOGUE)
def change(request: ClusterRequest, number: int) -> HttpResponse:
    """Propose, withdraw, open a vote, vote, close it."""
    scene = open_scene(request, number, "votes")
    post, by, at, row = request.POST, request.user, timezone.now(), scene.meeting
    which = whole(post.get("proposal"))
    acts: dict[str, Callable[[], object]] = {
        "put": lambda: voting.put(row, post.get("text", ""), item_id=whole(post.get("item")) or None, by=by, at=at),
        "withdraw": lambda: voting.withdraw(row, which, by=by),
        "open": lambda: voting.open_vote(row, which, by=by),
        "close": lambda: voting.close_vote(row, which, by=by, at=at),
        **{
            opinion.value: lambda o=opinion: voting.vote(  # type: ignore[misc]
                row, which, o, by=by, at=at, seat_id=whole(post.get("seat")) or None
            )
            for opinion in Opinion
        },
    }
    act = acts.get(post.get("do", ""))
    if act is not None:
        attempt(request, act)
    if request.htmx:
        return render(request, "dialogue/parts/votes.html", _votes(open_scene(request, number, "votes")))
    return redirect(scene.url("votes"))


@require_POST
@cluster_member_required(Action.SEE_DIALOGUE)
def decide(request: ClusterRequest, number: int) -> HttpResponse:
    """Write a decision down."""
    scene = open_scene(request, number, "votes")
    form = _form(scene, request.POST)
    if not form.is_valid():
        return _page(request, scene, form)
    attempt(request, lambda: deciding.decide(scene.meeting, form.wanted(), by=request.user, at=timezone.now()))
    return redirect(f"{scene.url('votes')}#decisions")


def _page(request: ClusterRequest, scene: Scene, form: DecisionForm | None = None) -> HttpResponse:
    today = timezone.localdate()
    shown = _votes(scene)
    context = {
        **shown,
        "decisions": [
            {"row": d, "chip": chip_of(standing_of(d, on=today).state, Follow, FOLLOW)}
            for d in decisions_of(scene.meeting)
        ],
        "items": items_of(scene.meeting),
        "may_put": scene.voice.speaks
        and scene.meeting.state in (MeetingState.CALLED, MeetingState.OPEN)
        and (scene.leads or scene.mine is not None),
        "form": (form or _form(scene)) if scene.leads and scene.meeting.state in DECIDES else None,
    }
    return render(request, "dialogue/votes.html", context)


def _form(scene: Scene, data: Any = None) -> DecisionForm:
    accepted = [p for p in proposals_of(scene.meeting) if p.state == ProposalState.ACCEPTED]
    organisations = scene.request.cluster.organisations.all()
    return DecisionForm(organisations, scene.seats, items_of(scene.meeting), accepted, data)


def _votes(scene: Scene) -> dict[str, Any]:
    """Proposals as one reader sees them."""
    names = {f"org:{s.organisation.key}": s.house for s in scene.seats if s.organisation is not None}
    names |= {f"person:{s.key}": s.name for s in scene.seats}
    value = meeting_value(scene.meeting, scene.seats)
    mine = scene.mine
    voter = value.voter(SeatKey(mine.key)) if mine is not None and scene.voice.speaks else None
    guests = [s for s in scene.seats if s.user_id is None and s.votes and value.voter(SeatKey(s.key))]
    lines = []
    for p in proposals_of(scene.meeting):
        result = result_of(p) if p.state not in (ProposalState.PUT, ProposalState.VOTING) else None
        if p.state == ProposalState.VOTING:
            result = tally(value, ballots_of(p))
        lines.append(_proposal(scene, p, result, voter, names))
    going_on = scene.meeting.state == MeetingState.OPEN
    return {
        "page": scene,
        "proposals": lines,
        "guests": guests if scene.leads else [],
        "going_on": going_on,
        "opinions": list(Opinion),
        "is_voter": voter is not None,
    }


def _proposal(
    scene: Scene, p: Proposal, result: Result | None, voter: str | None, names: dict[str, str]
) -> dict[str, Any]:
    own = result.counted.get(voter) if result is not None and voter is not None else None
    closed = p.state not in (ProposalState.PUT, ProposalState.VOTING, ProposalState.WITHDRAWN)
    open_now = scene.meeting.state == MeetingState.OPEN
    return {
        "row": p,
        "chip": chip_of(p.state, ProposalState, PROPOSAL),
        "counts": [(Opinion(o.value).label, result.counts[o]) for o in Said] if result is not None else [],
        "silent": result.silent if result is not None else 0,
        "quorum": result.quorum if result is not None else None,
        "because": BECAUSE[result.because] if result is not None and closed else "",
        "voters": sorted((names.get(v, v), Opinion(b.opinion.value).label) for v, b in result.counted.items())
        if result is not None
        else [],
        "mine": own.opinion.value if own is not None else "",
        "may_vote": open_now and p.state == ProposalState.VOTING and voter is not None,
        "may_open": open_now and scene.leads and p.state == ProposalState.PUT,
        "may_close": open_now and scene.leads and p.state == ProposalState.VOTING,
        "may_withdraw": p.state == ProposalState.PUT and (scene.leads or p.author_id == scene.voice.user_id),
    }
