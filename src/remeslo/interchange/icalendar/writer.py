"""A feed as bytes of RFC 5545; the same bytes for the same values."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from remeslo.interchange.icalendar.event import CalendarEvent, Feed

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//Remeslo//Timetable//RU"
_UNREADABLE = {n: " " for n in range(32) if chr(n) not in "\n\t"}
"""Control characters, which RFC 5545 allows nowhere in a text."""


def write(feed: Feed) -> bytes:
    """The calendar: name, time zones that its events use, events in order of days and keys."""
    from icalendar import Calendar  # loaded with the first feed: pages of timetables need none

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", _text(feed.name))
    calendar.add("x-wr-calname", _text(feed.name))
    calendar.add("refresh-interval", timedelta(hours=feed.refresh_h), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", timedelta(hours=feed.refresh_h))
    for event in sorted(feed.events, key=lambda e: (e.start, e.key)):
        calendar.add_component(_event(event, feed))
    if feed.events:
        first, last = min(e.start for e in feed.events), max(e.end for e in feed.events)
        calendar.add_missing_timezones(date(first.year, 1, 1), date(last.year + 1, 1, 1))
    return bytes(calendar.to_ical())


def _event(event: CalendarEvent, feed: Feed) -> "Event":
    from icalendar import Event

    made = Event()
    made.add("uid", f"{event.key}@{feed.host}")
    made.add("dtstamp", event.changed_at)
    made.add("last-modified", event.changed_at)
    made.add("sequence", event.sequence)
    made.add("dtstart", event.start)
    made.add("dtend", event.end)
    made.add("summary", _text(event.title), parameters={"LANGUAGE": feed.language})
    if event.place:
        made.add("location", _text(event.place))
    if event.note:
        made.add("description", _text(event.note))
    made.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    made.add("transp", "TRANSPARENT" if event.cancelled else "OPAQUE")
    return made


def _text(words: str) -> str:
    """Lines end in one way only; the rest of escaping and folding is the library's."""
    return words.replace("\r\n", "\n").replace("\r", "\n").translate(_UNREADABLE)
