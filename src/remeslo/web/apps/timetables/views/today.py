"""The lessons of a day, for a phone: mine, a group's, a teacher's, a room's; what was announced, with what changed."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.staffing.days import day_of
from remeslo.web.apps.timetables.access import Audience
from remeslo.web.apps.timetables.announced import Announced, announced
from remeslo.web.apps.timetables.day import lessons_on
from remeslo.web.apps.timetables.enums import FeedKind, Lens
from remeslo.web.apps.timetables.snapshot import names_of

_LENSES = {FeedKind.GROUP: Lens.GROUP, FeedKind.TEACHER: Lens.TEACHER, FeedKind.ROOM: Lens.ROOM}


@cluster_member_required(Action.SEE_WEEKS)
def show(request: ClusterRequest) -> HttpResponse:
    """The day that is asked for, or today."""
    known = announced(request.cluster)
    names = known[0].week.names if known else names_of(request.cluster)
    audience = Audience(request.user, request.cluster, names)
    subjects = {kind: _subjects(audience, known, kind) for kind in _LENSES}
    kind, subject = _asked(request, audience, subjects)
    today = day_of(request.cluster)
    on = _day(request.GET.get("day", ""), today)
    context = {
        "subjects": [(k, rows) for k, rows in subjects.items() if rows],
        "kind": kind,
        "subject": subject,
        "title": dict(subjects[kind]).get(subject, subject),
        "on": on,
        "today": today,
        "before": on - timedelta(days=1),
        "after": on + timedelta(days=1),
        "lessons": lessons_on(known, kind, subject, on),
        "is_announced": bool(known),
    }
    return render(request, "timetables/today.html", context)


def _subjects(audience: Audience, known: list[Announced], kind: FeedKind) -> list[tuple[str, str]]:
    """Those of all semesters that the reader may look at."""
    found = {pair: None for a in known for pair in audience.subjects(a.week, _LENSES[kind])}
    return sorted(found, key=lambda pair: pair[1])


def _asked(
    request: ClusterRequest, audience: Audience, subjects: dict[FeedKind, list[tuple[str, str]]]
) -> tuple[FeedKind, str]:
    """Whose day: what is asked for, else mine, else the first group; 403 for what is not the reader's to see."""
    kind, _colon, subject = request.GET.get("of", "").partition(":")
    if subject and kind in _LENSES:
        if subject not in dict(subjects[FeedKind(kind)]):
            raise PermissionDenied
        return FeedKind(kind), subject
    teachers = dict(subjects[FeedKind.TEACHER])
    for mine in audience.me:
        if mine in teachers:
            return FeedKind.TEACHER, mine
    for found in _LENSES:
        if subjects[found]:
            return found, subjects[found][0][0]
    return FeedKind.GROUP, ""


def _day(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return otherwise
