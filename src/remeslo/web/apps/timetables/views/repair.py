"""A teacher fell ill, a room is closed: who could stand in, what a repair would move; taken as the next version."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.core.base.findings import Finding
from remeslo.interchange.values import from_json
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.enums import JobState
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.services.documents import Outdated
from remeslo.web.apps.staffing.days import NotThatDay, typed_day
from remeslo.web.apps.staffplans.snapshot import scene
from remeslo.web.apps.timetables import queries
from remeslo.web.apps.timetables.comparing import compared, who_is_told
from remeslo.web.apps.timetables.enums import Lens, RunKind
from remeslo.web.apps.timetables.kept import kept_week
from remeslo.web.apps.timetables.models import WeekRun
from remeslo.web.apps.timetables.services.asking import AlreadyRunning, ask
from remeslo.web.apps.timetables.services.taking import NothingToTake, take
from remeslo.web.apps.timetables.snapshot import problem_of, week_of
from remeslo.web.apps.timetables.substitutes import stand_ins
from remeslo.web.apps.timetables.telling import told
from remeslo.web.apps.timetables.views.home import run_context
from remeslo.web.apps.timetables.views.page import WeekPage
from remeslo.web.apps.timetables.week import Week
from remeslo.web.apps.timetables.words import CHANGES

MOST_DAYS = 200
"""Days that a closure or an absence may last."""


@cluster_member_required(Action.PLAN_WEEKS)
def show(request: ClusterRequest, semester: str) -> HttpResponse:
    """The forms, who could stand in for a teacher, and what the last repair found."""
    require(request.user, Action.PLAN_WEEKS, request.cluster)
    page = WeekPage(request, semester, "repair")
    week = page.week
    run = queries.latest_run(request.cluster, semester, RunKind.REPAIR)
    asked = _asked(request.GET, week)
    context = {
        "page": page,
        "teachers": week.subjects[Lens.TEACHER],
        "rooms": week.subjects[Lens.ROOM],
        "asked": asked,
        "today": page.today,
        "stand_ins": stand_ins(scene(request.cluster), week, asked) if asked and asked["what"] == "person" else [],
        **run_context(request, run),
        **_found(page, run),
    }
    return render(request, "timetables/repair.html", context)


@require_POST
@cluster_member_required(Action.PLAN_WEEKS)
def start(request: ClusterRequest, semester: str) -> HttpResponse:
    """Ask for a repair of the latest saved version."""
    require(request.user, Action.PLAN_WEEKS, request.cluster)
    page = WeekPage(request, semester)
    asked = _asked(request.POST, page.week)
    if asked is None or page.version is None:
        messages.error(request, _("Say who or which room, and from which day to which: the days were not understood."))
        return redirect(page.link("repair"))
    if not page.changes.is_empty:
        messages.error(request, _("Save your changes first, or forget them: a saved version is repaired."))
        return redirect(page.link("repair"))
    chosen = {k[4:]: v for k, v in request.POST.items() if k.startswith("for:") and v}
    settings = {
        "what": asked["what"],
        "who": asked["who"],
        "first": asked["first"].isoformat(),
        "last": asked["last"].isoformat(),
        "chosen": chosen,
        "based_on": page.version.number,
    }
    try:
        ask(request.cluster, RunKind.REPAIR, semester, settings, by=request.user, at=timezone.now())
    except AlreadyRunning:
        messages.info(request, _("This is being worked out already: here it is."))
    return redirect(page.link("repair"))


@require_POST
@cluster_member_required(Action.PLAN_WEEKS)
def accept(request: ClusterRequest, semester: str) -> HttpResponse:
    """Take what a repair found as the next version."""
    require(request.user, Action.PLAN_WEEKS, request.cluster)
    page = WeekPage(request, semester)
    number = request.POST.get("run", "")
    run = queries.run_of(request.cluster, int(number)) if number.isascii() and number.isdigit() else None
    if run is None or run.semester != semester or run.kind != RunKind.REPAIR:
        raise Http404
    try:
        version = take(request.cluster, page.head, run, note=_words(page.week, run), by=request.user, at=timezone.now())
    except NothingToTake:
        messages.info(request, _("There is nothing to take."))
        return redirect(page.link("repair"))
    except Outdated:
        messages.error(request, _("The timetable has changed since this repair was found: ask for it again."))
        return redirect(page.link("repair"))
    messages.success(
        request, _("Saved as version %(n)s. Announce it to tell those whom it concerns.") % {"n": version.number}
    )
    return redirect(page.link("releases"))


def _asked(told_: Any, week: Week) -> dict[str, Any] | None:
    """What a form asks, ``None`` when it asks nothing that can be."""
    what, who = told_.get("what", ""), told_.get("who", "")
    lens = {"person": Lens.TEACHER, "room": Lens.ROOM}.get(what)
    if lens is None or who not in dict(week.subjects[lens]):
        return None
    try:
        first, last = typed_day(told_.get("first", "")), typed_day(told_.get("last", "") or told_.get("first", ""))
    except NotThatDay:
        return None
    if first > last or (last - first).days > MOST_DAYS:
        return None
    return {"what": what, "who": who, "first": first, "last": last, "name": week.title(lens, who)}


def _found(page: WeekPage, run: WeekRun | None) -> dict[str, Any]:
    """What a repair would change, and who would be told."""
    if run is None or run.state != JobState.DONE or "kept" not in run.result:
        return {"found": None}
    base = queries.version_numbered(page.head, run.asked["based_on"])
    if base is None or page.base is None:
        return {"found": None}
    before = _week_of_version(page, base)
    kept = kept_week(run.result["kept"])
    after = Week(semester=page.semester, problem=problem_of(page.cluster, kept.scene), kept=kept, names=page.names)
    lines = compared(before, after)
    findings = [from_json(Finding, f) for f in run.result["findings"]]
    return {
        "found": run.result,
        "found_words": _words(before, run),
        "changes": [(c, CHANGES[c.kind]) for c in lines],
        "told": [(t, [(c, CHANGES[c.kind]) for c in t.lines]) for t in who_is_told(lines, after)],
        "findings": [t.finding for t in told(after, findings) if t.finding.hard or "substitut" in t.finding.code],
        "is_fresh": page.version is not None and page.version.number == run.asked["based_on"],
        "is_taken": run.version_id is not None,
    }


def _week_of_version(page: WeekPage, version: Any) -> Week:
    return week_of(page.cluster, version, page.semester, page.names)


def _words(week: Week, run: WeekRun) -> str:
    """What the repair was for."""
    lens = Lens.ROOM if run.asked["what"] == "room" else Lens.TEACHER
    facts = {
        "name": week.title(lens, run.asked["who"]),
        "first": date.fromisoformat(run.asked["first"]).strftime("%d.%m.%Y"),
        "last": date.fromisoformat(run.asked["last"]).strftime("%d.%m.%Y"),
    }
    if lens is Lens.ROOM:
        return _("%(name)s is closed from %(first)s to %(last)s") % facts
    return _("%(name)s is away from %(first)s to %(last)s") % facts
