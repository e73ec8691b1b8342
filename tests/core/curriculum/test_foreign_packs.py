"""Nothing in the term part is Russian: small programmes planned and judged under the packs of other countries."""

import ast
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import remeslo.core.curriculum as curriculum
from remeslo.core.base.calendar import YearLayout
from remeslo.core.base.elements import ElementKind
from remeslo.core.base.keys import ElementKey
from remeslo.core.competence.outline import OutlineElement
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.exampleplan import ExamplePlan
from remeslo.core.curriculum.examples import example_plan, example_problem
from remeslo.core.curriculum.norms import NormPack
from remeslo.core.curriculum.result import Status
from remeslo.core.curriculum.rules import Rule
from remeslo.core.curriculum.solve import solve
from remeslo.core.line.fixed import fixed_problem
from remeslo.interchange.normpack import builtin

FOREIGN = {key: pack for key, pack in builtin().items() if pack.country != "RU"}
LAWFUL = [
    pytest.param(pack, e, id=f"{key}: {e.title_en}")
    for key, pack in FOREIGN.items()
    for e in pack.examples
    if e.accepted and e.term_weeks
]


def test_there_are_packs_of_at_least_two_other_countries() -> None:
    assert len({pack.country for pack in FOREIGN.values()}) >= 2


@pytest.mark.parametrize(("pack", "example"), LAWFUL)
def test_programme_under_a_foreign_pack_is_planned_lawfully_and_no_longer_than_by_hand(
    pack: NormPack, example: ExamplePlan
) -> None:
    problem = example_problem(pack, example)
    by_hand = example_plan(example, problem.calendar)

    result = solve(problem, work_limit=4, workers=1)

    assert result.status is Status.OPTIMAL
    assert result.plan is not None
    assert [f for f in check(problem, result.plan) if f.hard] == []
    assert result.weeks == result.plan.weeks <= by_hand.weeks
    assert {e.key: result.plan.of(e.key) for e in problem.elements} == {
        e.key: by_hand.of(e.key) for e in problem.elements
    }
    week = problem.rules[Rule.WEEK_MAX_HOURS].amount
    assert week > 36
    assert max(result.plan.in_week(w.index) for w in problem.calendar) == week, (
        "weeks are filled to the pack's own limit"
    )


@pytest.mark.parametrize("key", sorted(FOREIGN))
def test_rules_of_a_foreign_pack_are_its_own_and_none_besides(key: str) -> None:
    pack = FOREIGN[key]
    problem = example_problem(pack, pack.examples[0])

    sources = {v.source for norm in pack.norms.values() for v in norm.values} | {pack.examples[0].source}
    assert {value.source for value in problem.rules.values()} <= sources
    assert Rule.EXAMS_PER_YEAR_MAX not in problem.rules
    assert Rule.FINAL_ATTESTATION_LAST not in problem.rules


@pytest.mark.parametrize("key", sorted(FOREIGN))
def test_bare_table_under_a_foreign_pack_is_planned_in_weeks_of_that_pack(key: str) -> None:
    day = date(2026, 9, 1)
    week = int(FOREIGN[key].on("week_max_hours", day).amount)
    table = (
        OutlineElement(
            index=ElementKey("BS"), title="School", kind=ElementKind.THEORY, cycle="BS", hours_min=480, hours_max=480
        ),
        OutlineElement(
            index=ElementKey("BA"),
            title="Company",
            kind=ElementKind.WORK_PRACTICE,
            cycle="BA",
            hours_min=10 * week,
            hours_max=10 * week,
        ),
    )
    layout = YearLayout(autumn=22, winter=2, spring=25)
    problem = fixed_problem("table", table, FOREIGN[key], day=day, layout=layout)

    result = solve(problem, work_limit=4, workers=1)

    assert result.status is Status.OPTIMAL
    assert result.plan is not None
    assert [f for f in check(problem, result.plan) if f.hard] == []
    assert set(result.plan.hours[ElementKey("BA")].values()) == {week}


def test_the_same_plan_is_lawful_under_one_law_and_not_under_another() -> None:
    swiss = next(e for e in FOREIGN["ch-dual"].examples if e.accepted)

    at_home = example_problem(FOREIGN["ch-dual"], swiss)
    abroad = example_problem(FOREIGN["de-dual"], replace(swiss, regular_years=2))
    plan = example_plan(swiss, at_home.calendar)

    assert check(at_home, plan) == []
    assert {f.code for f in check(abroad, plan) if f.hard} == {
        "term.week_over_limit",
        "term.disciplines_below_minimum",
    }


def test_term_part_compares_with_no_letters_of_its_own() -> None:
    """No module of the part holds a Cyrillic text to compare with; words belong to data, sentences and docs."""
    folder = Path(curriculum.__file__).parent
    found = [
        f"{path.name}:{node.lineno}: {node.value}"
        for path in sorted(folder.rglob("*.py"))
        for node in texts(ast.parse(path.read_text(encoding="utf-8")))
        if any("а" <= c.lower() <= "я" for c in node.value)
    ]

    assert found == []


def texts(tree: ast.Module) -> list[ast.Constant]:
    """String constants that are no docstrings."""
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in docs]
