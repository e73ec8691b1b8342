"""`staff ...` as a person, or another program, would run it: the smallest example with people who can and cannot."""

import json
import shutil

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from tests.cli.conftest import MINIMAL

FILES = {
    "staff.csv": """key,organisation,name,role,subjects,weekly_hours
t-hale,college,Martin Hale,teacher,technical drawing;materials,18
t-marsh,college,Rose Marsh,teacher,,36
m-birch,college,Ida Birch,master,fitting;drilling,36
n-cole,works,Samuel Cole,mentor,assembly of pumps,12
""",
    "skills.csv": """key,title,topic
subject:drawing,Technical drawing,
subject:pumps,Pumps,pumps
pedagogy:methods,Teaching methods,
equipment:drill,Pillar drilling machine,
equipment:press,Bearing press,
""",
    "requirements.csv": """programme,element,competence,workshop,equipment,needs,roles,workshops,machines
fitter,МДК.01.01,,,,subject:drawing/3;pedagogy:methods/2,teacher,,
fitter,МДК.02.01,,,,subject:drawing/3,teacher,,
fitter,МДК.03.01,,,,subject:pumps/3,teacher,,
fitter,УП.01,,,,pedagogy:methods/2,master,drilling,pillar drilling machine
fitter,УП.02,,,,pedagogy:methods/2,master,bench,
fitter,ПП.01,,,,equipment:press/2,mentor,assembly,
,,,,pillar drilling machine,equipment:drill/3,,,
""",
    "qualifications.csv": """key,person,skill,level,evidence,document,since,until,course
q1,t-hale,subject:drawing,4,diploma,D-1,2010-06-30,,
q2,t-hale,pedagogy:methods,3,certificate,C-1,2025-09-01,2030-08-31,
q3,m-birch,pedagogy:methods,2,certificate,C-2,2025-09-01,2027-01-31,
q4,m-birch,equipment:drill,3,experience,,2012-01-01,,
q5,n-cole,equipment:press,3,admission,A-1,2020-01-01,,
""",
    "courses.csv": """key,title,topic,module,gives,needs_before,hours,host,equipment,price,certificate,valid_months
c1,Pumps for teachers,pumps,production,subject:pumps/3,,72,works,bearing press,1500.50,certificate,36
c2,Methods again,methods,pedagogic,pedagogy:methods/2,,18,college,,0,certificate,36
""",
    "sessions.csv": """key,course,first,last,places,hours_by_week
s1,c1,2026-10-05,2026-10-16,2,2026-10-05=4;2026-10-12=4
s2,c2,2026-11-09,2026-11-13,3,
""",
    "mentorships.csv": """key,mentor,first,last,trainees,group,workplace,hours_by_week,consent,content,form,pay
m1,n-cole,2026-09-14,2026-12-25,a=2011-01-01;b=2005-01-01;c=2005-01-01,f-26,assembly,36,2026-09-01,presses,group,900
m2,n-cole,2026-10-05,2026-12-25,d=2005-01-01;e=2005-01-01;f=2005-01-01,f-26,assembly,36,,presses,group,
""",
}


@pytest.fixture(scope="session")
def staffed(tmp_path_factory):
    """The smallest example with skills, papers, courses and mentors."""
    folder = tmp_path_factory.mktemp("staffed") / "minimal"
    shutil.copytree(MINIMAL, folder)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def staff(remeslo, staffed, planned):
    """Runs ``staff ACTION`` on the folder with the plan of the session."""

    def run(action, *more):
        return remeslo("staff", action, staffed, "--plan", planned, "--limit-s", "20", *more)

    return run


def test_gaps_names_what_nobody_may_teach_and_who_is_nearest(staff):
    ran = staff("gaps", "--json")

    assert ran.status == 0
    pumps = [g for g in ran.json["gaps"] if g["requirement"] == {"skill": "subject:pumps", "level": 3}]
    assert [n["person"] for g in pumps for n in g["nearest"]] == ["t-hale", "t-marsh"]
    assert {s["person"] for s in ran.json["single_points"]} == {"t-hale", "m-birch", "n-cole"}
    assert [(e["person"], e["until"]) for e in ran.json["expiring"]][:1] == [("m-birch", "2027-01-31")]


def test_gaps_of_one_person_tells_what_to_learn(staff):
    ran = staff("gaps", "--person", "t-hale", "--json")

    assert ran.json["gaps"] == []
    assert [p["lacks"] for p in ran.json["people"]] == [[{"skill": "subject:pumps", "level": 3}]]
    assert {s["person"] for s in ran.json["single_points"]} == {"t-hale"}


def test_gaps_in_words_and_as_a_workbook_say_the_same(staff, tmp_path):
    book = tmp_path / "gaps.xlsx"
    ran = staff("gaps", "--lang", "en", "--out", book)

    assert "Pumps / 3" in ran.out
    sheets = load_workbook(book)
    assert sheets.sheetnames == ["Gaps", "Who could learn what", "Single points", "Running out"]
    cells = [c.value for row in sheets["Gaps"].iter_rows() for c in row]
    assert "Pumps" in cells
    assert any("Martin Hale: Pumps / 3" in str(c) for c in cells)
    assert "Illustrative, invented data" in cells


