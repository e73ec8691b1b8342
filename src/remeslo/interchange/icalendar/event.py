"""What stands in a feed: events with keys that stay, told apart from what they looked like before."""

from dataclasses import dataclass
from datetime import datetime

from remeslo.core.base.findings import ProblemError


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """
    One meeting on one day.

    Parameters
    ----------
    key
        The same as long as it is the same meeting, wherever it is moved; unique in the feed, not empty.
    start, end
        With a time zone, ``start`` < ``end``.
    sequence
        How many times it has changed since it was first shown, >= 0: calendars take the higher number.
    changed_at
        When it came to be as it is, with a time zone.
    cancelled
        It was shown before and does not take place: stays in the feed, so that calendars take it away.

    Raises
    ------
    ProblemError
        When a moment has no time zone, the end is not after the start, or the number is negative.
    """

    key: str
    start: datetime
    end: datetime
    title: str
    changed_at: datetime
    sequence: int = 0
    place: str = ""
    note: str = ""
    cancelled: bool = False

    def __post_init__(self) -> None:
        if not self.key or self.sequence < 0:
            raise ProblemError(f"event {self.key!r}: a key and a sequence >= 0, got {self.sequence}.")
        if any(moment.tzinfo is None for moment in (self.start, self.end, self.changed_at)):
            raise ProblemError(f"event {self.key}: every moment has a time zone.")
        if self.start >= self.end:
            raise ProblemError(f"event {self.key}: ends at {self.end}, not after {self.start}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """
    A calendar to subscribe to.

    Parameters
    ----------
    name
        What calendars show.
    host
        Makes keys of events unique in the world, ``KEY@HOST``; the same from feed to feed, so that one meeting that
        stands in two feeds is one.
    language
        ``ru`` or ``en``.
    refresh_h
        Hours after which a calendar should look again, > 0.
    """

    name: str
    host: str
    events: tuple[CalendarEvent, ...] = ()
    language: str = "ru"
    refresh_h: int = 1

    def __post_init__(self) -> None:
        if self.refresh_h <= 0 or not self.host:
            raise ProblemError(f"feed {self.name}: a host and hours > 0, got {self.host!r}, {self.refresh_h}.")
        if len({e.key for e in self.events}) < len(self.events):
            raise ProblemError(f"feed {self.name}: a key of an event is given twice.")
