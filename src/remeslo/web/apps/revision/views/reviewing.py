"""The review list: look, see who decided, preview and apply."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.revision import Change, Decision, LinkKind
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.services.documents import Outdated
from remeslo.web.apps.revision import queries
from remeslo.web.apps.revision.lines import choices, counted, filters_of, lines, obliged, suggested_count
from remeslo.web.apps.revision.models import LinkDecision, Review
from remeslo.web.apps.revision.preview import previewed
from remeslo.web.apps.revision.services import reviewing
from remeslo.web.apps.revision.services.meanwhile import ChangedMeanwhile, Refused
from remeslo.web.apps.revision.words import CHANGE, DECISION, LINK

DECISIONS = tuple((d.value, *DECISION[d]) for d in Decision if d is not Decision.CHOOSE)
"""Value, word and icon of the decisions that name no statement."""


@cluster_member_required(Action.EDIT_PROGRAMMES)
def page(request: ClusterRequest, pk: int) -> HttpResponse:
    """The list with its filters."""
    return render(request, "revision/review.html", _context(request, review_or_404(request, pk)))


@cluster_member_required(Action.EDIT_PROGRAMMES)
def history(request: ClusterRequest, pk: int) -> HttpResponse:
    """Every decision, the newest first: who, when, what."""
    found = review_or_404(request, pk)
    rows = list(LinkDecision.objects.filter(review=found).order_by("-id"))
    return render(request, "revision/history.html", {**heads(found), "rows": rows, "words": DECISION})


@cluster_member_required(Action.EDIT_PROGRAMMES)
def apply(request: ClusterRequest, pk: int) -> HttpResponse:
    """What applying changes, shown first; then the draft of the next outline."""
    found = review_or_404(request, pk)
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        mark = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 19 else 0
        try:
            done = reviewing.apply_review(found, seen=mark, by=request.user, at=timezone.now())
        except ChangedMeanwhile as moved:
            return _preview(request, found, moved.findings)
        except Refused as refused:
            return refused_page(request, found, refused.findings)
        except Outdated as late:
            facts = {"number": late.latest.number}
            return refused_page(request, found, [Finding("revision.outdated", "", facts, Severity.STOPS_SAVING)])
        text = _("Version %(number)s of the outline is saved as a draft; the version under review stays as it was.")
        messages.success(request, text % {"number": done.version.number})
        return redirect("revision:review", cluster=request.cluster.key, pk=pk)
    return _preview(request, found)


def _preview(request: ClusterRequest, found: Review, moved: Iterable[Finding] = ()) -> HttpResponse:
    """What the decisions as they stand would change; ``moved``: those that came since the preview that was sent."""
    opened = queries.opened(found)
    latest = queries.latest(found)
    shown = previewed(request.cluster, opened, [d.resolution for d in queries.in_force(latest).values()])
    context = {**heads(found), "opened": opened, "preview": shown, "mark": queries.mark(latest), "moved": list(moved)}
    return render(request, "revision/apply.html", context, status=409 if context["moved"] else 200)


def review_or_404(request: ClusterRequest, pk: int) -> Review:
    """The review, for those who may build programmes of the cluster."""
    require(request.user, Action.EDIT_PROGRAMMES, request.cluster)
    found = queries.review_of(request.cluster, pk)
    if found is None:
        raise Http404
    return found


def heads(found: Review) -> dict[str, Any]:
    """What the head of every page of a review needs."""
    return {"review": found, "title": found.outline.document.title, "closed": found.result_id is not None}


def _context(request: ClusterRequest, found: Review) -> dict[str, Any]:
    opened = queries.opened(found)
    latest = queries.latest(found)
    every = lines(opened, latest)
    filters = filters_of(request.GET)
    shown = [x for x in every if filters.shows(x)]
    counts = counted(every)
    groups = [(LINK[k], k.value, [x for x in shown if x.item.link.kind is k]) for k in LinkKind]
    return {
        **heads(found),
        "opened": opened,
        "total": len(every),
        "decided_count": counts["state"]["decided"],
        "shown": len(shown),
        "suggested": suggested_count(shown),
        "groups": [g for g in groups if g[2]],
        "filters": filters,
        "query": urlencode(filters.query),
        "kinds": [(k.value, LINK[k], counts["kind"][k.value]) for k in LinkKind if counts["kind"][k.value]],
        "changes": [(c.value, CHANGE[c][0], counts["change"][c.value]) for c in Change if counts["change"][c.value]],
        "counts": counts,
        "decisions": DECISIONS,
        "mark": queries.mark(latest),
        "obliged": obliged(opened),
        "functions": choices(opened, functions=True),
        "statements": choices(opened, functions=False),
    }


def refused_page(request: ClusterRequest, found: Review, findings: Iterable[Finding]) -> HttpResponse:
    """Nothing was saved, and why."""
    context = {**heads(found), "findings_list": list(findings)}
    return render(request, "revision/refused.html", context, status=409)
