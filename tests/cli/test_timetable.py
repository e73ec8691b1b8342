"""`remeslo timetable`: files in, files out; exit status and JSON keys; a page of the cost; bad input is named."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from tests.core.timetable.small import planted

from remeslo.cli import timetablesolve
from remeslo.cli.timetablecurve import read_curve
from remeslo.cli.timetableprepare import smallest, smallest_grid
from remeslo.core.timetable.check import check
from remeslo.core.timetable.kinds import DistributionKind
from remeslo.core.timetable.problem import Assignment, ClassId, Timetable
from remeslo.core.timetable.score import score
from remeslo.core.timetable.search.grid import grid_of
from remeslo.core.timetable.search.layout import layout
from remeslo.interchange import itc2019

ROOT = Path(__file__).resolve().parents[2]
PROBLEM, LAWFUL = planted(5, num_courses=5, num_students=10, num_rules=15)
SCORE_KEYS = ["hard", "time", "room", "distribution", "student", "total"]
CTT = """Name: tiny
Courses: 2
Rooms: 1
Days: 2
Periods_per_day: 2
Curricula: 1
Constraints: 0

COURSES:
a x 2 2 9
b y 1 1 5

ROOMS:
r 8

CURRICULA:
q 2 a b

UNAVAILABILITY_CONSTRAINTS:

END.
"""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A problem, a lawful solution, one that breaks a rule, in files."""
    made = tmp_path_factory.mktemp("timetable")
    (made / "p.xml").write_bytes(itc2019.write_problem(PROBLEM))
    (made / "good.xml").write_bytes(itc2019.write_solution(PROBLEM, LAWFUL))
    rest = {c: a for c, a in LAWFUL.assignments.items() if c != "1"}
    (made / "bad.xml").write_bytes(itc2019.write_solution(PROBLEM, Timetable(rest, LAWFUL.students)))
    (made / "tiny.ctt").write_text(CTT, encoding="utf-8")
    (made / "tiny.sol").write_text("a r 0 0\na r 1 0\nb r 0 1\n", encoding="utf-8")
    return made


def test_check_tells_hard_rules_and_the_five_costs(remeslo, folder):
    ran = remeslo("timetable", "check", folder / "p.xml", folder / "good.xml", "--json")
    expected = score(PROBLEM, LAWFUL)

    assert ran.status == 0
    assert {k: ran.json[k] for k in SCORE_KEYS} == {k: getattr(expected, k) for k in SCORE_KEYS}
    assert sum(ran.json["by_kind"].values()) == expected.total
    assert ran.json["findings"] == []


def test_check_ends_with_one_and_names_the_class_when_a_rule_is_broken(remeslo, folder):
    ran = remeslo("timetable", "check", folder / "p.xml", folder / "bad.xml", "--json")
    told = remeslo("timetable", "check", folder / "p.xml", folder / "bad.xml", "--lang", "en")

    assert (ran.status, ran.json["hard"], told.status) == (1, 1, 1)
    assert [f["code"] for f in ran.json["findings"]] == ["timetable.class_missing"]
    assert "The class 1 is not placed" in told.out


def test_check_judges_cbctt_by_its_own_rules(remeslo, folder):
    ran = remeslo("timetable", "check", folder / "tiny.ctt", folder / "tiny.sol", "--json")

    assert ran.status == 0
    assert ran.json["by_kind"] == {"CurriculumCompactness": 2, "room": 2}
    assert ran.json["total"] == 4


@pytest.mark.parametrize(
    ("problem", "solution", "code"),
    [
        ("none.xml", "good.xml", "file.missing"),
        ("p.xml", "none.xml", "file.missing"),
        ("good.xml", "good.xml", "timetable.not_itc2019"),
        ("p.xml", "p.xml", "timetable.not_itc2019"),
        ("tiny.sol", "good.xml", "timetable.unknown_format"),
        ("tiny.ctt", "good.xml", "timetable.bad_line"),
        (".", "good.xml", "timetable.unknown_format"),
    ],
)
def test_what_cannot_be_read_ends_with_two_and_says_why(remeslo, folder, problem, solution, code):
    ran = remeslo("timetable", "check", folder / problem, folder / solution, "--json")

    assert ran.status == 2
    assert code in {f["code"] for f in ran.json["findings"]}
    assert all(f["message"] for f in ran.json["findings"])


