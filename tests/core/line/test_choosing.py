"""One plan for whatever is chosen: each permitted way, and each combination of ways, is lawful in it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.competence.structure.outlines import choices, course, one_of
from tests.core.line import structured

from remeslo.core.base.elements import AttestationForm, AttestationMark, ElementKind
from remeslo.core.curriculum.check import check
from remeslo.core.curriculum.problem import Objective
from remeslo.core.curriculum.solve import solve
from remeslo.core.line.choosing import allotted, chosen, judge_choices
from remeslo.core.line.term import term_problem

CREDIT = AttestationMark(AttestationForm.CREDIT)


@cache
def planned(elements, rules):
    """Cluster, design and plan of a programme with these choices."""
    outline = structured.outline(elements=elements, structure=rules)
    made = structured.ready(outline)
    design = structured.design(made, outline)
    problem = replace(term_problem(design, made.cluster, structured.PACK), objective=(Objective.WEEKS,))
    result = solve(problem, work_limit=2)
    return made.cluster, design, result.plan


def broken(found) -> list[str]:
    return [f.code for f in found if f.hard]


@settings(deadline=None, max_examples=4, suppress_health_check=[HealthCheck.too_slow])
@given(choices())
def test_every_permitted_way_is_lawful_in_the_one_plan(given_choice) -> None:
    elements, rules = given_choice
    cluster, design, plan = planned(elements, rules)
    if plan is None or any(f.code == "structure.choice_unequal" for f in design.findings):
        return
    by_itself = broken(check(term_problem(design, cluster, structured.PACK), plan))

    for choice in design.choices:
        for number in range(len(choice.ways)):
            one = chosen(cluster, design, plan, structured.PACK, {choice.index: number})
            assert one.design.choices == ()
            assert [plan.of(e.index) for e in design.elements if e.index != choice.index] == [
                one.plan.of(e.index) for e in design.elements if e.index != choice.index
            ]
            assert sum(one.plan.of(k) for k in choice.ways[number]) == plan.of(choice.index)
            if not choice.in_order and not any("ОП.ГР" in r.below for r in rules):
                assert broken(check(one.problem, one.plan)) == by_itself


PAIRS = (
    tuple(course(f"ОП.9{n}", 36, 36 + 6 * n, attestations=(CREDIT,) * (n == 0)) for n in range(5)),
    (one_of("ОП.90", "ОП.91"), one_of("ОП.92", "ОП.93", "ОП.94", key="ОП.ДВ.02", take_min=2, take_max=2)),
)


def test_two_choices_at_once_are_lawful_in_all_their_combinations() -> None:
    cluster, design, plan = planned(*PAIRS)

    assert plan is not None
    for first, second in product(range(2), range(3)):
        one = chosen(cluster, design, plan, structured.PACK, {"ОП.ДВ.01": first, "ОП.ДВ.02": second})
        assert broken(check(one.problem, one.plan)) == []
        assert {e.index for e in one.design.elements} & {e.index for e in PAIRS[0]} == {
            *design.choices[0].ways[first],
            *design.choices[1].ways[second],
        }
    assert judge_choices(cluster, design, plan, structured.PACK) == []


def test_every_outcome_of_a_choice_is_taught_in_what_was_chosen() -> None:
    elements = [course("ОП.90", 36, title="Измерение и приёмка деталей", competences=("ПК 1.2",)), course("ОП.91", 36)]
    elements[1] = replace(elements[1], competences=("ПК 1.2",))
    cluster, design, plan = planned(tuple(elements), (one_of("ОП.90", "ОП.91"),))
    taught = {o for e in design.elements for o in e.first}

    for number in range(2):
        one = chosen(cluster, design, plan, structured.PACK, {"ОП.ДВ.01": number})
        first = [o for e in one.design.elements for o in e.first]
        assert (set(first), len(first)) == (taught, len(taught))


def test_a_choice_of_practice_goes_week_by_week() -> None:
    kind = ElementKind.WORK_PRACTICE
    elements = [course(f"ПП.9{n}", 36, kind=kind, cycle="П") for n in range(3)]
    rules = (one_of("ПП.90", "ПП.91", "ПП.92", key="ПП.ДВ", take_min=2, take_max=2),)

    cluster, design, plan = planned(tuple(elements), rules)
    one = chosen(cluster, design, plan, structured.PACK, {"ПП.ДВ": 2})

    assert broken(check(one.problem, one.plan)) == []
    assert sorted(list(one.plan.hours[k].values()) for k in ("ПП.91", "ПП.92")) == [[36], [36]]


def test_a_way_that_the_plan_does_not_allow_is_named_with_what_it_breaks() -> None:
    """A plan made elsewhere puts the choice where one of its options may not lie."""
    elements = [course("ОП.90", 36), course("ОП.91", 36, semester_hours=((2, 36),))]
    cluster, design, plan = planned(tuple(elements), (one_of("ОП.90", "ОП.91"),))
    early = replace(plan, hours={**plan.hours, "ОП.ДВ.01": {0: 36}})

    found = judge_choices(cluster, design, early, structured.PACK)

    assert found[0].code == "structure.way_not_lawful"
    assert (found[0].where, found[0].facts["way"]) == ("ОП.ДВ.01", "ОП.91")
    assert len(found) > 1


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(0, 30)), min_size=1, max_size=5), st.data())
def test_hours_are_allotted_inside_the_ranges_of_all_parts(spans, data) -> None:
    way = [course(f"ОП.{n}", least, least + more) for n, (least, more) in enumerate(spans)]
    least, most = sum(e.hours_min for e in way), sum(e.hours_max for e in way)
    total = data.draw(st.integers(least, most))

    hours = allotted(total, way)

    assert sum(hours.values()) == total
    assert all(e.hours_min <= hours[e.index] <= e.hours_max for e in way)


def test_a_way_that_is_not_there_is_refused() -> None:
    cluster, design, plan = planned(*PAIRS)

    with pytest.raises(IndexError):
        chosen(cluster, design, plan, structured.PACK, {"ОП.ДВ.01": 2})
