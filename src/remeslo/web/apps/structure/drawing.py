"""The graph as numbers for a picture: boxes in columns of terms, curves between them; no words of any language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from remeslo.core.curriculum.analytics import Analysis, Arc, RequisiteKind, Unit, UnitKey

WIDTH, HEIGHT, GAP, LANE = 176, 58, 12, 64
"""Of a box, between boxes of a column, between columns; 1 unit = 1 px at full size."""
MARGIN, HEAD = 12, 30
_LETTERS, _LINES = 25, 2
_SWEEPS = 4


@dataclass(frozen=True, slots=True)
class Node:
    """
    A unit as a box.

    Parameters
    ----------
    number
        From 1, in the order of reading: column by column, from top to bottom.
    lines
        Its title in lines that fit.
    meter
        Width of the bar that shows its complexity, 0..WIDTH, against the highest.
    """

    number: int
    unit: Unit
    column: int
    x: int
    y: int
    lines: tuple[str, ...]
    meter: int
    is_never: bool

    @property
    def text_x(self) -> int:
        """Where its words begin."""
        return self.x + 8

    @property
    def code_y(self) -> int:
        """Base line of its code."""
        return self.y + 17

    @property
    def placed_lines(self) -> tuple[tuple[int, str], ...]:
        """Lines of the title with their base lines."""
        first = self.y + (32 if self.unit.code else 18)
        return tuple((first + 14 * n, text) for n, text in enumerate(self.lines))

    @property
    def meter_y(self) -> int:
        """Top of the bar."""
        return self.y + HEIGHT - 4


@dataclass(frozen=True, slots=True)
class Curve:
    """A requisite as a path from the end of one box to the beginning of another; nodes by number."""

    before: int
    after: int
    path: str
    arc: Arc
    is_late: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A term (or a step where nothing is placed); ``number`` 0: units that are placed nowhere."""

    number: int
    x: int

    @property
    def middle(self) -> int:
        """Where its heading stands."""
        return self.x + WIDTH // 2


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """
    The whole picture.

    Parameters
    ----------
    by_terms
        False where nothing is placed in terms: columns are the earliest steps then.
    """

    columns: tuple[Column, ...]
    nodes: tuple[Node, ...]
    curves: tuple[Curve, ...]
    by_terms: bool

    @property
    def width(self) -> int:
        """Width of the picture."""
        return 2 * MARGIN + max(1, len(self.columns)) * (WIDTH + LANE)

    @property
    def height(self) -> int:
        """Height of the picture."""
        return max((n.y + HEIGHT for n in self.nodes), default=HEAD) + MARGIN

    @property
    def box(self) -> tuple[int, int]:
        """Width and height of a box."""
        return WIDTH, HEIGHT


def draw(analysis: Analysis) -> Drawing:
    """The picture of a graph: units in the column of their first term, near what they are joined with."""
    graph = analysis.graph
    by_terms = graph.num_terms > 0
    place = {u.key: (u.first_term if by_terms else analysis.feasibility.earliest[u.key]) or 0 for u in graph.units}
    numbers = sorted({n for n in place.values() if n}) + ([0] if 0 in place.values() else [])
    columns = tuple(Column(n, MARGIN + i * (WIDTH + LANE)) for i, n in enumerate(numbers))
    at = {n: i for i, n in enumerate(numbers)}
    stacks = _ordered([[u for u in graph.units if at[place[u.key]] == i] for i in range(len(numbers))], graph.arcs)
    nodes = tuple(_nodes(analysis, stacks, columns))
    by_key = {n.unit.key: n for n in nodes}
    late = {f.where for f in analysis.findings if f.code.endswith("_late") or f.code == "analytics.not_together"}
    curves = tuple(_curve(by_key[a.before], by_key[a.after], a, late) for a in graph.arcs)
    return Drawing(columns=columns, nodes=nodes, curves=curves, by_terms=by_terms)


def _ordered(stacks: Sequence[Sequence[Unit]], arcs: Sequence[Arc]) -> list[list[UnitKey]]:
    """
    Units of each column by the step in which they begin, then by the mean place of their neighbours, to and fro.

    Those without any neighbour come last.
    """
    near: dict[UnitKey, list[UnitKey]] = {}
    for arc in arcs:
        near.setdefault(arc.before, []).append(arc.after)
        near.setdefault(arc.after, []).append(arc.before)
    starts = {u.key: u.starts or 0 for stack in stacks for u in stack}
    ordered = [sorted((u.key for u in stack), key=lambda k: (k not in near, starts[k])) for stack in stacks]
    for sweep in range(_SWEEPS):
        for stack in ordered if sweep % 2 == 0 else reversed(ordered):
            row = {k: n for column in ordered for n, k in enumerate(column)}
            stack.sort(key=lambda k: (k not in near, starts[k], _mean(k, near, row)))
    return ordered


def _mean(key: UnitKey, near: Mapping[UnitKey, list[UnitKey]], row: Mapping[UnitKey, int]) -> float:
    others = near.get(key, [])
    return sum(row[k] for k in others) / len(others) if others else row[key]


def _nodes(analysis: Analysis, stacks: Sequence[list[UnitKey]], columns: Sequence[Column]) -> Iterator[Node]:
    units = analysis.measures.units
    most = max((m.complexity or 0 for m in units.values()), default=0)
    number = 0
    for column, stack in enumerate(stacks):
        for row, key in enumerate(stack):
            number += 1
            unit = analysis.graph.by_key[key]
            complexity = units[key].complexity or 0
            yield Node(
                number=number,
                unit=unit,
                column=column,
                x=columns[column].x,
                y=HEAD + MARGIN + row * (HEIGHT + GAP),
                lines=_wrapped(unit.title, _LINES if unit.code else _LINES + 1),
                meter=round(WIDTH * complexity / most) if most else 0,
                is_never=analysis.feasibility.earliest[key] is None,
            )


def _wrapped(title: str, most: int) -> tuple[str, ...]:
    """Words in lines of so many letters; what does not fit ends with an ellipsis."""
    lines = [""]
    for word in title.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= _LETTERS or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    kept = [line if len(line) <= _LETTERS else line[: _LETTERS - 1] + "…" for line in lines[:most]]
    if len(lines) > most and not kept[-1].endswith("…"):
        kept[-1] = kept[-1][: _LETTERS - 1].rstrip() + "…"
    return tuple(kept)


def _curve(before: Node, after: Node, arc: Arc, late: set[str]) -> Curve:
    y0, y1 = before.y + HEIGHT // 2, after.y + HEIGHT // 2
    right, left = before.x + WIDTH, after.x
    if after.column > before.column:
        bend = max(LANE // 2, (left - right) // 2)
        path = f"M{right} {y0}C{right + bend} {y0} {left - bend} {y1} {left - 2} {y1}"
    elif after.column == before.column:
        bend = min(LANE - 10, LANE // 4 + abs(y1 - y0) // 12)
        path = f"M{right} {y0}C{right + bend} {y0} {right + bend} {y1} {right + 2} {y1}"
    else:
        end = after.x + WIDTH
        path = f"M{before.x} {y0}C{before.x - LANE} {y0} {end + LANE} {y1} {end + 2} {y1}"
    wrong = arc.after in late and (after.column < before.column or _same_step(arc, before, after))
    return Curve(before.number, after.number, path, arc, wrong)


def _same_step(arc: Arc, before: Node, after: Node) -> bool:
    """True when a prerequisite does not end before the other begins."""
    ends, starts = before.unit.ends, after.unit.starts
    return arc.need.kind is RequisiteKind.PRE and ends is not None and starts is not None and ends >= starts
