"""Exact linear algebra with fractions, shared with nothing in the program: what a set of shown sums tells."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations


class RowSpace:
    """All sums that can be put together from given sums over atoms."""

    def __init__(self, sums: Iterable[frozenset[str]], atoms: Sequence[str]) -> None:
        self.atoms = list(atoms)
        self.rows: list[list[Fraction]] = []
        for one in sums:
            self._add([Fraction(a in one) for a in self.atoms])

    def has(self, one: Collection[str]) -> bool:
        """True when the sum over these atoms can be computed."""
        return not any(self._left([Fraction(a in one) for a in self.atoms]))

    def _left(self, row: list[Fraction]) -> list[Fraction]:
        for held in self.rows:
            lead = next(n for n, x in enumerate(held) if x)
            if row[lead]:
                factor = row[lead] / held[lead]
                row = [x - factor * y for x, y in zip(row, held, strict=True)]
        return row

    def _add(self, row: list[Fraction]) -> None:
        row = self._left(row)
        if any(row):
            self.rows.append(row)


def sets_of(people: Mapping[str, int], trees: Sequence[Mapping[str, Sequence[str]]]) -> dict[str, frozenset[str]]:
    """The atoms of each cell, atoms over nobody left out."""
    found: dict[str, set[str]] = {atom: {atom} if count else set() for atom, count in people.items()}
    for tree in trees:
        for atom, chain in tree.items():
            for cell in chain:
                found.setdefault(cell, set()).update({atom} if people[atom] else set())
    return {cell: frozenset(atoms) for cell, atoms in found.items()}


def leaks(
    people: Mapping[str, int], sets: Mapping[str, frozenset[str]], hidden: Collection[str], least: int
) -> list[frozenset[str]]:
    """Hidden cells, and sets over 1 to least - 1 people of atoms not shown, that can be computed from what is shown."""
    told = RowSpace((s for cell, s in sets.items() if cell not in hidden), [a for a, count in people.items() if count])
    found = [sets[cell] for cell in hidden if told.has(sets[cell])]
    small = [a for a, count in people.items() if 0 < count < least]
    for size in range(1, least):
        for some in combinations(small, size):
            if sum(people[a] for a in some) < least and told.has(some):
                found.append(frozenset(some))
    return found


def another_world(
    people: Mapping[str, int], sets: Mapping[str, frozenset[str]], hidden: Collection[str], cell: str
) -> dict[str, Fraction] | None:
    """
    Other numbers of people, none below 0, that show the same and give a hidden cell another value, if there are any.

    Found without any solver: a direction that no shown sum feels, gone along for as far as nothing falls below 0.
    """
    atoms = [a for a, count in people.items() if count]
    shown = RowSpace((s for c, s in sets.items() if c not in hidden), atoms)
    leads = {next(n for n, x in enumerate(row) if x): row for row in shown.rows}
    for free in (n for n in range(len(atoms)) if n not in leads):
        way = [Fraction(0)] * len(atoms)
        way[free] = Fraction(1)
        for lead in sorted(leads, reverse=True):
            row = leads[lead]
            rest = sum((x * way[n] for n, x in enumerate(row) if n != lead), Fraction(0))
            way[lead] = -rest / row[lead]
        if sum(way[atoms.index(a)] for a in sets[cell]):
            step = min(people[a] / abs(w) for a, w in zip(atoms, way, strict=True) if w)
            return {a: people[a] + step * w for a, w in zip(atoms, way, strict=True)}
    return None
