"""Measures: by hand, by the values that CurricularAnalytics publishes, and against the walking of every path."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from tests.core.curriculum.analytics.graphs import all_paths, co, graph, orders, pre, tangles

from remeslo.core.curriculum.analytics import System, all_of, longest_paths, measures
from remeslo.core.curriculum.analytics.paths import on_circles

EIGHT = graph({"a": "", "b": "", "d": "", "c": all_of((pre("a", "b"), co("d"))), "e": "c", "f": "d", "g": "", "h": ""})
SEVEN = graph(
    {
        "a": "",
        "b": co("a"),
        "c": "a",
        "d": all_of((pre("b"), co("c"))),
        "e": "c",
        "f": "d g",
        "g": co("d"),
    }
)


def column(g, name: str) -> dict[str, object]:
    return {k: getattr(m, name) for k, m in measures(g).units.items()}


@settings(max_examples=200, deadline=None)
@given(orders())
def test_measures_agree_with_walking_every_path(g):
    paths = list(all_paths(g))
    found = measures(g)

    for key, m in found.units.items():
        through = [p for p in paths if key in p]
        assert m.blocking == len({w for p in through for w in p[p.index(key) + 1 :]})
        assert m.ancestors == len({w for p in through for w in p[: p.index(key)]})
        assert m.delay == max(len(p) for p in through)
        assert m.centrality == sum(len(p) for p in through if len(p) > 2 and key not in (p[0], p[-1]))
        assert m.complexity == m.blocking + m.delay
        assert (m.requires, m.required_by) == (len(set(g.before[key])), len(set(g.after[key])))
    assert found.complexity == sum(m.complexity for m in found.units.values())
    longest = max(len(p) for p in paths)
    assert longest_paths(g).length == longest
    assert longest_paths(g).count == sum(len(p) == longest for p in paths)
    assert sorted(longest_paths(g, most=10**6).paths) == sorted(tuple(p) for p in paths if len(p) == longest)


@settings(max_examples=60, deadline=None)
@given(tangles(most=6))
def test_only_units_whose_paths_meet_a_circle_are_without_delay(g):
    circles = on_circles(g.after)
    found = measures(g)

    for key, m in found.units.items():
        near = {key} | {k for k in g.by_key if _leads(g, key, k) or _leads(g, k, key)}
        assert (m.delay is None) == bool(near & circles)
    assert (found.complexity is None) == bool(circles)
    assert (longest_paths(g) is None) == bool(circles)


def _leads(g, a: str, b: str) -> bool:
    seen, waiting = set(), [a]
    while waiting:
        for n in g.after[waiting.pop()]:
            if n not in seen:
                seen.add(n)
                waiting.append(n)
    return b in seen


@pytest.mark.parametrize(
    ("g", "blocking", "delay", "centrality", "complexity"),
    [
        pytest.param(
            EIGHT,
            {"a": 2, "b": 2, "c": 1, "d": 3, "e": 0, "f": 0, "g": 0, "h": 0},
            {"a": 3, "b": 3, "c": 3, "d": 3, "e": 3, "f": 2, "g": 1, "h": 1},
            {"a": 0, "b": 0, "c": 9, "d": 0, "e": 0, "f": 0, "g": 0, "h": 0},
            27,
            id="eight units",
        ),
        pytest.param(
            SEVEN,
            {"a": 6, "b": 3, "c": 4, "d": 2, "e": 0, "f": 0, "g": 1},
            {"a": 5, "b": 5, "c": 5, "d": 5, "e": 3, "f": 5, "g": 5},
            {"a": 0, "b": 9, "c": 12, "d": 18, "e": 0, "f": 0, "g": 10},
            49,
            id="seven units",
        ),
    ],
)
def test_measures_of_two_graphs_are_those_worked_by_hand_and_published(g, blocking, delay, centrality, complexity):
    """The graphs and values of the tests of CurricularAnalytics.jl; worked again by hand."""
    assert column(g, "blocking") == blocking
    assert column(g, "delay") == delay
    assert column(g, "centrality") == centrality
    assert measures(g).complexity == complexity


def test_centrality_is_the_length_of_the_long_paths_through_a_unit():
    diamond = graph({"a": "", "b": "a", "c": "a", "d": "b c", "e": "d"})

    assert column(diamond, "centrality") == {"a": 0, "b": 4, "c": 4, "d": 8, "e": 0}


def test_complexity_of_quarters_is_two_thirds_to_a_tenth():
    found = measures(graph({"a": "", "b": "a"}, system=System.QUARTER))

    assert [m.complexity for m in found.units.values()] == [Fraction(2), Fraction(13, 10)]
    assert found.complexity == Fraction(33, 10)
