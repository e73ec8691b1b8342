"""Curriculum table, calendar, weekly hours and matrices against a small programme that a person can add up."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.web import factories

from remeslo.core.base.elements import AttestationForm, ElementKind
from remeslo.core.competence.model import GapClass
from remeslo.core.line.tables.calendar import SYMBOLS, WeekMark, calendar_grid
from remeslo.core.line.tables.curriculum import Column, FooterLine, Row, RowKind, curriculum_table
from remeslo.core.line.tables.laid import LaidProgramme, lay_out
from remeslo.core.line.tables.weekly import weekly_grid
from remeslo.web.apps.programmes.audience import EVERYTHING, Audience
from remeslo.web.apps.programmes.tables.constructor import constructor_table
from remeslo.web.apps.programmes.tables.matrix import Tie, demand_matrix, element_matrix
from remeslo.web.apps.programmes.tables.provenance import hours_of, provenance
from remeslo.web.apps.programmes.tables.requests import request_book


@pytest.fixture
def laid() -> LaidProgramme:
    found = lay_out(factories.outcome())
    assert found is not None
    return found


def _row(rows: tuple[Row, ...], index: str) -> Row:
    return next(r for r in rows if r.index == index)


def _number(row: Row, column: Column) -> int:
    return row.numbers[list(Column).index(column)]


# --- in their weeks


def test_lay_out_keeps_every_hour_of_the_plan_and_counts_calendar_weeks(laid: LaidProgramme) -> None:
    assert sum(laid.load) == 690
    assert all(sum(e.by_semester.values()) == e.total == e.design.hours_wanted for e in laid.elements)
    assert laid.weeks == 22  # 20 weeks of study with the 2 weeks of the winter break between them
    assert max(laid.load) == laid.week_cap == 36


def test_lay_out_without_a_design_gives_nothing() -> None:
    assert lay_out(replace(factories.outcome(), design=None)) is None


def test_lay_out_puts_cycles_into_the_customary_order() -> None:
    turned = tuple(reversed(factories.elements()))
    laid = lay_out(factories.outcome(turned))

    assert laid is not None
    assert list(dict.fromkeys(e.design.cycle for e in laid.elements)) == ["СГ", "ОП", "П", "ГИА"]


# --- the curriculum table


def test_curriculum_closes_in_both_directions(laid: LaidProgramme) -> None:
    table = curriculum_table(laid)
    leaves = [r for r in table.rows if r.element]

    assert _number(table.total, Column.TOTAL) == 690
    assert sum(table.total.semesters) == 690
    assert [sum(r.semesters) for r in leaves] == [_number(r, Column.TOTAL) for r in leaves]
    assert tuple(h.hours for h in table.semesters) == table.total.semesters
    hours = [f for f in table.footer if f.line not in (FooterLine.EXAMS, FooterLine.CREDITS, FooterLine.GRADED_CREDITS)]
    assert sum(f.total for f in hours) == 690


def test_curriculum_puts_sums_of_cycles_and_modules_above_their_elements(laid: LaidProgramme) -> None:
    rows = curriculum_table(laid, module_titles={"ПМ.01": "Изготовление деталей"}).rows

    assert [r.index for r in rows] == [
        *("СГ", "СГ.01", "ОП", "ОП.01", "П", "ПМ.01", "МДК.01.01", "УП.01", "ПП.01", "ПМ.01.Э", "ПМ.02", "УП.02", "ГИА")
    ]
    module = _row(rows, "ПМ.01")
    assert (module.kind, module.title, _number(module, Column.TOTAL)) == (RowKind.MODULE, "Изготовление деталей", 438)
    assert _number(_row(rows, "П"), Column.TOTAL) == 510
    assert _row(rows, "ПМ.02").employer_block and not module.employer_block


def test_curriculum_divides_mandatory_and_variative_hours(laid: LaidProgramme) -> None:
    row = _row(curriculum_table(laid).rows, "МДК.01.01")

    assert (_number(row, Column.MANDATORY), _number(row, Column.VARIATIVE)) == (100, 44)


def test_curriculum_counts_practice_as_practical_training_and_keeps_the_final_attestation_out_of_teaching(
    laid: LaidProgramme,
) -> None:
    total = curriculum_table(laid).total

    assert _number(total, Column.PRACTICE) == _number(total, Column.PRACTICAL) == 360
    assert _number(total, Column.WITH_TEACHER) == 690 - 36


def test_curriculum_counts_a_joint_attestation_once(laid: LaidProgramme) -> None:
    footer = {f.line: f.total for f in curriculum_table(laid).footer}

    assert footer[FooterLine.GRADED_CREDITS] == 1
    assert footer[FooterLine.EXAMS] == 2  # ОП.01 and the module
    assert footer[FooterLine.CREDITS] == 1


def test_curriculum_names_the_semester_in_which_an_element_ends(laid: LaidProgramme) -> None:
    marks = _row(curriculum_table(laid).rows, "УП.01").forms

    assert [(m.form, m.semester, m.joint) for m in marks] == [(AttestationForm.GRADED_CREDIT, 1, "а")]


# --- the calendar


def test_calendar_has_52_weeks_a_course_and_each_month_spans_its_mondays(laid: LaidProgramme) -> None:
    (row,) = calendar_grid(laid).rows

    assert len(row.cells) == 52
    assert sum(m.weeks for m in row.months) == 52
    assert (row.months[0].first.isoformat(), row.months[0].weeks) == ("2026-08-31", 1)


def test_calendar_shows_practice_vacation_final_attestation_and_weeks_after_the_end(laid: LaidProgramme) -> None:
    grid = calendar_grid(laid)
    marks = [c.mark for c in grid.rows[0].cells]

    assert marks[8:11] == [WeekMark.TRAINING_PRACTICE] * 3
    assert marks[17:19] == [WeekMark.VACATION] * 2
    assert marks[21] is WeekMark.FINAL_ATTESTATION
    assert set(marks[22:]) == {WeekMark.NONE}


def test_calendar_flags_a_week_that_also_holds_an_attestation() -> None:
    parts = tuple(e for e in factories.elements() if e.index != "УП.02")
    laid = lay_out(factories.outcome(parts))
    assert laid is not None

    examined = [c.number for c in calendar_grid(laid).rows[0].cells if c.examined]

    assert examined == [17]


def test_calendar_budget_counts_every_week_of_every_course_once(laid: LaidProgramme) -> None:
    budget = calendar_grid(laid).budget()

    assert budget.lines[0].total == 22
    assert dict(zip(budget.marks, budget.lines[-1].weeks, strict=True))[WeekMark.VACATION] == 2


def test_symbols_of_each_set_differ_from_each_other() -> None:
    for symbols in SYMBOLS.values():
        assert set(symbols) == set(WeekMark)
        assert len(set(symbols.values())) == len(symbols)


# --- the weekly hours


def test_weekly_grid_of_the_courses_adds_up_to_the_whole_term(laid: LaidProgramme) -> None:
    whole = weekly_grid(laid)

    assert sum(weekly_grid(laid, course=c).total for c in laid.courses) == whole.total == 690
    assert sum(s.weeks for s in whole.spans) == len(whole.weeks) == 22
    assert [c.hours for c in whole.load] == [sum(r.cells[n].hours for r in whole.rows) for n in range(22)]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(1, 200), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_every_table_holds_the_same_hours_however_the_plan_lies(amounts: list[int], random) -> None:  # type: ignore[no-untyped-def]
    kinds = [ElementKind.THEORY, ElementKind.LABORATORY, ElementKind.SCHOOL, ElementKind.ATTESTATION]
    base = factories.elements()[0]
    parts = tuple(
        replace(
            base,
            index=f"Э.{n}",
            kind=random.choice(kinds),
            cycle=random.choice(["СГ", "ОП", "Я"]),
            hours_min=1,
            hours_wanted=hours,
            hours_max=hours,
            mandatory_min=random.randint(0, hours),
        )
        for n, hours in enumerate(amounts)
    )
    laid = lay_out(factories.outcome(parts))
    assert laid is not None
    table = curriculum_table(laid)

    assert sum(amounts) == _number(table.total, Column.TOTAL) == sum(table.total.semesters) == weekly_grid(laid).total
    assert sum(c.hours for r in calendar_grid(laid).rows for c in r.cells) == sum(amounts)
    cycles = [r for r in table.rows if r.kind is RowKind.CYCLE]
    assert tuple(sum(r.numbers[n] for r in cycles) for n in range(len(Column))) == table.total.numbers


# --- the constructor, for different readers


def test_constructor_shows_everything_to_those_who_build_the_programme() -> None:
    cluster = factories.cluster()
    table = constructor_table(factories.design(), cluster, request_book(cluster, EVERYTHING))

    assert [r.text for r in table.demand] == [
        "Наладка токарного станка с ЧПУ",
        "Контроль размеров детали",
        "Резать трубы на линии Т-5",
    ]
    assert table.answers == {GapClass.COVERED: 1, GapClass.DEEPEN: 1, GapClass.NEW: 1, GapClass.REJECTED: 0}
    assert table.demand[1].requests.employers == ("Трубный двор", "Шестерня")
    assert table.outcomes == 4 and table.of_employers == 1


def test_constructor_hides_words_people_and_weight_of_other_employers() -> None:
    cluster = factories.cluster()
    book = request_book(cluster, Audience(organisations=frozenset({factories.GEARS})))
    table = constructor_table(factories.design(), cluster, book)
    setting, measuring, own = table.demand

    assert (own.text, own.people, own.weight) == (None, None, None)
    assert (setting.people, setting.requests.shown, setting.requests.hidden) == (None, (), 1)
    assert [r.employer for r in measuring.requests.shown] == ["Шестерня"]
    assert (measuring.requests.hidden, measuring.requests.hidden_employers, measuring.people) == (1, 1, None)
    assert "трубы" not in repr([r.requests for r in table.demand]).casefold()


def test_constructor_says_where_an_outcome_is_first_taught_and_used_again() -> None:
    cluster = factories.cluster()
    rows = {
        r.outcome.key: r
        for c in constructor_table(factories.design(), cluster, request_book(cluster, EVERYTHING)).competences
        for r in c.outcomes
    }

    drawing = rows[factories.READ_DRAWING]
    assert drawing.first is not None and drawing.first.index == "ОП.01"
    assert [e.index for e in drawing.uses] == ["МДК.01.01"]
    assert [s.text for s in rows[factories.SET_UP].statements] == ["Наладка токарного станка с ЧПУ"]


# --- the matrices


def test_element_matrix_tells_first_teaching_from_use_and_flags_what_is_empty() -> None:
    matrix = element_matrix(factories.design())
    columns = [c.code for c in matrix.columns]
    first_row = matrix.rows[0].cells

    assert first_row[columns.index("МДК.01.01")].tie is Tie.FIRST
    assert first_row[columns.index("ПП.01")].tie is Tie.USES
    assert first_row[columns.index("ПМ.01.Э")].tie is Tie.NAMED
    assert [c.code for c in matrix.columns if c.is_empty] == ["СГ.01", "ГИА"]
    assert matrix.empty_rows == 0


def test_demand_matrix_flags_a_rejected_line_as_an_empty_row() -> None:
    design = factories.design()
    gap = (replace(design.model.gap[0], answer=GapClass.REJECTED, competence=None), *design.model.gap[1:])
    rejected = replace(design, model=replace(design.model, gap=gap))
    matrix = demand_matrix(rejected, request_book(factories.cluster(), EVERYTHING))

    assert [r.head.is_empty for r in matrix.rows] == [True, False, False]
    assert matrix.rows[2].cells[1].tie is Tie.NEW


# --- hours that open


def test_provenance_divides_the_hours_by_outcome_without_losing_any(laid: LaidProgramme) -> None:
    element = laid.by_key["МДК.01.01"]
    opened = provenance(
        factories.outcome(), element, factories.cluster(), request_book(factories.cluster(), EVERYTHING)
    )

    assert [(s.outcome.key, s.hours, s.is_first) for s in opened.shares] == [
        (factories.MEASURE, 72, True),
        (factories.READ_DRAWING, 72, False),
    ]
    assert sum(s.hours for s in opened.shares) == element.total
    assert [r.employer for r in opened.shares[0].requests.shown] == ["Шестерня"]


def test_provenance_falls_back_to_the_lines_of_the_competence(laid: LaidProgramme) -> None:
    opened = provenance(
        factories.outcome(),
        laid.by_key["ПМ.01.Э"],
        factories.cluster(),
        request_book(factories.cluster(), EVERYTHING),
    )

    assert opened.shares == ()
    assert [c.key for c in opened.competences] == ["ПК 1.1"]
    assert opened.requests.count == 2


def test_an_outcome_without_a_share_has_no_hours(laid: LaidProgramme) -> None:
    assert hours_of(laid.by_key["СГ.01"], factories.MEASURE) is None


# --- words


@pytest.mark.parametrize(
    ("given", "written"),
    (
        ((), ""),
        (("ПК 1.1",), "ПК\u00a01.1"),
        (("ПК 1.1", "ПК 1.2"), "ПК\u00a01.1, 1.2"),
        (("ПК 1.1", "ПК 1.2", "ПК 1.3", "ПК 2.4", "ОК 01", "ОК 04"), "ПК\u00a01.1–1.3, 2.4, ОК\u00a001, 04"),
        (("ПК 1.9", "ПК 2.1"), "ПК\u00a01.9, 2.1"),
        (("own",), "own"),
    ),
)
def test_codes_are_written_once_and_neighbours_as_a_range(given: tuple[str, ...], written: str) -> None:
    from remeslo.web.apps.programmes.templatetags.programme_words import codes

    assert codes(given) == written


@pytest.mark.parametrize(
    ("weeks", "term"), ((43, "10 months"), (95, "1 year 10 months"), (147, "2 years 10 months"), (None, "—"))
)
def test_a_term_in_weeks_is_written_as_diplomas_write_it(weeks: int | None, term: str) -> None:
    from django.utils.translation import override

    from remeslo.web.apps.programmes.templatetags.programme_words import as_term

    with override("en"):
        assert as_term(weeks).replace("\u00a0", " ") == term
