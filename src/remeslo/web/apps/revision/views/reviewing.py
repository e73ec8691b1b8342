"""The review list: look, decide one or many, see who decided, preview and apply."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from remeslo.core.base.findings import Finding, ProblemError, Severity
from remeslo.core.base.keys import StatementKey
from remeslo.core.base.text import latin_code
from remeslo.core.competence.revision import Change, Decision, LinkKind, Resolution, as_suggested
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.services.documents import Outdated
from remeslo.web.apps.revision import queries
from remeslo.web.apps.revision.lines import choices, counted, filters_of, line_of, lines, suggested_count
from remeslo.web.apps.revision.models import LinkDecision, Review
from remeslo.web.apps.revision.preview import previewed
from remeslo.web.apps.revision.services import reviewing
from remeslo.web.apps.revision.words import CHANGE, DECISION, LINK


@cluster_member_required(Action.EDIT_PROGRAMMES)
def page(request: ClusterRequest, pk: int) -> HttpResponse:
    """The list with its filters."""
    return render(request, "revision/review.html", _context(request, review_or_404(request, pk)))


@require_POST
@cluster_member_required(Action.EDIT_PROGRAMMES)
def decide(request: ClusterRequest, pk: int) -> HttpResponse:
    """Decide on one link, or take the decision back."""
    found = review_or_404(request, pk)
    link = request.POST.get("link", "")[:2000]
    said = request.POST.get("decision", "")
    try:
        if said == "back":
            reviewing.take_back(found, [link], by=request.user, at=timezone.now())
        else:
            wanted = [_resolution(link, said, request, queries.opened(found))]
            reviewing.decide(found, wanted, by=request.user, at=timezone.now())
    except reviewing.Refused as refused:
        return _refused(request, found, refused.findings)
    if request.htmx:
        return _one(request, found, link)
    return _back(request, found, link)


@require_POST
@cluster_member_required(Action.EDIT_PROGRAMMES)
def decide_many(request: ClusterRequest, pk: int) -> HttpResponse:
    """Decide on the links that are ticked, or on all that are shown as suggested."""
    found = review_or_404(request, pk)
    said, note = request.POST.get("decision", ""), request.POST.get("note", "").strip()
    ticked = set(request.POST.getlist("link"))
    opened = queries.opened(found)
    try:
        if said == "back":
            count = reviewing.take_back(found, ticked, by=request.user, at=timezone.now())
        else:
            wanted = list(_wanted(request, opened, found, said, note, ticked))
            count = reviewing.decide(found, wanted, by=request.user, at=timezone.now())
    except reviewing.Refused as refused:
        return _refused(request, found, refused.findings)
    text = ngettext("%(n)s link: decided.", "%(n)s links: decided.", count)
    messages.success(request, text % {"n": count})
    return _back(request, found)


@cluster_member_required(Action.EDIT_PROGRAMMES)
def history(request: ClusterRequest, pk: int) -> HttpResponse:
    """Every decision, the newest first: who, when, what."""
    found = review_or_404(request, pk)
    rows = list(LinkDecision.objects.filter(review=found).order_by("-id"))
    return render(request, "revision/history.html", {**_heads(found), "rows": rows, "words": DECISION})


@cluster_member_required(Action.EDIT_PROGRAMMES)
def apply(request: ClusterRequest, pk: int) -> HttpResponse:
    """What applying changes, shown first; then the draft of the next outline."""
    found = review_or_404(request, pk)
    if request.method == "POST":
        try:
            done = reviewing.apply_review(found, by=request.user, at=timezone.now())
        except reviewing.Refused as refused:
            return _refused(request, found, refused.findings)
        except Outdated as late:
            facts = {"number": late.latest.number}
            return _refused(request, found, [Finding("revision.outdated", "", facts, Severity.STOPS_SAVING)])
        text = _("Version %(number)s of the outline is saved as a draft; the version under review stays as it was.")
        messages.success(request, text % {"number": done.version.number})
        return redirect("revision:review", cluster=request.cluster.key, pk=pk)
    opened = queries.opened(found)
    standing = queries.decided(found)
    shown = previewed(request.cluster, opened, [d.resolution for d in standing.values()])
    return render(request, "revision/apply.html", {**_heads(found), "opened": opened, "preview": shown})


def review_or_404(request: ClusterRequest, pk: int) -> Review:
    """The review, for those who may build programmes of the cluster."""
    require(request.user, Action.EDIT_PROGRAMMES, request.cluster)
    found = queries.review_of(request.cluster, pk)
    if found is None:
        raise Http404
    return found


def _heads(found: Review) -> dict[str, Any]:
    return {"review": found, "title": found.outline.document.title, "closed": found.result_id is not None}


def _context(request: ClusterRequest, found: Review) -> dict[str, Any]:
    opened = queries.opened(found)
    every = lines(opened, queries.decided(found))
    filters = filters_of(request.GET)
    shown = [x for x in every if filters.shows(x)]
    counts = counted(every)
    groups = [(LINK[k], k.value, [x for x in shown if x.item.link.kind is k]) for k in LinkKind]
    return {
        **_heads(found),
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
        "decisions": [(d.value, *DECISION[d]) for d in Decision if d is not Decision.CHOOSE],
        "functions": choices(opened, functions=True),
        "statements": choices(opened, functions=False),
    }


def _wanted(
    request: ClusterRequest, opened: queries.Opened, found: Review, said: str, note: str, ticked: set[str]
) -> Iterable[Resolution]:
    """Decisions on many links; ``suggested`` takes each open link's own suggestion where it needs no choice."""
    if said == "suggested":
        filters = filters_of(request.POST)
        every = lines(opened, queries.decided(found))
        yield from as_suggested(x.item for x in every if filters.shows(x) and x.decided is None)
        return
    for link in sorted(ticked & set(opened.list.by_key)):
        yield _made(link, said, (), note)


