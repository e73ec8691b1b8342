"""The follow-up: every decision, how it stands, what became of it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST

from remeslo.core.dialogue.decision import UNDONE, Standing
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.dialogue.enums import EventKind, Follow
from remeslo.web.apps.dialogue.models import Decision
from remeslo.web.apps.dialogue.permissions import Voice, voice_of
from remeslo.web.apps.dialogue.queries import all_decisions, decision_numbered
from remeslo.web.apps.dialogue.services import deciding
from remeslo.web.apps.dialogue.standings import standing_of
from remeslo.web.apps.dialogue.views.scene import attempt
from remeslo.web.apps.dialogue.words import FOLLOW, chip_of, link_of

ORDER = (Follow.OVERDUE, Follow.OPEN, Follow.DONE, Follow.REPLACED)


@cluster_member_required(Action.SEE_DIALOGUE)
def decisions(request: ClusterRequest) -> HttpResponse:
    """Decisions of all meetings, the overdue first; three queries whatever their number."""
    voice = voice_of(request.user, request.cluster)
    today = timezone.localdate()
    lines = [_line(request, d, standing_of(d, on=today), voice) for d in all_decisions(request.cluster)]
    lines.sort(key=lambda x: (ORDER.index(x["state"]), x["now"].due, x["row"].number))
    wanted = request.GET.get("state", "")
    context = {
        "lines": [x for x in lines if x["state"] == wanted] if wanted in ORDER else lines,
        "wanted": wanted,
        "counts": [(s.value, s.label, sum(x["state"] == s for x in lines)) for s in ORDER],
        "total": len(lines),
    }
    return render(request, "dialogue/decisions.html", context)


@cluster_member_required(Action.SEE_DIALOGUE)
def decision(request: ClusterRequest, number: int) -> HttpResponse:
    """One decision with everything that became of it."""
    row = _row(request, number)
    voice = voice_of(request.user, request.cluster)
    now = standing_of(row, on=timezone.localdate())
    context = {
        **_line(request, row, now, voice),
        "events": [(EventKind(e.kind).label, e) for e in row.events.all()],
        "may_edit": voice.edits and now.state.value != Follow.REPLACED,
        "is_done": now.state.value == Follow.DONE,
        "later": [d for d in all_decisions(request.cluster) if d.number > row.number] if voice.edits else [],
    }
    return render(request, "dialogue/decision.html", context)


@require_POST
@cluster_member_required(Action.SEE_DIALOGUE)
def follow(request: ClusterRequest, number: int) -> HttpResponse:
    """Done with evidence; opened again, moved, replaced."""
    row = _row(request, number)
    post = request.POST
    kinds = {k.value: k for k in (EventKind.DONE, EventKind.REOPENED, EventKind.MOVED, EventKind.REPLACED)}
    kind = kinds.get(post.get("do", ""))
    if kind is not None:
        act: Callable[[], Any] = lambda: deciding.follow(  # noqa: E731
            row,
            kind,
            text=post.get("text", ""),
            by=request.user,
            at=timezone.now(),
            due=_day(post.get("due")) if kind == EventKind.MOVED else None,
            other=post.get("other", "") if kind == EventKind.REPLACED else "",
        )
        attempt(request, act)
    return redirect("dialogue:decision", cluster=request.cluster.key, number=number)


def _line(request: ClusterRequest, row: Decision, now: Standing, voice: Voice) -> dict[str, Any]:
    return {
        "row": row,
        "now": now,
        "state": now.state.value,
        "chip": chip_of(now.state, Follow, FOLLOW),
        "may_do": now.state in UNDONE and voice.carries(row),
        "link": link_of(request.cluster, row.about) if row.about else None,
    }


def _row(request: ClusterRequest, number: int) -> Decision:
    found = decision_numbered(request.cluster, number) if number < 10**9 else None
    if found is None:
        raise Http404
    return found


def _day(text: str | None) -> date | None:
    try:
        return parse_date(text or "")
    except ValueError:
        return None
