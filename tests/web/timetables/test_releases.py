"""Releases and feeds: frozen, compared, who is told; calendars read by a library, changes counted, addresses shut."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from icalendar import Calendar
from tests.web.timetables.semester import NOW, SLOTS, announce, problem, save

from remeslo.core.line.weekly.lesson import Slot
from remeslo.web.apps.timetables.enums import FeedKind

pytestmark = pytest.mark.django_db
MOVED = {**SLOTS, "maths#1": Slot(4, 1, "r202")}


@pytest.fixture
def calendar(cluster, client):
    """The calendar of a subject as whoever has its address reads it."""
    from remeslo.web.apps.timetables.services.sharing import share, token_of

    def read(kind: FeedKind, subject: str) -> Calendar:
        feed = share(cluster, kind, subject, language="ru", by=None, at=NOW)
        answer = client.get(reverse("calendar:feed", kwargs={"token": token_of(feed.nonce)}))
        assert answer.status_code == 200 and answer["Content-Type"] == "text/calendar; charset=utf-8"
        return Calendar.from_ical(answer.content)

    return read


def of_lesson(calendar, key):
    return [e for e in calendar.events if str(e["uid"]).startswith(key)]


def test_a_release_is_announced_numbered_and_never_changed(planner, cluster, version, url):
    from remeslo.web.apps.timetables.models import Release

    planner.post(url("publish"), {"name": "Начало года"})
    planner.post(url("publish"), {"name": "ещё раз"})

    release = Release.objects.get()
    assert (release.number, release.name, release.published_by) == (1, "Начало года", planner.user)
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute("UPDATE timetables_release SET name = 'x'")


def test_a_timetable_with_a_clash_is_not_announced(planner, cluster, version, url):
    from remeslo.web.apps.timetables.models import Release

    save(cluster, {**SLOTS, "maths#1": Slot(2, 1, "r201")})

    answer = planner.post(url("publish"), {"name": "x"}, follow=True)

    assert not Release.objects.exists()
    assert "1 clash: mend it first." in answer.content.decode()


def test_changes_are_named_with_everybody_who_is_told(planner, cluster, version, url):
    announce(cluster)
    save(cluster, MOVED)
    context = planner.get(url("releases")).context

    ((line, _word),) = context["changes"]
    assert (line.kind, line.title, line.weeks) == ("moved", "Математика", "1–4")
    assert line.before == "Monday 08:30–10:00, Аудитория 201, Ким А."
    assert line.after == "Friday 08:30–10:00, Аудитория 202, Ким А."
    assert [(t.kind.value, t.name) for t, _lines in context["told"]] == [("group", "СВ-26"), ("teacher", "Ким Анна")]


def test_a_groups_calendar_holds_each_meeting_at_its_hour_and_place(calendar, cluster, version):
    announce(cluster)
    read = calendar(FeedKind.GROUP, "СВ-26")

    first = of_lesson(read, "maths#1")[0]
    assert len(read.events) == 4 + 2 + 4 + 4 and read.get_missing_tzids() == set()
    assert str(first["uid"]) == "maths#1/2026-08-31@small.remeslo"
    assert (first.start.isoformat(), first.end.isoformat()) == (
        "2026-08-31T08:30:00+03:00",
        "2026-08-31T10:00:00+03:00",
    )
    assert (str(first["summary"]), str(first["location"]), first["sequence"]) == (
        "Математика",
        "Аудитория 201, Ресурс",
        0,
    )


@pytest.mark.parametrize(
    ("kind", "subject", "expected"),
    [
        (FeedKind.TEACHER, "p1", 9),
        (FeedKind.ROOM, "w1", 8),
        (FeedKind.EMPLOYER, "turbines", 1),
        (FeedKind.GROUP, "?", 0),
    ],
    ids=["teacher", "room", "employer", "nobody"],
)
def test_calendars_of_others_hold_what_is_theirs(kind, subject, expected, calendar, cluster, version):
    announce(cluster)

    assert len(calendar(kind, subject).events) == expected


def test_a_moved_meeting_keeps_its_key_with_a_higher_number_and_the_others_stay_as_they_were(
    calendar, cluster, version
):
    announce(cluster)
    before = {str(e["uid"]): e["sequence"] for e in calendar(FeedKind.GROUP, "СВ-26").events}
    save(cluster, MOVED)
    unpublished = calendar(FeedKind.GROUP, "СВ-26")
    announce(cluster, "Второй", at=NOW + timedelta(days=3))
    after = calendar(FeedKind.GROUP, "СВ-26")

    assert of_lesson(unpublished, "maths#1")[0].start.weekday() == 0
    assert {str(e["uid"]) for e in after.events} == set(before)
    moved = of_lesson(after, "maths#1")
    assert {(e["sequence"], e.start.weekday(), e["dtstamp"].dt) for e in moved} == {(1, 4, NOW + timedelta(days=3))}
    assert {e["sequence"] for e in after.events if e not in moved} == {0}


def test_a_meeting_that_is_called_off_is_told_as_cancelled_and_one_that_comes_back_is_believed(
    calendar, cluster, version
):
    announce(cluster)
    whole = problem()
    fewer = replace(whole, lessons=whole.lessons[1:])
    save(cluster, {k: v for k, v in SLOTS.items() if k != "maths#1"}, asked=fewer)
    announce(cluster, "Без математики")
    off = of_lesson(calendar(FeedKind.GROUP, "СВ-26"), "maths#1")
    save(cluster)
    announce(cluster, "Снова с ней")
    back = of_lesson(calendar(FeedKind.TEACHER, "p2"), "maths#1")

    assert {(str(e["status"]), e["sequence"], str(e["summary"])) for e in off} == {
        ("CANCELLED", 1, "Отменено: Математика")
    }
    assert {(str(e["status"]), e["sequence"]) for e in back} == {("CONFIRMED", 2)}


def test_a_lesson_that_another_teacher_takes_is_called_off_in_the_first_ones_calendar_only(calendar, cluster, version):
    announce(cluster)
    asked = problem()
    lessons = tuple(replace(x, teacher="p1") if x.key == "tech#1" else x for x in asked.lessons)
    save(cluster, asked=replace(asked, lessons=lessons))
    announce(cluster, "Замена")

    status = {
        who: {str(e["status"]) for e in of_lesson(calendar(kind, who), "tech#1")}
        for kind, who in ((FeedKind.TEACHER, "p2"), (FeedKind.TEACHER, "p1"), (FeedKind.GROUP, "ТК-26"))
    }
    assert status == {"p2": {"CANCELLED"}, "p1": {"CONFIRMED"}, "ТК-26": {"CONFIRMED"}}


def test_an_address_is_made_shown_and_revoked_and_opens_without_signing_in(planner, client, cluster, version, url):
    from remeslo.web.apps.timetables.models import FeedKey

    announce(cluster)
    planner.post(url("feed_make"), {"kind": "group", "subject": "СВ-26"})
    line = next(x for x in planner.get(f"{url('feeds')}?kind=group").context["lines"] if x.feed)
    path = line.url.removeprefix("http://testserver")
    assert client.get(path).status_code == 200
    day = client.get(line.day_url.removeprefix("http://testserver"), {"day": "2026-09-07"})
    assert "Математика" in day.content.decode() and not day.cookies and not client.cookies
    token = path.rpartition("/")[2].removesuffix(".ics")
    assert len(token) == 64 and token not in str(FeedKey.objects.values().get())

    planner.post(url("feed_revoke"), {"kind": "group", "subject": "СВ-26"})

    assert client.get(path).status_code == client.get(path.replace(token, "0" * 64)).status_code == 404
    planner.post(url("feed_make"), {"kind": "group", "subject": "СВ-26"})
    again = next(x for x in planner.get(f"{url('feeds')}?kind=group").context["lines"] if x.feed)
    assert again.url != line.url


def test_a_calendar_that_is_as_it_was_is_not_sent_again(client, cluster, version, django_assert_num_queries):
    from remeslo.web.apps.timetables.services.sharing import share, token_of

    announce(cluster)
    feed = share(cluster, FeedKind.GROUP, "СВ-26", language="ru", by=None, at=NOW)
    path = reverse("calendar:feed", kwargs={"token": token_of(feed.nonce)})
    tag = client.get(path)["ETag"]

    with django_assert_num_queries(2):
        same = client.get(path, headers={"if-none-match": tag})
    with django_assert_num_queries(8):
        client.get(path)
    assert (same.status_code, same.content) == (304, b"")
    save(cluster, MOVED)
    announce(cluster, "Второй")
    assert client.get(path, headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("role", "organisation", "kind", "subject", "expected"),
    [
        ("teacher", "base", "group", "СВ-26", 403),
        ("employer", "turbines", "employer", "turbines", 302),
        ("employer", "valves", "employer", "turbines", 403),
        ("employer", "turbines", "teacher", "p1", 403),
        ("deputy_director", "base", "room", "w1", 302),
        ("deputy_director", "base", "group", "нет", 404),
    ],
)
def test_addresses_are_made_by_those_whose_calendar_it_is(
    role, organisation, kind, subject, expected, signed_in, cluster, version, url
):
    announce(cluster)
    client = signed_in(role, cluster=cluster, organisation=organisation)

    assert client.post(url("feed_make"), {"kind": kind, "subject": subject}).status_code == expected
