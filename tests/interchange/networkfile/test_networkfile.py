"""Files of the network form come back as they were; what cannot be read is told."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.line.weekly.small import planned, weeks
from tests.core.network.small import grant, pattern, place, problem, request

from remeslo.core.network.result import Allocation
from remeslo.interchange import networkfile
from remeslo.interchange.sentences import say

MONDAYS = tuple(date(2026, 8, 31) + timedelta(weeks=n) for n in range(3))
PROBLEM = problem((place("w1"),), (request("a", pattern((0, 6)), pattern((1, 6), moved=1)), request("b")))
KEPT = networkfile.kept("c", 2026, PROBLEM, MONDAYS, Allocation({"a": grant(pattern=1)}))


@settings(max_examples=25)
@given(data=st.data())
def test_a_week_is_read_as_it_was_written(data, tmp_path_factory):
    week = data.draw(weeks())
    plan = data.draw(planned(week))
    path = tmp_path_factory.mktemp("week") / networkfile.week_name(1)

    networkfile.write_week(path, networkfile.week_of(2026, 1, week, plan))
    read = networkfile.read_week(path).value

    assert (read.whole, read.plan.slots) == (week, plan.slots)


def test_an_allocation_is_read_as_it_was_written_and_names_weeks_by_mondays(tmp_path):
    path = networkfile.write_allocation(tmp_path / networkfile.ALLOCATION, KEPT)

    assert networkfile.read_allocation(path).value == KEPT
    assert json.loads(path.read_text(encoding="utf-8"))["grants"]["a"]["weeks"] == ["2026-09-07"]
    assert networkfile.allocation_of(KEPT, PROBLEM, MONDAYS) == (Allocation({"a": grant(pattern=1)}), ())


def test_grants_that_the_plans_offer_no_more_are_told_and_left_out():
    less = problem((place("w1"),), (request("a", pattern((0, 6))),))
    other = problem((place("w1"),), (request("b"),))

    for now, code in ((less, "networkfile.weeks_gone"), (other, "networkfile.request_gone")):
        grants, findings = networkfile.grants_of(KEPT, now, MONDAYS)

        assert (dict(grants), [f.code for f in findings]) == ({}, [code])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "networkfile.not_json"),
        ("[1]", "networkfile.other_format"),
        ('{"format": 9}', "networkfile.other_format"),
        ('{"format": 1, "cluster": 3}', "networkfile.wrong_value"),
        ('{"format": 1, "cluster": "c", "year": 1, "grants": {"a": {}}}', "networkfile.wrong_value"),
    ],
    ids=["broken", "list", "newer", "number", "lacking"],
)
def test_a_bad_file_is_told_in_words(tmp_path, text, code):
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")

    read = networkfile.read_allocation(path)

    assert (read.value, [f.code for f in read.findings]) == (None, [code])
    assert all("{" not in f"{say(f, 'ru').todo}{say(f, 'en').todo}" for f in read.findings)
