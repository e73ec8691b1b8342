"""`remeslo analytics` as a person or a program calls it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.interchange.plx.plans import small_plan
from tests.web import factories

from remeslo.cli.console import Exit
from remeslo.core.line.outcome import LineOutcome
from remeslo.interchange import planfile, plx

HEADER = "Course ID,Course Name,Prerequisites,Corequisites,Credit Hours,Term\n"
SOUND = f"Degree Plan,Old,,,,\nCourses,,,,,\n{HEADER}1,Drawing,,,3,1\n2,Metals,1,,3,2\n3,Arc welding,1;2,,4,3\n"
OTHER = f"Degree Plan,New,,,,\nCourses,,,,,\n{HEADER}1,Metals,,,3,1\n2,Drawing,,,3,2\n4,Arc welding,1|2,,4,3\n"
IMPOSSIBLE = f"Courses,,,,,\n{HEADER}1,A,2,,3,1\n2,B,1,,3,2\n3,C,9|8,,3,2\n"


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    made = {"old": SOUND, "new": OTHER, "impossible": IMPOSSIBLE, "letter": "Здравствуйте"}
    for name, text in made.items():
        (tmp_path / f"{name}.csv").write_text(text)
    (tmp_path / "план.plx").write_bytes(plx.write(small_plan()))
    return {p.stem: p for p in tmp_path.iterdir()}


def test_a_degree_plan_is_measured_as_json(remeslo, files):
    ran = remeslo("analytics", files["old"], "--cap", "3.5", "--json")

    (found,) = ran.json["curricula"]
    assert ran.status == Exit.HARD_FINDINGS
    assert (found["kind"], found["name"], found["units"], found["requisites"]) == ("degree_plan", "Old", 3, 3)
    assert (found["blocking"], found["delay"], found["centrality"], found["complexity"]) == (3, 9, 3, 12)
    assert (found["least_terms"], found["terms"], found["longest"]["count"]) == (3, 3, 1)
    assert [r["through"] for r in found["redundant"]] == [["1", "2", "3"]]
    assert [f["code"] for f in found["findings"]] == ["analytics.term_over_cap", "analytics.redundant"]
    assert [u["complexity"] for u in found["of_units"]] == [5, 4, 3]


def test_what_is_impossible_is_told_with_its_cause_in_words(remeslo, files):
    ran = remeslo("analytics", files["impossible"])

    assert ran.status == Exit.HARD_FINDINGS
    assert "A → B → A" in ran.out and "9, 8" in ran.out


def test_two_plans_are_set_side_by_side(remeslo, files):
    ran = remeslo("analytics", files["old"], files["new"], "--compare", "--json")

    moves = {a["new"]: (a["by"], a["terms_later"], a["gained"], a["lost"]) for a in ran.json["comparison"]["aligned"]}
    assert ran.status == Exit.DONE
    assert moves == {
        "Metals": ("title", -1, [], ["Drawing"]),
        "Drawing": ("title", 1, [], []),
        "Arc welding": ("title", 0, [], []),
    }
    spoken = remeslo("analytics", files["old"], files["new"], "--compare")
    assert "Metals (2) → Metals (1)" in spoken.out


def test_a_study_plan_is_measured_by_what_can_be_read_off(remeslo, files):
    ran = remeslo("analytics", files["план"], "--json")

    (found,) = ran.json["curricula"]
    assert found["kind"] == "study_plan" and found["size_unit"] == "hours" and found["units"] > 1


def test_programmes_of_a_planned_folder_are_measured_and_one_without_a_design_is_told(remeslo, tmp_path):
    outcome = factories.outcome()
    bare = replace(outcome, key="bare", design=None, problem=None, result=None)
    made = LineOutcome(cluster="example", programmes=(outcome, bare))
    planfile.write(tmp_path, planfile.PlanFile(cluster=factories.cluster(), outcome=made))
    ran = remeslo("analytics", tmp_path, "--json")

    (found,) = ran.json["curricula"]
    assert (found["kind"], found["units"]) == ("programme", len(outcome.design.elements))
    assert found["least_terms"] is None and found["least_steps"] > 1
    assert [(f["code"], f["facts"]["programme"]) for f in ran.json["findings"]] == [("analytics.no_design", "bare")]


def test_files_that_are_none_are_told_and_the_others_measured(remeslo, files):
    assert remeslo("analytics", files["letter"]).status == Exit.UNREADABLE
    ran = remeslo("analytics", files["letter"], files["old"], "--json")

    assert ran.status == Exit.HARD_FINDINGS and len(ran.json["curricula"]) == 1
    assert [f["code"] for f in ran.json["findings"]] == ["analytics.not_known"]


def test_requisites_may_be_chosen_by_who_says_so(remeslo, files):
    ran = remeslo("analytics", files["план"], "--by", "given", "--json")

    assert ran.json["curricula"][0]["requisites"] == 0
