"""The difference of two editions of a standard or framework, statement by statement, each pairing with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from remeslo.core.base.keys import StatementKey
from remeslo.core.competence.framework import Framework
from remeslo.core.competence.framework_statements import statements
from remeslo.core.competence.matching.words import Stems
from remeslo.core.competence.revision.aligned import Aligned
from remeslo.core.competence.revision.functions import Function, PairedFunctions, functions, pair_functions
from remeslo.core.competence.revision.likeness import SAME, IntMatrix, Weights, compare
from remeslo.core.competence.revision.pairs import FIRST_OF_ALL, best_pairs
from remeslo.core.competence.revision.values import Change, EditionDiff, StatementChange
from remeslo.core.competence.standards import OccupationalStandard, Statement

REWORDED_IN_PLACE = 50
"""In the work function that the old one became, statements less alike than this are not the same one in other words."""
REWORDED_ELSEWHERE = 65
"""The same in any other work function."""
OTHER_KIND = 90
"""The same where a skill has become knowledge, or the like."""
IN_PLACE = 10
"""What standing in the work function that the old one became adds to the weight of a pair, never to its score."""
SAME_KIND = 10
"""What being of the same kind adds."""


def diff(old: OccupationalStandard | Framework, new: OccupationalStandard | Framework) -> EditionDiff:
    """
    What became of every statement of ``old`` in ``new``; the same editions give the same answer.

    Work functions are paired first (`pair_functions`), then all other statements over the whole edition, those that
    stayed in their function and kind preferred; each pairing is the best one as a whole, one to one. What is left over
    is then looked for in what is paired: an old text that a new one has taken in was merged, a new one that an old
    text held was split off.
    """
    changes = compared(tuple(statements(old)), tuple(statements(new)))
    return EditionDiff(old.edition, new.edition, old.title, new.title, changes)


def compared(ours: Sequence[Statement], theirs: Sequence[Statement]) -> tuple[StatementChange, ...]:
    """What became of each of the statements, in their order; then those that were added, in theirs."""
    weights = Weights([s.text for s in (*ours, *theirs)], Stems())
    paired = pair_functions(functions(ours), functions(theirs), weights)
    below = _aligned(
        [s for s in ours if s.key not in paired.names],
        [s for s in theirs if s.key not in paired.names],
        weights,
        paired,
    )
    changes = [*below.changes(), *paired.aligned.changes()]
    found = {c.old.key: c for c in changes if c.old is not None}
    added = {c.new[0].key: c for c in changes if c.old is None}
    found |= {f.name.key: _with_body(f, i, paired, found) for i, f in enumerate(paired.old)}
    return (*(found[s.key] for s in ours), *(added[s.key] for s in theirs if s.key in added))


def _aligned(
    left: Sequence[Statement], right: Sequence[Statement], weights: Weights, paired: PairedFunctions
) -> Aligned:
    """Everything but the names of work functions, paired; equal weights go to the pair with the same number."""
    compared = compare([s.text for s in left], [s.text for s in right], weights)
    shape = compared.scores.shape
    place = _matrix([paired.partner.get(s.function, "") for s in left], [s.function for s in right], shape)
    kind = _matrix([s.kind for s in left], [s.kind for s in right], shape)
    number = _matrix([s.key.partition("#")[2] for s in left], [s.key.partition("#")[2] for s in right], shape)
    least = np.where(kind == 0, OTHER_KIND, np.where(place == 1, REWORDED_IN_PLACE, REWORDED_ELSEWHERE))
    value = 10 * (compared.scores + IN_PLACE * place + SAME_KIND * kind) + number
    value = np.where(compared.scores >= least, value, 0)
    value = np.where(compared.scores == SAME, value + FIRST_OF_ALL, value)
    return Aligned(
        left=left,
        right=right,
        compared=compared,
        scores=compared.scores,
        least=least,
        in_place=place,
        partner=dict(best_pairs(value)),
        possible=np.where(kind == 1, compared.scores, 0),
    )


def _matrix(left: Sequence[str], right: Sequence[str], shape: tuple[int, ...]) -> IntMatrix:
    """1 where both say the same, (old, new)."""
    ids = {text: i for i, text in enumerate(dict.fromkeys((*left, *right)))}
    ours = np.asarray([ids[t] for t in left], dtype=np.int64)
    theirs = np.asarray([ids[t] for t in right], dtype=np.int64)
    same: IntMatrix = (ours[:, None] == theirs[None, :]).astype(np.int64)
    return same.reshape(shape)


def _with_body(
    function: Function, i: int, paired: PairedFunctions, found: Mapping[StatementKey, StatementChange]
) -> StatementChange:
    """A work function is kept only when all it holds is, and nothing was added; says how much of it stayed."""
    change = found[function.name.key]
    kept = sum(found[s.key].change in (Change.KEPT, Change.MOVED) for s in function.body)
    facts = {**change.facts, "kept": kept, "held": len(function.body)}
    what = change.change
    if change.new:
        j = next(j for j, f in enumerate(paired.new) if f.name is change.new[0])
        facts |= {"name": int(paired.aligned.compared.scores[i, j]), "body": int(paired.bodies[i, j])}
        stayed = sum(_stayed(found[s.key], paired.new[j].key) for s in function.body)
        if what is Change.KEPT and not stayed == len(function.body) == len(paired.new[j].body):
            what = Change.CONTENT
    return replace(change, change=what, facts=facts)


def _stayed(change: StatementChange, function: StatementKey) -> bool:
    return change.change is Change.KEPT and change.new[0].function == function
