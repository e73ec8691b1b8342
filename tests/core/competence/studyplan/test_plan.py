"""The plan's keys hold together; sums, links and elements of a small plan."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from tests.interchange.plx.plans import EDITION, plans, small_plan

from remeslo.core.base.elements import AttestationForm, ElementKind
from remeslo.core.base.findings import ProblemError
from remeslo.core.competence.outline import OutlineElement
from remeslo.core.competence.studyplan import (
    Control,
    LinkSource,
    Load,
    LoadKind,
    LoadUnit,
    PlanHead,
    PlanRow,
    RowKind,
    StandardLink,
    StudyPlan,
    gold_pairs,
    statements,
)
from remeslo.core.competence.studyplan.check import check
from remeslo.core.competence.studyplan.compare import PlanChange, PlanPart, compare
from remeslo.core.competence.studyplan.elements import elements_of
from remeslo.core.competence.studyplan.sums import adds_up, by_block, by_semester, credits_of, hours_of

PLAN = small_plan()


def row(index: str, kind: RowKind = RowKind.DISCIPLINE, hours: str = "36", **more: object) -> PlanRow:
    return PlanRow(key=index, index=index, title=f"Строка {index}", kind=kind, hours=Decimal(hours), **more)  # type: ignore[arg-type]


def element(one: PlanRow) -> OutlineElement:
    return elements_of(StudyPlan(head=PlanHead(), rows=(one,)), "x").elements[0]


@pytest.mark.parametrize(
    "broken",
    [
        {"rows": (*PLAN.rows, PLAN.rows[0])},
        {"rows": (replace(PLAN.rows[0], block="Б9"),)},
        {"rows": (replace(PLAN.rows[0], parent="Б9"),)},
        {"rows": (replace(PLAN.rows[0], competences=("ПК-9",)),)},
        {"competences": (replace(PLAN.competences[0], parent="ПК-9"),), "rows": (), "links": ()},
        {"links": (StandardLink(competence="ПК-9"),)},
        {"links": (StandardLink(competence="ПК-1", standard="40.001@1н-2000-01-01"),)},
        {"blocks": (replace(PLAN.blocks[1], parent="Б9"),), "rows": ()},
    ],
)
def test_a_plan_whose_parts_do_not_hold_together_cannot_be_made(broken: dict[str, object]) -> None:
    with pytest.raises(ProblemError):
        replace(PLAN, **broken)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "make",
    [
        lambda: Load(semester=-1, kind=LoadKind.LECTURE, amount=Decimal(1)),
        lambda: Load(semester=1, course=1, kind=LoadKind.LECTURE, amount=Decimal(1)),
        lambda: Load(semester=1, kind=LoadKind.LECTURE, amount=Decimal(-1)),
        lambda: Load(semester=1, kind=LoadKind.LECTURE, amount=Decimal("NaN")),
        lambda: Control(semester=1, form=AttestationForm.EXAM, count=Decimal(0)),
        lambda: PlanHead(semesters_per_course=0),
    ],
)
def test_amounts_and_places_have_their_bounds(make: object) -> None:
    with pytest.raises(ProblemError):
        make()  # type: ignore[operator]


def test_gold_pairs_go_from_competences_and_disciplines_to_functions() -> None:
    pairs = {(p.source, p.key): p for p in gold_pairs(PLAN)}

    first, second = f"{EDITION}:A/01.3", f"{EDITION}:A/02.3"
    assert pairs[LinkSource.COMPETENCE, "ПК-1"].functions == (first,)
    assert pairs[LinkSource.COMPETENCE, "ПК-1"].exact
    assert pairs[LinkSource.COMPETENCE, "ПК-2"].functions == (first, second)
    assert not pairs[LinkSource.COMPETENCE, "ПК-2"].exact
    assert pairs[LinkSource.DISCIPLINE, "Б1.В.ДВ.01.01"].functions == (first,)
    assert pairs[LinkSource.DISCIPLINE, "Б1.В.ДВ.01.01"].generalised == (f"{EDITION}:A",)
    assert (LinkSource.COMPETENCE, "УК-1") not in pairs
    assert (LinkSource.DISCIPLINE, "ФТД.01") not in pairs


def test_an_indicator_counts_for_its_competence() -> None:
    linked = replace(
        PLAN, links=(StandardLink(competence="УК-1", standard=EDITION, generalised="A", function="A/02.3"),)
    )

    disciplines = {p.key for p in gold_pairs(linked) if p.source is LinkSource.DISCIPLINE}
    assert disciplines == {"Б1.01", "ФТД.01"}


def test_every_function_of_a_gold_pair_is_among_the_statements() -> None:
    known = {s.key for s in statements(PLAN)}

    assert all(f in known for p in gold_pairs(PLAN) for f in p.functions)


@settings(max_examples=50)
@given(plans())
def test_blocks_and_rows_add_up_to_the_same(plan: StudyPlan) -> None:
    in_blocks = sum(b.rows for b in by_block(plan))

    assert in_blocks == sum(1 for r in plan.rows if r.counted and not r.kind.holds_others)
    assert hours_of(plan) == sum(r.hours or 0 for r in plan.rows if adds_up(r))
    assert credits_of(plan) <= sum(r.credits or 0 for r in plan.rows)


@settings(max_examples=50)
@given(plans())
def test_elements_are_lawful_unique_and_have_the_hours_of_their_rows(plan: StudyPlan) -> None:
    made = elements_of(plan, "x")

    assert len({e.index for e in made.elements}) == len(made.elements)
    assert all(sum(h for _, h in e.semester_hours) in (0, e.hours_max) for e in made.elements)
    told = {f.code: f.facts["count"] for f in made.findings}
    standing = [r for r in plan.rows if adds_up(r)]
    assert len(made.elements) + told.get("studyplan.rows_without_hours", 0) == len(standing)  # type: ignore[operator]


def test_semesters_of_the_small_plan() -> None:
    assert [(s.semester, s.hours, s.credits, s.exams) for s in by_semester(PLAN)] == [(1, 72, 2, 1), (2, 0, 0, 0)]


@pytest.mark.parametrize(
    ("index", "kind", "expected", "cycle", "module"),
    [
        ("ООД.01", RowKind.DISCIPLINE, ElementKind.SCHOOL, "ООД", None),
        ("ОП.02", RowKind.DISCIPLINE, ElementKind.THEORY, "ОП", None),
        ("МДК.02.01", RowKind.DISCIPLINE, ElementKind.THEORY, "П", "ПМ.02"),
        ("УП.02", RowKind.PRACTICE, ElementKind.TRAINING_PRACTICE, "П", "ПМ.02"),
        ("ПП.02", RowKind.PRACTICE, ElementKind.WORK_PRACTICE, "П", "ПМ.02"),
        ("ПДП", RowKind.PRACTICE, ElementKind.PREDIPLOMA_PRACTICE, "П", None),
        ("ПМ.02.Э", RowKind.DISCIPLINE, ElementKind.ATTESTATION, "П", "ПМ.02"),
        ("ГИА", RowKind.DISCIPLINE, ElementKind.FINAL_ATTESTATION, "ГИА", None),
        ("Б3.01(Д)", RowKind.FINAL_ATTESTATION, ElementKind.FINAL_ATTESTATION, "Б3", None),
    ],
)
def test_kind_and_module_follow_the_index(
    index: str, kind: RowKind, expected: ElementKind, cycle: str, module: str | None
) -> None:
    made = element(row(index, kind))

    assert (made.kind, made.cycle, made.module) == (expected, cycle, module)


def test_variative_hours_are_the_rows_own_or_all_of_a_variative_block() -> None:
    by_index = {e.index: e.variative for e in elements_of(PLAN, "x").elements}

    assert by_index == {"Б1.01": 18, "Б1.В.ДВ.01.01": 108, "Б2.01(У)": 0}


def test_practices_in_weeks_need_the_norm() -> None:
    weeks = Load(semester=4, kind=LoadKind.WEEKS, unit=LoadUnit.WEEKS, amount=Decimal(3), name="Нед")
    plan = StudyPlan(
        head=PlanHead(), rows=(PlanRow(key="ПП.01", index="ПП.01", title="П", kind=RowKind.PRACTICE, loads=(weeks,)),)
    )

    assert elements_of(plan, "x").elements == ()
    assert [f.code for f in elements_of(plan, "x").findings] == ["studyplan.rows_without_hours"]
    assert elements_of(plan, "x", practice_week_hours=36).elements[0].hours_max == 108


def test_check_names_the_row_and_both_numbers() -> None:
    wrong = replace(PLAN, rows=(replace(PLAN.rows[0], hours=Decimal(70)), *PLAN.rows[1:]))

    assert [f.facts for f in check(wrong, "x") if f.code == "studyplan.row_hours_differ"] == [
        {"row": "Б1.01", "hours": 70, "sum": 72}
    ]


def test_compare_of_equal_plans_is_empty() -> None:
    assert compare(PLAN, small_plan()) == ()


def test_compare_tells_what_came_went_and_changed() -> None:
    rows = (
        replace(PLAN.rows[0], credits=Decimal(4)),
        *PLAN.rows[1:4],
        replace(PLAN.rows[4], key="Б2.02(У)", index="Б2.02(У)"),
        row("Б1.99"),
    )
    new = replace(PLAN, rows=rows, links=PLAN.links[:1], head=replace(PLAN.head, start_year=2027))

    told = {(d.part, d.change, d.key): (dict(d.was), dict(d.now)) for d in compare(PLAN, new)}
    assert told[PlanPart.HEAD, PlanChange.CHANGED, ""] == ({"start_year": "2026"}, {"start_year": "2027"})
    assert told[PlanPart.ROW, PlanChange.CHANGED, "Б1.01"] == ({"credits": "2"}, {"credits": "4"})
    assert told[PlanPart.ROW, PlanChange.CHANGED, "Б2.02(У)"][0] == {"key": "Б2.01(У)", "index": "Б2.01(У)"}
    assert (PlanPart.ROW, PlanChange.ADDED, "Б1.99") in told
    assert (PlanPart.ROW, PlanChange.REMOVED, "ФТД.01") in told
    assert sum(1 for part, change, _ in told if (part, change) == (PlanPart.LINK, PlanChange.REMOVED)) == 2
