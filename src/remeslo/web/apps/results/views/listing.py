"""Facts in a list, and those that wait for my word."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action, can_somewhere
from remeslo.web.apps.results.audience import audience_of
from remeslo.web.apps.results.ledger import ledger
from remeslo.web.apps.results.naming import shown_names
from remeslo.web.apps.results.queries import (
    Asked,
    disputed,
    evidence_files,
    fact_rows,
    kinds_of,
    organisations_by_id,
    visible_lines,
    waiting,
)
from remeslo.web.apps.results.services.confirming import NotTheOtherSide, confirm
from remeslo.web.apps.results.services.recording import NotInForce
from remeslo.web.apps.results.words import STANDINGS

A_PAGE = 100
MOST_AT_ONCE = 500


@cluster_member_required(Action.SEE_FACTS)
def facts(request: ClusterRequest) -> HttpResponse:
    """Facts in force that I may see, narrowed as the address says."""
    audience = audience_of(request)
    held = ledger(request.cluster)
    asked = _asked(request.GET)
    everything = visible_lines(held, held.known_on(timezone.localdate()), audience)
    lines = [line for line in everything if asked.fits(line)]
    page = Paginator(lines, A_PAGE).get_page(request.GET.get("page"))
    kept = {k: v for k, v in request.GET.items() if v and k not in ("page", "names")}
    context = {
        "page": page,
        "asked": asked,
        "kept": kept,
        "kinds": kinds_of(everything),
        "standings": STANDINGS,
        "organisations": organisations_by_id(request.cluster),
        "names": shown_names(request, held, [line.fact.subject for line in page]),
        "may_record": can_somewhere(request.user, Action.RECORD_FACTS, request.cluster),
        "may_confirm": can_somewhere(request.user, Action.CONFIRM_FACTS, request.cluster),
        "may_see_facts": True,
        "waiting_count": sum(line.asked and line.waits for line in everything),
    }
    return render(request, "results/facts.html", context)


@cluster_member_required(Action.CONFIRM_FACTS)
def waiting_for_me(request: ClusterRequest) -> HttpResponse:
    """What others entered and my organisation is asked to confirm; what of mine is disputed."""
    audience = audience_of(request)
    held = ledger(request.cluster)
    known = held.known_on(timezone.localdate())
    lines = waiting(held, known, audience)
    context = {
        "lines": lines[:MOST_AT_ONCE],
        "more": max(0, len(lines) - MOST_AT_ONCE),
        "disputed": [(line, known.words[line.fact.key][-1]) for line in disputed(held, known, audience)],
        "organisations": organisations_by_id(request.cluster),
        "names": shown_names(request, held, [line.fact.subject for line in lines[:MOST_AT_ONCE]]),
        "files": evidence_files(request.cluster, [e for line in lines for e in line.fact.evidence]),
        "kept": {},
        "may_confirm": True,
        "may_see_facts": True,
    }
    return render(request, "results/waiting.html", context)


@require_POST
@cluster_member_required(Action.CONFIRM_FACTS)
def confirm_chosen(request: ClusterRequest) -> HttpResponse:
    """Confirm the chosen facts, all or none."""
    audience = audience_of(request)
    chosen = request.POST.getlist("chosen")[:MOST_AT_ONCE]
    rows = fact_rows(request.cluster, chosen)
    held = ledger(request.cluster)
    if len(rows) != len(set(chosen)) or not all(audience.is_asked(held.parties[_key(r.key)]) for r in rows):
        raise PermissionDenied(str(Action.CONFIRM_FACTS))
    speakers = {r.other_id: audience.confirmer(r.other_id) for r in rows}
    done = 0
    try:
        for other, speaker in speakers.items():
            assert speaker is not None
            mine = [r for r in rows if r.other_id == other]
            done += len(confirm(mine, speaker=speaker, by=request.user, at=timezone.now()))
    except NotInForce:
        messages.warning(request, _("One of these facts was corrected meanwhile: look again, then confirm."))
    except NotTheOtherSide:
        messages.error(request, _("You entered one of these facts yourself: a colleague confirms it."))
    if done:
        messages.success(
            request, ngettext("%(n)s fact is confirmed.", "%(n)s facts are confirmed.", done) % {"n": done}
        )
    elif not chosen:
        messages.warning(request, _("Nothing was chosen."))
    return redirect("results:waiting", cluster=request.cluster.key)


def _asked(given: Mapping[str, Any]) -> Asked:
    organisation = str(given.get("organisation", ""))
    return Asked(
        kind=str(given.get("kind", ""))[:60],
        organisation=int(organisation) if organisation.isascii() and organisation.isdigit() else 0,
        standing=str(given.get("standing", ""))[:20],
        subject=str(given.get("subject", "")).strip()[:160],
        since=_day(given.get("since")),
        until=_day(given.get("until")),
    )


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(str(text or ""))
    except ValueError:
        return None


def _key(text: str) -> Any:
    return text
