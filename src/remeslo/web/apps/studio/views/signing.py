"""Fixing a version, signing it, publishing it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.core.base.findings import Finding
from remeslo.core.competence.studio.book import rulings
from remeslo.interchange.sentences import say
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.studio import shown
from remeslo.web.apps.studio.enums import Capacity, TableState
from remeslo.web.apps.studio.queries import heads_to_choose
from remeslo.web.apps.studio.services import signing as acts
from remeslo.web.apps.studio.services.publishing import publish as publish_signed
from remeslo.web.apps.studio.services.readiness import readiness
from remeslo.web.apps.studio.services.refusals import Refused
from remeslo.web.apps.studio.services.tables import name_head, take_newer_outline
from remeslo.web.apps.studio.views.scene import Scene, open_scene

_WITHOUT_REQUESTS = frozenset({"studio", "term", "norms", "planning", "plan"})
"""Areas of findings that never speak of a request."""


@cluster_member_required(Action.SEE_PROGRAMMES)
def signing(request: ClusterRequest, key: str) -> HttpResponse:
    """What is signed, by whom, and what stands in the way."""
    scene = open_scene(request, key, "signing")
    table, seat = scene.table, scene.seat
    seal = next((s for s in shown.seals(table) if s.is_current), None)
    mine = shown.seats_to_sign(seal, seat, scene.organisations) if seal and table.is_frozen else ()
    stops = readiness(table).findings if scene.is_open and seat.may_decide() else ()
    leads_open = scene.is_open and seat.leads
    moved = bool(seal and table.is_frozen and acts.digest_now(table) != seal.version.sha256)
    context: dict[str, Any] = {
        "page": scene,
        "moved": moved,
        "board": scene.board,
        "term": scene.term_figure,
        "decisions": len(rulings(scene.book)),
        "hours_now": sum(e.element.hours_wanted for e in scene.board.elements) if scene.board else 0,
        "sha": seal.version.sha256 if seal else "",
        "signatories": [_signatory(s, mine if not moved else ()) for s in seal.signatories] if seal else [],
        "signed_count": len(seal.signatories) - len(seal.missing) if seal else 0,
        "stops": [f for f in _told(stops, scene) if f.severity > 0],
        "hidden_stops": sum(f.severity > 0 for f in stops) - sum(f.severity > 0 for f in _told(stops, scene)),
        "may_start": scene.is_open and seat.may_decide() and not any(f.hard for f in stops),
        "heads": [(m.user, m.organisation) for m in heads_to_choose(request.cluster)] if leads_open else [],
        "is_newer": leads_open and table.base_id != table.document.latest_id,
        "may_publish": table.state == TableState.SIGNED and seat.leads and not moved,
        "may_unfreeze": table.is_frozen and (seat.may_decide() or bool(mine)),
        "is_signed": table.state == TableState.CLOSED,
    }
    return render(request, "studio/signing.html", context)


def _told(findings: Iterable[Finding], scene: Scene) -> list[Finding]:
    """Findings that quote no other employer's request; all of them for those who may read every request."""
    reads_all = scene.seat.audience.reads_all
    return [f for f in findings if reads_all or f.code.partition(".")[0] in _WITHOUT_REQUESTS]


def _signatory(s: shown.Signatory, mine: Sequence[shown.Signatory]) -> dict[str, Any]:
    """``mine`` are the signatures that wait for the reader; the keyboard begins at the first of them."""
    return {
        "organisation": s.person or s.organisation,
        "for_whom": s.organisation if s.person else "",
        "capacity": s.capacity.label,
        "signed_at": s.signature.at if s.signature else None,
        "who": s.signature.user_name if s.signature else "",
        "may_sign": s in mine,
        "is_first": s in mine[:1],
        "value": f"{s.capacity.value}:{s.organisation_id}",
    }


@require_POST
@cluster_member_required(Action.SEE_PROGRAMMES)
def start(request: ClusterRequest, key: str) -> HttpResponse:
    """Fix the programme as it stands."""
    return _act(request, key, lambda scene: acts.start_signing(scene.table, request.user, at=timezone.now()))


@require_POST
@cluster_member_required(Action.SEE_PROGRAMMES)
def head(request: ClusterRequest, key: str) -> HttpResponse:
    """Name who heads the group."""
    wanted = request.POST.get("head", "")
    chosen = next((m for m in heads_to_choose(request.cluster) if str(m.user_id) == wanted), None)
    house = chosen.organisation if chosen else None
    if chosen is None or house is None:
        raise Http404
    return _act(
        request, key, lambda scene: name_head(scene.table, chosen.user, house, by=request.user, at=timezone.now())
    )


@require_POST
@cluster_member_required(Action.SEE_PROGRAMMES)
def newer(request: ClusterRequest, key: str) -> HttpResponse:
    """Go over to the outline as somebody saved it elsewhere; the table's rulings stay."""
    return _act(request, key, lambda scene: take_newer_outline(scene.table, by=request.user, at=timezone.now()))


@require_POST
@cluster_member_required(Action.SEE_PROGRAMMES)
def sign(request: ClusterRequest, key: str) -> HttpResponse:
    """Sign what was shown."""
    capacity, _colon, wanted = request.POST.get("place", "").partition(":")

    def act(scene: Scene) -> object:
        organisation = next((o for o in scene.organisations if str(o.pk) == wanted), None)
        if organisation is None or capacity not in set(Capacity):
            raise Http404
        shown_sha = request.POST.get("sha", "")
        return acts.sign(
            scene.table, request.user, Capacity(capacity), organisation, sha256=shown_sha, at=timezone.now()
        )

    return _act(request, key, act)


@require_POST
@cluster_member_required(Action.SEE_PROGRAMMES)
def back(request: ClusterRequest, key: str) -> HttpResponse:
    """Open the table again, with the reason."""
    note = request.POST.get("note", "")
    return _act(request, key, lambda scene: acts.unfreeze(scene.table, request.user, at=timezone.now(), note=note))


@require_POST
@cluster_member_required(Action.SEE_PROGRAMMES)
def publish(request: ClusterRequest, key: str) -> HttpResponse:
    """Publish what everybody signed; the line plans it."""
    done = _("The signed programme is published, and the cluster is being planned anew.")
    return _act(request, key, lambda scene: publish_signed(scene.table, request.user, at=timezone.now()), done)


def _act(request: ClusterRequest, key: str, act: Callable[[Scene], object], done: str = "") -> HttpResponse:
    scene = open_scene(request, key, "signing")
    try:
        act(scene)
        if done:
            messages.success(request, done)
    except Refused as refused:
        for finding in _told(refused.findings, scene):
            sentence = say(finding, scene.language)
            messages.error(request, f"{sentence.what} {sentence.todo}".strip())
    return redirect(scene.link("signing"))
