"""The picture as numbers: every unit one box in its column, every requisite one curve, nothing overlaps."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.curriculum.analytics.graphs import graph, tangles

from remeslo.core.curriculum.analytics import UnitGraph, analyse
from remeslo.web.apps.structure.drawing import HEIGHT, WIDTH, draw
from remeslo.web.apps.structure.lines import unit_lines


def placed(g: UnitGraph, terms: list[int | None]) -> UnitGraph:
    """The units in terms; ``None``: nowhere."""
    units = [
        u if t is None else replace(u, terms=((t, Decimal(1)),), starts=t, ends=t)
        for u, t in zip(g.units, terms, strict=False)
    ]
    return replace(g, units=(*units, *g.units[len(units) :]))


@settings(max_examples=60)
@given(tangles(most=6), st.lists(st.none() | st.integers(1, 4), max_size=6))
def test_each_unit_is_one_box_in_its_column_and_no_two_overlap(g: UnitGraph, terms: list[int | None]) -> None:
    made = placed(g, terms)
    drawing = draw(analyse(made))

    assert sorted(n.unit.key for n in drawing.nodes) == sorted(made.by_key)
    assert [n.number for n in drawing.nodes] == list(range(1, len(drawing.nodes) + 1))
    for node in drawing.nodes:
        column = drawing.columns[node.column]
        assert node.x == column.x and node.x + WIDTH <= drawing.width and node.y + HEIGHT <= drawing.height
        if drawing.by_terms:
            assert column.number == (node.unit.first_term or 0)
        assert 0 <= node.meter <= WIDTH
    assert len({(n.x, n.y) for n in drawing.nodes}) == len(drawing.nodes)
    assert len(drawing.curves) == len(made.arcs)


@settings(max_examples=40)
@given(tangles(most=6))
def test_the_table_says_of_each_unit_what_the_picture_shows(g: UnitGraph) -> None:
    analysis = analyse(g)
    drawing = draw(analysis)
    lines = unit_lines(analysis, drawing)

    curves = {(c.before, c.after) for c in drawing.curves}
    assert {(j.number, line.number) for line in lines for j in line.requires} == curves
    assert {(line.number, j.number) for line in lines for j in line.required_by} == curves
    assert [line.is_never for line in lines] == [n.is_never for n in drawing.nodes]
    assert all(bool(line.choice) == any(j.arc.choice for j in line.requires) for line in lines)


def test_long_titles_are_cut_to_lines_that_fit() -> None:
    g = graph({"a": "", "b": "a"})
    long = replace(g.units[0], code="ОП.01", title="Очень длинное название " * 5 + "Х" * 60)
    (box, _other) = draw(analyse(replace(g, units=(long, g.units[1])))).nodes

    assert len(box.lines) == 2 and all(len(line) <= 25 for line in box.lines) and box.lines[-1].endswith("…")


def test_a_requisite_that_lies_later_is_marked() -> None:
    drawing = draw(analyse(graph({"a": "", "b": "a", "c": "a"}, {"a": 2, "b": 1, "c": 3})))

    assert {(c.arc.after, c.is_late) for c in drawing.curves} == {("b", True), ("c", False)}
