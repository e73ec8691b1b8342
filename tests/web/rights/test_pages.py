"""
The table of every page, part, form and export: what owner, partner, stranger and nobody get, and may read of secrets.

The rows are compared with the application's own addresses: one without a row, or a row without verdicts, fails. What is
not the owner's to do leaves no line in the log, whatever the answer looks like.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.rights import skeleton, walking
from tests.web.rights.world import SECRETS, World

from remeslo.web.apps.common.models import LogEntry

pytestmark = pytest.mark.django_db
ROWS = skeleton.rows()
NEEDED = ("method", "owner_gets", "partner_gets", "stranger_gets", "nobody_gets")


def test_table_has_a_row_for_every_address_and_no_other() -> None:
    there = {name for name, _pattern in skeleton.addresses()}

    held = {skeleton.base_of(route) for route in ROWS}
    assert (there - set(ROWS), held - there) == (set(), set()), "python -m tests.web.rights.skeleton"


def test_table_has_a_verdict_in_every_cell() -> None:
    assert [route for route, row in ROWS.items() if not all(row[c] for c in NEEDED)] == []


def test_every_secret_is_shown_to_some_owner_so_that_it_could_leak() -> None:
    shown = {mark for row in ROWS.values() for mark in row["owner_reads"].split()}

    assert shown >= set(SECRETS) - {"learner"}, "names are shown on demand, and each showing is logged"


def got(world: World, who: str, row: dict[str, str]) -> tuple[str, set[str], bool]:
    """Verdict, secrets read, whether something was done."""
    before = LogEntry.objects.count()
    answer: Any = walking.ask(world, who, row["route"], row["address"], row["method"])
    marks = walking.read_marks(answer)
    return walking.verdict(answer), marks, LogEntry.objects.count() > before


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("route", ROWS)
def test_partner_stranger_nobody_and_owner_get_what_the_table_says(world: World, route: str) -> None:
    row = ROWS[route]
    partner = got(world, row["partner"], row)
    stranger = got(world, "stranger", row)
    nobody = got(world, "", row)
    owner = got(world, row["owner"], row)

    acts = row["method"] == "POST" and row["partner_acts"] == "yes"
    assert partner[:2] == (row["partner_gets"], set(row["partner_reads"].split()))
    assert row["method"] == "GET" or partner[2] == acts, "what a partner does is in the log"
    assert stranger[:2] == (row["stranger_gets"], set())
    assert nobody == (row["nobody_gets"], set(), False)
    assert owner[:2] == (row["owner_gets"], set(row["owner_reads"].split()))


@pytest.mark.parametrize("who", ("partner", "stranger"))
def test_answers_without_a_body_tell_no_more_than_pages(world: World, who: str) -> None:
    """Asked by HEAD for what the owner reads secrets in: the same verdict or none, nothing in the headers."""
    rows = [
        row for row in ROWS.values() if row["owner_reads"] and row["method"] == "GET" and row[f"{who}_gets"] != "200"
    ]
    told = {}
    for row in rows:
        client = walking.browser(world, row["partner"] if who == "partner" else who)
        answer = client.head(walking.address(world, row["route"], row["address"]))
        got = walking.verdict(answer), answer.content, walking.read_marks(answer)
        if got[0] not in (row[f"{who}_gets"], "405") or any(got[1:]):
            told[row["route"]] = got

    assert told == {}
    assert len(rows) > 20
