"""What can never be taken, and why: against the enumeration of every plan."""

from itertools import pairwise

from hypothesis import given, settings
from tests.core.curriculum.analytics.graphs import CO, PRE, STRICT, co, graph, plans, pre, strict, tangles

from remeslo.core.curriculum.analytics import AnyOf, Need, UnitKey, all_of, feasibility
from remeslo.core.curriculum.analytics.requisites import mandatory


@settings(max_examples=200)
@given(tangles(most=4))
def test_earliest_steps_are_the_least_of_all_plans(g):
    found = feasibility(g)
    every = list(plans(g))

    assert found.is_feasible == bool(every)
    if every:
        assert found.earliest == {k: min(p[k] for p in every) for k in g.by_key}
        assert dict(found.earliest) in every
        assert found.least_steps == min(max(p.values()) for p in every)


@settings(max_examples=80)
@given(tangles(most=5))
def test_what_is_impossible_has_a_cause_and_every_cause_is_real(g):
    found = feasibility(g)

    assert found.is_feasible == (not found.circles and not found.choices and not found.unknown)
    for circle in found.circles:
        assert circle.units[0] == circle.units[-1] and PRE in circle.kinds
        for (a, b), kind in zip(pairwise(circle.units), circle.kinds, strict=True):
            forth = Need(a, kind) in mandatory(g.by_key[b].requisite)
            back = kind is STRICT and Need(b, kind) in mandatory(g.by_key[a].requisite)
            assert forth or back
        assert set(circle.units) <= set(found.never)


@settings(max_examples=40)
@given(tangles(most=4))
def test_units_that_can_be_taken_alone_are_not_called_impossible(g):
    """A unit is never possible exactly when no plan of its own needs, with the fewest others, holds it."""
    found = feasibility(g)
    kept = [u for u in g.units if found.earliest[u.key] is not None]

    assert next(plans(type(g)(name="kept", units=tuple(kept))), None) is not None


def test_a_strict_corequisite_that_must_come_before_is_a_circle():
    """The pattern of the public plan that is unsatisfiable on purpose."""
    g = graph({"theory": "", "lab1": co("theory"), "lab2": all_of((pre("lab1"), strict("theory"))), "last": "lab2"})
    found = feasibility(g)

    assert set(found.circles[0].units) == {"theory", "lab1", "lab2"}
    assert sorted(found.circles[0].kinds) == sorted((CO, PRE, STRICT))
    assert set(found.never) == {"theory", "lab1", "lab2", "last"}


def test_units_taken_together_are_no_circle():
    found = feasibility(graph({"a": strict("b"), "b": strict("a"), "c": co("d"), "d": co("c"), "e": "a c"}))

    assert found.is_feasible and found.least_steps == 2


def test_a_choice_is_dead_only_when_every_branch_is():
    open_ = AnyOf((Need(UnitKey("nobody")), Need(UnitKey("b"))))
    dead = AnyOf((Need(UnitKey("nobody")), Need(UnitKey("a"))))

    assert feasibility(graph({"a": open_, "b": ""})).earliest == {"a": 2, "b": 1}
    found = feasibility(graph({"a": dead, "b": "a"}))
    assert [(c.unit, c.branches) for c in found.choices] == [("a", ((Need(UnitKey("nobody")),), (Need(UnitKey("a")),)))]
    assert found.never == ("a", "b")


def test_a_unit_that_follows_itself_is_a_circle_of_one():
    (circle,) = feasibility(graph({"a": "a", "b": ""})).circles

    assert circle.units == ("a", "a") and circle.kinds == (PRE,)


def test_a_long_chain_takes_as_many_steps_as_it_has_units():
    names = [f"u{n}" for n in range(400)]
    g = graph({k: (names[n - 1] if n else "") for n, k in enumerate(names)})

    assert feasibility(g).least_steps == 400
