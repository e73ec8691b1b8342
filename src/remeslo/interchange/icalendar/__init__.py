"""Feeds that calendars of phones and offices subscribe to (RFC 5545); see FORMAT.md."""

from remeslo.interchange.icalendar.event import CalendarEvent, Feed
from remeslo.interchange.icalendar.writer import write

__all__ = ["CalendarEvent", "Feed", "write"]
