"""What became of each of a row of statements, once they are paired: replaced, moved, split, merged, gone."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from remeslo.core.base.keys import StatementKey
from remeslo.core.competence.revision.likeness import SAME, Compared, IntMatrix
from remeslo.core.competence.revision.values import Candidate, Change, StatementChange
from remeslo.core.competence.standards import Statement

INSIDE = 0.8
"""Share of a text's words (by weight) that another one in its place must have to have taken it in."""
MANY_WORDS = 3
"""So many words at least must be shared then."""
POSSIBLE = 20
"""Statements less alike than this are not offered as candidates."""
MOST_CANDIDATES = 3

_LEVEL = re.compile(r"/\d+\.(\d)$")


@dataclass(frozen=True, slots=True)
class Aligned:
    """
    Statements of two editions, paired.

    Parameters
    ----------
    compared
        Likeness of the texts.
    scores
        Likeness by which pairs were made and candidates are ordered, (old, new), 0..100.
    least
        From which score a pair counts as the same statement in other words, (old, new).
    in_place
        1 where the new statement stands in the work function that the old one's became, (old, new).
    partner
        Index of the new statement for the index of an old one; those without a partner are absent.
    possible
        Likeness by which candidates are offered, (old, new), 0..100.
    """

    left: Sequence[Statement]
    right: Sequence[Statement]
    compared: Compared
    scores: IntMatrix
    least: IntMatrix
    in_place: IntMatrix
    partner: dict[int, int]
    possible: IntMatrix

    def changes(self) -> Iterable[StatementChange]:
        """Every old statement in order, then the new ones that stand for none."""
        parts = self._parts()
        for i, statement in enumerate(self.left):
            j = self.partner.get(i)
            if j is not None:
                yield self._replaced(i, statement, j, parts.get(i, []))
                continue
            j = self._taken_in(i)
            if j is not None:
                yield self._change(i, (j,), Change.MERGED)
            else:
                yield StatementChange(old=statement, new=(), change=Change.REMOVED, candidates=self._candidates(i, ()))
        met = {*self.partner.values(), *(j for found in parts.values() for j in found)}
        for j, statement in enumerate(self.right):
            if j not in met:
                yield StatementChange(old=None, new=(statement,), change=Change.ADDED)

    def _parts(self) -> dict[int, list[int]]:
        """New statements without a partner that an old one, itself reworded, held: by the old one, nearest first."""
        found: dict[int, list[int]] = {}
        taken = set(self.partner.values())
        for j in (j for j in range(len(self.right)) if j not in taken):
            holders = [
                (int(self.scores[i, j]), -i)
                for i, k in self.partner.items()
                if self.compared.scores[i, k] < SAME and self._holds(float(self.compared.inside_old[i, j]), i, j)
            ]
            if holders:
                found.setdefault(-max(holders)[1], []).append(j)
        return {i: sorted(js, key=lambda j: (-self.scores[i, j], j)) for i, js in found.items()}

    def _taken_in(self, i: int) -> int | None:
        """The new statement that says what an old one without a partner said."""
        near = [
            (int(self.scores[i, j]), -j)
            for j in range(len(self.right))
            if self.compared.scores[i, j] == SAME or self._holds(float(self.compared.inside_new[i, j]), i, j)
        ]
        return -max(near)[1] if near else None

    def _holds(self, share: float, i: int, j: int) -> bool:
        """True when two texts say the same as a whole, or the longer one stands in place and has the shorter in it."""
        if not self.compared.same_numbers(i, j):
            return False
        inside = bool(self.in_place[i, j]) and share >= INSIDE and self.compared.num_shared(i, j) >= MANY_WORDS
        return inside or bool(self.scores[i, j] >= self.least[i, j])

    def _replaced(self, i: int, statement: Statement, j: int, parts: Sequence[int]) -> StatementChange:
        if parts:
            return self._change(i, (j, *parts), Change.SPLIT)
        if self.compared.scores[i, j] < SAME:
            return self._change(i, (j,), Change.REWORDED)
        other = self.right[j]
        stayed = code_of(statement.function) == code_of(other.function) and statement.kind is other.kind
        return self._change(i, (j,), Change.KEPT if stayed else Change.MOVED)

    def _change(self, i: int, new: tuple[int, ...], change: Change) -> StatementChange:
        old, first = self.left[i], self.right[new[0]]
        facts: dict[str, object] = {"shared": ", ".join(self.compared.shared(i, new[0]))}
        ours, theirs = code_of(old.function), code_of(first.function)
        if ours != theirs:
            facts |= {"from": ours, "to": theirs, **_levels(ours, theirs)}
        if old.kind is not first.kind:
            facts |= {"old_kind": old.kind.value, "new_kind": first.kind.value}
        return StatementChange(
            old=old,
            new=tuple(self.right[j] for j in new),
            change=change,
            score=int(self.scores[i, new[0]]),
            method=self.compared.method(i, new[0]),
            facts=facts,
            candidates=() if change is Change.KEPT else self._candidates(i, new),
        )

    def _candidates(self, i: int, taken: Sequence[int]) -> tuple[Candidate, ...]:
        row = self.possible[i]
        order = sorted((j for j in range(len(self.right)) if j not in taken), key=lambda j: (-row[j], j))
        return tuple(Candidate(self.right[j], int(row[j])) for j in order[:MOST_CANDIDATES] if row[j] >= POSSIBLE)


def code_of(function: StatementKey) -> str:
    """What stands after the edition: ``A/01.2``."""
    return function.partition(":")[2]


def _levels(ours: str, theirs: str) -> dict[str, object]:
    """Levels of qualification that two codes name, where they differ."""
    old, new = _LEVEL.search(ours), _LEVEL.search(theirs)
    if old is None or new is None or old[1] == new[1]:
        return {}
    return {"old_level": int(old[1]), "new_level": int(new[1])}
