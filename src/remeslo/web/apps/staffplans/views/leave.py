"""If a person leaves: what breaks, shown at once; the cheapest mend and the weeks at stake, found within seconds."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from remeslo.core.base.keys import PersonKey
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.enums import JobState
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.staffplans import queries
from remeslo.web.apps.staffplans.enums import RunKind
from remeslo.web.apps.staffplans.leaving import leaves, mend_of, workers
from remeslo.web.apps.staffplans.models import StaffRun
from remeslo.web.apps.staffplans.services.asking import ask
from remeslo.web.apps.staffplans.services.assigning import assignment_in_force
from remeslo.web.apps.staffplans.sheets import leave_sheet
from remeslo.web.apps.staffplans.views.download import download
from remeslo.web.apps.staffplans.views.page import StaffPage
from remeslo.web.apps.staffplans.views.running import run_context


@cluster_member_required(Action.SEE_STAFF)
def show(request: ClusterRequest) -> HttpResponse:
    """The people to choose from; with one in the address, what breaks without this person, and the mend."""
    page = StaffPage(request, "leave")
    person_of = assignment_in_force(request.cluster).plan(page.scene).person_of
    person = _person(page)
    context: dict[str, Any] = {
        "page": page,
        "person": page.scene.person.get(person) if person else None,
        "people": workers(page.scene, person_of),
        "assigned": bool(person_of),
    }
    if person is not None:
        broken = leaves(page.scene, person_of, person)
        context |= {"broken": broken, "hours": sum(b.hours for b in broken)}
        context["alone"] = next((p for p in page.scene.single_points if p.person == person), None)
        run = queries.without_run(request.cluster, person, page.scene.digest)
        context |= run_context(page, run)
        if run is not None and run.state == JobState.DONE:
            context["mend"] = mend_of(page.scene, run.result, person, seconds=_seconds(run))
    return render(request, "staffplans/leave.html", context)


@cluster_member_required(Action.SEE_STAFF)
def export(request: ClusterRequest) -> HttpResponse:
    """What breaks and the mend, as XLSX."""
    page = StaffPage(request, "leave")
    person = _person(page)
    if person is None:
        raise Http404
    person_of = assignment_in_force(request.cluster).plan(page.scene).person_of
    run = queries.without_run(request.cluster, person, page.scene.digest)
    done = run is not None and run.state == JobState.DONE
    mend = mend_of(page.scene, run.result, person, seconds=_seconds(run)) if run is not None and done else None
    return download(request, "leaves", [leave_sheet(leaves(page.scene, person_of, person), mend)])


@require_POST
@cluster_member_required(Action.PLAN_STAFF)
def remove(request: ClusterRequest) -> HttpResponse:
    """Ask for the cheapest mend without a person."""
    require(request.user, Action.PLAN_STAFF, request.cluster)
    page = StaffPage(request, "leave")
    person = request.POST.get("person", "")
    if person not in page.scene.person:
        raise Http404
    run = ask(
        request.cluster,
        RunKind.WITHOUT,
        {"person": person},
        scene=page.scene.digest,
        by=request.user,
        at=timezone.now(),
    )
    if request.htmx:
        return render(request, "staffplans/parts/run.html", run_context(page, run) | {"page": page})
    answer = redirect(page.link("leave"))
    answer["Location"] += f"?person={person}"
    return answer


def _person(page: StaffPage) -> PersonKey | None:
    wanted = page.asked.get("person", "")
    if wanted and wanted not in page.scene.person:
        raise Http404
    return PersonKey(wanted) if wanted else None


def _seconds(run: StaffRun | None) -> float:
    return run.took.total_seconds() if run is not None and run.took is not None else 0.0
