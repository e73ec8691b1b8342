"""What was announced: the meetings of a subject with what releases have changed in them, for feeds and days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import override

from remeslo.interchange.icalendar.event import CalendarEvent, Feed
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.programmes.values import Memory
from remeslo.web.apps.timetables.enums import FeedKind
from remeslo.web.apps.timetables.marks import Marks, marks_value
from remeslo.web.apps.timetables.meetings import Meeting, meetings
from remeslo.web.apps.timetables.models import Release
from remeslo.web.apps.timetables.queries import release_days, releases_in_force
from remeslo.web.apps.timetables.snapshot import names_of, week_of
from remeslo.web.apps.timetables.week import Names, Week
from remeslo.web.apps.timetables.words import whom

_met = Memory(8)


@dataclass(frozen=True)
class Announced:
    """A release with its timetable; ``days``: when each release of the document was announced, by number."""

    release: Release
    week: Week
    days: Mapping[int, datetime]

    @cached_property
    def meetings(self) -> Mapping[str, Meeting]:
        """All meetings by key."""
        at = (self.release.version.sha256, self.week.problem.key)
        found: Mapping[str, Meeting] = _met.get(at, lambda: meetings(self.week))
        return found

    @cached_property
    def marks(self) -> Marks:
        """What releases have changed."""
        return marks_value(self.release.marks)

    def of(self, kind: FeedKind, subject: str) -> list[tuple[Meeting, bool]]:
        """Meetings of a subject in order of time; True for those that were called off."""
        names = self.week.names
        held = [(m, False) for m in self.meetings.values() if m.is_of(kind, subject, names)]
        off = [(m, True) for m in self.marks.cancelled.values() if m.is_of(kind, subject, names)]
        return sorted([*held, *off, *self._gone(kind, subject)], key=lambda pair: (pair[0].day, pair[0].start))

    def _gone(self, kind: FeedKind, subject: str) -> list[tuple[Meeting, bool]]:
        """Meetings that are held, but no longer by this teacher or in this room: off in the calendar of the subject."""
        names = self.week.names
        found = []
        for key, earlier in self.marks.passed_on.items():
            now = self.meetings.get(key)
            mine = [m for m in earlier if m.is_of(kind, subject, names)]
            if mine and now is not None and not now.is_of(kind, subject, names):
                found.append((mine[-1], True))
        return found

    def changed(self, meeting: Meeting) -> bool:
        """True when some release after the first has changed the meeting."""
        return meeting.key in self.marks.changed


def announced(cluster: Cluster) -> list[Announced]:
    """The last release of every semester; a fixed number of queries."""
    releases = releases_in_force(cluster)
    days = release_days(cluster)
    names = names_of(cluster)
    return [
        Announced(r, week_of(cluster, r.version, r.document.key, names), days.get(r.document_id, {})) for r in releases
    ]


def feed(cluster: Cluster, kind: FeedKind, subject: str, zone: tzinfo, *, host: str, language: str) -> Feed:
    """The calendar of a subject over all semesters that were announced."""
    with override(language):
        known = announced(cluster)
        events = {e.key: e for a in known for m, off in a.of(kind, subject) for e in (_event(a, m, off, zone),)}
        name = title_of(kind, subject, known[0].week.names if known else names_of(cluster), known)
        return Feed(name=name, host=host, events=tuple(events.values()), language=language)


def title_of(kind: FeedKind, subject: str, names: Names, known: list[Announced]) -> str:
    """What a subject is called."""
    if kind is FeedKind.TEACHER:
        return names.people.get(subject, subject)
    if kind is FeedKind.EMPLOYER:
        return names.organisations.get(subject, subject)
    if kind is FeedKind.ROOM:
        return next((r.title for a in known for r in a.week.problem.rooms if r.key == subject), subject)
    return subject


def _event(a: Announced, meeting: Meeting, off: bool, zone: tzinfo) -> CalendarEvent:
    mark = a.marks.changed.get(meeting.key)
    since = a.days.get(mark.release if mark else 1, a.release.published_at)
    midnight = datetime(meeting.day.year, meeting.day.month, meeting.day.day, tzinfo=zone)
    names = a.week.names
    note = [whom(meeting.groups, meeting.part, meeting.subgroups), names.person(meeting.teacher), str(meeting.element)]
    return CalendarEvent(
        key=meeting.key,
        start=midnight + timedelta(minutes=meeting.start),
        end=midnight + timedelta(minutes=meeting.end),
        title=_("Cancelled: %(title)s") % {"title": meeting.title} if off else meeting.title,
        changed_at=since.astimezone(UTC),
        sequence=mark.times if mark else 0,
        place=", ".join(filter(None, (meeting.room_title, names.site(meeting.site)))),
        note="\n".join(filter(None, note)),
        cancelled=off,
    )
