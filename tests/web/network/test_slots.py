"""Requests between colleges: asked, approved into a version, declined with a reason, withdrawn; hours; used days."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.web.network.house import grid, url

from remeslo.web.apps.common.models import LogEntry
from remeslo.web.apps.network import queries
from remeslo.web.apps.network.models import SlotAsk, UseEntry

WISH = {
    "partner": "guests",
    "group": "Курсы-1",
    "title": "Токарное дело",
    "size": "8",
    "place": "lathes",
    "shift": "2",
    "first": "2026-10-07",
    "weeks": "2",
    "days": "3",
}


def ask(client: Client, **more: str) -> Any:
    return client.post(url("slot_new"), {**WISH, **more}, follow=True)


def answer(client: Client, what: str, text: str = "", number: int = 1) -> Any:
    return client.post(url("slot_answer", number=number), {"answer": what, "text": text}, follow=True)


def test_a_form_says_whether_days_are_free_what_else_is_and_what_is_left_of_the_quota(
    guest: Client, version: Any
) -> None:
    page = guest.get(url("slot_new"), {**WISH, "look": "1"}).text

    assert "These days are free" in page and 'id="options"' in page
    assert "К-1" in page and SlotAsk.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("place", "pipes"),
        ("place", "нет"),
        ("size", "0"),
        ("size", "many"),
        ("first", "2031-01-01"),
        ("first", "завтра"),
        ("weeks", "60"),
        ("days", "7"),
        ("group", " "),
        ("title", ""),
        ("partner", "pipes"),
    ],
)
def test_a_slip_is_named_and_nothing_is_asked(guest: Client, cluster: Any, field: str, value: str) -> None:
    page = ask(guest, **{field: value}).text

    assert f'id="{field}-error"' in page and SlotAsk.objects.count() == 0


def test_what_the_owner_approves_is_booked_pinned_and_told(guest: Client, owner: Client, version: Any) -> None:
    ask(guest, text="Очень нужно")
    assert "1 request for days" in owner.get("/c/example/").text
    assert answer(guest, "approve").status_code == 403
    answer(owner, "approve", "Ключ на вахте")

    row = SlotAsk.objects.get()
    kept = queries.kept(row.version)
    booked = kept.booking_of[row.request_key]
    assert (row.state, row.version.number, kept.pinned) == ("approved", 2, ("ask/1",))
    assert (booked.place, booked.shift, booked.days, [b.week for b in booked.blocks]) == ("lathes", 2, 6, [5, 6])
    assert [w.what for w in row.words.all()] == ["asked", "approved"]
    assert {"slot.asked", "slot.approved"} <= set(LogEntry.objects.values_list("action", flat=True))
    assert "Ключ на вахте" in guest.get(url("slot", number=1)).text


def test_nothing_else_changes_when_a_request_is_approved(guest: Client, owner: Client, version: Any) -> None:
    from remeslo.web.apps.network.comparing import differences

    ask(guest)
    answer(owner, "approve")
    found = differences(queries.kept(version), queries.kept(SlotAsk.objects.get().version))

    assert [(d.request, d.what) for d in found] == [("ask/1", "added")]


def test_days_that_went_meanwhile_are_not_booked_twice(guest: Client, owner: Client, version: Any) -> None:
    ask(guest, days="6")
    ask(guest, days="6", group="Курсы-2")
    answer(owner, "approve", number=1)
    page = answer(owner, "approve", number=2)

    assert "no longer free" in page.text and "It does not fit" in page.text
    assert [a.state for a in SlotAsk.objects.order_by("number")] == ["approved", "asked"]


def test_a_no_needs_a_reason_and_is_said_once(guest: Client, owner: Client, version: Any) -> None:
    ask(guest)
    assert "Say why" in answer(owner, "decline").text and SlotAsk.objects.get().state == "asked"
    answer(owner, "decline", "Ремонт")
    assert "meanwhile" in answer(owner, "approve").text

    assert SlotAsk.objects.get().state == "declined"
    assert "Ремонт" in guest.get(url("slot", number=1)).text


def test_who_asked_takes_it_back_and_nobody_else(guest: Client, owner: Client, alien: Client, version: Any) -> None:
    ask(guest)
    assert alien.post(url("slot_withdraw", number=1)).status_code == 403
    assert alien.post(url("slot_answer", number=1), {"answer": "approve"}).status_code == 403
    guest.post(url("slot_withdraw", number=1))

    assert SlotAsk.objects.get().state == "withdrawn"


def test_what_was_approved_before_the_first_allocation_is_in_it(guest: Client, owner: Client, cluster: Any) -> None:
    from remeslo.web.apps.network.snapshot import scene

    ask(guest)
    answer(owner, "approve")

    assert SlotAsk.objects.get().version is None
    assert "ask/1" in scene(cluster).problem.request_of


def test_other_hours_show_what_they_touch_before_they_are_saved(
    owner: Client, alien: Client, version: Any, cluster: Any
) -> None:
    from remeslo.web.apps.registry.snapshot import cluster_value

    was = owner.get(url("openings"), {"place": "lathes"}).context["was"]
    never = {"place": "lathes", "was": was, **grid()}
    assert alien.post(url("openings_change"), never).status_code == 403
    page = owner.post(url("openings_change"), never)
    assert "no longer stands" in page.text and cluster_value(cluster).open_hours != ()
    kind = owner.post(url("openings_change"), {**never, **grid(**{f"c{d}-{s}": "*" for d in range(6) for s in (1, 2)})})
    assert "touches nothing" in kind.text

    owner.post(url("openings_change"), {**never, **grid(**{"c0-1": "college"}), "do": "save"})
    (row,) = cluster_value(cluster).open_hours
    assert ([d.value for d in row.days], row.shifts, row.user) == (["mon"], (1,), "college")
    late = owner.post(url("openings_change"), {**never, "do": "save"}, follow=True)
    assert "Somebody changed these hours" in late.text and cluster_value(cluster).open_hours == (row,)


@pytest.fixture
def away(released: Any) -> Any:
    """A booking of the guests at the lathes."""
    return next(b for b in queries.kept(released).bookings if b.partner == "guests" and b.place == "lathes")


def enter(client: Client, away: Any, days: int | str) -> Any:
    return client.post(
        url("used_enter"), {"request": away.request, "at": away.blocks[0].week, "days": days}, follow=True
    )


def say(client: Client, what: str, text: str = "") -> Any:
    entry = UseEntry.objects.order_by("-id").first()
    assert entry is not None
    return client.post(url("used_answer"), {"entry": entry.pk, "answer": what, "text": text}, follow=True)


def test_only_days_that_both_sides_say_are_paid(guest: Client, owner: Client, alien: Client, away: Any) -> None:
    assert enter(alien, away, 3).status_code == 403 and enter(owner, away, 3).status_code == 403
    enter(guest, away, 3)
    assert "0.00" in owner.get(url("settlement")).text
    assert say(guest, "confirm").status_code == 403 and say(alien, "confirm").status_code == 403
    say(owner, "confirm")

    page = owner.get(url("settlement"))
    assert str(page.context["total"]) == "3601.50"  # 3 days at 1200.50
    assert "К-1" in page.text and alien.get(url("settlement")).context["accounts"] == []


def test_a_dispute_has_a_reason_and_a_correction_asks_anew(guest: Client, owner: Client, away: Any) -> None:
    enter(guest, away, 5)
    assert "Say what is wrong" in say(owner, "dispute").text
    say(owner, "dispute", "Были три дня")
    assert "Были три дня" in guest.get(url("used")).text
    enter(guest, away, 3)
    say(owner, "confirm")
    say(owner, "dispute", "Нет")

    last = UseEntry.objects.get(corrected_by__isnull=True)
    assert (UseEntry.objects.count(), last.days, last.word.what, last.corrects.days) == (2, 3, "confirmed", 5)


@pytest.mark.parametrize("days", ["8", "-1", "two", ""])
def test_days_that_cannot_be_are_not_entered(guest: Client, away: Any, days: str) -> None:
    enter(guest, away, days)

    assert UseEntry.objects.count() == 0
