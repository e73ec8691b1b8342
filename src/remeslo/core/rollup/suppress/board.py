"""A board as the audit sees it: sets of people, which of them are the same, and which add up to which."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from remeslo.core.base.findings import ProblemError

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Board(Generic[K]):
    """
    Cells that are shown together, of one indicator: those who see one may see all.

    Parameters
    ----------
    people
        By atom (a smallest cell) how many people it is over, >= 0. Atoms share nobody.
    trees
        Each gives for every atom the cells that it lies in, the widest first, the atom itself left out. A cell that
        several trees name holds the same atoms in each.

    Raises
    ------
    ProblemError
        When a tree leaves an atom out, a count is negative, or a cell holds other atoms in another tree.
    """

    people: Mapping[K, int]
    trees: Sequence[Mapping[K, Sequence[K]]]

    def __post_init__(self) -> None:
        if min(self.people.values(), default=0) < 0:
            raise ProblemError("board: a cell over fewer than no people.")
        for number, tree in enumerate(self.trees):
            if tree.keys() != self.people.keys():
                raise ProblemError(f"board: tree {number} does not hold the same atoms as the board.")

    @cached_property
    def sums(self) -> "Sums[K]":
        """Cells by whom they are over, with their equations."""
        return Sums.of(self)


class Equation(NamedTuple):
    """A group is the sum of its parts, which share nobody."""

    whole: int
    parts: tuple[int, ...]

    @property
    def members(self) -> tuple[int, ...]:
        """All groups in it."""
        return (self.whole, *self.parts)


@dataclass(frozen=True)
class Sums(Generic[K]):
    """
    Groups of cells over the same people, numbered; cells over nobody have no group.

    Parameters
    ----------
    cells
        By group its cells: they are shown or hidden together.
    people
        By group.
    atoms
        Groups that hold one atom only.
    equations_of
        By group the numbers of the equations it stands in.
    """

    cells: tuple[tuple[K, ...], ...]
    people: tuple[int, ...]
    atoms: frozenset[int]
    equations: tuple[Equation, ...]
    equations_of: tuple[tuple[int, ...], ...]
    group_of: Mapping[K, int]

    @classmethod
    def of(cls, board: Board[K]) -> "Sums[K]":
        """The groups of a board."""
        bits = {atom: 1 << n for n, atom in enumerate(a for a, count in board.people.items() if count)}
        holds = dict(bits)
        for tree in board.trees:
            for cell, atoms in _held(tree, bits).items():
                if holds.setdefault(cell, atoms) != atoms:
                    raise ProblemError(f"board: {cell} holds other atoms in another tree.")
        groups: dict[int, int] = {}
        members: list[list[K]] = []
        for cell, atoms in holds.items():
            if atoms:
                number = groups.setdefault(atoms, len(groups))
                if number == len(members):
                    members.append([])
                members[number].append(cell)
        group_of = {cell: number for number, cells in enumerate(members) for cell in cells}
        people = [0] * len(members)
        counts = [board.people[atom] for atom in bits]
        for atoms, number in groups.items():
            people[number] = _total(atoms, counts)
        equations = _equations(board, bits, group_of, people)
        by_group: list[list[int]] = [[] for _ in members]
        for number, equation in enumerate(equations):
            for member in equation.members:
                by_group[member].append(number)
        return cls(
            cells=tuple(tuple(cells) for cells in members),
            people=tuple(people),
            atoms=frozenset(groups[b] for b in bits.values()),
            equations=equations,
            equations_of=tuple(tuple(e) for e in by_group),
            group_of=group_of,
        )


def _held(tree: Mapping[K, Sequence[K]], bits: Mapping[K, int]) -> Mapping[K, int]:
    holds: dict[K, int] = {}
    for atom, chain in tree.items():
        bit = bits.get(atom, 0)
        for cell in chain:
            holds[cell] = holds.get(cell, 0) | bit
    return holds


def _equations(
    board: Board[K], bits: Collection[K], group_of: Mapping[K, int], people: Sequence[int]
) -> tuple[Equation, ...]:
    """One for each group and tree that it has parts in, the smallest part first; equal ones once."""
    found: dict[Equation, None] = {}
    for tree in board.trees:
        parts: dict[int, set[int]] = {}
        for atom in bits:
            way = [group_of[c] for c in (*tree[atom], atom)]
            for whole, part in pairwise(way):
                if whole != part:
                    parts.setdefault(whole, set()).add(part)
        for whole, some in parts.items():
            found.setdefault(Equation(whole, tuple(sorted(some, key=lambda g: (people[g], g)))))
    return tuple(found)


def _total(atoms: int, counts: Sequence[int]) -> int:
    total = 0
    while atoms:
        low = atoms & -atoms
        total += counts[low.bit_length() - 1]
        atoms ^= low
    return total
