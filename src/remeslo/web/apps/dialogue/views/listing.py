"""The meetings of a cluster; a new one, another day or rule for one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from remeslo.core.dialogue.decision import Follow as Standing
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.dialogue.enums import MeetingKind, MeetingState
from remeslo.web.apps.dialogue.forms import MeetingForm, initial_of
from remeslo.web.apps.dialogue.models import Meeting
from remeslo.web.apps.dialogue.permissions import voice_of
from remeslo.web.apps.dialogue.queries import all_decisions, meetings_of
from remeslo.web.apps.dialogue.services import meetings as services
from remeslo.web.apps.dialogue.standings import standing_of
from remeslo.web.apps.dialogue.views.scene import attempt, open_scene
from remeslo.web.apps.dialogue.words import MEETING, chip_of

START = {"kind": "round_table", "basis": "organisation", "quorum_percent": 50, "majority": "cast", "tie": "refused"}


@cluster_member_required(Action.SEE_DIALOGUE)
def home(request: ClusterRequest) -> HttpResponse:
    """Meetings to come and held, how decisions stand, the way to the answers."""
    voice = voice_of(request.user, request.cluster)
    found = [m for m in meetings_of(request.cluster) if voice.sees(m)]
    today = timezone.localdate()
    states = [standing_of(d, on=today).state for d in all_decisions(request.cluster)]
    lines = [
        {"row": m, "kind": MeetingKind(m.kind).label, "state": chip_of(m.state, MeetingState, MEETING)} for m in found
    ]
    context = {
        "ahead": [x for x in reversed(lines) if x["row"].is_ahead],  # type: ignore[attr-defined]
        "over": [x for x in lines if not x["row"].is_ahead],  # type: ignore[attr-defined]
        "open": states.count(Standing.OPEN),
        "overdue": states.count(Standing.OVERDUE),
        "done": states.count(Standing.DONE),
        "may_edit": voice.edits,
    }
    return render(request, "dialogue/home.html", context)


@cluster_member_required(Action.SEE_DIALOGUE, Action.EDIT_DIALOGUE)
def new(request: ClusterRequest) -> HttpResponse:
    """A meeting that begins to be prepared."""
    require(request.user, Action.EDIT_DIALOGUE, request.cluster)
    form = MeetingForm(request.POST or None, initial=START)
    if request.method == "POST" and form.is_valid():
        made: list[Meeting] = []

        def act() -> None:
            row = services.make_meeting(
                request.cluster,
                form.wanted(),
                by=request.user,
                at=timezone.now(),
                illustrative=request.cluster.illustrative,
            )
            made.append(row)

        if attempt(request, act):
            return redirect("dialogue:agenda", cluster=request.cluster.key, number=made[0].number)
    return render(request, "dialogue/edit.html", {"form": form, "meeting": None})


@cluster_member_required(Action.SEE_DIALOGUE)
def edit(request: ClusterRequest, number: int) -> HttpResponse:
    """Another title, day, place or rule."""
    scene = open_scene(request, number, "meeting")
    if not scene.leads:
        require(request.user, Action.EDIT_DIALOGUE, request.cluster)
    form = MeetingForm(request.POST or None, initial=initial_of(scene.meeting))
    if request.method == "POST" and form.is_valid():
        act = lambda: services.change_meeting(scene.meeting, form.wanted(), by=request.user)  # noqa: E731
        if attempt(request, act, _("Saved.")):
            return redirect(scene.url("meeting"))
    return render(request, "dialogue/edit.html", {"form": form, "meeting": scene.meeting})
