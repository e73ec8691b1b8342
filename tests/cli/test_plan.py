"""`plan`, `check` and `trace` on the smallest example, as a person would run them."""

import json
import shutil

import pytest
from tests.cli.conftest import MINIMAL

from remeslo.interchange import planfile


def test_plan_writes_plan_summary_and_six_papers(planned):
    plan = planfile.read(planned).plan
    (programme,) = plan.outcome.programmes

    assert sorted(f.name for f in planned.iterdir()) == sorted(["plan.json", "times.json", *plan.documents])
    assert len(plan.documents) == 7
    assert programme.result.status == "optimal"
    assert programme.result.weeks == programme.result.bound


def test_check_finds_nothing_hard_in_what_plan_wrote(remeslo, planned):
    ran = remeslo("check", planned, "--json")

    assert ran.status == 0
    assert ran.json["hard"] == 0


def test_planning_again_gives_the_same_bytes_apart_from_times(remeslo, planned, tmp_path):
    assert remeslo("plan", MINIMAL, "--out", tmp_path, "--lexical", "--json").status == 0

    for file in planned.iterdir():
        if file.name != "times.json":
            assert (tmp_path / file.name).read_bytes() == file.read_bytes(), file.name


def test_planning_again_takes_its_own_old_papers_away_and_leaves_other_files(remeslo, planned, tmp_path):
    out = tmp_path / "out"
    shutil.copytree(planned, out)
    (out / "notes.txt").write_text("mine", encoding="utf-8")

    assert remeslo("plan", MINIMAL, "--out", out, "--lexical", "--no-documents").status == 0

    assert sorted(f.name for f in out.iterdir()) == ["notes.txt", "plan.json", "summary.md", "times.json"]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_summary_is_in_the_language_asked_for(remeslo, tmp_path, language):
    ran = remeslo("plan", MINIMAL, "--out", tmp_path, "--lexical", "--no-documents", "--lang", language)

    assert ("Срок:" in ran.out) == (language == "ru")
    assert ("Term:" in ran.out) == (language == "en")


def test_trace_of_a_practice_hour_reaches_an_employer_and_comes_back(remeslo, planned):
    plan = planfile.read(planned).plan
    (programme,) = plan.outcome.programmes
    asked = [o for o in programme.design.model.outcomes if o.requests]
    element = next(e for e in programme.design.elements if set(e.first) & {o.key for o in asked})
    week = min(programme.result.plan.hours[element.index])
    key = f"element:{programme.key}/{element.index}"

    back = remeslo("trace", planned, key, "--back", "--json").json
    employers = [s["key"] for s in back["steps"] if s["kind"] == "employer"]
    forward = remeslo("trace", planned, employers[0], "--forward", "--json").json

    assert employers
    hours = [s["key"] for s in forward["steps"] if s["kind"] == "hour"]
    assert any(h.startswith(f"hour:{programme.key}/{element.index}/w") for h in hours)
    assert remeslo("trace", planned, f"hour:{programme.key}/{element.index}/w{week + 1}/1").status == 0


def test_trace_of_an_unknown_key_names_similar_ones(remeslo, planned):
    programme = planfile.read(planned).plan.outcome.programmes[0]
    index = programme.design.elements[0].index

    ran = remeslo("trace", planned, f"element:{programme.key}/{index}X", "--json")

    assert ran.status == 2
    assert f"element:{programme.key}/{index}" in ran.json["findings"][0]["facts"]["similar"]


def test_trace_of_an_hour_in_another_week_names_the_weeks_that_have_some(remeslo, planned):
    programme = planfile.read(planned).plan.outcome.programmes[0]
    index = programme.design.elements[0].index

    ran = remeslo("trace", planned, f"hour:{programme.key}/{index}/w999/1", "--json")

    (finding,) = ran.json["findings"]
    week = min(programme.result.plan.hours[index]) + 1
    assert ran.status == 2
    assert finding["facts"]["similar"][0] == f"hour:{programme.key}/{index}/w{week}"


def tampered(planned, tmp_path, change):
    """A copy of the planned folder with ``plan.json`` changed by hand."""
    shutil.copytree(planned, tmp_path, dirs_exist_ok=True)
    data = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    change(data["outcome"]["programmes"][0])
    (tmp_path / "plan.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return tmp_path


def add_an_hour(programme):
    hours = next(iter(programme["result"]["plan"]["hours"].values()))
    week = next(iter(hours))
    hours[week] += 40


def drop_a_rule(programme):
    del programme["problem"]["rules"]["week_max_hours"]


def claim_a_shorter_term(programme):
    programme["result"]["weeks"] -= 1


def claim_a_higher_bound(programme):
    programme["result"]["bound"] += 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (add_an_hour, "term.week_over_limit"),
        (drop_a_rule, "plan.problem_differs"),
        (claim_a_shorter_term, "plan.weeks_differ"),
        (claim_a_higher_bound, "plan.bound_above_term"),
    ],
)
def test_check_finds_what_was_changed_by_hand(remeslo, planned, tmp_path, change, code):
    ran = remeslo("check", tampered(planned, tmp_path, change), "--json")

    assert ran.status == 1
    assert code in [f["code"] for f in ran.json["findings"]]


def test_check_misses_a_paper_that_is_gone(remeslo, planned, tmp_path):
    shutil.copytree(planned, tmp_path, dirs_exist_ok=True)
    gone = next(tmp_path.glob("*.pdf"))
    gone.unlink()

    ran = remeslo("check", tmp_path, "--json")

    assert [f["facts"]["document"] for f in ran.json["findings"] if f["code"] == "plan.document_missing"] == [gone.name]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "plan.not_json"),
        ("[]", "plan.not_a_plan"),
        ('{"format": 99}', "plan.other_format"),
        ('{"format": 1}', "plan.wrong_value"),
        ('{"format": 1, "cluster": 5, "outcome": {}}', "plan.wrong_value"),
        ("[" * 100_000, "plan.not_json"),
    ],
)
def test_a_broken_plan_is_refused_with_its_place(remeslo, tmp_path, text, code):
    (tmp_path / "plan.json").write_text(text, encoding="utf-8")

    ran = remeslo("check", tmp_path, "--json")

    assert ran.status == 2
    assert [f["code"] for f in ran.json["findings"]] == [code]


def test_plan_refuses_a_folder_of_other_files(remeslo, tmp_path):
    (tmp_path / "thesis.docx").write_text("mine", encoding="utf-8")

    ran = remeslo("plan", MINIMAL, "--out", tmp_path, "--lexical", "--json")

    assert ran.status == 2
    assert [f["code"] for f in ran.json["findings"]] == ["plan.folder_in_use"]
    assert (tmp_path / "thesis.docx").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("missing", ["nowhere", "nowhere/cluster.yaml"])
def test_plan_of_a_folder_that_is_not_there_is_status_2(remeslo, tmp_path, missing):
    ran = remeslo("plan", tmp_path / missing, "--out", tmp_path / "out", "--json")

    assert ran.status == 2
    assert ran.json["findings"]
    assert not (tmp_path / "out").exists()
