"""A given order of terms: what it breaks, told with both terms."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from tests.core.curriculum.analytics.graphs import co, graph, met, pre, strict, tangles

from remeslo.core.base.findings import ProblemError
from remeslo.core.curriculum.analytics import AnyOf, Need, RequisiteKind, Unit, UnitGraph, UnitKey, analyse, check

ORDER = {"analytics.requisite_late", "analytics.not_together", "analytics.choice_late"}


@settings(max_examples=60)
@given(tangles(most=5, strange=False))
def test_a_placed_unit_is_accused_exactly_when_its_requisite_is_not_met(g):
    step = {k: n % 3 + 1 for n, k in enumerate(g.by_key)}
    placed = replace(
        g,
        units=tuple(
            replace(u, terms=((step[u.key], Decimal(0)),), starts=step[u.key], ends=step[u.key]) for u in g.units
        ),
    )

    accused = {f.where for f in check(placed) if f.code in ORDER}

    assert accused == {u.key for u in g.units if not met(u.requisite, u.key, step)}


def test_a_prerequisite_in_the_same_term_is_named_with_both_terms():
    (found,) = check(graph({"a": "", "b": "a"}, {"a": 2, "b": 2}))

    assert found.code == "analytics.requisite_late" and found.where == "b" and found.hard
    assert (found.facts["before_term"], found.facts["term"], found.facts["same"]) == (2, 2, True)


def test_corequisites_may_share_a_term_and_strict_ones_must():
    terms = {"a": 2, "b": 2, "c": 3}

    assert check(graph({"a": "", "b": co("a"), "c": co("a")}, terms)) == ()
    assert [f.code for f in check(graph({"a": "", "b": strict("a"), "c": strict("a")}, terms))] == [
        "analytics.not_together"
    ]


def test_a_choice_is_kept_by_one_branch_in_time():
    choice = AnyOf((Need(UnitKey("a")), Need(UnitKey("b"))))

    assert check(graph({"a": "", "b": "", "c": choice}, {"a": 3, "b": 1, "c": 2})) == ()
    late = check(graph({"a": "", "b": "", "c": choice}, {"a": 3, "b": 2, "c": 2}))
    assert [f.code for f in late] == ["analytics.choice_late"]


def test_units_that_are_placed_nowhere_are_told_and_judge_nothing():
    found = check(graph({"a": "", "b": "a"}, {"b": 1}))

    assert [(f.code, f.facts["units"], f.hard) for f in found] == [("analytics.not_placed", ("A",), False)]


def test_terms_above_the_cap_are_named_with_what_is_over():
    def unit(key: str, term: int, size: str) -> Unit:
        return Unit(
            key=UnitKey(key), title=key, size=Decimal(size), terms=((term, Decimal(size)),), starts=term, ends=term
        )

    g = UnitGraph(name="g", units=(unit("a", 1, "10"), unit("b", 1, "8.5"), unit("c", 2, "18")))
    (found,) = check(g, cap=Decimal(18))

    assert (found.code, found.facts["term"], found.facts["over"]) == ("analytics.term_over_cap", 1, Decimal("0.5"))
    assert analyse(g, cap=Decimal(18)).least_terms == 3
    assert analyse(g).least_terms == 1


def test_impossible_graphs_say_so_before_the_order():
    found = check(graph({"a": "b", "b": "a", "c": "a", "d": "nobody"}))

    assert [f.code for f in found] == ["analytics.circle", "analytics.unknown_requisite", "analytics.never"]
    assert found[0].facts["circle"] == "A → B → A"
    assert found[2].facts["units"] == ("C",)


def test_a_dead_branch_of_a_choice_that_can_be_met_is_a_warning():
    choice = AnyOf((Need(UnitKey("nobody")), Need(UnitKey("b"))))
    (found,) = check(graph({"a": choice, "b": ""}))

    assert found.code == "analytics.dead_branch" and not found.hard


def test_a_choice_of_strict_corequisites_is_refused():
    with pytest.raises(ProblemError):
        AnyOf((Need(UnitKey("a"), RequisiteKind.STRICT), Need(UnitKey("b"))))


def test_units_with_one_key_are_refused():
    with pytest.raises(ProblemError, match="twice"):
        UnitGraph(name="g", units=(Unit(key=UnitKey("a"), title=""), Unit(key=UnitKey("a"), title="")))


def test_prerequisites_of_a_corequisite_bind_as_written():
    assert check(graph({"a": "", "b": pre("a"), "c": co("b")}, {"a": 1, "b": 2, "c": 2})) == ()
