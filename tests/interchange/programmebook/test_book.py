"""The book of a programme: a strict reader's look at it, its sums worked out again, gaps, bytes."""

import re
from dataclasses import replace
from itertools import groupby

import pytest
from tests.core.line import example
from tests.interchange.programmebook import docxcheck, wide
from tests.web import factories

from remeslo.core.line.tables.curriculum import Column
from remeslo.interchange import programmebook
from remeslo.interchange.documents import NothingPlanned
from remeslo.interchange.programmebook.content.conditions import weeks_words

CASES = {
    "traced": (example.cluster, lambda: example.outcome().programmes[0]),
    "planned": (factories.cluster, factories.outcome),
    "wide": (factories.cluster, wide.outcome),
}


@pytest.fixture(scope="module")
def books():
    """Case and language -> the book; each is made once."""
    made = {}

    def book(case, language="ru"):
        if (case, language) not in made:
            cluster, outcome = (make() for make in CASES[case])
            made[case, language] = programmebook.book_docx(cluster, outcome, language=language)
        return made[case, language]

    return book


def number(text):
    return int(text or 0)


# --- a document that every reader opens


@pytest.mark.parametrize("case", CASES)
def test_book_holds_nothing_that_a_strict_reader_refuses(books, case):
    assert docxcheck.faults(books(case).data) == []


def test_english_book_is_sound_and_speaks_english(books):
    data = books("planned", "en").data

    assert docxcheck.faults(data) == []
    text = docxcheck.text(docxcheck.trees(data)["word/document.xml"])
    assert "Academic calendar" in text and "Календарный" not in text


@pytest.mark.parametrize("case", CASES)
def test_no_table_is_wider_than_the_text_where_it_stands(books, case):
    widths = docxcheck.text_widths(books(case).data)

    assert widths and all(table <= text for text, table in widths)


def test_same_programme_gives_the_same_bytes(books):
    cluster, outcome = (make() for make in CASES["planned"])

    assert programmebook.book_docx(cluster, outcome, language="ru").data == books("planned").data


def test_programme_without_a_plan_has_no_book():
    with pytest.raises(NothingPlanned):
        programmebook.book_docx(factories.cluster(), factories.unplanned(), language="ru")


# --- what it says


def test_chapters_and_annexes_follow_the_outline_with_their_numbers(books):
    document = docxcheck.trees(books("planned").data)["word/document.xml"]
    entries = [
        docxcheck.text(p)
        for p in document.iter(f"{docxcheck.W}p")
        if p.find(f"{docxcheck.W}pPr/{docxcheck.W}pStyle[@{docxcheck.W}val='TOC1']") is not None
    ]

    assert [e.split()[0] for e in entries if e and e[0].isdigit()] == list("1234567")
    annexes = [e for e in entries if e.startswith("Приложение")]
    assert [int(e.split()[1].rstrip(".")) for e in annexes] == list(range(1, len(annexes) + 1))
    assert "ПМ.01" in annexes[0] and annexes[-1].endswith("Лист согласования")


def test_every_module_and_discipline_has_its_working_programme(books):
    tables = docxcheck.tables(books("planned").data)

    for key in ("ПМ.01", "ПМ.02", "СГ.01", "ОП.01"):
        for part in ("passport", "structure", "conditions", "control"):
            assert f"{part}:{key}" in tables, (part, key)


def test_what_nobody_knows_is_a_marked_gap_and_counted(books):
    book = books("planned")
    document = docxcheck.trees(book.data)["word/document.xml"]

    tags = [t.get(f"{docxcheck.W}val") for t in document.iterfind(f".//{docxcheck.W}sdtPr/{docxcheck.W}tag")]

    assert len(tags) == book.gaps > 0
    assert {"gap:upbringing", "gap:costs", "gap:form_of_study", "gap:literature", "gap:council"} <= set(tags)
    assert docxcheck.text(document).count("[заполняется колледжем:") == book.gaps


@pytest.mark.parametrize("is_invented", (True, False))
def test_only_invented_data_is_marked_as_such(is_invented):
    cluster = replace(factories.cluster(), illustrative=is_invented)

    data = programmebook.book_docx(cluster, factories.outcome(), language="ru").data

    found = docxcheck.trees(data)
    assert ("вымышленные" in docxcheck.text(found["word/document.xml"])) is is_invented
    assert ("вымышленные" in docxcheck.text(found["word/header1.xml"])) is is_invented


