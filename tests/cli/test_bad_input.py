"""Bad input from end to end: a clear finding with its place, nothing written, never a traceback."""

import shutil
import zipfile

import pytest
from tests.cli.conftest import MINIMAL

STANDARD = "standards/40.990.xml"
CARD = "demand/works-01.yaml"
ELEMENTS = "programmes/elements/fitter.csv"
OUTLINE = "programmes/fitter.yaml"


def edited(name, old, new):
    """A change that replaces a piece of one text file."""

    def change(folder):
        file = folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def half_a_file(folder):
    data = (folder / STANDARD).read_bytes()
    (folder / STANDARD).write_bytes(data[: len(data) // 2])


def a_bomb_named_as_xml(folder):
    with zipfile.ZipFile(folder / STANDARD, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("standard.xml", b"0" * 20_000_000)


def two_hundred_megabytes(name):
    def change(folder):
        with (folder / name).open("r+b") as file:
            file.truncate(200 * 1024 * 1024)

    return change


def bytes_of_no_alphabet(folder):
    (folder / "staff.csv").write_bytes(bytes(range(256)) * 20)


def a_folder_named_as_a_file(name):
    def change(folder):
        (folder / name).unlink()
        (folder / name).mkdir()

    return change


def one_edition_with_two_contents(folder):
    text = (folder / STANDARD).read_text(encoding="utf-8")
    (folder / "standards/again.xml").write_text(text.replace("Running in and testing pumps", "Painting pumps"), "utf-8")


def no_cluster_file(folder):
    (folder / "cluster.yaml").unlink()


XXE = '?><!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>'

UNREADABLE = {
    "broken xml": (half_a_file, "xml.cut_short", "40.990.xml"),
    "external entity": (edited(STANDARD, "?>", XXE), "xml.entities_refused", "40.990.xml"),
    "zip bomb": (a_bomb_named_as_xml, "file.binary", "40.990.xml"),
    "200 MB of xml": (two_hundred_megabytes(STANDARD), "file.too_large", "40.990.xml"),
    "200 MB of csv": (two_hundred_megabytes("staff.csv"), "file.too_large", "staff.csv"),
    "wrong encoding": (bytes_of_no_alphabet, "file.binary", "staff.csv"),
    "folder for csv": (a_folder_named_as_a_file("staff.csv"), "cluster.folder_for_file", "staff.csv"),
    "folder for xml": (a_folder_named_as_a_file(STANDARD), "cluster.folder_for_file", "40.990.xml"),
    "no cluster.yaml": (no_cluster_file, "cluster.no_cluster_file", "cluster.yaml"),
    "two contents of one edition": (one_edition_with_two_contents, "cluster.edition_differs", "standards/"),
    "unknown programme": (
        edited(CARD, "programme: fitter", "programme: none"),
        "cluster.leads_nowhere",
        "works-01.yaml",
    ),
    "unknown norms": (edited(OUTLINE, "ru-spo-worker-2021", "ru-1999"), "cluster.leads_nowhere", "fitter.yaml"),
    "element after itself": (
        edited(ELEMENTS, "ОК 04,,graded_credit:a", "ОК 04,УП.01,graded_credit:a"),
        None,
        "fitter.csv",
    ),
    "least above most": (edited(ELEMENTS, "ПМ.01,90,144", "ПМ.01,190,144"), None, "fitter.csv"),
    "no such day": (edited(CARD, "2027-07-12", "31.02.2027"), None, "works-01.yaml"),
}


@pytest.mark.parametrize("case", UNREADABLE)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_plan_of_a_bad_folder_names_the_place_and_writes_nothing(remeslo, tmp_path, case, language):
    change, code, place = UNREADABLE[case]
    folder = tmp_path / "cluster"
    shutil.copytree(MINIMAL, folder)
    change(folder)

    ran = remeslo("plan", folder, "--out", tmp_path / "out", "--lexical", "--json", "--lang", language)

    hard = [f for f in ran.json["findings"] if f["hard"]]
    assert ran.status == 2
    assert any(place in f["where"] and code in (f["code"], None) for f in hard), hard
    assert all(f["message"] and f["todo"] for f in hard)
    assert "root:" not in ran.out
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_plan_reads_other_encodings_as_they_are(remeslo, tmp_path, encoding):
    folder = tmp_path / "cluster"
    shutil.copytree(MINIMAL, folder)
    for name in ("cluster.yaml", CARD, "staff.csv"):
        (folder / name).write_bytes((folder / name).read_text(encoding="utf-8").encode(encoding))
    edited(ELEMENTS, "ПМ.01,90,144", "ПМ.01,190,144")(folder)  # stops before the search, after all files are read

    ran = remeslo("plan", folder, "--out", tmp_path / "out", "--lexical", "--json")

    assert [f["where"].split("/")[-1].split(":")[0] for f in ran.json["findings"] if f["hard"]] == ["fitter.csv"]


IMPOSSIBLE = {
    "cycle": (edited(ELEMENTS, "ОК 04,,graded_credit:a", "ОК 04,УП.02,graded_credit:a"), "term.precedence_cycle"),
    "half a week of practice": (
        edited(ELEMENTS, "Work practice,work_practice,П,ПМ.01,108,180", "Work practice,work_practice,П,ПМ.01,50,50"),
        "programme.practice_not_whole_weeks",
    ),
}


@pytest.mark.parametrize("case", IMPOSSIBLE)
def test_plan_of_what_cannot_be_names_the_cause_and_gives_no_plan(remeslo, tmp_path, case):
    change, code = IMPOSSIBLE[case]
    folder, out = tmp_path / "cluster", tmp_path / "out"
    shutil.copytree(MINIMAL, folder)
    change(folder)

    ran = remeslo("plan", folder, "--out", out, "--lexical", "--json")

    (programme,) = ran.json["programmes"]
    assert ran.status == 1
    assert (programme["status"], programme["weeks"]) == ("infeasible", None)
    assert code in {f["code"] for f in ran.json["findings"] if f["hard"]}
    assert sorted(f.name for f in out.iterdir()) == ["plan.json", "summary.md", "times.json"]
    assert remeslo("check", out).status == 1


def hours_that_cannot_fit(folder):
    edited(ELEMENTS, "theory,П,ПМ.01,90,144", "theory,П,ПМ.01,1900,1990")(folder)


def no_cards(folder):
    shutil.rmtree(folder / "demand")


def a_card_without_requirements(folder):
    text = (folder / CARD).read_text(encoding="utf-8")
    (folder / CARD).write_text(text[: text.index("requirements:")], encoding="utf-8")


DOUBTFUL = {
    "hours that cannot fit": (hours_that_cannot_fit, 1, "programme.hours_over"),
    "no demand": (no_cards, 0, "demand.empty"),
    "a card without requirements": (a_card_without_requirements, 0, "demand.no_requirements"),
    "a deadline before anybody can graduate": (
        edited(CARD, "2027-07-12", "2026-10-01"),
        0,
        "demand.deadline_before_graduation",
    ),
}


@pytest.mark.parametrize("case", DOUBTFUL)
def test_plan_of_doubtful_demand_goes_through_and_says_so(remeslo, tmp_path, monkeypatch, case):
    change, status, code = DOUBTFUL[case]
    folder = tmp_path / "cluster"
    shutil.copytree(MINIMAL, folder)
    change(folder)
    monkeypatch.setattr("remeslo.core.line.plan.explain", lambda *_args, **_kwargs: ())

    ran = remeslo("plan", folder, "--out", tmp_path / "out", "--lexical", "--no-documents", "--json")

    assert ran.status == status
    assert code in {f["code"] for f in ran.json["findings"]}
    assert all(f["message"] and "None" not in f["message"] for f in ran.json["findings"])


def test_plan_into_a_file_is_refused_and_the_file_stays(remeslo, tmp_path):
    (tmp_path / "out").write_text("mine", encoding="utf-8")

    ran = remeslo("plan", MINIMAL, "--out", tmp_path / "out", "--lexical", "--json")

    assert (ran.status, [f["code"] for f in ran.json["findings"]]) == (2, ["cluster.not_a_folder"])
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


def test_plan_that_cannot_be_written_leaves_what_was_there(remeslo, planned, tmp_path, monkeypatch):
    shutil.copytree(planned, tmp_path / "out")
    before = {f.name: f.read_bytes() for f in (tmp_path / "out").iterdir()}

    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("remeslo.interchange.planfile.write", full)
    ran = remeslo("plan", MINIMAL, "--out", tmp_path / "out", "--lexical", "--no-documents")

    assert ran.status == 2
    assert "на диске нет места" in ran.out
    assert {f.name: f.read_bytes() for f in (tmp_path / "out").iterdir()} == before


def test_plan_of_a_file_says_that_it_is_no_folder(remeslo, tmp_path):
    ran = remeslo("plan", MINIMAL / "cluster.yaml", "--out", tmp_path / "out", "--json")

    assert (ran.status, [f["code"] for f in ran.json["findings"]]) == (2, ["cluster.not_a_folder"])


@pytest.mark.parametrize("name", ["plan.json", "other.json"])
def test_check_names_the_file_that_it_was_given(remeslo, tmp_path, name):
    (tmp_path / name).write_text("{", encoding="utf-8")

    ran = remeslo("check", tmp_path / name, "--json")

    assert ran.status == 2
    assert ran.json["findings"][0]["where"].startswith(str(tmp_path / name))


def test_standards_read_of_a_bomb_and_a_folder_is_status_2(remeslo, tmp_path):
    a_bomb_named_as_xml_at = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(a_bomb_named_as_xml_at, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", b"0" * 20_000_000)

    ran = remeslo("standards", "read", a_bomb_named_as_xml_at, tmp_path, "--json")

    assert ran.status == 2
    assert [f["code"] for f in ran.json["findings"]] == ["file.binary", "file.is_folder"]


def test_term_plan_that_cannot_be_written_is_status_2(remeslo, tmp_path):
    table = tmp_path / "short.csv"
    table.write_text(
        "index,title,kind,cycle,module,hours_min,hours_max\nГИА,Final,final_attestation,ГИА,,36,36\n", encoding="utf-8"
    )

    ran = remeslo("term", "solve", table, "--no-causes", "--plan", tmp_path / "none" / "hours.json", "--json")

    assert (ran.status, [f["code"] for f in ran.json["findings"]]) == (2, ["file.not_writable"])


def test_match_of_nothing_like_it_says_so(remeslo):
    ran = remeslo("match", "--standards", MINIMAL / "standards", "--query", "zzzz", "--lexical", "--lang", "en")

    assert (ran.status, ran.out) == (0, "Nothing similar was found.\n")
