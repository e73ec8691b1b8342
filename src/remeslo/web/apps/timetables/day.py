"""The lessons of one day of one subject, with what was changed: the page of a phone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from remeslo.core.line.weekly.checks.alone import clock
from remeslo.web.apps.timetables.announced import Announced
from remeslo.web.apps.timetables.enums import FeedKind
from remeslo.web.apps.timetables.words import whom


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLesson:
    """A lesson of the day; ``is_changed``: since the first release, ``is_off``: called off."""

    pair: str
    start: str
    end: str
    title: str
    whom: str
    teacher: str
    room: str
    site: str
    is_changed: bool
    is_off: bool


def lessons_on(known: Iterable[Announced], kind: FeedKind, subject: str, on: date) -> list[DayLesson]:
    """In order of time; what was called off stands among them."""
    found = []
    for a in known:
        for m, off in a.of(kind, subject):
            if m.day == on:
                found.append(
                    DayLesson(
                        pair=str(m.pair) if m.pairs == 1 else f"{m.pair}–{m.pair + m.pairs - 1}",
                        start=clock(m.start),
                        end=clock(m.end),
                        title=m.title,
                        whom=whom(m.groups, m.part, m.subgroups),
                        teacher=a.week.names.person(m.teacher),
                        room=m.room_title,
                        site=a.week.names.site(m.site),
                        is_changed=a.changed(m),
                        is_off=off,
                    )
                )
    return found