def test_compare_puts_solutions_side_by_side_and_counts_what_moved(remeslo, folder):
    ran = remeslo("timetable", "compare", folder / "p.xml", folder / "bad.xml", folder / "good.xml", "--json")
    table = remeslo("timetable", "compare", folder / "p.xml", folder / "bad.xml", folder / "good.xml")

    assert ran.status == 1
    assert ran.json["best"] == str(folder / "good.xml")
    assert [(s["hard"], s["moved"]) for s in ran.json["solutions"]] == [(1, 1), (0, 0)]
    assert len(table.out.splitlines()) == 3


def test_report_is_one_page_without_scripts_or_addresses_in_both_languages(remeslo, folder, tmp_path):
    for language, word in (("ru", "По видам"), ("en", "By kind")):
        page = tmp_path / f"{language}.html"
        ran = remeslo(
            "timetable", "report", folder / "p.xml", folder / "good.xml", "--out", page, "--lang", language, "--json"
        )
        tree = html.fromstring(page.read_bytes())

        assert ran.status == 0
        assert word in tree.text_content()
        assert len(tree.findall(".//svg")) == 4
        assert tree.xpath("//script | //link | //@src | //@href") == []
        assert sum(ran.json["by_room"].values()) == pytest.approx(ran.json["total"], abs=0.1)


def test_report_escapes_what_files_say(remeslo, tmp_path):
    problem = itc2019.write_problem(PROBLEM).replace(
        b'name="planted-5"', b'name="&lt;script&gt;alert(1)&lt;/script&gt;"'
    )
    solution = itc2019.write_solution(PROBLEM, LAWFUL)
    (tmp_path / "p.xml").write_bytes(problem)
    (tmp_path / "s.xml").write_bytes(solution)
    remeslo("timetable", "report", tmp_path / "p.xml", tmp_path / "s.xml", "--out", tmp_path / "r.html")

    assert html.fromstring((tmp_path / "r.html").read_bytes()).findall(".//script") == []


def test_solve_writes_a_lawful_solution_its_curve_and_the_keys(remeslo, folder, tmp_path):
    out = tmp_path / "s.xml"
    ran = remeslo("timetable", "solve", folder / "p.xml", "--out", out, "--limit-s", 600, "--work", 200_000, "--json")
    written = itc2019.read_solution_file(out, PROBLEM).timetable
    assert written is not None
    found = score(PROBLEM, written)

    assert ran.status == 0
    assert found.hard == 0
    assert {k: ran.json[k] for k in SCORE_KEYS} == {k: getattr(found, k) for k in SCORE_KEYS}
    assert ran.json["status"] in ("feasible", "optimal")
    assert ran.json["bound"] <= found.total
    curve = read_curve(tmp_path / "s.xml.curve.csv")
    totals = [p.score.total for p in curve]
    assert totals == sorted(totals, reverse=True)
    assert totals[-1] == found.total
    assert sorted(p.name for p in tmp_path.iterdir()) == ["s.xml", "s.xml.curve.csv"]