def test_matrix_needs_no_plan(remeslo, staffed, tmp_path):
    book = tmp_path / "matrix.xlsx"
    ran = remeslo("staff", "matrix", staffed, "--json", "--out", book, "--on", "2027-02-01")

    levels = {p["person"]: p["levels"] for p in ran.json["people"]}
    assert levels["m-birch"] == {"equipment:drill": 3}
    assert levels["t-hale"] == {"pedagogy:methods": 3, "subject:drawing": 4}
    rows = list(load_workbook(book).active.iter_rows(values_only=True))
    head = next(r for r in rows if "Pumps" in r)
    hale = next(r for r in rows if "Martin Hale" in r)
    assert hale[head.index("Technical drawing")] == 4
    assert hale[head.index("Pumps")] is None


def test_mentors_names_the_overloaded_the_late_and_the_unpaid(staff, tmp_path):
    book = tmp_path / "mentors.xlsx"
    ran = staff("mentors", "--json", "--out", book)

    assert ran.status == 1
    codes = {f["code"] for f in ran.json["findings"]}
    assert {"mentor.overloaded", "mentor.no_consent", "mentor.pay_missing", "mentor.minor_week"} <= codes
    assert ran.json["mentors"][0]["trainees"] == 6
    assert load_workbook(book).sheetnames[:2] == ["Замечания", "Наставники"]


def test_mentors_suggests_no_more_than_the_norm(staff):
    ran = staff("mentors", "--json", "--on", "2026-09-01")

    told = [n for p in ran.json["suggestion"] for n in p["mentors"].values()]
    assert all(n <= 5 for n in told)
    assert ran.json["unguided"] == ran.json["bound"]
    assert {s["organisation"] for s in ran.json["shortages"]} <= {"works", None}


def test_a_rubbish_folder_tells_every_problem_at_once(remeslo, staffed, tmp_path):
    folder = tmp_path / "rubbish"
    shutil.copytree(staffed, folder)
    (folder / "qualifications.csv").write_text("key,person,skill,since\nq,nobody,what,never\n", encoding="utf-8")
    (folder / "mentorships.csv").write_text("key,mentor,first,last\nm,n-cole,2026-09-01,2020-01-01\n", encoding="utf-8")

    ran = remeslo("staff", "gaps", folder, "--json")

    assert ran.status == 2
    places = {f["where"].split(":")[0] for f in ran.json["findings"]}
    assert {"qualifications.csv", "mentorships.csv"} <= {p.rpartition("/")[2] for p in places}
    assert len(ran.json["findings"]) >= 3


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--norms", "none"), "staff.no_pack"),
        (("--on", "1990-01-01"), "staff.no_norm_in_force"),
        (("--person", "stranger"), "staff.no_person"),
    ],
)
def test_what_is_not_there_is_named(staff, more, code):
    ran = staff("gaps", "--json", *more)

    assert ran.status == 2
    assert [f["code"] for f in ran.json["findings"] if f["code"].startswith("staff.")] == [code]


