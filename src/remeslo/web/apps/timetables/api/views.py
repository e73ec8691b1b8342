"""
A calendar and the page of a day, open to whoever has the address: no signing in, nothing written, no cookies.

A wrong address and a revoked one look alike.
"""

import hashlib
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from remeslo.web.apps.staffing.days import day_of
from remeslo.web.apps.timetables.announced import Announced, announced, title_of
from remeslo.web.apps.timetables.announced import feed as feed_value
from remeslo.web.apps.timetables.day import lessons_on
from remeslo.web.apps.timetables.enums import FeedKind
from remeslo.web.apps.timetables.models import FeedKey
from remeslo.web.apps.timetables.queries import releases_in_force
from remeslo.web.apps.timetables.services.sharing import feed_of

FRESH_S = 900
"""Seconds for which a calendar may keep an answer."""


@require_safe
@login_not_required
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar as iCalendar; not built anew when the asker has it as it is."""
    from remeslo.interchange.icalendar import write

    found = _found(token)
    tag = _tag(found)
    answer = HttpResponse(content_type="text/calendar; charset=utf-8")
    if request.headers.get("if-none-match") == tag:
        answer = HttpResponse(status=304)
    else:
        value = feed_value(
            found.cluster,
            FeedKind(found.kind),
            found.subject,
            ZoneInfo(settings.TIME_ZONE),
            host=f"{found.cluster.key}.remeslo",
            language=found.language,
        )
        answer.write(write(value))
        answer["Content-Disposition"] = 'inline; filename="timetable.ics"'
    answer["ETag"] = tag
    return _private(answer)


@require_safe
@login_not_required
def day(request: HttpRequest, token: str) -> HttpResponse:
    """The lessons of a day, for the phone; the day of the address, or today."""
    found = _found(token)
    known: list[Announced] = announced(found.cluster)
    today = day_of(found.cluster)
    on = _day(request.GET.get("day", ""), today)
    kind = FeedKind(found.kind)
    names = known[0].week.names if known else None
    with override(found.language):
        answer = render(
            request,
            "timetables/public_day.html",
            {
                "feed": found,
                "title": title_of(kind, found.subject, names, known) if names else found.subject,
                "kind": kind,
                "on": on,
                "today": today,
                "before": on - timedelta(days=1),
                "after": on + timedelta(days=1),
                "lessons": lessons_on(known, kind, found.subject, on),
                "feed_url": request.build_absolute_uri(reverse("calendar:feed", kwargs={"token": token})),
            },
        )
    return _private(answer)


def _found(token: str) -> FeedKey:
    found = feed_of(token)
    if found is None:
        raise Http404
    return found


def _tag(found: FeedKey) -> str:
    """The same as long as nothing is announced and nothing renamed in the address."""
    parts = [f"{r.pk}" for r in releases_in_force(found.cluster)]
    return f'"{hashlib.sha256(":".join((found.digest, *parts)).encode()).hexdigest()[:32]}"'


def _private(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = f"private, max-age={FRESH_S}"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _day(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return otherwise