def test_text_of_the_data_never_becomes_markup_or_a_placeholder():
    design = replace(factories.outcome().design, title="<w:p/> & {{curriculum}} {{illustrative}}\x00")

    data = programmebook.book_docx(factories.cluster(), replace(factories.outcome(), design=design), language="ru").data

    assert docxcheck.faults(data) == []
    assert "<w:p/> & {{curriculum}} {{illustrative}}" in docxcheck.text(docxcheck.trees(data)["word/document.xml"])


# --- every sum, from the document itself


@pytest.mark.parametrize("case", CASES)
def test_curriculum_sums_come_from_the_rows_below(books, case):
    rows = docxcheck.tables(books(case).data)["curriculum"]
    total = next(n for n, r in enumerate(rows) if r[1] == "Итого")
    last = len(rows[total]) - 1  # the codes
    elements, sums, open_sums = [], [], {}
    for cells in rows[:total]:
        numbers = [number(c) for c in cells[3:last]]
        if re.fullmatch(r"ПМ\.\d\d", cells[0]):
            open_sums["module"] = []
            sums.append((cells[0], numbers, open_sums["module"]))
        elif "." not in cells[0] and cells[0] != "ГИА":
            open_sums = {"cycle": []}
            sums.append((cells[0], numbers, open_sums["cycle"]))
        else:
            open_sums = {} if cells[0] == "ГИА" else open_sums
            elements.append(numbers)
            for members in open_sums.values():
                members.append(numbers)

    assert sums
    whole = [number(c) for c in rows[total][3:last]]
    for name, said, members in (*sums, ("all", whole, elements)):
        assert said == [sum(column) for column in zip(*members, strict=True)], name
    for numbers in (*elements, whole):
        columns = dict(zip(Column, numbers, strict=False))
        assert columns[Column.TOTAL] == columns[Column.MANDATORY] + columns[Column.VARIATIVE]
        assert columns[Column.TOTAL] == sum(numbers[len(Column) :])


@pytest.mark.parametrize("case", CASES)
def test_thematic_plans_add_up_to_their_element_everywhere(books, case):
    tables = docxcheck.tables(books(case).data)
    hours = {r[0]: number(r[3]) for r in tables["curriculum"]}
    plans = {k.partition(":")[2]: rows for k, rows in tables.items() if k.startswith("thematic:")}

    assert plans
    for index, rows in plans.items():
        topics = [number(r[3]) for r in rows[:-1]]
        assert all(h > 0 for h in topics), index
        assert sum(topics) == number(rows[-1][1]) == hours[index], index


@pytest.mark.parametrize("case", CASES)
def test_every_other_total_is_the_sum_above_it(books, case):
    checked = 0
    for key, rows in docxcheck.tables(books(case).data).items():
        if key in ("curriculum",) or key.startswith("thematic:") or not rows or rows[-1][0] != "Итого":
            continue
        width = len(rows[-1])
        for back in range(1, width):
            said = rows[-1][-back]
            column = [r[-back] for r in rows[:-1]]
            if said.isdigit() and all(c.isdigit() or not c for c in column):
                assert number(said) == sum(map(number, column)), (key, back)
                checked += 1
    assert checked > 3


@pytest.mark.parametrize("hours", ({}, {0: 1}, {2: 6, 3: 6, 4: 1, 11: 2}))
def test_weeks_are_told_as_ranges_that_hold_each_week_once(hours):
    told = []
    for part in filter(None, weeks_words(hours).split(", ")):
        first, _, last = part.partition("–")
        told += range(int(first), int(last or first) + 1)

    assert told == [w + 1 for w in hours]


def test_curriculum_rows_keep_the_customary_order_of_cycles(books):
    rows = docxcheck.tables(books("planned").data)["curriculum"]

    cycles = [name for name, _ in groupby(r[0].partition(".")[0] for r in rows if r[0] and "." in r[0])]

    assert cycles[:2] == ["СГ", "ОП"] and cycles[-1] != "СГ"
