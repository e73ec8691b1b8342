"""Every sum of the curriculum and the calendar is worked out again from the cells, formulas included."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from tests.core.line import example
from tests.web import factories

from remeslo.core.line.tables.curriculum import Column
from remeslo.interchange import documents
from remeslo.interchange.sentences import label

FIRST = 4  # the first column of numbers, counted from 1
CASES = (
    (example.cluster, lambda: example.outcome().programmes[0]),
    (factories.cluster, factories.outcome),
)
MAKERS = (documents.curriculum_xlsx, documents.calendar_xlsx)


@pytest.fixture(params=CASES, ids=("traced", "planned"))
def case(request):
    cluster, outcome = request.param
    return cluster(), outcome()


def books(data):
    """The workbook with formulas and the one with values."""
    return load_workbook(BytesIO(data)), load_workbook(BytesIO(data), data_only=True)


def number(cell):
    return cell.value if isinstance(cell.value, int | float) else 0  # SUM passes text over


def area(values, text):
    cells = values[text]
    rows = cells if isinstance(cells, tuple) else ((cells,),)
    return sum(number(cell) for row in rows for cell in row)


def worked_out(values, formula):
    """What a formula of ours comes to, from the cells of the sheet."""
    if inside := re.fullmatch(r"=SUM\((.*)\)", formula):
        return sum(area(values, text) for text in inside[1].split(","))
    if inside := re.fullmatch(r"=ROUND\(([A-Z]+\d+)/(\d+),1\)", formula):
        return round(number(values[inside[1]]) / int(inside[2]), 1)
    if inside := re.fullmatch(r"=([A-Z]+\d+)-([A-Z]+\d+)", formula):
        return number(values[inside[1]]) - number(values[inside[2]])
    raise AssertionError(f"a formula nobody checks: {formula}")


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("language", ("ru", "en"))
def test_every_formula_comes_to_the_value_beside_it(case, maker, language):
    formulas, values = books(maker(*case, language=language))
    found = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    found += 1
                    held = values[sheet.title][cell.coordinate].value
                    assert held == worked_out(values[sheet.title], cell.value), (sheet.title, cell.coordinate)

    assert found > 5


def plan_sheet(case):
    _formulas, values = books(documents.curriculum_xlsx(*case, language="ru"))
    return values[label("document.curriculum", "ru")]


def rows_of(sheet):
    """Rows of numbers by their first cell and title, down to the total."""
    total = label("document.total", "ru")
    for row in sheet.iter_rows(min_row=5):
        yield row
        if row[1].value == total:
            return


def column(name):
    return FIRST - 1 + list(Column).index(name)


def test_the_parts_of_every_row_add_up(case):
    sheet = plan_sheet(case)
    semesters = range(FIRST - 1 + len(Column), sheet.max_column - 1)
    taught = (Column.THEORY, Column.LABORATORY, Column.PROJECT, Column.PRACTICE, Column.CONSULTATION)
    for row in rows_of(sheet):
        total = number(row[column(Column.TOTAL)])
        assert total == sum(number(row[s]) for s in semesters), row[0].value
        assert total == number(row[column(Column.MANDATORY)]) + number(row[column(Column.VARIATIVE)])
        parts = sum(number(row[column(c)]) for c in (*taught, Column.ATTESTATION))
        assert number(row[column(Column.WITH_TEACHER)]) == parts
        assert number(row[column(Column.PRACTICAL)]) <= total


def test_totals_are_sums_over_elements_and_footers_divide_them(case):
    sheet = plan_sheet(case)
    outcome = case[1]
    elements = {e.index for e in outcome.design.elements}
    rows = list(rows_of(sheet))
    total = rows[-1]
    for place in range(FIRST - 1, sheet.max_column - 1):
        summed = sum(number(r[place]) for r in rows[:-1] if r[0].value in elements)
        assert number(total[place]) == summed, get_column_letter(place + 1)
    hours = [label(f"curriculum_footer.{k}", "ru") for k in ("lessons", "training_practice", "work_practice")]
    hours += [
        label(f"curriculum_footer.{k}", "ru") for k in ("prediploma_practice", "attestation", "final_attestation")
    ]
    footers = [r for r in sheet.iter_rows(min_row=total[0].row + 1) if r[0].value in hours]
    assert footers
    for place in (FIRST - 1, *range(FIRST - 1 + len(Column), sheet.max_column - 1)):
        assert sum(number(r[place]) for r in footers) == number(total[place])


def test_the_budget_counts_every_week_of_the_term(case):
    _formulas, values = books(documents.curriculum_xlsx(*case, language="ru"))
    sheet = values[label("document.budget_short", "ru")]
    last = [c.value for c in list(sheet.iter_rows())[-1]]

    assert last[-1] == sum(n or 0 for n in last[1:-1])
    assert last[-1] == case[1].result.weeks


def test_hours_by_week_add_up_to_the_curriculum(case):
    _formulas, values = books(documents.calendar_xlsx(*case, language="ru"))
    weekly = [s for s in values if s.title.startswith(label("document.weekly", "ru"))]
    total = sum(number(list(s.iter_rows())[-1][-1]) for s in weekly)

    assert total == number(list(rows_of(plan_sheet(case)))[-1][column(Column.TOTAL)])


def test_accompanying_sheets_are_there(case):
    _formulas, values = books(documents.curriculum_xlsx(*case, language="ru"))
    names = ("title_page", "curriculum", "budget_short", "matrix", "rooms_short", "notes", "norms")

    assert values.sheetnames == [label(f"document.{n}", "ru") for n in names]


@pytest.mark.parametrize("symbols", ("letters", "graphic"))
def test_the_calendar_on_paper_has_the_symbols_that_were_chosen(case, symbols):
    from pypdf import PdfReader

    from remeslo.core.line.tables.calendar import SYMBOLS, WeekMark

    data = documents.calendar_pdf(*case, language="ru", symbols=symbols)
    page = PdfReader(BytesIO(data)).pages[0]
    mark = SYMBOLS[symbols][WeekMark.TRAINING_PRACTICE]

    assert round(float(page.mediabox.width) / 72 * 25.4) == 420
    assert mark in page.extract_text()