def test_solve_goes_on_from_a_solution_and_leaves_pinned_classes_where_they_are(remeslo, folder, tmp_path):
    out = tmp_path / "s.xml"
    given = folder / "good.xml"
    command = ["timetable", "solve", folder / "p.xml", "--out", out, "--limit-s", 600, "--work", 50_000, "--json"]
    ran = remeslo(*command, "--start", given, "--pin", "1", "2")
    written = itc2019.read_solution_file(out, PROBLEM).timetable
    assert written is not None

    assert ran.status == 0
    assert ran.json["total"] <= score(PROBLEM, LAWFUL).total
    pinned = (ClassId("1"), ClassId("2"))
    assert [written.assignments[c] for c in pinned] == [LAWFUL.assignments[c] for c in pinned]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--pin", "1"], "timetable.pins_without_start"),
        (["--pin", "ghost"], "timetable.unknown_in_plan"),
        (["--start", "none.xml"], "file.missing"),
        (["--start", "p.xml"], "timetable.not_itc2019"),
        (["--start", "bad.xml", "--pin", "1"], "timetable.class_missing"),
    ],
)
def test_solve_refuses_what_makes_no_sense_before_it_works(remeslo, folder, tmp_path, options, code, monkeypatch):
    monkeypatch.chdir(folder)
    ran = remeslo("timetable", "solve", "p.xml", "--out", tmp_path / "s.xml", "--json", *options)

    assert ran.status == 2
    assert code in {f["code"] for f in ran.json["findings"]}
    assert list(tmp_path.iterdir()) == []


def test_solve_tells_before_the_work_that_it_cannot_write(remeslo, folder, tmp_path):
    for out, code in ((tmp_path / "no" / "s.xml", "file.not_writable"), (tmp_path, "file.is_folder")):
        ran = remeslo("timetable", "solve", folder / "p.xml", "--out", out, "--json")

        assert (ran.status, ran.json["findings"][0]["code"]) == (2, code)


def test_solve_of_what_has_no_timetable_ends_with_one(remeslo, tmp_path):
    text = CTT.replace("Rooms: 1", "Rooms: 1").replace("a x 2 2 9", "a x 4 2 9").replace("b y 1", "b y 1")
    (tmp_path / "full.ctt").write_text(text, encoding="utf-8")
    out = tmp_path / "s.sol"
    ran = remeslo("timetable", "solve", tmp_path / "full.ctt", "--out", out, "--limit-s", 4, "--json")

    assert ran.status == 1
    assert ran.json["hard"] > 0
    assert ran.json["status"] in ("infeasible", "unknown")


def test_solve_writes_cbctt_in_its_own_format(remeslo, folder, tmp_path):
    out = tmp_path / "s.sol"
    ran = remeslo("timetable", "solve", folder / "tiny.ctt", "--out", out, "--limit-s", 5, "--work", 5000, "--json")
    judged = remeslo("timetable", "check", folder / "tiny.ctt", out, "--json")

    assert (ran.status, judged.status) == (0, 0)
    assert len(out.read_text("utf-8").splitlines()) == 3
    assert judged.json["total"] == ran.json["total"] == 4


def test_a_solution_of_students_nobody_has_is_counted_hard(remeslo, folder, tmp_path):
    text = (folder / "good.xml").read_text("utf-8").replace('<student id="s1"/>', '<student id="ghost"/>')
    (tmp_path / "s.xml").write_text(text, encoding="utf-8")
    ran = remeslo("timetable", "check", folder / "p.xml", tmp_path / "s.xml", "--json")

    assert ran.status == 1
    assert ran.json["hard"] == len([f for f in ran.json["findings"] if f["hard"]]) > 1


def test_findings_beyond_the_first_thousand_are_counted(remeslo, tmp_path):
    problem, _ = planted(1, num_courses=5, num_students=600)
    (tmp_path / "p.xml").write_bytes(itc2019.write_problem(problem))
    (tmp_path / "s.xml").write_bytes(itc2019.write_solution(problem, Timetable({ClassId("1"): _anywhere(problem)})))
    ran = remeslo("timetable", "check", tmp_path / "p.xml", tmp_path / "s.xml", "--json")

    assert len(ran.json["findings"]) == 1000
    assert ran.json["findings_in_all"] == ran.json["hard"] > 1000
    assert len(json.dumps(ran.json)) < 2_000_000


def _anywhere(problem):
    one = problem.classes[0]
    return Assignment(one.times[0].pattern, one.rooms[0].room)


def test_the_planted_solution_is_lawful():
    assert check(PROBLEM, LAWFUL) == []