def test_no_folder_and_a_plan_of_another_cluster_are_told(remeslo, staffed, planned, tmp_path):
    assert remeslo("staff", "matrix", tmp_path / "none", "--json").status == 2

    plan = json.loads((planned / "plan.json").read_text(encoding="utf-8"))
    plan["cluster"]["key"] = "another"
    other = tmp_path / "other"
    other.mkdir()
    (other / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    ran = remeslo("staff", "gaps", staffed, "--plan", other, "--json")
    assert [f["code"] for f in ran.json["findings"]] == ["staff.other_plan"]


def test_a_workbook_that_the_disk_refuses_is_told(staff, tmp_path):
    ran = staff("gaps", "--json", "--out", tmp_path / "no" / "folder" / "x.xlsx")

    assert ran.status == 2
    assert "file.not_writable" in {f["code"] for f in ran.json["findings"]}


@pytest.fixture(scope="session")
def assigned(remeslo, staffed, planned, tmp_path_factory):
    """Who teaches what, as the command wrote it."""
    ran = remeslo("staff", "assign", staffed, "--plan", planned, "--limit-s", "20", "--json")
    assert ran.status == 0, ran.out
    file = tmp_path_factory.mktemp("assigned") / "assignment.json"
    file.write_text(ran.out, encoding="utf-8")
    return file


def test_assign_gives_every_duty_that_somebody_may_teach_and_proves_it(assigned):
    data = json.loads(assigned.read_text(encoding="utf-8"))

    with_nobody = {d["element"] for d in data["duties"] if d["person"] is None}
    assert "МДК.03.01" in with_nobody
    assert "t-hale" in {d["person"] for d in data["duties"] if d["element"].startswith("МДК")}
    assert data["objectives"][0]["objective"] == "uncovered"
    assert data["objectives"][0]["proven"]


def test_assign_judges_an_assignment_made_by_hand(staff, assigned, tmp_path):
    data = json.loads(assigned.read_text(encoding="utf-8"))
    by_hand = tmp_path / "by-hand.json"
    duties = [{**d, "person": "m-birch"} if d["element"] == "МДК.02.01" else d for d in data["duties"]]
    by_hand.write_text(json.dumps({"duties": duties}), encoding="utf-8")

    assert staff("assign", "--assignment", assigned, "--json").status == 0
    ran = staff("assign", "--assignment", by_hand, "--prices", "--json")

    assert ran.status == 1
    assert ran.json["prices"] is None
    assert {"assignment.role", "assignment.no_right"} <= {f["code"] for f in ran.json["findings"]}


def test_assign_prices_the_right_that_is_lacking(staff, assigned):
    ran = staff("assign", "--assignment", assigned, "--prices", "--json")

    rights = {(p["person"], p["need"]["skill"]): p for p in ran.json["prices"] if p["offer"] == "right"}
    worth = rights["t-marsh", "subject:pumps"]
    assert worth["proven"]
    assert worth["saved"] == sum(d["hours"] for d in ran.json["duties"] if d["element"] == "МДК.03.01") > 0
    assert "Pumps / 3" in staff("assign", "--assignment", assigned, "--prices", "--lang", "en").out


@pytest.mark.parametrize("text", ["", "[]", '{"duties": [1]}', '{"duties": [{"duty": "x", "person": 5}]}', "{" * 5000])
def test_a_file_that_is_no_assignment_is_told(staff, tmp_path, text):
    wrong = tmp_path / "wrong.json"
    wrong.write_text(text, encoding="utf-8")

    ran = staff("assign", "--assignment", wrong, "--json")

    assert ran.status == 2
    assert [f["code"] for f in ran.json["findings"]] == ["staff.no_assignment"]


def test_an_assignment_of_strangers_is_told(staff, tmp_path):
    wrong = tmp_path / "strangers.json"
    wrong.write_text(json.dumps({"duties": [{"duty": "no/such/s1", "person": "nobody"}]}), encoding="utf-8")

    ran = staff("assign", "--assignment", wrong, "--json")

    assert ran.status == 2
    assert "assignment.unknown_duty" in {f["code"] for f in ran.json["findings"]}


def test_without_the_only_teacher_tells_what_breaks_and_that_nobody_mends_it(staff, assigned, tmp_path):
    book = tmp_path / "without.xlsx"
    ran = staff("without", "--person", "t-hale", "--assignment", assigned, "--json", "--out", book)

    assert ran.status == 0
    drawing = {d["duty"] for d in ran.json["lost"] if "subject:drawing" in [n["skill"] for n in d["needs"]]}
    assert drawing
    assert set(ran.json["sole"]) == set(ran.json["uncovered"]) == drawing
    assert ran.json["proven"]
    assert [s["programme"] for s in ran.json["stakes"]] == ["fitter"]
    assert load_workbook(book).sheetnames[1] == "Никто не ведёт"


def test_without_somebody_who_teaches_nothing_breaks_nothing(staff, assigned):
    ran = staff("without", "--person", "n-cole", "--from", "2030-01-01", "--assignment", assigned, "--json")

    assert (ran.json["lost"], ran.json["uncovered"], ran.json["stakes"]) == ([], [], [])


def test_upskill_sends_whoever_closes_a_gap_in_time_and_writes_the_order(staff, assigned, tmp_path):
    book, orders = tmp_path / "upskill.xlsx", tmp_path / "orders"
    ran = staff("upskill", "--assignment", assigned, "--json", "--out", book, "--orders", orders)

    assert ran.status == 0
    assert ("t-marsh", "s1") in {(g["person"], g["session"]) for g in ran.json["goes"]}
    closed = {t["duty"] for t in ran.json["teaches"] if t["person"] == "t-marsh"}
    assert any("МДК.03.01" in duty for duty in closed)
    assert load_workbook(book).sheetnames[:2] == ["План обучения", "Календарь"]
    text = "".join(p.extract_text() for p in PdfReader(orders / "order-college.pdf").pages)
    assert "Rose Marsh" in text
    assert "Pumps for" in text


def test_upskill_without_money_closes_nothing_that_costs_and_says_why(staff, assigned):
    ran = staff("upskill", "--assignment", assigned, "--budget", "0", "--json")

    assert "s1" not in {g["session"] for g in ran.json["goes"]}
    causes = {c for w in ran.json["causes"] if "МДК.03.01" in w["duty"] for c in w["causes"]}
    assert "no_budget" in causes


def test_every_command_tells_in_words_too(staff, assigned):
    for action, more in (("assign", ()), ("without", ("--person", "m-birch", "--no-stakes")), ("upskill", ())):
        ran = staff(action, "--assignment", assigned, "--lang", "en", *more)
        assert any(name in ran.out for name in ("Martin Hale", "Ida Birch", "Rose Marsh"))
        assert "None" not in ran.out
