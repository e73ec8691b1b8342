"""The matrix, the board, the assignment and the calendar as values, against a look at the papers themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.web.staffplans.house import BASICS, LATHE, LATHES, LINE, PIPES, THEORY

from remeslo.core.staffing.assign.result import Assignment
from remeslo.core.staffing.qualification import Qualification, held
from remeslo.core.staffing.upskill.problem import DutyWeek, Going, UpskillPlan

DAY = date(2026, 9, 1)
days = st.integers(-400, 400).map(lambda n: DAY + timedelta(days=n))


@st.composite
def papers(draw: Any) -> tuple[Qualification, ...]:
    found = []
    for n in range(draw(st.integers(0, 8))):
        since = draw(days)
        until = draw(st.none() | st.integers(0, 500).map(lambda k, since=since: since + timedelta(days=k)))
        person, skill = draw(st.sampled_from(("t1", "m1", "m2"))), draw(st.sampled_from((BASICS, LATHE, LINE)))
        level = draw(st.integers(1, 5))
        found.append(Qualification(key=f"p{n}", person=person, skill=skill, since=since, until=until, level=level))
    return tuple(found)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=papers())
def test_matrix_shows_the_levels_that_papers_give_on_the_day(scene: Any, found: tuple[Qualification, ...]) -> None:
    from remeslo.web.apps.staffplans.matrix import Narrowed, matrix

    here = replace(scene, qualifications=found)
    shown = matrix(here, Narrowed(only_needed=False), DAY)
    levels = held(found, DAY)

    for row in shown.rows:
        for column, cell in zip(shown.columns, row.cells, strict=True):
            assert cell.level == levels.get(row.person.key, {}).get(column.skill, 0)
            assert (cell.mark in ("", "low", "soon")) or cell.level == 0
    for column in shown.columns:
        least = max(1, column.needed)
        assert column.holders == sum(own.get(column.skill, 0) >= least for own in levels.values())


def test_matrix_puts_what_nobody_holds_first_then_what_one_person_holds(scene: Any) -> None:
    from remeslo.web.apps.staffplans.matrix import Narrowed, matrix

    shown = matrix(scene, Narrowed(), DAY)

    assert [(c.skill, c.alarm, c.holders) for c in shown.columns] == [
        (LINE, "none", 0),
        (BASICS, "one", 1),
        (LATHE, "", 2),
    ]
    marks = {(c.person, c.skill): c.mark for row in shown.rows for c in row.cells}
    assert marks["m1", LATHE] == "soon" and marks["m2", LATHE] == ""


def test_evidence_names_the_paper_who_asks_and_what_is_lacking(scene: Any) -> None:
    from remeslo.web.apps.staffplans.evidence import evidence

    able = evidence(scene, scene.person["t1"], BASICS, DAY)
    unable = evidence(scene, scene.person["m2"], LINE, DAY)

    assert [p.paper.document for p in able.papers] == ["№ q1"] and able.needed[0].lacks == ()
    assert not unable.papers and unable.needed[0].title.startswith(PIPES)
    assert [lack.skill for lack in unable.needed[0].lacks] == [LINE]


def test_board_finds_the_gap_its_course_in_time_the_single_point_and_the_paper_that_ends(scene: Any) -> None:
    from remeslo.web.apps.staffplans.gapboard import Board

    board = Board(scene)
    (gap,) = board.cluster()

    assert (gap.need.skill, gap.blocks[0].element, gap.can_close) == (LINE, PIPES, True)
    assert [c.session.key for c in gap.closing] == ["s-line", "s-late"]
    assert [c.in_time for c in gap.closing] == [True, False]
    assert {n.person.key for n in gap.nearest} == {"m1", "m2"}
    assert [p.person.key for p in board.singles()] == ["t1"]
    assert board.people() and {p.person.key for p in board.people()} == {"m1", "m2"}


def assigned(scene: Any, person_of: dict[str, str], **wanted: Any) -> Any:
    from remeslo.web.apps.staffplans.assigned import Assigned, Wanted
    from remeslo.web.apps.staffplans.problems import assignment_problem

    pairs = {d.key: person_of[d.element] for d in scene.duties if d.element in person_of}
    plan = Assignment(pairs, tuple(d.key for d in scene.duties if d.key not in pairs))
    return Assigned(scene, assignment_problem(scene), plan, Wanted(2026, **wanted), frozenset())


def test_assigned_loads_are_the_hours_of_the_lessons_and_bars_end_at_the_rate(scene: Any) -> None:
    shown = assigned(scene, {THEORY: "t1", LATHES: "m1"})
    teachers = {t.person.key: t for t in shown.by_teacher()}

    for key, element in (("t1", THEORY), ("m1", LATHES)):
        hours = sum(d.hours for d in scene.duties if d.element == element)
        assert (teachers[key].hours, teachers[key].paid) == (hours, 720)
        assert teachers[key].bar.over == 0 and teachers[key].bar.load <= teachers[key].bar.rate
    assert teachers["m2"].hours == 0
    assert {line.element for line in shown.uncovered} == {d.element for d in scene.duties} - {THEORY, LATHES}
    assert shown.uncovered_hours + shown.taught_hours == sum(d.hours for d in scene.duties)


def test_assigned_shows_every_lesson_once_however_it_is_laid_out(scene: Any) -> None:
    shown = assigned(scene, {THEORY: "t1", LATHES: "m1"})
    every = sorted(d.key for d in scene.duties)

    for parts in (shown.by_group(), shown.by_element()):
        assert sorted(d.key for part in parts for line in part.lines for d in line.duties) == every


def test_candidates_are_those_with_the_right_and_the_others_are_told_why(scene: Any) -> None:
    from remeslo.web.apps.staffplans.candidates import candidates
    from remeslo.web.apps.staffplans.problems import assignment_problem

    lathes = [d for d in scene.duties if d.element == LATHES]
    found = candidates(assignment_problem(scene), Assignment({}), lathes[:1])

    assert {c.person.key for c in found.able} == {"m1", "m2"}
    assert [(c.person.key, c.may) for c in found.others] == [("t1", False)]
    assert all(c.after == c.hours + lathes[0].hours for c in found.able)


def test_who_else_may_teach_is_told_when_a_person_leaves(scene: Any) -> None:
    from remeslo.web.apps.staffplans.leaving import leaves

    teaches = {d.key: {THEORY: "t1", LATHES: "m1"}.get(d.element) for d in scene.duties}
    person_of = {d: p for d, p in teaches.items() if p}

    assert [b.others for b in leaves(scene, person_of, "m1")] == [("Орлов Олег",)]
    assert {b.others for b in leaves(scene, person_of, "t1")} == {()}
    assert leaves(scene, person_of, "m2") == ()


def test_calendar_has_every_week_once_in_each_row_and_adds_the_prices(scene: Any) -> None:
    from remeslo.core.staffing.upskill.policy import UpskillPolicy
    from remeslo.web.apps.staffplans.problems import upskill_problem
    from remeslo.web.apps.staffplans.upskilling import Calendar

    lathes = next(d for d in scene.duties if d.element == LATHES)
    pipes = [d for d in scene.duties if d.element == PIPES]
    problem = upskill_problem(scene, {lathes.key: "m2"}, UpskillPolicy())
    plan = UpskillPlan(
        goes=frozenset({Going("m2", "s-line")}),
        teaches={d.key: "m2" for d in pipes},
        substitutes={DutyWeek(lathes.key, lathes.first): "m1"},
    )
    shown = Calendar(scene, problem, plan, {})
    (trip,) = shown.trips

    assert sum(m.weeks for m in shown.months) == len(shown.mondays)
    assert all(sum(c.weeks for c in row.cells) == len(shown.mondays) for row in shown.rows)
    assert [row.person.key for row in shown.rows] == ["m2", "m1"]
    assert (trip.opens, shown.sessions_cost) == (tuple(pipes), trip.price)
    assert PIPES not in {d.element for d in shown.uncovered}


@pytest.mark.parametrize("view", ["person", "single", "expiring", "cluster"])
def test_a_sheet_has_a_cell_for_every_head(scene: Any, view: str) -> None:
    from remeslo.web.apps.staffplans.gapboard import Board
    from remeslo.web.apps.staffplans.sheets import gap_sheet

    ends = tuple(replace(q, until=date(2026, 9, 20)) if q.person == "t1" else q for q in scene.qualifications)
    board = Board(replace(scene, qualifications=ends) if view == "expiring" else scene)
    ways = {"person": board.people, "single": board.singles, "expiring": board.expiring, "cluster": board.cluster}
    sheet = gap_sheet(view, ways[view](), names=True)

    assert sheet.rows and {len(row) for row in sheet.rows} == {len(sheet.head)}
