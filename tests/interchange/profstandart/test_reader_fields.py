"""The reader: codes, numbers, days and fields in the spellings that real files were seen with."""

from __future__ import annotations

from datetime import date

import pytest
from tests.interchange.profstandart.samples import changed, codes, only, told

from remeslo.core.base.findings import Severity


def test_cyrillic_letters_in_codes_become_latin_with_a_note(sample: str) -> None:
    text = changed(sample, "<CodeTF>A/01.3", "<CodeTF>А/01.3").replace("<CodeOTF>A<", "<CodeOTF>А<")
    (note,) = told(text)

    assert only(text) == only(sample)
    assert (note.code, note.severity) == ("standards.codes_normalised", Severity.NOTE)
    assert note.facts["items"] == ("А → A", "А/01.3 → A/01.3")


@pytest.mark.parametrize("written", ["A / 01.3", "a/01.3", "A\\01.3", "A/01.3."])
def test_other_spellings_of_a_code_are_normalised_and_told(sample: str, written: str) -> None:
    text = changed(sample, "A/01.3", written)

    assert only(text) == only(sample)
    assert codes(text) == ["standards.codes_normalised"]


@pytest.mark.parametrize("written", ["№ 101н", "101h", "101 н", "N101н"])
def test_order_number_has_one_form(sample: str, written: str) -> None:
    assert only(changed(sample, "101н", written)).order_number == "101н"


def test_code_of_no_usual_form_is_kept_and_told(sample: str) -> None:
    function = told(changed(sample, "A/01.3", "Щ-1"))
    standard = told(changed(sample, "99.001", "999001"))

    assert [(f.code, f.facts["code"], f.where) for f in function] == [("standards.code_form", "Щ-1", "s.xml:34")]
    assert [(f.code, f.facts["code"], f.severity) for f in standard] == [
        ("standards.code_form", "999001", Severity.WARNING)
    ]


def test_missing_and_repeated_function_codes_are_hard_because_statements_are_found_by_them(sample: str) -> None:
    (missing,) = told(changed(sample, "<CodeTF>A/02.3</CodeTF>", "<CodeTF>-</CodeTF>"))
    (repeated,) = told(changed(sample, "A/02.3", "A/01.3"))

    assert (missing.code, missing.facts["function"], missing.hard) == (
        "standards.function_code_missing",
        "Пробный пуск",
        True,
    )
    assert (repeated.code, repeated.facts["function"], repeated.facts["times"], repeated.hard) == (
        "standards.function_code_repeats",
        "A/01.3",
        2,
        True,
    )


def test_function_in_a_section_of_another_letter_is_told(sample: str) -> None:
    (finding,) = told(changed(sample, "A/02.3", "B/02.3"))

    assert (finding.code, finding.facts["function"], finding.facts["letter"]) == (
        "standards.function_under_other_letter",
        "B/02.3",
        "A",
    )


def test_levels_that_contradict_are_noted_and_the_files_level_is_kept(sample: str) -> None:
    text = changed(
        sample, "<NameTF>Пробный пуск</NameTF><SubQualification>3<", "<NameTF>Пробный пуск</NameTF><SubQualification>4<"
    )
    notes = {f.code: f.facts["items"] for f in told(text)}

    assert only(text).functions[1].level == "4"
    assert notes == {
        "standards.level_differs": ("A/02.3: 4",),
        "standards.level_differs_from_generalised": ("A/02.3: 4 / A: 3",),
    }


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2023-11-22", "standards.date_form"),
        ("22.11.2023 0:00:00", "standards.date_form"),
        ("22 ноября 2023 г.", "standards.date_form"),
    ],
)
def test_unusual_date_is_read_and_told(sample: str, written: str, code: str) -> None:
    text = changed(sample, "22.11.2023", written)

    assert only(text).approved == date(2023, 11, 22)
    assert [(f.code, f.where, f.facts["written"]) for f in told(text)] == [(code, "s.xml:8", written)]


@pytest.mark.parametrize(
    "written", ["31.02.2023", "22.11.0023", "скоро", "22/11/2023", "11.2023", "2023-13-01", "٢٢.١١.٢٠٢٣"]
)
def test_date_that_cannot_be_is_told_and_the_standard_kept_undated(sample: str, written: str) -> None:
    text = changed(sample, "22.11.2023", written)
    (finding,) = told(text)

    assert (finding.code, finding.where, finding.severity) == ("standards.date_unparsable", "s.xml:8", Severity.WARNING)
    assert only(text).approved is None
    assert only(text).edition == "99.001@101н-undated"


@pytest.mark.parametrize(
    ("tag", "code", "severity"),
    [
        ("CodeKindProfessionalActivity", "standards.code_missing", Severity.STOPS_SAVING),
        ("NameProfessionalStandart", "standards.title_missing", Severity.WARNING),
        ("OrderNumber", "standards.order_missing", Severity.WARNING),
        ("DateOfApproval", "standards.date_missing", Severity.WARNING),
        ("RegistrationNumber", "standards.registration_missing", Severity.NOTE),
    ],
)
@pytest.mark.parametrize("form", ["absent", "empty", "dash"])
def test_missing_fields_of_a_standard_are_told(sample: str, tag: str, code: str, severity: Severity, form: str) -> None:
    start, end = sample.index(f"<{tag}>"), sample.index(f"</{tag}>") + len(f"</{tag}>")
    instead = {"absent": "", "empty": f"<{tag}/>", "dash": f"<{tag}>–</{tag}>"}[form]

    assert [(f.code, f.severity) for f in told(sample[:start] + instead + sample[end:])] == [(code, severity)]


# --- texts ------------------------------------------------------------------------------------------------------
