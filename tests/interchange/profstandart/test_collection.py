"""Several files together: editions kept apart, copies recognised, conflicts named with both files."""

from __future__ import annotations

from pathlib import Path

from remeslo.core.base.findings import Severity
from remeslo.interchange.profstandart import as_report, collect, read, read_files


def named(text: str, name: str):  # type: ignore[no-untyped-def]
    return read(text.encode(), name=name)


def told(collection):  # type: ignore[no-untyped-def]
    return [(f.code, f.severity) for f in collection.findings if "normalised" not in f.code and "placeh" not in f.code]


def test_equal_copies_are_taken_once_with_a_note(sample: str) -> None:
    together = collect([named(sample, "a.xml"), named(sample.replace("\n", "\n "), "b.xml")])

    assert [s.edition for s in together.standards] == ["99.001@101н-2023-11-22"]
    assert told(together) == [("standards.same_edition_repeated", Severity.NOTE)]


def test_copies_that_differ_are_a_conflict_that_names_both_files_and_how_much(sample: str) -> None:
    other = sample.replace("Пробный пуск", "Пуск после ремонта").replace("Правила пуска", "Правила пуска станка")
    readings = [named(sample, "a.xml"), named(other, "b.xml")]
    together = collect(readings, conflict=Severity.STOPS_PUBLISHING)

    assert told(together) == [("standards.edition_conflict", Severity.STOPS_PUBLISHING)]
    assert together.findings[-1].facts == {
        "standard": "99.001",
        "edition": "99.001@101н-2023-11-22",
        "first": "a.xml",
        "second": "b.xml",
        "functions": 1,
        "statements": 4,
    }
    assert together.standards == readings[0].standards
    assert told(collect(readings)) == [("standards.edition_conflict", Severity.WARNING)]


def test_editions_of_one_code_are_both_kept_with_a_note(sample: str) -> None:
    newer = sample.replace("101н", "202н").replace("22.11.2023", "01.09.2025")
    together = collect([named(sample, "a.xml"), named(newer, "b.xml")])

    assert [s.edition for s in together.standards] == ["99.001@101н-2023-11-22", "99.001@202н-2025-09-01"]
    assert told(together) == [("standards.several_editions", Severity.NOTE)]
    assert together.findings[-1].facts["files"] == ("a.xml", "b.xml")


def test_same_number_and_other_date_is_another_edition(sample: str) -> None:
    newer = sample.replace("22.11.2023", "01.09.2025")

    assert len(collect([named(sample, "a.xml"), named(newer, "b.xml")]).standards) == 2


def test_repetitions_inside_one_file_are_found_by_reading_it_and_not_told_twice(sample: str, one: str) -> None:
    same = named(sample.replace(one, one + one), "a.xml")
    differ = named(sample.replace(one, one + one.replace("Пробный пуск", "Пуск")), "a.xml")
    newer = named(sample.replace(one, one + one.replace("101н", "202н")), "a.xml")

    assert ("standards.same_edition_repeated", Severity.NOTE) in told(same)
    assert ("standards.edition_conflict", Severity.STOPS_PUBLISHING) in told(differ)
    assert ("standards.several_editions", Severity.NOTE) in told(newer)
    for reading in (same, differ, newer):
        assert told(collect([reading])) == told(reading)


def test_files_of_one_name_are_called_by_their_paths(sample: str, tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.xml").write_text(sample, encoding="utf-8")
    (tmp_path / "b.xml").write_text(sample, encoding="utf-8")

    together = read_files([tmp_path / "x" / "a.xml", tmp_path / "y" / "a.xml", tmp_path / "b.xml"])

    assert [r.name for r in together.readings] == [
        str(tmp_path / "x" / "a.xml"),
        str(tmp_path / "y" / "a.xml"),
        "b.xml",
    ]


def test_report_has_the_promised_keys_and_lists_every_copy(sample: str) -> None:
    report = as_report(collect([named(sample, "a.xml"), named(sample, "b.xml"), named("<x/>", "c.xml")]))

    standard = {
        "code": "99.001",
        "title": "Мастер учебного участка (пример)",
        "order": "101н",
        "approved": "2023-11-22",
        "registration_number": "9001",
        "edition": "99.001@101н-2023-11-22",
        "generalised_functions": 1,
        "functions": 2,
        "labour_actions": 3,
        "skills": 4,
        "knowledge": 3,
    }
    assert report["standards"] == [{**standard, "file": "a.xml"}, {**standard, "file": "b.xml"}]
    findings = report["findings"]
    assert isinstance(findings, list)
    assert [(f["code"], f["hard"], f["severity"]) for f in findings if f["hard"]] == [
        ("standards.other_vocabulary", True, "stops_saving")
    ]
    assert all(f["what"] and isinstance(f["facts"], dict) for f in findings)
    files = report["files"]
    assert isinstance(files, list)
    assert all(f["found"] == f["read"] for f in files)


def test_report_of_one_reading_speaks_the_language_asked_for(sample: str) -> None:
    reading = named(sample.replace("101н", ""), "a.xml")

    def what(language: str) -> str:
        findings = as_report(reading, language=language)["findings"]
        return next(f["what"] for f in findings if f["code"] == "standards.order_missing")  # type: ignore[attr-defined]

    assert what("ru") == (
        "a.xml, строка 4: у стандарта 99.001 не указан номер приказа, поэтому его редакцию нельзя отличить от других."
    )
    assert what("en").startswith("a.xml, line 4: the standard 99.001 has no order number")
