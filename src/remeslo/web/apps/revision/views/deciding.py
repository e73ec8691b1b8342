"""Deciding on one link or on many; what others decided meanwhile is shown beside what was typed."""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from remeslo.core.base.findings import Finding, ProblemError, Severity
from remeslo.core.base.keys import StatementKey
from remeslo.core.base.text import squeeze
from remeslo.core.competence.revision import Decision, NewEdition, Resolution, as_suggested
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.revision import queries
from remeslo.web.apps.revision.lines import Line, Typed, filters_of, line_of, lines
from remeslo.web.apps.revision.models import Review
from remeslo.web.apps.revision.services import reviewing
from remeslo.web.apps.revision.services.meanwhile import ChangedMeanwhile, Refused, Said
from remeslo.web.apps.revision.views.reviewing import DECISIONS, heads, refused_page, review_or_404
from remeslo.web.apps.revision.words import DECISION

BACK = "back"
SUGGESTED = "suggested"


@require_POST
@cluster_member_required(Action.EDIT_PROGRAMMES)
def decide(request: ClusterRequest, pk: int) -> HttpResponse:
    """Decide on one link, or take the decision back."""
    found = review_or_404(request, pk)
    link, said, seen = request.POST.get("link", ""), request.POST.get("decision", ""), number(request.POST.get("seen"))
    try:
        if said == BACK:
            reviewing.take_back(found, {link: seen}, by=request.user, at=timezone.now())
        else:
            wanted = Said(_resolution(link, said, request, queries.opened(found)), seen)
            reviewing.decide(found, [wanted], by=request.user, at=timezone.now())
    except Refused as refused:
        return _shown_again(request, found, link, refused)
    if request.htmx:
        return _one(request, found, _line(found, link))
    return _back(request, found, link)


@require_POST
@cluster_member_required(Action.EDIT_PROGRAMMES)
def decide_many(request: ClusterRequest, pk: int) -> HttpResponse:
    """Decide on the links that are ticked, or on all that are shown as suggested."""
    found = review_or_404(request, pk)
    said, note = request.POST.get("decision", ""), squeeze(request.POST.get("note", ""))
    ticked = dict(_ticked(request.POST.getlist("link")))
    try:
        if said == BACK:
            count = reviewing.take_back(found, ticked, by=request.user, at=timezone.now())
        else:
            wanted = list(_wanted(request, found, said, note, ticked))
            count = reviewing.decide(found, wanted, by=request.user, at=timezone.now())
    except ChangedMeanwhile as moved:
        return _moved(request, found, moved, said, note, ticked)
    except Refused as refused:
        return refused_page(request, found, refused.findings)
    text = ngettext("%(n)s link: decided.", "%(n)s links: decided.", count)
    messages.success(request, text % {"n": count})
    return _back(request, found)


def number(text: str | None) -> int:
    """The id of a decision as forms carry it; 0 for what is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else 0


def _ticked(values: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Ticked links with the decision that was seen: ``<id> <link>``; what is not written so is passed over."""
    for value in values:
        seen, blank, link = value.partition(" ")
        if blank and seen.isascii() and seen.isdigit():
            yield link, number(seen)


def _wanted(request: ClusterRequest, found: Review, said: str, note: str, ticked: Mapping[str, int]) -> Iterator[Said]:
    """
    Decisions on many links; ``suggested`` takes each open link's own suggestion where it needs no choice.

    Of those, only decisions of others that are newer than the page (``seen``) have moved a link on: one's own are made
    on the same page, line by line.
    """
    opened = queries.opened(found)
    if said != SUGGESTED:
        for link in sorted(set(ticked) & set(opened.list.by_key)):
            yield Said(_made(link, said, (), note), ticked[link])
        return
    latest, page = queries.latest(found), number(request.POST.get("seen"))
    filters = filters_of(request.POST)
    every = [x for x in lines(opened, latest) if filters.shows(x) and x.decided is None]
    for resolution in as_suggested(x.item for x in every):
        there = latest.get(resolution.link)
        own = there is not None and (there.row.pk <= page or there.row.author_id == request.user.pk)
        yield Said(resolution, there.row.pk if there is not None and own else 0)