def test_repair_moves_only_what_the_change_asks_and_says_where(remeslo, folder, tmp_path):
    out = tmp_path / "r.xml"
    room = LAWFUL.assignments[ClassId("1")].room
    ran = remeslo("timetable", "repair", folder / "p.xml", folder / "good.xml", "--out", out, "--close", room, "--json")
    inside = {str(c) for c, a in LAWFUL.assignments.items() if a.room == room}

    assert ran.status in (0, 1)
    if ran.status == 0:
        assert inside <= set(ran.json["moved"])
        read = itc2019.read_solution_file(out, PROBLEM).timetable
        assert read is not None
        assert all(a.room != room for a in read.assignments.values())
        assert ran.json["hard"] == 0
    else:
        assert not out.exists()


def test_repair_of_a_good_solution_without_a_change_moves_nothing(remeslo, folder, tmp_path):
    ran = remeslo("timetable", "repair", folder / "p.xml", folder / "good.xml", "--out", tmp_path / "r.xml", "--json")

    assert (ran.status, ran.json["moved"], ran.json["least"], ran.json["proven"]) == (0, [], 0, True)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--close", "ghost"], "timetable.unknown_in_plan"),
        (["--forbid", "ghost"], "timetable.unknown_in_plan"),
        (["--pin", "ghost"], "timetable.unknown_in_plan"),
        (["--close", "r1@11/0-9/*"], "timetable.bad_change"),
        (["--close", "r1@*/9-9/*"], "timetable.bad_change"),
        (["--forbid", "1@*/0-9999/*"], "timetable.bad_change"),
        (["--forbid", "1"], "timetable.change_impossible"),
    ],
)
def test_repair_refuses_a_change_that_makes_no_sense(remeslo, folder, tmp_path, options, code):
    out = tmp_path / "r.xml"
    ran = remeslo("timetable", "repair", folder / "p.xml", folder / "good.xml", "--out", out, "--json", *options)

    assert (ran.status, [f["code"] for f in ran.json["findings"]]) == (2, [code])
    assert not out.exists()


def test_prepare_solves_the_smallest_problem_of_all_kinds(remeslo):
    assert remeslo("timetable", "prepare", "--json").json["seconds"] > 0
    assert {d.kind for d in smallest().distributions} == set(DistributionKind)


def test_prepare_solves_a_grid_too_because_it_has_kernels_of_its_own():
    table = layout(smallest_grid())

    assert grid_of(table.board, table.options) is not None


def test_a_problem_without_classes_has_a_timetable_of_nothing(remeslo, tmp_path):
    nothing = replace(PROBLEM, courses=(), students=(), distributions=())
    (tmp_path / "p.xml").write_bytes(itc2019.write_problem(nothing))
    ran = remeslo("timetable", "solve", tmp_path / "p.xml", "--out", tmp_path / "s.xml", "--json")
    judged = remeslo("timetable", "check", tmp_path / "p.xml", tmp_path / "s.xml", "--json")

    assert (ran.status, ran.json["status"], judged.status, judged.json["total"]) == (0, "optimal", 0, 0)


def test_a_disk_that_refuses_is_told_and_the_last_good_file_stays(remeslo, folder, tmp_path, monkeypatch):
    out = tmp_path / "s.sol"
    out.write_text("a r 0 0\na r 1 0\nb r 0 1\n", encoding="utf-8")
    monkeypatch.setattr(timetablesolve.Keeper, "prepare", lambda _self: None)
    monkeypatch.setattr(timetablesolve, "write_whole", _refuse)
    ran = remeslo("timetable", "solve", folder / "tiny.ctt", "--out", out, "--limit-s", 3, "--work", 2000, "--json")

    assert ran.status == 1
    assert {f["code"] for f in ran.json["findings"]} == {"file.not_writable", "timetable.none_found"}
    assert len(out.read_text("utf-8").splitlines()) == 3


def _refuse(_path, _data):
    raise OSError(28, "No space left on device")
