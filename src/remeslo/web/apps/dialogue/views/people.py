"""Participants: invited, answered, there; guests; chair and secretary."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from remeslo.core.dialogue.meeting import quorum
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.models import Membership
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.dialogue.enums import AHEAD, Answer, Capacity, MeetingState
from remeslo.web.apps.dialogue.services import people as services
from remeslo.web.apps.dialogue.snapshot import meeting_value
from remeslo.web.apps.dialogue.views.scene import Scene, attempt, open_scene, whole


@cluster_member_required(Action.SEE_DIALOGUE)
def people(request: ClusterRequest, number: int) -> HttpResponse:
    """The list, and whom one may invite."""
    scene = open_scene(request, number, "people")
    seated = {s.user_id for s in scene.seats}
    touched = {k for owners in scene.meeting.items.values_list("picture", flat=True) for k in owners.get("touches", ())}
    context = {
        "page": scene,
        "quorum": quorum(meeting_value(scene.meeting, scene.seats)),
        "may_invite": scene.leads and scene.meeting.state in AHEAD,
        "may_mark": scene.leads
        and scene.meeting.state in (MeetingState.CALLED, MeetingState.OPEN, MeetingState.CLOSED),
        "may_answer": scene.mine is not None and scene.meeting.state == MeetingState.CALLED,
        "answers": [a for a in Answer if a != Answer.WAITING],
        "members": [m for m in _members(request) if m.user_id not in seated] if scene.leads else [],
        "touched": touched,
        "organisations": list(request.cluster.organisations.all()) if scene.leads else [],
    }
    return render(request, "dialogue/people.html", context)


@require_POST
@cluster_member_required(Action.SEE_DIALOGUE)
def change(request: ClusterRequest, number: int) -> HttpResponse:
    """Invite, answer, mark, name, remove."""
    scene = open_scene(request, number, "people")
    act = _acts(request, scene).get(request.POST.get("do", ""))
    if act is not None:
        attempt(request, act)
    back = request.POST.get("back")
    return redirect(scene.url("meeting" if back == "meeting" else "people"))


def _acts(request: ClusterRequest, scene: Scene) -> dict[str, Callable[[], object]]:
    post, by, at, row = request.POST, request.user, timezone.now(), scene.meeting
    seat = whole(post.get("seat"))

    def invite() -> None:
        wanted = {whole(x) for x in post.getlist("member")}
        services.invite(row, [m for m in _members(request) if m.pk in wanted], by=by, at=at)

    def guest() -> None:
        house = request.cluster.organisations.filter(key=post.get("organisation", "")).first()
        services.invite_guest(
            row,
            post.get("name", ""),
            post=post.get("post", ""),
            organisation=house,
            outside=post.get("outside", ""),
            votes=bool(post.get("votes")),
            by=by,
        )

    return {
        "invite": invite,
        "guest": guest,
        "coming": lambda: services.answer(row, Answer.COMING, by=by, at=at),
        "declined": lambda: services.answer(row, Answer.DECLINED, by=by, at=at),
        "there": lambda: services.mark(row, seat, True, by=by),
        "away": lambda: services.mark(row, seat, False, by=by),
        "chair": lambda: services.name_officer(row, Capacity.CHAIR, seat, by=by),
        "secretary": lambda: services.name_officer(row, Capacity.SECRETARY, seat, by=by),
        "vote": lambda: services.set_vote(row, seat, True, by=by),
        "advise": lambda: services.set_vote(row, seat, False, by=by),
        "remove": lambda: services.remove_seat(row, seat, by=by),
    }


def _members(request: ClusterRequest) -> list[Membership]:
    """Each person of the cluster once, by organisation; one query."""
    rows = Membership.objects.filter(cluster=request.cluster, user__is_active=True)
    rows = rows.select_related("user", "organisation").order_by("organisation__position", "user__name", "id")
    return list({m.user_id: m for m in reversed(list(rows))}.values())[::-1]
