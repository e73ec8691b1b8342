"""One fact: what it says, who says so, what the other side says, its history; confirming, disputing, withdrawing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.core.base.facts import FactKey, Standing
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.frame import reverse_or_none
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.results.audience import audience_of
from remeslo.web.apps.results.history import chapters
from remeslo.web.apps.results.kinds import kind_word
from remeslo.web.apps.results.ledger import ledger
from remeslo.web.apps.results.models import FactRow
from remeslo.web.apps.results.naming import shown_names
from remeslo.web.apps.results.queries import evidence_files, fact_row, organisations_by_id, who_wrote
from remeslo.web.apps.results.services.confirming import NotTheOtherSide, confirm, dispute
from remeslo.web.apps.results.services.recording import NotInForce, withdraw_fact

MOST_LETTERS = 2000


def find_fact(request: ClusterRequest, key: str, action: Action = Action.SEE_FACTS) -> FactRow:
    """The fact's row for somebody with the right on it; 404 for those who may not even see it."""
    if "\0" in key:  # PostgreSQL refuses the letter itself
        raise Http404
    row = fact_row(request.cluster, key)
    if row is None or not can(request.user, Action.SEE_FACTS, row):
        raise Http404
    require(request.user, action, row)
    return row


@cluster_member_required(Action.SEE_FACTS)
def detail(request: ClusterRequest, key: str) -> HttpResponse:
    """The fact with its history."""
    return fact_page(request, find_fact(request, key))


def fact_page(request: ClusterRequest, row: FactRow, *, said: str = "", status: int = 200) -> HttpResponse:
    """The page; ``said`` tells what stood in the way of the last act."""
    held = ledger(request.cluster)
    known = held.known_on(timezone.localdate())
    key = FactKey(row.key)
    fact, parties = held.by_key[key], held.parties[key]
    family = held.history(key)
    story = chapters(held, known, family)
    files = evidence_files(request.cluster, [e for c in story for e in c.fact.evidence])
    audience = audience_of(request)
    stands = next((f.key for f in reversed(family) if f.key in known.by_key), None)
    standing = known.standing.get(key)
    mine = row.by in audience.speaks_for
    context = {
        "row": row,
        "fact": fact,
        "kind": kind_word(fact.kind),
        "standing": standing,
        "asked": audience.is_asked(parties) and standing is not None,
        "claimed": standing is Standing.CLAIMED,
        "words": known.words.get(key, ()),
        "stands": stands if stands != key else None,
        "story": story,
        "files": files,
        "writers": who_wrote(request.cluster, [c.fact.key for c in story] + [w.key for c in story for w in c.words]),
        "organisations": organisations_by_id(request.cluster),
        "names": shown_names(request, held, [fact.subject]),
        "may_change": mine and standing is not None and can(request.user, Action.RECORD_FACTS, row),
        "said": said,
        "kept": {},
        "money_url": reverse_or_none("funding:of_fact", cluster=request.cluster.key, key=row.key),
    }
    return render(request, "results/fact.html", context, status=status)


@require_POST
@cluster_member_required(Action.CONFIRM_FACTS)
def answer(request: ClusterRequest, key: str) -> HttpResponse:
    """The other side's word: ``confirm``, or ``dispute`` with a reason."""
    row = find_fact(request, key)
    speaker = audience_of(request).confirmer(row.other_id)
    if speaker is None:
        raise PermissionDenied(str(Action.CONFIRM_FACTS))
    reason = request.POST.get("reason", "").strip()[:MOST_LETTERS]
    disputes = request.POST.get("word") == "dispute"
    if disputes and not reason:
        return fact_page(request, row, said=_("Say what is wrong: the other side has to act on it."), status=400)
    try:
        if disputes:
            dispute(row, reason=reason, speaker=speaker, by=request.user, at=timezone.now())
            messages.success(request, _("The fact is disputed; the side that entered it sees your reason."))
        else:
            confirm([row], speaker=speaker, by=request.user, at=timezone.now())
            messages.success(request, _("The fact is confirmed."))
    except NotTheOtherSide:
        return fact_page(request, row, said=_("You entered this fact yourself: a colleague confirms it."), status=409)
    except NotInForce:
        return fact_page(request, row, said=_("The fact was corrected meanwhile: look at what stands now."), status=409)
    return redirect("results:fact", cluster=request.cluster.key, key=key)


@require_POST
@cluster_member_required(Action.RECORD_FACTS)
def withdraw(request: ClusterRequest, key: str) -> HttpResponse:
    """Take a fact back, with a reason."""
    row = _own(request, key)
    reason = request.POST.get("reason", "").strip()[:MOST_LETTERS]
    if not reason:
        return fact_page(request, row, said=_("Say why the fact is taken back."), status=400)
    try:
        later = withdraw_fact(row, reason=reason, by=request.user, at=timezone.now())
    except NotInForce:
        return fact_page(request, row, said=_("The fact was corrected meanwhile: look at what stands now."), status=409)
    messages.success(request, _("The fact is taken back; it stays readable, and no figure counts it any more."))
    return redirect("results:fact", cluster=request.cluster.key, key=later.key)


def _own(request: ClusterRequest, key: str) -> Any:
    """The row, for somebody who may speak for the organisation that said it."""
    row = find_fact(request, key, Action.RECORD_FACTS)
    if row.by not in audience_of(request).speaks_for:
        raise PermissionDenied(str(Action.RECORD_FACTS))
    return row
