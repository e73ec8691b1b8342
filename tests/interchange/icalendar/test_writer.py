"""Feeds, read back by a library that calendars are made with."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from remeslo.core.base.findings import ProblemError
from remeslo.interchange.icalendar import CalendarEvent, Feed, write

MOSCOW = ZoneInfo("Europe/Moscow")
START = datetime(2026, 9, 7, 9, 0, tzinfo=MOSCOW)
CHANGED = datetime(2026, 8, 20, 6, 30, tzinfo=UTC)


def event(key: str = "lesson/2026-09-07", **changes: object) -> CalendarEvent:
    given = {"start": START, "end": START + timedelta(minutes=90), "title": "Сварка", "changed_at": CHANGED}
    return CalendarEvent(key=key, **{**given, **changes})


def parsed(*events: CalendarEvent, name: str = "СВ-26") -> Calendar:
    return Calendar.from_ical(write(Feed(name=name, host="small.example", events=events)))


texts = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('\n\t;,\\":'), max_size=200)


@settings(max_examples=60)
@given(title=texts, place=texts, note=texts)
def test_texts_come_back_as_they_were_and_lines_are_at_most_75_bytes(title, place, note):
    raw = write(Feed(name=title, host="h", events=(event(title=title, place=place, note=note),)))

    found = Calendar.from_ical(raw).events[0]
    assert (str(found["summary"]), str(found.get("location", "")), str(found.get("description", ""))) == (
        title,
        place,
        note,
    )
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75


@settings(max_examples=60)
@given(
    days=st.lists(st.integers(0, 300), min_size=1, max_size=8, unique=True),
    zone=st.sampled_from(["Europe/Moscow", "Asia/Yekaterinburg", "Europe/Berlin", "UTC"]),
    sequence=st.integers(0, 50),
)
def test_moments_keys_and_numbers_come_back_in_order_of_days(days, zone, sequence):
    first = datetime(2026, 9, 1, 8, 30, tzinfo=ZoneInfo(zone))
    made = [
        event(f"e{n}", start=first + timedelta(days=d), end=first + timedelta(days=d, minutes=95), sequence=sequence)
        for n, d in enumerate(days)
    ]

    found = parsed(*made).events

    expected = sorted(made, key=lambda e: e.start)
    assert [(e.start, e.end, str(e["uid"]), e["sequence"]) for e in found] == [
        (e.start, e.end, f"{e.key}@small.example", sequence) for e in expected
    ]


def test_a_time_zone_is_told_once_and_no_moment_names_one_that_is_not_there():
    calendar = parsed(event("a"), event("b", start=START + timedelta(days=1), end=START + timedelta(days=1, hours=1)))

    assert [str(z["tzid"]) for z in calendar.timezones] == ["Europe/Moscow"]
    assert calendar.get_missing_tzids() == set()


def test_a_cancelled_event_stays_and_takes_no_time():
    found = parsed(event(cancelled=True, sequence=2)).events[0]

    assert (str(found["status"]), str(found["transp"]), found["sequence"]) == ("CANCELLED", "TRANSPARENT", 2)


def test_control_characters_are_no_part_of_a_feed():
    raw = write(Feed(name="a\0b", host="h", events=(event(title="x\x07y\r\nz"),)))

    assert str(Calendar.from_ical(raw).events[0]["summary"]) == "x y\nz"
    assert not any(byte < 32 and byte not in b"\r\n\t" for byte in raw)


def test_the_same_values_give_the_same_bytes_and_an_empty_feed_is_a_calendar():
    feed = Feed(name="n", host="h", events=(event("b"), event("a")))

    assert write(feed) == write(Feed(name="n", host="h", events=feed.events[::-1]))
    assert Calendar.from_ical(write(Feed(name="n", host="h"))).events == []


@pytest.mark.parametrize(
    "wrong",
    [{"end": START}, {"start": START.replace(tzinfo=None)}, {"sequence": -1}, {"key": ""}],
    ids=["no-time", "no-zone", "negative", "no-key"],
)
def test_an_event_that_cannot_be_is_refused(wrong):
    with pytest.raises(ProblemError):
        event(**wrong)


def test_two_events_of_one_key_are_refused():
    with pytest.raises(ProblemError, match="twice"):
        Feed(name="n", host="h", events=(event("a"), event("a")))
