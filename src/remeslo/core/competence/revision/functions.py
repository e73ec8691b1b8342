"""Which work function of the new edition each one of the old edition became: by name, by what it holds, by code."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from remeslo.core.base.keys import StatementKey
from remeslo.core.competence.revision.aligned import Aligned, code_of
from remeslo.core.competence.revision.likeness import SAME, IntMatrix, Weights, compare
from remeslo.core.competence.revision.pairs import FIRST_OF_ALL, best_pairs
from remeslo.core.competence.standards import Statement

PAIRED = 45
"""Work functions less alike than this are not the same one."""
SAME_CODE = 5
"""What a code that stayed adds to the weight of a pair (ten times the score), never to its score."""


@dataclass(frozen=True, slots=True)
class Function:
    """A work function (an item that orders others in a framework) with its statements."""

    key: StatementKey
    name: Statement
    body: tuple[Statement, ...]

    @property
    def text(self) -> str:
        """Everything it holds as one text."""
        return "\n".join(s.text for s in self.body)


@dataclass(frozen=True)
class PairedFunctions:
    """
    Work functions of two editions.

    Parameters
    ----------
    bodies
        Likeness of what they hold, (old, new), 0..100.
    """

    old: tuple[Function, ...]
    new: tuple[Function, ...]
    aligned: Aligned
    bodies: IntMatrix

    @cached_property
    def partner(self) -> dict[StatementKey, StatementKey]:
        """Key of the new function for that of an old one; those without a partner are absent."""
        return {self.old[i].key: self.new[j].key for i, j in self.aligned.partner.items()}

    @cached_property
    def names(self) -> frozenset[StatementKey]:
        """Keys of the statements that name a function."""
        return frozenset(f.name.key for f in (*self.old, *self.new))


def functions(statements: Sequence[Statement]) -> tuple[Function, ...]:
    """Work functions with what they hold, in order; the first statement of a group that has no name stands for it."""
    groups: dict[StatementKey, list[Statement]] = {}
    for s in statements:
        groups.setdefault(s.function, []).append(s)
    found = []
    for key, group in groups.items():
        name = next((s for s in group if s.key == key), group[0])
        found.append(Function(key, name, tuple(s for s in group if s is not name)))
    return tuple(found)


def pair_functions(old: Sequence[Function], new: Sequence[Function], weights: Weights) -> PairedFunctions:
    """
    The best pairing as a whole.

    Score: half the likeness of the names, half that of what the functions hold (of the names alone where one holds
    nothing). Pairs that are the very same come first, then the largest sum; a code that stayed decides between equals.
    Candidates are offered by the nearer of name and contents.
    """
    names = compare([f.name.text for f in old], [f.name.text for f in new], weights)
    bodies = compare([f.text for f in old], [f.text for f in new], weights).scores
    empty = np.asarray([not f.body for f in old], dtype=bool)[:, None] | np.asarray(
        [not f.body for f in new], dtype=bool
    )
    scores = np.where(empty, names.scores, (names.scores + bodies) // 2)
    value = np.where(scores >= PAIRED, 10 * scores, 0)
    code = {code_of(f.key): j for j, f in enumerate(new)}
    for i, f in enumerate(old):
        j = code.get(code_of(f.key))
        if j is not None and value[i, j] > 0:
            value[i, j] += SAME_CODE
    value = np.where(scores == SAME, value + FIRST_OF_ALL, value)
    aligned = Aligned(
        left=[f.name for f in old],
        right=[f.name for f in new],
        compared=names,
        scores=scores,
        least=np.full_like(scores, PAIRED),
        in_place=np.zeros_like(scores),
        partner=dict(best_pairs(value)),
        possible=np.maximum(names.scores, np.where(empty, 0, bodies)),
    )
    return PairedFunctions(tuple(old), tuple(new), aligned, bodies)
