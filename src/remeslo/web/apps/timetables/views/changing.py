"""Changing by hand: move, take back, pin, lock, save; answered with the grid as it has become."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.core.base.findings import Severity
from remeslo.core.line.weekly.lesson import LessonKey, Slot
from remeslo.core.network.rooms import RoomKey
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.timetables.places import Hand
from remeslo.web.apps.timetables.services import moving
from remeslo.web.apps.timetables.telling import lessons_of
from remeslo.web.apps.timetables.views.page import WeekPage
from remeslo.web.apps.timetables.views.shown import asked_lesson, grid_context
from remeslo.web.apps.timetables.words import slot_told


@require_POST
@cluster_member_required(Action.PLAN_WEEKS)
def move(request: ClusterRequest, semester: str) -> HttpResponse:
    """Put a lesson down, in a room or in the best one of that cell; what it breaks there is said at once."""
    require(request.user, Action.PLAN_WEEKS, request.cluster)
    page = WeekPage(request, semester)
    key = asked_lesson(page, request.POST.get("lesson", ""))
    to = _slot(page, key)
    try:
        moving.move(request.cluster, page.week, page.changes, key, to, by=request.user, at=timezone.now())
    except moving.Locked:
        return _answer(page, _("This lesson is locked: unlock it first."))
    except moving.NoSuchPlace:
        return _answer(page, _("There is no such place for this lesson: the day has no such pairs, or not that room."))
    fresh = WeekPage(request, semester)
    return _answer(fresh, _moved(fresh, key, to))


@require_POST
@cluster_member_required(Action.PLAN_WEEKS)
def step(request: ClusterRequest, semester: str) -> HttpResponse:
    """Take the last move back, or make it again."""
    require(request.user, Action.PLAN_WEEKS, request.cluster)
    page = WeekPage(request, semester)
    how, said = (moving.redo, _("Done again.")) if request.POST.get("how") == "redo" else (moving.undo, _("Undone."))
    how(request.cluster, page.week, page.changes, by=request.user, at=timezone.now())
    return _answer(WeekPage(request, semester), said)


@require_POST
@cluster_member_required(Action.PLAN_WEEKS)
def mark(request: ClusterRequest, semester: str) -> HttpResponse:
    """Pin or lock a lesson, or all that are looked at; or take it off."""
    require(request.user, Action.PLAN_WEEKS, request.cluster)
    page = WeekPage(request, semester)
    assert page.base is not None
    if request.POST.get("lesson"):
        keys = [asked_lesson(page, request.POST["lesson"])]
    else:
        keys = [p.lesson.key for p in page.week.lessons_of(page.looking.lens, page.looking.subject)]
    choice = {"on": True, "off": False}
    moving.mark(
        request.cluster,
        page.week,
        page.base.kept,
        page.changes,
        keys,
        pinned=choice.get(request.POST.get("pin", "")),
        locked=choice.get(request.POST.get("lock", "")),
        by=request.user,
        at=timezone.now(),
    )
    return _answer(WeekPage(request, semester), _("Noted; save to keep it."))


@require_POST
@cluster_member_required(Action.PLAN_WEEKS)
def discard(request: ClusterRequest, semester: str) -> HttpResponse:
    """Forget my changes."""
    require(request.user, Action.PLAN_WEEKS, request.cluster)
    page = WeekPage(request, semester)
    moving.discard(request.cluster, semester, by=request.user)
    messages.info(request, _("Your changes are forgotten."))
    return redirect(page.link("grid", page.kept))


@require_POST
@cluster_member_required(Action.PLAN_WEEKS)
def save(request: ClusterRequest, semester: str) -> HttpResponse:
    """My changes as the next version; what somebody else has moved meanwhile is shown, never overwritten in silence."""
    require(request.user, Action.PLAN_WEEKS, request.cluster)
    page = WeekPage(request, semester)
    latest = page.head.latest
    if latest is None:
        raise Http404
    at = timezone.now()
    if request.POST.get("how") == "theirs":
        lessons = request.POST.getlist("lesson")
        moving.take_theirs(request.cluster, page.week, page.changes, lessons, by=request.user, at=at)
        page = WeekPage(request, semester)
    try:
        version = moving.save(
            request.cluster,
            latest,
            page.week,
            page.changes,
            title=page.head.title,
            hard=page.hard,
            by=request.user,
            at=at,
            note=request.POST.get("note", "")[:500],
            keep_mine=request.POST.get("how") == "mine",
        )
    except moving.Clashes as met:
        return render(request, "timetables/clashes.html", {"page": page, "clashes": _clashes(page, met.clashes)})
    if version is None:
        messages.info(request, _("There was nothing to save."))
    else:
        messages.success(request, _("Saved as version %(n)s.") % {"n": version.number})
    return redirect(page.link("grid", page.kept))


def _moved(page: WeekPage, key: LessonKey, to: Slot | None) -> str:
    """What came of a move, in a sentence."""
    title = page.week.problem.lesson_of[key].title
    if to is None:
        return _("Taken off the timetable: %(title)s.") % {"title": title}
    where = ", ".join(filter(None, (slot_told(to.day, to.pair), page.week.room(to.room))))
    mine = [f for f in page.findings if key in lessons_of(f)]
    hard = sum(f.hard for f in mine)
    soft = sum(f.severity is Severity.WARNING for f in mine)
    said = _("Moved: %(title)s → %(where)s.") % {"title": title, "where": where}
    if hard or soft:
        said += " " + _("Clashes: %(hard)s, warnings: %(soft)s.") % {"hard": hard, "soft": soft}
    return said


def _answer(page: WeekPage, said: str) -> HttpResponse:
    """The grid anew for a page that is open; without scripts, the page itself."""
    if not page.request.htmx:
        messages.info(page.request, said)
        return redirect(page.link("grid", page.kept))
    return render(page.request, "timetables/parts/week.html", {**grid_context(page), "said": said})


def _slot(page: WeekPage, key: LessonKey) -> Slot | None:
    """
    The slot that was posted: ``to`` as ``DAY PAIR ROOM``, or ``day``, ``pair`` and ``room`` apart.

    Without a room, the cell's best one; without a day, nowhere.
    """
    posted = page.request.POST
    told = [*posted.get("to", "").split(" ", 2), "", "", ""]
    day, pair, room = (posted.get(name) or told[n] for n, name in enumerate(("day", "pair", "room")))
    if not (day.isascii() and day.isdigit() and pair.isascii() and pair.isdigit() and len(day + pair) < 5):
        return None
    if room:
        return Slot(int(day), int(pair), RoomKey(room))
    hand = Hand(page.week, key)
    return hand.best(int(day), int(pair), hand.rooms).slot


def _clashes(page: WeekPage, clashes: list[moving.Clash]) -> list[tuple[Any, str, str]]:
    """Lessons with where I have them and where the others do."""
    week = page.week

    def told_slot(slot: Slot | None) -> str:
        return ", ".join(filter(None, (slot_told(slot.day, slot.pair), week.room(slot.room)))) if slot else "—"

    return [(week.problem.lesson_of[c.lesson], told_slot(c.mine), told_slot(c.theirs)) for c in clashes]
