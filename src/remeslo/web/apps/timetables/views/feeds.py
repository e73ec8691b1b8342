"""Calendars to subscribe to: whose there are, their addresses; made, shown again, revoked."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.timetables import queries
from remeslo.web.apps.timetables.enums import FeedKind, Lens
from remeslo.web.apps.timetables.models import FeedKey
from remeslo.web.apps.timetables.services.sharing import revoke, share, token_of
from remeslo.web.apps.timetables.views.page import WeekPage

_LENSES = {FeedKind.GROUP: Lens.GROUP, FeedKind.TEACHER: Lens.TEACHER, FeedKind.ROOM: Lens.ROOM}


@dataclass(frozen=True, slots=True)
class FeedLine:
    """A subject with its open address, if it has one."""

    key: str
    name: str
    feed: FeedKey | None
    url: str = ""
    day_url: str = ""


@never_cache
@cluster_member_required(Action.SHARE_WEEKS)
def show(request: ClusterRequest, semester: str) -> HttpResponse:
    """Subjects of a kind with their addresses."""
    page = WeekPage(request, semester, "feeds")
    if page.base is None:
        return render(request, "timetables/unpublished.html", {"page": page})
    kinds = [k for k in FeedKind if any(True for _ in _subjects(page, k))]
    wanted = request.GET.get("kind", "")
    kind = FeedKind(wanted) if wanted in kinds else (kinds[0] if kinds else FeedKind.GROUP)
    feeds = queries.feeds(request.cluster)
    known = {(f.kind, f.subject): f for f in feeds if f.revoked_at is None}
    lines = [_line(request, key, name, known.get((kind.value, key))) for key, name in _subjects(page, kind)]
    revoked = [f for f in feeds if f.revoked_at and page.audience.sees_all]
    return render(
        request,
        "timetables/feeds.html",
        {"page": page, "kinds": kinds, "kind": kind, "lines": lines, "revoked": revoked[:20]},
    )


@require_POST
@cluster_member_required(Action.SHARE_WEEKS)
def make(request: ClusterRequest, semester: str) -> HttpResponse:
    """Open an address for a subject."""
    page, kind, subject = _asked(request, semester)
    language = "en" if (get_language() or "ru").startswith("en") else "ru"
    share(request.cluster, kind, subject, language=language, by=request.user, at=timezone.now())
    messages.success(
        request, _("The address is open. Whoever has it sees the calendar: give it only to those concerned.")
    )
    return redirect(page.link("feeds", {"kind": kind.value}))


@require_POST
@cluster_member_required(Action.SHARE_WEEKS)
def shut(request: ClusterRequest, semester: str) -> HttpResponse:
    """Revoke the address of a subject."""
    page, kind, subject = _asked(request, semester)
    found = queries.open_feed(request.cluster, kind, subject)
    if found is None:
        raise Http404
    revoke(found, by=request.user, at=timezone.now())
    messages.success(request, _("The address is revoked: nobody sees anything there any more."))
    return redirect(page.link("feeds", {"kind": kind.value}))


def _asked(request: ClusterRequest, semester: str) -> tuple[WeekPage, FeedKind, str]:
    page = WeekPage(request, semester)
    kind, subject = request.POST.get("kind", ""), request.POST.get("subject", "")
    if kind not in FeedKind.values or page.base is None:
        raise Http404
    if subject not in _all(page, FeedKind(kind)):
        raise Http404
    if not page.audience.may_share(FeedKind(kind), subject, page.week):
        raise PermissionDenied
    return page, FeedKind(kind), subject


def _all(page: WeekPage, kind: FeedKind) -> dict[str, str]:
    """Keys and names of a kind."""
    if kind is not FeedKind.EMPLOYER:
        return dict(page.week.subjects[_LENSES[kind]])
    names = page.names
    houses = {names.house_of.get(str(r.site), "") for r in page.week.problem.rooms} & names.employers
    return {h: names.organisation(h) for h in sorted(houses)}


def _subjects(page: WeekPage, kind: FeedKind) -> Iterator[tuple[str, str]]:
    """Those whose address the reader may make."""
    for key, name in _all(page, kind).items():
        if page.audience.may_share(kind, key, page.week):
            yield key, name


def _line(request: ClusterRequest, key: str, name: str, feed: FeedKey | None) -> FeedLine:
    if feed is None:
        return FeedLine(key, name, None)
    token = token_of(feed.nonce)
    url = request.build_absolute_uri(reverse("calendar:feed", kwargs={"token": token}))
    return FeedLine(key, name, feed, url, request.build_absolute_uri(reverse("calendar:day", kwargs={"token": token})))
