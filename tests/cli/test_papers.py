"""`remeslo papers` as a person or a program calls it."""

from io import BytesIO
from zipfile import ZipFile

from remeslo.cli.console import Exit
from remeslo.interchange.programmebook import starter_template


def test_book_of_a_planned_folder_is_written_and_its_gaps_counted(remeslo, planned, tmp_path):
    out = tmp_path / "книга.docx"

    ran = remeslo("papers", "book", planned, "--out", out, "--json")

    assert ran.status == Exit.DONE
    text = ZipFile(out).read("word/document.xml").decode()
    assert ran.json["written"] == str(out)
    assert ran.json["gaps"] == text.count('w:val="gap:') > 0


def test_template_can_be_written_checked_and_used(remeslo, planned, tmp_path):
    template, out = tmp_path / "t.docx", tmp_path / "b.docx"

    assert remeslo("papers", "template", "--out", template).status == Exit.DONE
    checked = remeslo("papers", "check", template, "--json")
    assert checked.status == Exit.DONE and checked.json["usable"] is True
    assert remeslo("papers", "book", planned, "--template", template, "--out", out).status == Exit.DONE
    default = tmp_path / "d.docx"
    remeslo("papers", "book", planned, "--out", default)
    assert out.read_bytes() == default.read_bytes()


def test_broken_template_is_refused_with_the_name_and_nothing_is_written(remeslo, planned, tmp_path):
    made = BytesIO()
    with ZipFile(BytesIO(starter_template("ru"))) as source, ZipFile(made, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"{{curriculum}}", b"{{curiculum}}"))
    template, out = tmp_path / "t.docx", tmp_path / "b.docx"
    template.write_bytes(made.getvalue())

    checked = remeslo("papers", "check", template)
    ran = remeslo("papers", "book", planned, "--template", template, "--out", out)

    assert checked.status == Exit.HARD_FINDINGS and "curiculum" in checked.out
    assert ran.status == Exit.UNREADABLE and "«curriculum»" in ran.out
    assert not out.exists()


def test_unknown_programme_and_rubbish_are_told(remeslo, planned, tmp_path):
    rubbish = tmp_path / "x.docx"
    rubbish.write_text("письмо")

    ran = remeslo("papers", "book", planned, "--programme", "нет", "--out", tmp_path / "b.docx")

    assert ran.status == Exit.UNREADABLE and "«нет»" in ran.out
    assert remeslo("papers", "check", rubbish).status == Exit.UNREADABLE
    assert remeslo("papers", "check", tmp_path / "absent.docx").status == Exit.UNREADABLE
