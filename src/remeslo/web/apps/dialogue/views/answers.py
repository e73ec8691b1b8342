"""What employers are told of their requests: an employer its own, those who run the cluster all of them."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import trace_key
from remeslo.core.dialogue.punctuality import punctuality
from remeslo.core.line.answers import AnswerState, CardAnswer, Given, RequirementAnswer
from remeslo.interchange.sentences import say
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.dialogue.answering import Answered, answered
from remeslo.web.apps.dialogue.permissions import voice_of
from remeslo.web.apps.dialogue.queries import threads_of
from remeslo.web.apps.dialogue.services.talking import say as say_about
from remeslo.web.apps.dialogue.views.meeting import remarks
from remeslo.web.apps.dialogue.views.scene import attempt
from remeslo.web.apps.dialogue.words import ANSWER, TIMING, language, told
from remeslo.web.apps.programmes.words import ANSWER as GAP
from remeslo.web.apps.registry.snapshot import groups as groups_of


@cluster_member_required(Action.SEE_DIALOGUE)
def answers(request: ClusterRequest) -> HttpResponse:
    """One line a request: programme, day, places; a fixed number of queries once plans are in memory."""
    voice = voice_of(request.user, request.cluster)
    found = answered(request.cluster, on=timezone.localdate())
    mine = [a for a in found.sheet.answers if voice.reads([found.owners.get(a.card, a.employer)])]
    names = _names(request)
    context = {
        "punctual": punctuality(found.requests(a.card for a in mine), on=timezone.localdate()),
        "lines": [_line(a, names) for a in mine],
        "reads_all": voice.reads_all,
        "asked": sum(a.asked for a in mine),
        "in_time": sum(a.in_time for a in mine),
        "late": sum(a.late for a in mine),
        "missing": sum(a.missing for a in mine),
        "hidden": len(found.sheet.answers) - len(mine),
    }
    return render(request, "dialogue/answers.html", context)


@cluster_member_required(Action.SEE_DIALOGUE)
def answer(request: ClusterRequest, card: str) -> HttpResponse:
    """One request to the bottom: requirements, years, groups, what can be done, what was said of it."""
    voice = voice_of(request.user, request.cluster)
    found = answered(request.cluster, on=timezone.localdate())
    own = next((a for a in found.sheet.answers if a.card == card), None)
    if own is None or not voice.reads([found.owners.get(own.card, own.employer)]):
        raise Http404
    about, owners = f"card:{own.card}", [found.owners.get(own.card, own.employer)]
    if request.method == "POST":
        text, at = request.POST.get("text", ""), timezone.now()
        attempt(request, lambda: say_about(request.cluster, about, text, owners=owners, by=request.user, at=at))
        return redirect("dialogue:answer", cluster=request.cluster.key, card=own.card)
    thread = threads_of(request.cluster, [about]).get(about, [])
    context = {
        **_line(own, _names(request)),
        "a": own,
        "years": [_year(y, found) for y in own.years],
        "requirements": [_requirement(request, own, r) for r in own.requirements],
        "actions": told(own.actions),
        "remarks": remarks(thread, voice),
        "may_say": voice.speaks,
        "groups": _groups(request, own, found),
    }
    return render(request, "dialogue/answer.html", context)


def _names(request: ClusterRequest) -> Mapping[str, str]:
    return {o.key: o.name for o in request.cluster.organisations.all()}


def _line(a: CardAnswer, names: Mapping[str, str]) -> dict[str, Any]:
    return {"a": a, "employer": names.get(a.employer, a.employer), "chip": ANSWER[a.state]}


def _year(y: Any, found: Answered) -> dict[str, Any]:
    return {"y": y, "given": [_given(g, found) for g in y.given]}


def _given(g: Given, found: Answered) -> dict[str, Any]:
    taken = found.sheet.given_of(g.pool)
    return {"g": g, "timing": TIMING[g.timing], "others": taken - g.people, "free": g.pool.places - taken}


def _requirement(request: ClusterRequest, a: CardAnswer, r: RequirementAnswer) -> dict[str, Any]:
    """What the programme makes of a requirement, why, and the way to the hours that teach it."""
    url = ""
    if a.programme is not None and r.answer is not None:
        trace = reverse("programmes:trace", kwargs={"cluster": request.cluster.key, "key": a.programme})
        url = f"{trace}?{urlencode({'node': trace_key('request', a.card, r.number)})}"
    why = say(Finding(r.reason, "", r.facts, Severity.NOTE), language()).what if r.reason else ""
    return {"r": r, "chip": GAP[r.answer] if r.answer else None, "why": why, "url": url}


def _groups(request: ClusterRequest, a: CardAnswer, found: Answered) -> Iterable[dict[str, Any]]:
    """Groups of the programme with their day and places, given to this request, to others, and free."""
    if a.programme is None or a.state is AnswerState.NO_TERM:
        return []
    sizes = {g.key: g for g in groups_of(request.cluster)}
    lines = []
    for pool in found.sheet.pools:
        if pool.programme != a.programme:
            continue
        own = sum(g.people for y in a.years for g in y.given if g.pool == pool)
        taken = found.sheet.given_of(pool)
        members = [sizes[k] for k in pool.groups if k in sizes]
        lines.append({"pool": pool, "groups": members, "own": own, "others": taken - own, "free": pool.places - taken})
    return lines
