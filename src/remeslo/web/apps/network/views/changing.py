"""A change in mid-year: a workshop is out of use, a quota is withdrawn; the fewest changes are shown, then accepted."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.network import queries
from remeslo.web.apps.network.comparing import differences, touched
from remeslo.web.apps.network.enums import RunKind
from remeslo.web.apps.network.kept import kept_of
from remeslo.web.apps.network.models import NetworkRun, Outage
from remeslo.web.apps.network.services import mending
from remeslo.web.apps.network.services.asking import ask
from remeslo.web.apps.network.services.releasing import Outdated, judged
from remeslo.web.apps.network.views.page import NetworkPage, number
from remeslo.web.apps.network.views.running import run_context
from remeslo.web.apps.network.wishes import typed_week


@cluster_member_required(Action.ALLOCATE)
def show(request: ClusterRequest) -> HttpResponse:
    """What may happen; the proposal of the chosen mend with whom it touches; workshops out of use now."""
    page = NetworkPage(request, "change")
    found = _chosen(page)
    context: dict[str, Any] = {"page": page, **run_context(page, found)}
    if page.held is not None:
        context["broken"] = [f for f in judged(page.scene, page.held) if f.hard]
    if found is not None and "body" in found.result and page.head is not None:
        context |= _proposal(page, found)
    return render(request, "network/change.html", context)


@require_POST
@cluster_member_required(Action.ALLOCATE)
def mend(request: ClusterRequest) -> HttpResponse:
    """Ask for the fewest changes after what happened."""
    require(request.user, Action.ALLOCATE, request.cluster)
    page = NetworkPage(request, "change")
    change = _change(page)
    if page.head is None or page.head.latest is None:
        messages.error(request, _("There is no allocation yet: work it out first."))
        return redirect(page.back())
    if change is None:
        messages.error(request, _("Say what happened: a workshop and its first and last day, or a quota and a day."))
        return redirect(page.back())
    inside = page.scene.monday(0) <= page.scene.day
    run = ask(
        request.cluster,
        RunKind.MEND,
        {
            "year": page.year,
            "change": change,
            "based_on": page.head.latest.number,
            "since": page.scene.this_week if inside else 0,
        },
        scene=page.scene.digest,
        by=request.user,
        at=timezone.now(),
    )
    return redirect(page.link("change") + f"?year={page.year}&run={run.pk}")


@require_POST
@cluster_member_required(Action.ALLOCATE)
def accept(request: ClusterRequest, run_id: int) -> HttpResponse:
    """Make the proposal the next version."""
    require(request.user, Action.ALLOCATE, request.cluster)
    page = NetworkPage(request, "change")
    found = queries.run_of(request.cluster, run_id)
    if found is None or found.kind != RunKind.MEND:
        raise Http404
    try:
        version = mending.accept(found, page.scene, by=request.user, at=timezone.now())
    except (mending.Stale, Outdated):
        messages.error(request, _("Something changed since this was worked out: ask for the changes again."))
        return redirect(page.link("change") + f"?year={page.year}")
    messages.success(
        request, _("Saved as version %(n)s. Publish it as a release when all are told.") % {"n": version.number}
    )
    return redirect(page.link("releases") + f"?year={page.year}&a={version.number - 1}&b={version.number}")


@require_POST
@cluster_member_required(Action.ALLOCATE)
def lift(request: ClusterRequest) -> HttpResponse:
    """A workshop can be used again."""
    require(request.user, Action.ALLOCATE, request.cluster)
    page = NetworkPage(request, "change")
    outage = Outage.objects.filter(cluster=request.cluster, pk=number(request.POST.get("outage")) or 0).first()
    if outage is None:
        raise Http404
    mending.lift(outage, by=request.user, at=timezone.now())
    messages.success(request, _("The workshop is open again. Bookings stay where they are now."))
    return redirect(page.back())


def _proposal(page: NetworkPage, found: NetworkRun) -> dict[str, Any]:
    """What would change; against the version that it was worked out for."""
    assert page.head is not None
    base = queries.version_numbered(page.head, found.asked["based_on"])
    if base is None:
        return {}
    before, after = queries.kept(base), kept_of(found.result["body"])
    changed = differences(before, after)
    return {
        "proposal": found,
        "changed": changed,
        "touched": touched(changed),
        "is_current": page.head.latest_id == base.pk and found.scene == page.scene.digest and found.version_id is None,
        "lost": [d for d in changed if not d.after],
        "before": before,
        "after": after,
    }


def _change(page: NetworkPage) -> dict[str, Any] | None:
    """What the form says happened; None when it says too little."""
    kind, reason = page.asked.get("kind", ""), page.asked.get("reason", "").strip()[:300]
    if kind == mending.TODAY:
        return {"kind": kind, "reason": reason}
    first, last = (
        typed_week(page.scene, page.asked.get("first", "")),
        typed_week(page.scene, page.asked.get("last", "")),
    )
    place = page.scene.place(page.asked.get("place", ""))
    if kind == mending.CLOSED and place is not None and first is not None and last is not None and first <= last:
        return {"kind": kind, "place": place.key, "first": first, "last": last, "reason": reason}
    quotas = {q.key for q in page.scene.problem.quotas}
    if kind == mending.QUOTA and page.asked.get("quota") in quotas and first is not None:
        return {"kind": kind, "quota": page.asked["quota"], "first": first, "reason": reason}
    return None


def _chosen(page: NetworkPage) -> NetworkRun | None:
    wanted = number(page.asked.get("run"))
    if wanted is not None:
        found = queries.run_of(page.cluster, wanted)
        if found is None or found.kind != RunKind.MEND:
            raise Http404
        return found
    return queries.active_run(page.cluster, RunKind.MEND)
