"""Releases: what was announced, what a next one would change, who is told what; publishing."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.models import DocumentVersion
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.timetables import queries
from remeslo.web.apps.timetables.comparing import compared, who_is_told
from remeslo.web.apps.timetables.models import Release
from remeslo.web.apps.timetables.services import releasing
from remeslo.web.apps.timetables.snapshot import week_of
from remeslo.web.apps.timetables.views.page import WeekPage
from remeslo.web.apps.timetables.week import Week
from remeslo.web.apps.timetables.words import CHANGES


@cluster_member_required(Action.PLAN_WEEKS)
def show(request: ClusterRequest, semester: str) -> HttpResponse:
    """Releases; two of them, or the version that would be next, set against each other."""
    require(request.user, Action.PLAN_WEEKS, request.cluster)
    page = WeekPage(request, semester, "releases")
    known = queries.releases(page.head)
    new = _asked(known, request.GET.get("new", ""))
    old = _asked(known, request.GET.get("old", "")) or _before(known, new)
    after = _week(page, new.version) if new else page.base
    before = _week(page, old.version) if old else None
    changes = compared(before, after) if before is not None and after is not None else ()
    context = {
        "page": page,
        "releases": known,
        "new": new,
        "old": old,
        "changes": [(c, CHANGES[c.kind]) for c in changes],
        "told": [(t, [(c, CHANGES[c.kind]) for c in t.lines]) for t in who_is_told(changes, page.week)],
        "is_new": page.version is not None and (not known or known[0].version_id != page.version.pk),
        "name": _name(page, len(known) + 1),
    }
    return render(request, "timetables/releases.html", context)


@require_POST
@cluster_member_required(Action.PLAN_WEEKS)
def publish(request: ClusterRequest, semester: str) -> HttpResponse:
    """Announce the latest saved version, unless it breaks a rule."""
    require(request.user, Action.PLAN_WEEKS, request.cluster)
    page = WeekPage(request, semester)
    if page.version is None or page.base is None:
        raise Http404
    if not page.changes.is_empty:
        messages.error(request, _("Save your changes first, or forget them: a saved version is announced."))
        return redirect(page.link("releases"))
    before = _week(page, page.release.version) if page.release else None
    try:
        release = releasing.publish(
            request.cluster,
            page.head,
            page.version,
            page.base,
            before,
            name=request.POST.get("name", "").replace("\0", ""),
            findings=page.findings,
            by=request.user,
            at=timezone.now(),
        )
    except releasing.NotPublishable as refusal:
        count = len(refusal.findings)
        text = ngettext("%(n)s clash: mend it first.", "%(n)s clashes: mend them first.", count)
        messages.error(request, text % {"n": count})
        return redirect(page.link("conflicts", {"severity": "publishing"}))
    except releasing.NothingNew:
        messages.info(request, _("This version is announced already."))
    else:
        messages.success(request, _("Announced as release %(n)s: %(name)s.") % {"n": release.number, "name": release})
    return redirect(page.link("releases"))


def _week(page: WeekPage, version: DocumentVersion) -> Week:
    return week_of(page.cluster, version, page.semester, page.names)


def _asked(known: list[Release], number: str) -> Release | None:
    return next((r for r in known if str(r.number) == number), None)


def _before(known: list[Release], new: Release | None) -> Release | None:
    """What a release followed; the last one, for the version that would be next."""
    earlier = [r for r in known if new is None or r.number < new.number]
    return earlier[0] if earlier else None


def _name(page: WeekPage, number: int) -> str:
    """A name to begin with."""
    return _("Release %(n)s of %(day)s") % {"n": number, "day": page.today.strftime("%d.%m.%Y")}
