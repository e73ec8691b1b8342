"""Papers of a programme, opened again by another library."""

import re
from dataclasses import replace
from fractions import Fraction
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from tests.core.line import example

from remeslo.core.curriculum.problem import RuleValue
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.interchange import documents
from remeslo.interchange.sentences import label

LANGUAGES = ("ru", "en")
PDFS = (documents.curriculum_pdf, documents.calendar_pdf, documents.summary_pdf)
MAKERS = (documents.curriculum_xlsx, documents.calendar_xlsx, documents.matrix_xlsx, *PDFS)


@pytest.fixture
def cluster():
    return example.cluster()


@pytest.fixture
def outcome():
    return example.outcome().programmes[0]


def sheets(data):
    """Sheets of a workbook by name, values as a reader without a calculator sees them."""
    return {s.title: list(s.iter_rows(values_only=True)) for s in load_workbook(BytesIO(data), data_only=True)}


def formulas(data):
    return [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in load_workbook(BytesIO(data))
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_curriculum_has_the_customary_columns_in_order(cluster, outcome, language):
    rows = sheets(documents.curriculum_xlsx(cluster, outcome, language=language))[
        label("document.curriculum", language)
    ]

    heads = [h for h in rows[0] if h]

    expected = ["index", "title", "forms", "total", "practical", "self_study", "with_teacher", "theory", "laboratory"]
    expected += ["project", "practice", "consultation", "attestation", "mandatory", "variative", "by_semester"]
    expected += ["competences"]
    assert heads == [label(f"curriculum_column.{key}", language) for key in expected]


def test_curriculum_hours_are_those_of_the_plan(cluster, outcome):
    rows = sheets(documents.curriculum_xlsx(cluster, outcome, language="ru"))["Учебный план"]
    by_index = {r[0]: r for r in rows if r[0]}

    assert by_index["МДК.01.01"][3] == 8
    assert by_index["УП.01"][3] == 36
    assert by_index["ПМ.01"][3] == 44


@pytest.mark.parametrize("language", LANGUAGES)
def test_calendar_has_52_weeks_and_the_symbols_of_the_plan(cluster, outcome, language):
    rows = sheets(documents.calendar_xlsx(cluster, outcome, language=language))[label("document.calendar", language)]

    symbols = rows[5][1:53]

    assert list(symbols[:4]) == [None, None, "У", "*"]
    assert set(symbols[3:]) == {"*"}
    assert list(rows[4][1:53]) == list(range(1, 53))


def test_hours_by_week_add_up_to_the_plan(cluster, outcome):
    rows = sheets(documents.calendar_xlsx(cluster, outcome, language="ru"))["Часы по неделям 1"]

    hours = {r[0]: [h for h in r[2:-1] if h] for r in rows if r[0] in ("МДК.01.01", "УП.01")}

    assert hours == {"МДК.01.01": [4, 4], "УП.01": [36]}
    assert rows[-1][-1] == 44


def test_matrix_marks_where_each_competence_is_first_taught(cluster, outcome):
    rows = sheets(documents.matrix_xlsx(cluster, outcome, language="ru"))["Матрица компетенций"]

    assert rows[0][2:4] == ("МДК.01.01", "УП.01")
    assert {r[0]: r[2:4] for r in rows[1:3]} == {"ПК 1.1": ("＋", "＋"), "ПК 2.1": ("＋", None)}


@pytest.mark.parametrize(("language", "share", "yes"), [("ru", "80\u00a0%", "да"), ("en", "80%", "yes")])
def test_norms_are_written_as_people_write_them(cluster, outcome, language, share, yes):
    rules = {
        "mandatory_share_max": RuleValue(Fraction(4, 5), "source", verified=False),
        "final_attestation_last": RuleValue(1, "source", verified=True),
    }
    planned = replace(outcome, problem=replace(outcome.problem, rules=rules))

    book = sheets(documents.curriculum_xlsx(cluster, planned, language=language))

    rows = book[label("document.norms", language)][1:]
    assert [(r[0], r[1]) for r in rows] == [
        (label("rule.mandatory_share_max", language), share),
        (label("rule.final_attestation_last", language), yes),
    ]


def test_outcomes_name_their_function_and_requests(cluster, outcome):
    rows = sheets(documents.matrix_xlsx(cluster, outcome, language="ru"))["Результаты обучения"]
    by_code = {r[0]: r for r in rows}

    assert by_code["Н 1.1.01"][5] == "УП.01"
    assert by_code["Н 1.1.01"][7:9] == ("40.901 A/01.2 (1н, 01.02.2024)", "card-plant/1, card-mill/1")


@pytest.mark.parametrize("language", LANGUAGES)
def test_summary_names_term_programme_and_findings(cluster, outcome, language):
    pages = PdfReader(BytesIO(documents.summary_pdf(cluster, outcome, language=language))).pages

    text = re.sub(r"\s+", " ", " ".join(p.extract_text() for p in pages))

    assert "Токарь" in text
    assert f"3 {label('document.weeks_short', language)}" in text
    assert label("gap_answer.deepen", language) in text


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_values_give_the_same_bytes(cluster, outcome, maker, language):
    assert maker(cluster, outcome, language=language) == maker(cluster, outcome, language=language)


@pytest.mark.parametrize("maker", MAKERS)
def test_invented_data_is_marked_in_every_paper(cluster, outcome, maker):
    marked = replace(cluster, illustrative=True)
    words = label("word.illustrative", "ru")

    data = maker(marked, outcome, language="ru")

    if maker in PDFS:
        assert words in PdfReader(BytesIO(data)).pages[0].extract_text()
    else:
        assert words in [cell for row in sheets(data)["Титул"] for cell in row]


HOSTILE = '=HYPERLINK("http://x","y") & <b>#strong[x]</b> {{x}} $a$ "кавычки"'


@pytest.mark.parametrize("maker", MAKERS)
def test_text_that_looks_like_code_stays_text(cluster, outcome, maker):
    design = replace(outcome.design, title=HOSTILE)
    design = replace(design, elements=tuple(replace(e, title=HOSTILE) for e in design.elements))
    hostile = replace(outcome, design=design)

    data = maker(cluster, hostile, language="ru")

    if maker in PDFS:
        text = "".join(p.extract_text() for p in PdfReader(BytesIO(data)).pages)
        assert "#strong[x]" in text
    else:
        cells = [cell for rows in sheets(data).values() for row in rows for cell in row]
        assert HOSTILE in cells
        assert not [f for _, _, f in formulas(data) if "HYPERLINK" in f]


@pytest.mark.parametrize("maker", MAKERS)
def test_a_programme_without_a_design_is_refused(cluster, maker):
    empty = ProgrammeOutcome(key=example.P, design=None, problem=None, result=None)

    with pytest.raises(documents.NothingPlanned):
        maker(cluster, empty, language="ru")


def test_all_papers_are_written_whole_under_plain_names(cluster, outcome, tmp_path):
    paths = documents.write_all(cluster, replace(outcome, key="а/б:в"), tmp_path, language="ru")

    assert sorted(p.name for p in paths) == sorted(f.name for f in tmp_path.iterdir())
    assert [p.name for p in paths] == [
        "а-б-в-curriculum.xlsx",
        "а-б-в-calendar.xlsx",
        "а-б-в-matrix.xlsx",
        "а-б-в-curriculum.pdf",
        "а-б-в-calendar.pdf",
        "а-б-в-summary.pdf",
    ]
