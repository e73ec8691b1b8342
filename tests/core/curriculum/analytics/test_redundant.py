"""Redundant requisites: dropping all of them changes no plan, keeping one more would."""

from dataclasses import replace

from hypothesis import given, settings
from tests.core.curriculum.analytics.graphs import all_of, co, graph, plans, pre, strict, tangles

from remeslo.core.curriculum.analytics import AnyOf, Need, UnitKey, feasibility, redundant
from remeslo.core.curriculum.analytics.redundant import trimmed
from remeslo.core.curriculum.analytics.requisites import conjuncts, without


def every_plan(g):
    return {tuple(p.items()) for p in plans(g, len(g.units) + 1)}


@settings(max_examples=80)
@given(tangles(most=4))
def test_without_what_is_redundant_the_same_plans_are_left(g):
    assert every_plan(trimmed(g)) == every_plan(g)


@settings(max_examples=40)
@given(tangles(most=4, strange=False).filter(lambda g: feasibility(g).is_feasible))
def test_each_need_that_is_left_forbids_some_plan(g):
    """Choices are asked less: one may be met by two chains together that no single branch shows."""
    left = trimmed(g)
    chosen = any(isinstance(c, AnyOf) for u in g.units for c in conjuncts(u.requisite))
    for unit in left.units:
        for part in conjuncts(unit.requisite):
            if isinstance(part, Need) and not chosen:
                looser = replace(unit, requisite=without(unit.requisite, part))
                units = tuple(looser if u.key == unit.key else u for u in left.units)
                assert every_plan(replace(left, units=units)) != every_plan(left)


def test_a_shortcut_of_prerequisites_is_redundant_with_its_chain():
    (found,) = redundant(graph({"a": "", "b": "a", "c": "a b"}))

    assert (found.unit, found.dropped, found.through, found.public) == ("c", Need(UnitKey("a")), ("a", "b", "c"), True)


def test_a_chain_with_a_corequisite_implies_too_though_the_public_rule_keeps_it():
    (found,) = redundant(graph({"d": "", "g": co("d"), "f": "d g"}))

    assert found.through == ("d", "g", "f") and not found.public


def test_corequisites_alone_do_not_imply_a_prerequisite():
    assert redundant(graph({"a": "", "b": co("a"), "c": all_of((pre("a"), co("b")))})) == ()


def test_two_that_imply_each_other_lose_only_one():
    found = redundant(graph({"a": strict("b"), "b": strict("a")}))

    assert len(found) == 1


def test_a_choice_with_a_branch_that_is_met_anyway_is_redundant():
    choice = AnyOf((Need(UnitKey("a")), Need(UnitKey("b"))))
    (found,) = redundant(graph({"a": "", "b": "", "c": "a", "d": all_of((choice, pre("c")))}))

    assert found.dropped == choice and found.through == ("a", "c", "d")
