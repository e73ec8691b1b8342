"""Texts that say the same in another form: same words but for inflection, order and typing mistakes."""

from collections.abc import Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from remeslo.core.base.text import fold
from remeslo.core.competence.matching.words import Stems, Word, numbers

NEAR_EXACT = 90
"""Likeness of letters (rapidfuzz ratio with words sorted, 0..100) from which two texts count as one typed twice."""
SAME_WORD = 0.75
"""Likeness of stems (1 - edits / length) from which two words of at least five letters count as one word."""


def letters_alike(left: str, right: str) -> float:
    """Likeness of two texts letter by letter, whatever the order of their words, 0..100."""
    return fuzz.token_sort_ratio(fold(left), fold(right))


def same_statement(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """
    True when every word of each text has its partner in the other and the numbers agree.

    One word more or less is another statement: "simple parts" and "complex parts", "up to 8 MN" and "up to 50 MN".
    """
    if numbers(left) != numbers(right) or not left or not right:
        return False
    return _all_have_partners(left, right) and _all_have_partners(right, left)


def _all_have_partners(left: Sequence[Word], right: Sequence[Word]) -> bool:
    stems = {w.stem for w in right}
    return all(w.stem in stems or any(_same_word(w.stem, s) for s in stems) for w in left)


def _same_word(left: str, right: str) -> bool:
    """Same beginning and few edits; short words must be equal."""
    if min(len(left), len(right)) < 5 or left[:2] != right[:2]:
        return False
    return Levenshtein.normalized_similarity(left, right) >= SAME_WORD


def merge_same(texts: Sequence[str], stems: Stems) -> tuple[int, ...]:
    """
    For each text the index of the first text that says the same (its own index when none does).

    Only texts with a word in common are compared; the order of the texts decides who is first.
    """
    contents = [stems.content(t) for t in texts]
    leaders: list[int] = []
    by_stem: dict[str, list[int]] = {}
    for i, content in enumerate(contents):
        candidates = sorted({k for w in content for k in by_stem.get(w.stem, ())})
        leader = next((k for k in candidates if same_statement(contents[k], content)), i)
        leaders.append(leader)
        if leader == i:
            for stem in {w.stem for w in content}:
                by_stem.setdefault(stem, []).append(i)
    return tuple(leaders)
