"""Outlines with choices for the tests of the structure."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from remeslo.core.base.elements import ElementKind
from remeslo.core.competence.outline import OutlineElement
from remeslo.core.competence.structure.rules import StructureRule


def course(index: str, least: int, most: int | None = None, **changed: Any) -> OutlineElement:
    """A variative course of the general professional cycle."""
    given: dict[str, Any] = {
        "index": index,
        "title": f"Курс {index}",
        "kind": ElementKind.THEORY,
        "cycle": "ОП",
        "hours_min": least,
        "hours_max": most or least,
        "variative": most or least,
        "competences": ("ПК 1.1",),
    }
    return OutlineElement(**{**given, **changed})


def one_of(*below: str, key: str = "ОП.ДВ.01", **changed: Any) -> StructureRule:
    return StructureRule(**{"key": key, "title": "По выбору", "below": below, "take_min": 1, "take_max": 1, **changed})


@st.composite
def choices(draw: st.DrawFn) -> tuple[tuple[OutlineElement, ...], tuple[StructureRule, ...]]:
    """Up to five courses and a node that offers all of them, a few at a time; sometimes two of them as a group."""
    count = draw(st.integers(2, 5))
    names = [f"ОП.9{n}" for n in range(count)]
    elements = []
    for name in names:
        least = draw(st.integers(10, 60))
        elements.append(course(name, least, draw(st.integers(least, least + 40))))
    below: list[str] = list(names)
    rules = []
    if count > 2 and draw(st.booleans()):
        group = draw(st.booleans())
        rules.append(StructureRule(key="ОП.ГР", below=(names[0], names[1]), in_order=group))
        below = ["ОП.ГР", *names[2:]]
    take = sorted((draw(st.integers(1, len(below))), draw(st.integers(1, len(below)))))
    rules.append(one_of(*below, take_min=take[0], take_max=take[1], hours_max=draw(st.none() | st.integers(40, 200))))
    return tuple(elements), tuple(rules)
