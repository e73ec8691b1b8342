"""A year allocated, a semester timetabled, judged and repaired, from files to files."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pytest
from tests.core.line.network.scenes import cluster, outcome

from remeslo.core.line.outcome import LineOutcome
from remeslo.core.network.rooms import Room
from remeslo.core.network.terms import Bell, OpenHours
from remeslo.interchange import networkfile, planfile

TOO_FAR = "g1/ПП.01/s1"
"""Nobody knows the way from college ``b`` to the plant, and there are no beds near it."""


@pytest.fixture(scope="module")
def year(remeslo, tmp_path_factory):
    """Two groups of two colleges, allocated and timetabled."""
    plan, out = tmp_path_factory.mktemp("plan"), tmp_path_factory.mktemp("network")
    shop, plant = cluster().workshops
    here = cluster(
        workshops=(shop, replace(plant, places=25)),
        bells=tuple(Bell(start=s, end=s + 90) for s in (510, 610, 740, 840)),
        open_hours=(OpenHours(workshop="plant", shifts=(1, 2)),),
        rooms=tuple(
            Room(key=f"{site}-{n}", site=site, title=str(n), seats=30) for site in ("a1", "b1") for n in (1, 2)
        ),
    )
    planfile.write(plan, planfile.PlanFile(here, LineOutcome(cluster="c", programmes=(outcome(),))))
    allocated = remeslo("network", "plan", plan, "--out", out, "--limit-s", "20", "--json")
    assert allocated.status == 0, allocated.out
    timetable = remeslo("week", "plan", out, "--limit-s", "2", "--workers", "1", "--json")
    assert timetable.status == 0, timetable.out
    return out, allocated.json, timetable.json


def test_the_year_is_allocated_with_its_figures(year):
    _, allocated, _ = year

    assert allocated["refused"] == [TOO_FAR]
    assert (allocated["days_asked"], allocated["days_granted"]) == (24, 18)
    assert {s["partner"] for s in allocated["shares"]} == {"a", "b"}


def test_both_are_judged_again_from_their_files_without_hard_findings(remeslo, year):
    out, _, timetable = year

    judged = remeslo("network", "check", out, "--json")
    week = remeslo("week", "check", out, "--json")

    assert (judged.status, judged.json["hard"]) == (0, 0)
    assert (week.status, week.json["hard"]) == (0, 0)
    assert week.json["score"] == timetable["score"]


def test_a_lesson_moved_by_hand_is_judged_and_its_rule_named(remeslo, year, tmp_path):
    out, _, _ = year
    data = json.loads((out / "week-1.json").read_text(encoding="utf-8"))
    first, second = [k for k in data["slots"] if k.startswith("g0/МДК")][:2]
    data["slots"][second] = data["slots"][first]
    file = tmp_path / "moved.json"
    file.write_text(json.dumps(data), encoding="utf-8")

    judged = remeslo("week", "check", out, "--file", file, "--lang", "en")

    assert judged.status == 1
    assert "has two lessons at one time" in judged.out


def test_a_workshop_that_breaks_is_repaired_and_it_is_told_who_is_concerned(remeslo, year, tmp_path):
    out, _, _ = year
    week = networkfile.read_week(out / "week-1.json").value
    lesson = next(x for x in week.problem.lessons if "a1-1" in x.rooms and week.slots[x.key].room == "a1-1")
    day = lesson.weeks[0].toordinal() + week.slots[lesson.key].day
    text = f"a1-1@{type(lesson.weeks[0]).fromordinal(day).isoformat()}"

    ran = remeslo("week", "repair", out, "--close", text, "--out", tmp_path / "next.json", "--workers", "1", "--json")

    assert (ran.status, ran.json["status"]) == (0, "optimal")
    assert 0 < ran.json["moved"] == ran.json["least"]
    assert ran.json["told"]["groups"] == list(lesson.groups)
    assert "a1-1" in ran.json["told"]["rooms"]
    assert networkfile.read_week(tmp_path / "next.json").value is not None


@pytest.mark.parametrize("text", ["a1-1", "nowhere@2026-09-01", "a1-1@2026-13-01", "a1-1@2020-01-01"])
def test_a_change_that_says_nothing_is_refused(remeslo, year, text):
    ran = remeslo("week", "repair", year[0], "--close", text, "--lang", "en")

    assert ran.status == 2
    assert "@FROM..TO" in ran.out


def test_explaining_what_was_granted_is_refused_with_what_could_be_asked(remeslo, year):
    ran = remeslo("network", "explain", year[0], "g0/УП.01/s1", "--json")

    assert ran.status == 2
    assert [f["code"] for f in ran.json["findings"]] == ["networkfile.not_refused"]


def test_a_refused_request_is_explained_and_one_that_has_room_is_said_to(remeslo, year, tmp_path):
    for name in ("plan.json", networkfile.ALLOCATION):
        shutil.copy(year[0] / name, tmp_path / name)
    data = json.loads((tmp_path / networkfile.ALLOCATION).read_text(encoding="utf-8"))
    del data["grants"]["g0/УП.01/s1"]
    (tmp_path / networkfile.ALLOCATION).write_text(json.dumps(data), encoding="utf-8")

    ran = remeslo("network", "explain", tmp_path, "--lang", "en")
    causes = remeslo("network", "explain", tmp_path, TOO_FAR, "--json").json["refusals"][0]["causes"]

    assert ran.status == 0
    assert "There is room" in ran.out
    assert [(c["kind"], c["confirmed"]) for c in causes] == [("dormitory", True)]


@pytest.mark.parametrize(
    "command", [("network", "check"), ("network", "explain"), ("week", "plan"), ("week", "check"), ("week", "repair")]
)
def test_a_folder_without_files_cannot_be_read(remeslo, tmp_path, command):
    assert remeslo(*command, tmp_path, "--json").status == 2
