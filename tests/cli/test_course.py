"""`remeslo course` as a person or a program calls it."""

from __future__ import annotations

from zipfile import ZipFile

from remeslo.cli.console import Exit


def first_skill(remeslo, planned) -> str:
    """A practice skill of the programme: it rests on something."""
    everything = remeslo("course", planned, "--take-in", "all", *("--module", "ПМ.01"), "--json")
    return next(t["outcome"] for t in everything.json["trace"] if t["outcome"].startswith("Н"))


def test_course_of_a_planned_folder_is_cut_planned_and_traced_as_json(remeslo, planned):
    outcome = first_skill(remeslo, planned)

    ran = remeslo("course", planned, "--outcome", outcome, "--start", "2026-10-05", "--json")

    assert ran.status == Exit.DONE
    assert ran.json["status"] == "optimal"
    assert ran.json["weeks"] == ran.json["bound"] >= -(-ran.json["hours"] // 12)
    assert sum(p["hours"] for p in ran.json["parts"]) + 4 == ran.json["hours"]
    assert all(p["hours"] == sum(b - a + 1 for a, b in p["lessons"]) <= p["of"] for p in ran.json["parts"])
    assert ran.json["trace"][0]["outcome"] == outcome


def test_paper_is_written_and_nothing_chosen_is_told(remeslo, planned, tmp_path):
    out = tmp_path / "курс.docx"

    assert remeslo("course", planned, "--module", "ПМ.01", "--out", out).status == Exit.DONE
    assert ZipFile(out).testzip() is None
    refused = remeslo("course", planned, "--json")
    assert refused.status == Exit.HARD_FINDINGS
    assert "course.nothing_chosen" in [f["code"] for f in refused.json["findings"]]


def test_folder_that_is_no_plan_and_unknown_programme_are_refused(remeslo, planned, tmp_path):
    assert remeslo("course", tmp_path, "--json").status == Exit.UNREADABLE
    assert remeslo("course", planned, "--programme", "?", "--json").status == Exit.UNREADABLE
