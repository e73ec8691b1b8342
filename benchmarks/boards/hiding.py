"""Suppression over boards as large as a country: seconds, cells hidden; on small boards, how near to the fewest."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from fractions import Fraction
from itertools import combinations
from random import Random

from remeslo.core.rollup.suppress import Board, protect

MEANS = (40, 20, 8, 4)
SMALL_BOARDS = 120
MOST_OTHERS = 13
LEAST = 5


def page() -> str:
    """The part of the results page."""
    lines = [
        "## Suppression\n",
        "One indicator of one year over an invented country of 700 colleges in 70 clusters, 8 industries, 3 rounds and",
        "43 regions, by the mean number of people of a programme (normal, deviation 0.7 of the mean). *few*: cells",
        "over 1 to 4 people; *with them*: cells hidden so that nothing can be computed.\n",
        "| mean | atoms | few | with them | seconds |",
        "|---|---|---|---|---|",
    ]
    for mean in MEANS:
        board = country(Random(1), mean)
        began = time.perf_counter()
        found = protect(board, least=LEAST)
        took = time.perf_counter() - began
        extra = len(found.hidden) - len(found.small)
        lines.append(f"| {mean} | {len(board.people):,} | {len(found.small)} | {extra} | {took:.2f} |")
    boards, hidden, fewest, worse = against_all()
    lines += [
        "",
        f"On {boards} small boards (2 clusters, 3 colleges, 4 trees) every choice of cells was tried: {hidden} cells",
        f"were hidden for others' sake where {fewest} is the fewest possible; on {worse} of the boards fewer would do.",
    ]
    return "\n".join(lines) + "\n"


def country(dice: Random, mean: int, colleges: int = 700, clusters: int = 70) -> Board[str]:
    """Colleges with 2 to 7 programmes; one college in twenty is in two clusters."""
    people: dict[str, int] = {}
    trees: list[dict[str, list[str]]] = [{} for _ in range(4)]
    for n in range(colleges):
        cluster = n % clusters
        house = n - clusters if n >= clusters and dice.random() < 0.05 else n
        for p in range(dice.randint(2, 7)):
            atom = f"u{n}/{p}"
            people[atom] = max(0, int(dice.gauss(mean, 0.7 * mean)))
            trees[0][atom] = ["all", f"c{cluster}", f"u{n}"]
            trees[1][atom] = ["all", f"i{cluster % 8}", f"c{cluster}", f"u{n}"]
            trees[2][atom] = ["all", f"r{cluster % 3}", f"c{cluster}", f"u{n}"]
            trees[3][atom] = ["all", f"g{house % clusters % 43}", f"h{house}", f"u{n}"]
    return Board(people, trees)


def against_all() -> tuple[int, int, int, int]:
    """Boards tried, cells hidden beyond those over few people, the fewest possible, boards with more than that."""
    boards = hidden = fewest = worse = seed = 0
    while boards < SMALL_BOARDS:
        seed += 1
        board = small(Random(seed))
        sets = _sets(board)
        found = protect(board, least=LEAST)
        others = sorted(c for c, atoms in sets.items() if atoms and c not in found.small)
        if not found.small or len(others) > MOST_OTHERS:
            continue
        extra = len(found.hidden - found.small)
        least = next(
            n
            for n in range(extra + 1)
            if n == extra or any(_is_safe(board, sets, found.small | {*some}) for some in combinations(others, n))
        )
        boards, hidden, fewest, worse = boards + 1, hidden + extra, fewest + least, worse + (extra > least)
    return boards, hidden, fewest, worse


def small(dice: Random) -> Board[str]:
    """Three colleges."""
    people: dict[str, int] = {}
    trees: list[dict[str, list[str]]] = [{} for _ in range(4)]
    region = {h: f"g{dice.randrange(2)}" for h in range(3)}
    for n in range(3):
        cluster, house = dice.randrange(2), dice.randrange(3)
        for p in range(dice.randint(1, 3)):
            atom = f"u{n}/{p}"
            people[atom] = dice.choice((0, 1, 2, 3, 4, 5, 7, 9, 12))
            trees[0][atom] = ["all", f"c{cluster}", f"u{n}"]
            trees[1][atom] = ["all", f"i{cluster}", f"c{cluster}", f"u{n}"]
            trees[2][atom] = ["all", "r0", f"c{cluster}", f"u{n}"]
            trees[3][atom] = ["all", region[house], f"h{house}", f"u{n}"]
    return Board(people, trees)


def _sets(board: Board[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {atom: {atom} if count else set() for atom, count in board.people.items()}
    for tree in board.trees:
        for atom, chain in tree.items():
            for cell in chain:
                found.setdefault(cell, set()).update({atom} if board.people[atom] else set())
    return {cell: frozenset(atoms) for cell, atoms in found.items()}


def _is_safe(board: Board[str], sets: Mapping[str, frozenset[str]], hidden: Collection[str]) -> bool:
    """No small set of atoms follows from what is shown, by elimination with fractions."""
    atoms = [a for a, count in board.people.items() if count]
    rows: list[list[Fraction]] = []
    for cell, some in sets.items():
        if cell not in hidden and any(row := _left([Fraction(a in some) for a in atoms], rows)):
            rows.append(row)
    few = [a for a in atoms if board.people[a] < LEAST]
    return not any(
        sum(board.people[a] for a in some) < LEAST and not any(_left([Fraction(a in some) for a in atoms], rows))
        for size in range(1, LEAST)
        for some in combinations(few, size)
    )


def _left(row: list[Fraction], rows: list[list[Fraction]]) -> list[Fraction]:
    for held in rows:
        lead = next(n for n, x in enumerate(held) if x)
        if row[lead]:
            factor = row[lead] / held[lead]
            row = [x - factor * y for x, y in zip(row, held, strict=True)]
    return row
