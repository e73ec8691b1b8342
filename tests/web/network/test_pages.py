"""Pages of the network form: who sees what, how many queries each takes, what a stranger's address is told."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.network.house import NOW, allocated, load, shared, url

PAGES = (
    "year",
    "gantt",
    "sites",
    "requests",
    "slots",
    "openings",
    "quotas",
    "used",
    "settlement",
    "prices",
    "releases",
)
OPEN = [p for p in PAGES if p not in ("quotas", "settlement")]


def statuses(client: Client, *names: str) -> set[int]:
    return {client.get(url(name)).status_code for name in names}


def test_strangers_find_nothing_teachers_may_nothing_managers_everything(
    signed_in: Callable[..., Client], cluster: Any, manager: Client
) -> None:
    assert statuses(signed_in(), *PAGES, "change") == {404}
    assert statuses(signed_in("teacher", cluster=cluster), *PAGES, "change") == {403}
    assert statuses(manager, *PAGES, "change") == {200}


def test_a_college_looks_and_does_not_share_out(guest: Client, cluster: Any) -> None:
    assert statuses(guest, *PAGES) == {200}
    assert guest.get(url("change")).status_code == 403
    for address in (url("start", kind="allocate"), url("publish"), url("pin"), url("mend"), url("lift")):
        assert guest.post(address).status_code == 403


@pytest.mark.parametrize(("who", "sees"), [("guest", True), ("owner", True), ("manager", True), ("alien", False)])
def test_a_quota_and_its_price_are_its_two_sides_only(
    request: pytest.FixtureRequest, released: Any, who: str, sees: bool
) -> None:
    client = request.getfixturevalue(who)
    pages = "".join(client.get(url(n)).text for n in ("quotas", "settlement", "year", "requests", "slots"))
    book = openpyxl.load_workbook(io.BytesIO(client.get(url("quotas_export")).content)).active
    money = openpyxl.load_workbook(io.BytesIO(client.get(url("settlement_export")).content))
    cells = str([list(book.values), *(list(s.values) for s in money)])

    assert ("К-1" in pages, "К-1" in cells) == (sees, sees)
    assert ("200.50" in pages) == sees and ("Сетевой техникум" in str(list(money.active.values))) == sees


def test_a_college_that_asks_for_another_ones_days_is_refused(alien: Client, guest: Client, cluster: Any) -> None:
    form = {"partner": "guests", "group": "Ч", "title": "Чужое", "size": "5", "place": "lathes", "shift": "2"}
    form |= {"first": "2026-10-05", "weeks": "1", "days": "2"}

    assert alien.post(url("slot_new"), form).status_code == 403
    assert guest.post(url("slot_new"), form).status_code == 302


QUERIES = {
    "year": 35,
    "gantt": 31,
    "requests": 31,
    "openings": 31,
    "quotas": 31,
    "used": 32,
    "slots": 31,
    "releases": 31,
}


@pytest.mark.parametrize("extra", [0, 3])
def test_a_page_takes_as_many_queries_however_many_workshops(
    signed_in: Callable[..., Client], db: None, extra: int
) -> None:
    cluster = load(shared(extra))
    allocated(cluster, publish="Выпуск 1")
    client = signed_in("cluster_manager", cluster=cluster)
    taken = {}
    for name in QUERIES:
        client.get(url(name))  # values of versions are read once a process
        with CaptureQueriesContext(connection) as asked:
            client.get(url(name))
        taken[name] = len(asked)

    assert taken == QUERIES


@pytest.mark.parametrize(
    "address",
    [
        "requests/?request=нет",
        "?place=нет&week=3",
        "?place=lathes&week=x",
        "openings/?place=нет",
        "slots/99/",
        "releases/?a=1&b=77",
        "change/?run=999",
        "runs/999/",
    ],
)
def test_what_is_not_there_is_not_found(manager: Client, version: Any, address: str) -> None:
    assert manager.get(url("year") + address).status_code == 404


@pytest.mark.parametrize("junk", ["-1", "9" * 30, "١٢", "2026-02-30", "%00", "<b>"])
def test_rubbish_in_addresses_changes_nothing(manager: Client, version: Any, junk: str) -> None:
    for name in ("year", "gantt", "requests", "openings", "used"):
        answer = manager.get(url(name), {"year": junk, "page": junk, "version": junk, "college": junk, "state": junk})
        assert answer.status_code == 200 and "<b>" not in answer.text


def test_a_cell_and_a_request_open_by_themselves(manager: Client, version: Any) -> None:
    from remeslo.web.apps.network import queries

    booking = queries.kept(version).bookings[0]
    alone = {"hx-request": "true"}
    cell = manager.get(url("year"), {"place": booking.place, "week": booking.blocks[0].week}, headers=alone).text
    opened = manager.get(url("requests"), {"request": booking.request}, headers=alone).text

    assert "<html" not in cell + opened
    assert booking.title in cell and booking.title in opened


def test_tables_leave_as_workbook_and_csv_without_formulas(manager: Client, version: Any, cluster: Any) -> None:
    from remeslo.web.apps.common.models import LogEntry

    for name in ("year_export", "gantt_export", "sites_export", "requests_export"):
        book = openpyxl.load_workbook(io.BytesIO(manager.get(url(name)).content))
        assert book.active.max_row > 1
        text = manager.get(url(name), {"as": "csv"}).content.decode("utf-8-sig")
        assert not [c for line in text.splitlines() for c in line.split(";") if c.startswith(("=", "+", "@"))]
    assert LogEntry.objects.filter(action="network.exported").count() == 8


def test_an_empty_cluster_says_what_is_missing(signed_in: Callable[..., Client], other_cluster: Any) -> None:
    client = signed_in("cluster_manager", cluster=other_cluster)
    for name in (*PAGES, "change"):
        from django.urls import reverse

        address = reverse(f"network:{name}", kwargs={"cluster": other_cluster.key})
        assert client.get(address).status_code == 200


def test_the_folder_s_terms_come_back_and_what_was_entered_here_stays(cluster: Any) -> None:
    from remeslo.core.network.terms import OpenHours
    from remeslo.web.apps.network.enums import Part
    from remeslo.web.apps.network.services.terms import put
    from remeslo.web.apps.registry.services import load_cluster
    from remeslo.web.apps.registry.snapshot import cluster_value

    assert cluster_value(cluster).quotas == shared().quotas and cluster_value(cluster).contracts == shared().contracts
    entered = OpenHours(workshop="lathes", shifts=(2,))
    put(cluster, Part.OPEN_HOURS, "lathes", [entered])
    load_cluster(shared(), by=None, at=NOW)

    assert cluster_value(cluster).open_hours == (entered,)