def _resolution(link: str, said: str, request: ClusterRequest, opened: queries.Opened) -> Resolution:
    """One decision from a form; codes typed by hand are taken with those that are ticked."""
    typed = [latin_code(c) for c in request.POST.get("other", "").replace(",", " ").split()]
    codes = dict.fromkeys((*request.POST.getlist("target"), *typed))
    targets = tuple(StatementKey(f"{opened.new.edition}:{c}") for c in codes)
    return _made(link, said, targets if said == Decision.CHOOSE else (), request.POST.get("note", "").strip())


def _made(link: str, said: str, targets: tuple[StatementKey, ...], note: str) -> Resolution:
    try:
        return Resolution(link=link, decision=Decision(said), targets=targets, note=note)
    except (ProblemError, ValueError) as error:
        facts = {"reason": str(error)}
        refused = Finding("revisionsheet.refused", link, facts, Severity.STOPS_SAVING)
        raise reviewing.Refused([refused]) from None


def _one(request: ClusterRequest, found: Review, link: str) -> HttpResponse:
    """The line that was decided on, and the counts above the list."""
    opened = queries.opened(found)
    standing = queries.decided(found)
    for number, item in enumerate(opened.list.items, start=1):
        if item.link.key == link:
            context = _heads(found) | {"line": line_of(number, item, standing.get(link)), "opened": opened}
            context |= {"decided_count": len(standing), "total": len(opened.list.items), "swap": True}
            context["decisions"] = [(d.value, *DECISION[d]) for d in Decision if d is not Decision.CHOOSE]
            return render(request, "revision/parts/line.html", context)
    raise Http404


def _refused(request: ClusterRequest, found: Review, findings: Iterable[Finding]) -> HttpResponse:
    context = {**_heads(found), "findings_list": list(findings)}
    return render(request, "revision/refused.html", context, status=409)


def _back(request: ClusterRequest, found: Review, link: str = "") -> HttpResponse:
    """The list again, in the same filter, at the link."""
    address = reverse("revision:review", kwargs={"cluster": request.cluster.key, "pk": found.pk})
    query = urlencode(filters_of(request.POST).query)
    anchor = ""
    for number, item in enumerate(queries.opened(found).list.items, start=1):
        if link and item.link.key == link:
            anchor = f"#{line_of(number, item, None).anchor}"
    return redirect(address + (f"?{query}" if query else "") + anchor)
