"""Which cells of a year and indicator may be shown side by side; the one place that says so."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from remeslo.core.registry.paths import View
from remeslo.core.registry.placement import Hierarchy
from remeslo.core.rollup.leaf import LeafFigure
from remeslo.core.rollup.suppress.board import Board
from remeslo.core.rollup.suppress.protect import LEAST_PEOPLE, protect
from remeslo.web.apps.boards.trees import Forest, programme_node

LEAST: Final = LEAST_PEOPLE
Cell = tuple[str, str]
"""A view and a node in it."""
_ATOM: Final = "leaf"


def hidden_cells(leaves: Sequence[LeafFigure], forests: Mapping[View, Forest], *, people: bool) -> frozenset[Cell]:
    """
    Cells of one indicator and year that must be hidden when all others are shown, in every hierarchy and view at once.

    Programmes are cells too. A leaf of which nothing is known counts in some sums only (`LeafFigure.counts`), so
    both ways of adding up are looked at. None is hidden where the indicator is not about people.
    """
    if not people or not leaves:
        return frozenset()
    every = _board(leaves, forests, lambda leaf: leaf.people)
    hidden = protect(every, least=LEAST).hidden
    if not all(leaf.counts for leaf in leaves):
        counted = _board(leaves, forests, lambda leaf: leaf.people if leaf.counts else 0)
        while (both := hidden | protect(counted, least=LEAST, held=hidden).hidden) != hidden:
            hidden = both | protect(every, least=LEAST, held=both).hidden
    return frozenset(cell for cell in hidden if cell[0] != _ATOM)


def counts_of(leaves: Sequence[LeafFigure]) -> tuple[tuple[str, str, int, bool], ...]:
    """All of the leaves that `hidden_cells` asks: where this is equal, so is its answer."""
    return tuple((leaf.unit, leaf.programme, leaf.people, leaf.counts) for leaf in leaves)


def _board(
    leaves: Sequence[LeafFigure], forests: Mapping[View, Forest], count: Callable[[LeafFigure], int]
) -> Board[Cell]:
    atoms: dict[Cell, int] = {}
    trees: list[dict[Cell, list[Cell]]] = [{} for _view in forests for _hierarchy in Hierarchy]
    for leaf in leaves:
        atom = (_ATOM, f"{leaf.unit}/{leaf.programme}")
        atoms[atom] = count(leaf)
        chains = (
            [*((view.value, node) for node in wood.paths[hierarchy, leaf.unit]), _programme(view, wood, leaf)]
            for view, wood in forests.items()
            for hierarchy in Hierarchy
        )
        for tree, chain in zip(trees, chains, strict=True):
            tree[atom] = chain
    return Board(atoms, trees)


def _programme(view: View, wood: Forest, leaf: LeafFigure) -> Cell:
    return (view.value, programme_node(wood.stands[leaf.unit], leaf.programme))