def _resolution(link: str, said: str, request: ClusterRequest, opened: queries.Opened) -> Resolution:
    """One decision from a form; codes typed by hand are taken with those that are ticked."""
    edition = NewEdition.of(opened.new)
    ticked = (StatementKey(f"{opened.new.edition}:{c}") for c in request.POST.getlist("target"))
    targets = tuple(dict.fromkeys((*ticked, *edition.named(request.POST.get("other", "")))))
    return _made(link, said, targets if said == Decision.CHOOSE else (), squeeze(request.POST.get("note", "")))


def _made(link: str, said: str, targets: tuple[StatementKey, ...], note: str) -> Resolution:
    try:
        return Resolution(link=link, decision=Decision(said), targets=targets, note=note)
    except (ProblemError, ValueError) as error:
        facts = {"reason": str(error)}
        refused = Finding("revisionsheet.refused", link, facts, Severity.STOPS_SAVING)
        raise Refused([refused]) from None


def _line(found: Review, link: str, typed: Typed | None = None) -> Line:
    opened, latest = queries.opened(found), queries.latest(found)
    for at, item in enumerate(opened.list.items, start=1):
        if item.link.key == link:
            return line_of(at, item, latest.get(link), typed)
    raise Http404


def _shown_again(request: ClusterRequest, found: Review, link: str, refused: Refused) -> HttpResponse:
    """The line with the reason, what stands there now, and everything that was typed."""
    closed = Review.objects.filter(pk=found.pk, result__isnull=False).exists()
    if closed or link not in queries.opened(found).list.by_key:
        return refused_page(request, found, refused.findings)
    typed = Typed(
        refused.findings,
        note=request.POST.get("note", "")[:1000],
        targets=frozenset(request.POST.getlist("target")),
        other=request.POST.get("other", "")[:200],
    )
    line = _line(found, link, typed)
    if request.htmx:
        return _one(request, found, line)
    context = {**heads(found), "line": line, "opened": queries.opened(found), "decisions": DECISIONS}
    return render(request, "revision/refused.html", context | {"filters": filters_of(request.POST)}, status=409)


def _moved(
    request: ClusterRequest, found: Review, moved: ChangedMeanwhile, said: str, note: str, ticked: Mapping[str, int]
) -> HttpResponse:
    """What others decided meanwhile; the others of the ticked links, or all of them, can be decided from here."""
    latest = queries.latest(found)
    fresh = {link: latest[link].row.pk if link in latest else 0 for link in ticked}
    context = {
        **heads(found),
        "findings_list": moved.findings,
        "decision": said,
        "word": DECISION[Decision(said)][0] if said not in (BACK, SUGGESTED) else "",
        "note": note,
        "others": [f"{seen} {link}" for link, seen in ticked.items() if link not in moved.links],
        "every": [f"{seen} {link}" for link, seen in fresh.items()],
        "filters": filters_of(request.POST),
    }
    return render(request, "revision/moved.html", context, status=409)


def _one(request: ClusterRequest, found: Review, line: Line) -> HttpResponse:
    """The line that was decided on, and the counts above the list."""
    opened = queries.opened(found)
    context = heads(found) | {
        "line": line,
        "opened": opened,
        "decisions": DECISIONS,
        "filters": filters_of(request.POST),
    }
    context |= {"decided_count": len(queries.decided(found)), "total": len(opened.list.items), "swap": True}
    return render(request, "revision/parts/line.html", context)


def _back(request: ClusterRequest, found: Review, link: str = "") -> HttpResponse:
    """The list again, in the same filter, at the link."""
    address = reverse("revision:review", kwargs={"cluster": request.cluster.key, "pk": found.pk})
    query = urlencode(filters_of(request.POST).query)
    item = queries.opened(found).list.by_key.get(link)
    anchor = "" if item is None else f"#{line_of(0, item, None).anchor}"
    return redirect(address + (f"?{query}" if query else "") + anchor)
