"""The same facts as rows of a table: what each unit requires, what requires it, its measures."""

from collections.abc import Iterator
from dataclasses import dataclass

from remeslo.core.curriculum.analytics import Analysis, Arc, Unit, UnitMeasures
from remeslo.core.curriculum.analytics.check import written
from remeslo.web.apps.structure.drawing import Drawing


@dataclass(frozen=True, slots=True)
class Joined:
    """A unit at the other end of a requisite."""

    number: int
    unit: Unit
    arc: Arc


@dataclass(frozen=True, slots=True)
class UnitLine:
    """
    A row; ``number`` is that of the box in the picture.

    Parameters
    ----------
    earliest
        First term in which the requisites alone let it be taken; ``None``: never.
    choice
        The whole requisite in signs where it offers a choice.
    """

    number: int
    unit: Unit
    measures: UnitMeasures
    earliest: int | None
    requires: tuple[Joined, ...]
    required_by: tuple[Joined, ...]
    choice: str

    @property
    def is_never(self) -> bool:
        """True when it can never be taken."""
        return self.earliest is None


def unit_lines(analysis: Analysis, drawing: Drawing) -> tuple[UnitLine, ...]:
    """Rows in the order of the picture."""
    return tuple(_lines(analysis, drawing))


def _lines(analysis: Analysis, drawing: Drawing) -> Iterator[UnitLine]:
    graph = analysis.graph
    number = {n.unit.key: n.number for n in drawing.nodes}
    for node in drawing.nodes:
        key = node.unit.key
        before = [Joined(number[a.before], graph.by_key[a.before], a) for a in graph.arcs if a.after == key]
        after = [Joined(number[a.after], graph.by_key[a.after], a) for a in graph.arcs if a.before == key]
        yield UnitLine(
            number=node.number,
            unit=node.unit,
            measures=analysis.measures.units[key],
            earliest=analysis.feasibility.earliest[key],
            requires=tuple(sorted(before, key=lambda j: j.number)),
            required_by=tuple(sorted(after, key=lambda j: j.number)),
            choice=written(graph, node.unit.requisite) if any(j.arc.choice for j in before) else "",
        )
