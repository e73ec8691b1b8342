"""A choice as one element: whatever is chosen has the hours that it has, and nothing that all must have hangs on it."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from tests.core.competence import builders
from tests.core.competence.structure.outlines import choices, course, one_of

from remeslo.core.base.elements import AttestationForm, AttestationMark, ElementKind
from remeslo.core.base.findings import ProblemError
from remeslo.core.competence.statestandard import Discipline
from remeslo.core.competence.structure.folding import fold
from remeslo.core.competence.structure.rules import MOST_BELOW, StructureRule

A, B, C = course("ОП.91", 36), course("ОП.92", 30, 40), course("ОП.93", 18, 24)


def folded(*elements, rules):
    return fold(builders.outline(elements=elements, structure=rules), builders.state())


def codes(found) -> list[str]:
    return [f.code for f in found.findings]


@given(choices())
def test_every_permitted_way_can_have_the_hours_of_the_one_element(given_choice) -> None:
    elements, rules = given_choice

    found = folded(*elements, rules=rules)

    by_index = {e.index: e for e in found.outline.elements}
    for choice in found.choices:
        one = by_index[choice.index]
        spans = [
            (sum(e.hours_min for e in w), sum(e.hours_max for e in w)) for w in map(choice.way, range(len(choice.ways)))
        ]
        common = max(low for low, _ in spans) <= min(high for _, high in spans)
        if "structure.choice_unequal" in codes(found):
            assert one.hours_min == one.hours_max >= max(low for low, _ in spans)
        else:
            assert common
            assert all(low <= one.hours_min and one.hours_max <= high for low, high in spans)


@given(choices())
def test_ways_are_just_the_subsets_that_the_rule_permits(given_choice) -> None:
    elements, rules = given_choice
    rule = rules[-1]
    if len(rules) > 1 or not rule.is_choice:
        return
    fits = {
        frozenset(e.index for e in some)
        for count in range(rule.take[0], rule.take[1] + 1)
        for some in combinations(elements, count)
        if rule.hours_max is None or sum(e.hours_min for e in some) <= rule.hours_max
    }

    found = folded(*elements, rules=rules)

    assert {frozenset(way) for choice in found.choices for way in choice.ways} == fits
    assert ("structure.no_way" in codes(found)) == (not fits)


@pytest.mark.parametrize("rule", (None, StructureRule(key="ОП.ДВ.01", below=("ОП.91", "ОП.92"))), ids=("none", "all"))
def test_without_a_rule_everything_is_taken(rule: StructureRule | None) -> None:
    """The default: a node of which nothing is said takes all that stands below it."""
    outline = builders.outline(elements=(A, B), structure=(rule,) if rule else ())

    found = fold(outline, builders.state())

    assert (found.outline, found.choices, found.findings) == (outline, (), ())


def test_one_of_two_is_counted_once_in_hours_that_both_can_have() -> None:
    found = folded(A, B, C, rules=(one_of("ОП.91", "ОП.92"),))

    assert [(e.index, e.hours_min, e.hours_max) for e in found.outline.elements] == [
        ("ОП.ДВ.01", 36, 36),
        ("ОП.93", 18, 24),
    ]
    assert found.choices[0].ways == (("ОП.91",), ("ОП.92",))


def test_two_in_turn_or_one_are_ways_of_the_same_hours() -> None:
    group = StructureRule(key="ОП.ГР", below=("ОП.92", "ОП.93"), in_order=True)

    found = folded(replace(A, hours_min=54, hours_max=60), B, C, rules=(one_of("ОП.91", "ОП.ГР"), group))

    assert found.choices[0].ways == (("ОП.91",), ("ОП.92", "ОП.93"))
    assert (found.outline.elements[0].hours_min, found.outline.elements[0].hours_max) == (54, 60)


def test_ways_without_common_hours_name_the_node_and_both_numbers() -> None:
    found = folded(A, course("ОП.94", 72), rules=(one_of("ОП.91", "ОП.94"),))

    (finding,) = found.findings
    assert (finding.code, finding.where, finding.hard) == ("structure.choice_unequal", "ОП.ДВ.01", True)
    assert (finding.facts["least"], finding.facts["most"]) == (72, 36)


def test_bounds_of_a_node_leave_only_the_ways_that_fit_them() -> None:
    found = folded(A, course("ОП.94", 72), rules=(one_of("ОП.91", "ОП.94", hours_max=40),))

    assert found.choices[0].ways == (("ОП.91",),)
    assert codes(found) == ["structure.never_taken"]
    assert [e.index for e in found.outline.elements] == ["ОП.ДВ.01"]


def test_what_the_state_standard_obliges_may_not_be_left_to_choice() -> None:
    state = builders.state()
    state = replace(
        state, disciplines=(*state.disciplines, Discipline(index="ОП.77", title=A.title, cycle="ОП", hours_min=36))
    )

    found = fold(builders.outline(elements=(A, B), structure=(one_of("ОП.91", "ОП.92"),)), state)

    assert [(f.code, f.facts["element"]) for f in found.findings] == [("structure.obliged_by_choice", "ОП.91")]


def test_competences_weeks_and_marks_are_those_that_every_way_can_have() -> None:
    exam, credit = AttestationMark(AttestationForm.EXAM), AttestationMark(AttestationForm.CREDIT)
    a = replace(A, competences=("ПК 1.1", "ПК 1.2"), weeks=((1, 20),), attestations=(exam,), after=("СГ.01",))
    b = replace(A, index="ОП.92", competences=("ПК 1.1",), weeks=((10, 30),), attestations=(credit,), after=("ОП.91",))

    found = folded(a, b, replace(C, after=("ОП.92",)), rules=(one_of("ОП.91", "ОП.92"),))

    one, after_it = found.outline.elements
    assert (one.competences, one.weeks, one.attestations, one.after) == (
        ("ПК 1.1",),
        ((10, 20),),
        (exam, credit),
        ("СГ.01",),
    )
    assert after_it.after == ("ОП.ДВ.01",)
    assert codes(found) == ["structure.competence_of_some_ways"]


@pytest.mark.parametrize(
    ("rules", "code"),
    (
        ((one_of("ОП.91", "ОП.92"), one_of("ОП.91", "ОП.93", key="ОП.ДВ.02")), "structure.below_twice"),
        ((one_of("ОП.91", "ОП.ГР"), StructureRule(key="ОП.ГР", below=("ОП.ДВ.01",))), "structure.circle"),
        ((one_of("ОП.91", "ОП.00"),), "structure.choice_of_unknown"),
        ((one_of("ОП.92", "ОП.93", key="ОП.91"),), "structure.node_is_element"),
        ((one_of("ОП.91", "УП.09"),), "structure.choice_of_kinds"),
        ((one_of("ОП.91", "СГ.91"),), "structure.choice_across"),
    ),
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_nodes_that_cannot_be_are_named_and_never_raise(rules, code: str) -> None:
    practice = course("УП.09", 36, kind=ElementKind.TRAINING_PRACTICE)

    found = folded(A, B, C, practice, course("СГ.91", 36, cycle="СГ"), rules=rules)

    assert code in codes(found)


@pytest.mark.parametrize(
    "wrong",
    (
        {"below": ("a", "a")},
        {"below": ("k",)},
        {"below": ("a",), "take_min": 2, "take_max": 1},
        {"below": ("a",), "take_min": 0},
        {"take_min": 1},
        {"hours_min": 5, "hours_max": 4},
        {"hours_min": -1},
        {"below": tuple(str(n) for n in range(MOST_BELOW + 1)), "take_max": 1},
    ),
    ids=lambda v: "-".join(v),
)
def test_rules_that_cannot_be_are_refused(wrong) -> None:
    with pytest.raises(ProblemError, match="node k"):
        StructureRule(key="k", **wrong)


def test_more_ways_than_anybody_can_look_through_are_told() -> None:
    many = [course(f"ОП.8{n:02d}", 10) for n in range(MOST_BELOW)]

    found = folded(*many, rules=(one_of(*(e.index for e in many), take_min=6, take_max=6),))

    assert codes(found) == ["structure.too_many_ways"]
    assert found.outline.elements == tuple(many)
