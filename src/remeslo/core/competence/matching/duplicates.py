"""Texts said twice, by other employers or standards: the very same, the same words, nearly the same letters."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from remeslo.core.base.text import fold
from remeslo.core.competence.matching.near import NEAR_EXACT, letters_alike, same_statement
from remeslo.core.competence.matching.words import Stems, Word, numbers

RAREST = 3
"""Texts are compared when they share one of so many of their rarest words ..."""
MOST_SHARED = 300
"""... and no more texts than these have that word: among more of them the first ones are compared."""


class Likeness(StrEnum):
    """How two texts say the same."""

    SAME_TEXT = "same_text"
    SAME_WORDS = "same_words"
    NEAR_TEXT = "near_text"


@dataclass(frozen=True, slots=True)
class Duplicate:
    """
    A text that an earlier one says as well.

    Parameters
    ----------
    index, of
        Places of the text and of the earlier one; ``of`` is itself no duplicate.
    """

    index: int
    of: int
    likeness: Likeness


def duplicates(texts: Sequence[str], stems: Stems) -> tuple[Duplicate, ...]:
    """
    Every text that says what an earlier one says, in order.

    Numbers must agree: "up to 8 MN" is no duplicate of "up to 50 MN". Nearly the same are texts of which nine tenths of
    the letters agree, whatever the order of their words.
    """
    contents = [stems.content(t) for t in texts]
    counts = Counter(stem for content in contents for stem in {w.stem for w in content})
    by_text: dict[str, int] = {}
    by_stem: dict[str, list[int]] = {}
    found: list[Duplicate] = []
    for i, content in enumerate(contents):
        leader = by_text.setdefault(fold(texts[i]), i)
        if leader != i:
            found.append(Duplicate(i, leader, Likeness.SAME_TEXT))
            continue
        rarest = sorted({w.stem for w in content}, key=lambda s: (counts[s], s))[:RAREST]
        earlier = sorted({k for s in rarest for k in by_stem.get(s, ())[:MOST_SHARED]})
        same = _first_alike(texts, contents, i, earlier)
        if same is not None:
            found.append(same)
            by_text[fold(texts[i])] = same.of
            continue
        for stem in rarest:
            by_stem.setdefault(stem, []).append(i)
    return tuple(found)


def _first_alike(
    texts: Sequence[str], contents: Sequence[Sequence[Word]], i: int, earlier: Sequence[int]
) -> Duplicate | None:
    own = numbers(contents[i])
    for k in earlier:
        if same_statement(contents[k], contents[i]):
            return Duplicate(i, k, Likeness.SAME_WORDS)
    for k in earlier:
        if numbers(contents[k]) == own and letters_alike(texts[k], texts[i]) >= NEAR_EXACT:
            return Duplicate(i, k, Likeness.NEAR_TEXT)
    return None
