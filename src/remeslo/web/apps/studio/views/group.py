"""What the group decides together and what it did: proposals, history, versions line by line."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.core.competence.studio.place import OF_LINES, OF_REQUESTS, Place
from remeslo.core.competence.studio.rulings import Rulings
from remeslo.interchange.sentences import say
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.templatetags.words import moment
from remeslo.web.apps.studio import shown
from remeslo.web.apps.studio.enums import Opinion, ProposalState
from remeslo.web.apps.studio.models import Proposal, SignedVersion, Vote
from remeslo.web.apps.studio.services import proposals as deciding
from remeslo.web.apps.studio.services.refusals import Refused
from remeslo.web.apps.studio.snapshot import compare as compare_versions
from remeslo.web.apps.studio.snapshot import fixed_outline, outline_of, owners_of, rulings_of
from remeslo.web.apps.studio.tables.impact import design_lists
from remeslo.web.apps.studio.views.scene import Scene, open_scene
from remeslo.web.apps.studio.words import line_name, place_words, value_words

CHIPS = {
    ProposalState.OPEN: ("warm", "clock"),
    ProposalState.APPLIED: ("ok", "done"),
    ProposalState.REFUSED: ("stop", "stop"),
    ProposalState.WITHDRAWN: ("", "undo"),
}


@cluster_member_required(Action.SEE_PROGRAMMES)
def proposals(request: ClusterRequest, key: str) -> HttpResponse:
    """Bundles that wait, and those decided."""
    scene = open_scene(request, key, "proposals")
    found = [_proposal(p, scene) for p in shown.proposals(scene.table, scene.seat)]
    return render(request, "studio/proposals.html", {"page": scene, "proposals": found})


def _proposal(p: shown.ShownProposal, scene: Scene) -> dict[str, Any]:
    state = ProposalState(p.row.state)
    hidden = _("other employers' own words")
    return {
        "number": p.row.pk,
        "title": p.row.title or hidden,
        "state": (state.label, *CHIPS[state]),
        "author": p.row.author_name,
        "at": p.row.at,
        "lines": [
            {
                "what": f"{place_words(w.place)}{_about(w.place)}",
                "after": value_words(w.value) if w.readable else hidden,
                "is_contested": w.moved_on,
            }
            for w in p.wishes
        ],
        "votes": [_vote(v, p.readable) for v in p.votes],
        "is_open": p.row.is_open,
        "is_mine": p.is_mine,
        "may_vote": p.readable and scene.seat.remarks and not p.is_mine,
        "may_apply": p.may_apply,
        "may_close": p.is_mine or p.may_decide,
        "may_refresh": p.row.is_open
        and p.readable
        and any(w.moved_on for w in p.wishes)
        and (p.is_mine or p.may_decide),
    }


def _vote(v: Vote, readable: bool) -> dict[str, Any]:
    """The reason may quote what the proposal is about."""
    return {"is_for": v.opinion == Opinion.AGREE, "who": v.user_name, "at": v.at, "note": v.note if readable else ""}


def _about(place: Place) -> str:
    """The card and number of a request, the name of a line; hours and titles name their thing already."""
    if place.kind in OF_REQUESTS:
        return f" {place.key}"
    return f" «{line_name(place.key)}»" if place.kind in OF_LINES else ""


@require_POST
@cluster_member_required(Action.SEE_PROGRAMMES)
def vote(request: ClusterRequest, key: str, number: int) -> HttpResponse:
    """Say for or against."""
    opinion = Opinion.AGREE if request.POST.get("vote") == "for" else Opinion.OPPOSE
    note = request.POST.get("note", "")
    return _decide(
        request, key, number, lambda p: deciding.vote(p, request.user, opinion, at=timezone.now(), note=note)
    )


@require_POST
@cluster_member_required(Action.SEE_PROGRAMMES)
def approve(request: ClusterRequest, key: str, number: int) -> HttpResponse:
    """The whole bundle, or nothing of it."""
    return _decide(request, key, number, lambda p: deciding.apply_proposal(p, request.user, at=timezone.now()))


@require_POST
@cluster_member_required(Action.SEE_PROGRAMMES)
def close(request: ClusterRequest, key: str, number: int) -> HttpResponse:
    """Take back one's own, decline another's."""
    note = request.POST.get("note", "") or _("declined at the table")

    def act(proposal: Proposal) -> object:
        if proposal.author_id == request.user.pk:
            return deciding.withdraw_proposal(proposal, request.user, at=timezone.now())
        return deciding.refuse_proposal(proposal, request.user, at=timezone.now(), note=note)

    return _decide(request, key, number, act)


@require_POST
@cluster_member_required(Action.SEE_PROGRAMMES)
def refresh(request: ClusterRequest, key: str, number: int) -> HttpResponse:
    """Stand by it although others changed something meanwhile; votes begin anew."""
    return _decide(request, key, number, lambda p: deciding.refresh_proposal(p, request.user, at=timezone.now()))


def _decide(request: ClusterRequest, key: str, number: int, act: Callable[[Proposal], object]) -> HttpResponse:
    scene = open_scene(request, key, "proposals")
    proposal = Proposal.objects.filter(table=scene.table, pk=number).first()
    if proposal is None:
        raise Http404
    try:
        act(proposal)
    except Refused as refused:
        for finding in refused.findings:
            sentence = say(finding, scene.language)
            messages.error(request, f"{sentence.what} {sentence.todo}".strip())
    return redirect(scene.link("proposals"))


@cluster_member_required(Action.SEE_PROGRAMMES)
def history(request: ClusterRequest, key: str) -> HttpResponse:
    """Every change with who and when, newest first."""
    scene = open_scene(request, key, "history")
    before = request.GET.get("before", "")
    until = int(before) if before.isascii() and before.isdigit() and len(before) < 10 else None
    entries = shown.history(scene.table, scene.seat, before=until, most=100)
    hidden = _("other employers' own words")
    changes = [
        {
            "number": e.row.number,
            "at": e.row.at,
            "author": e.row.author_name,
            "what": place_words(e.place),
            "about": _about(e.place),
            "words": value_words(e.value) if e.readable else hidden,
            "is_contested": e.contested,
            "bundle": e.bundle,
            "note": e.note,
        }
        for e in entries
    ]
    older = entries[-1].row.number if entries and entries[-1].row.number > 1 else None
    context = {"page": scene, "changes": changes, "total": scene.table.last_number, "older": older}
    return render(request, "studio/history.html", context)


@cluster_member_required(Action.SEE_PROGRAMMES)
def compare(request: ClusterRequest, key: str) -> HttpResponse:
    """Two versions line by line: the outline as it was opened, those fixed for signatures, the table now."""
    scene = open_scene(request, key, "compare")
    signed = list(SignedVersion.objects.filter(table=scene.table).defer("body"))
    versions = [("base", _("as the table was opened")), *_named(signed), ("now", _("the table now"))]
    known = dict(versions)
    start, end = request.GET.get("from", "base"), request.GET.get("to", "now")
    if start not in known or end not in known:
        raise Http404
    found = compare_versions(scene.table, _rulings(scene, start), _rulings(scene, end))
    owners = owners_of(scene.table, [c.place for c in found.rulings])
    hidden = _("other employers' own words")

    def told(place: Place, value: Any) -> str:
        return value_words(value) if scene.seat.reads(place.kind, owners.get(place, ())) else hidden

    context: dict[str, Any] = {"page": scene, "versions": versions, "from_version": start, "to_version": end}
    context["rulings"] = [
        {
            "what": place_words(c.place),
            "about": _about(c.place),
            "before": told(c.place, c.before),
            "after": told(c.place, c.after),
        }
        for c in found.rulings
    ]
    context["lists"] = list(design_lists(found.design, scene.seat.audience)) if found.design else []
    return render(request, "studio/compare.html", context)


def _named(signed: list[SignedVersion]) -> list[tuple[str, str]]:
    told = _("fixed for signatures no. %(n)s, %(at)s")
    return [(f"v{v.number}", told % {"n": v.number, "at": moment(v.fixed_at)}) for v in signed]


def _rulings(scene: Scene, which: str) -> Rulings:
    if which == "now":
        return rulings_of(scene.table)
    if which == "base":
        return outline_of(scene.table).rulings
    version = SignedVersion.objects.get(table=scene.table, number=int(which[1:]))
    return fixed_outline(version).rulings
