"""A memory of answers, for those who ask an index the same again and again: a design made anew at each change."""

from collections.abc import Callable, Collection, Hashable, Sequence

import numpy as np

from remeslo.core.competence.matching.answer import Match
from remeslo.core.competence.matching.vocabulary import FloatArray

MOST_QUESTIONS = 20_000
MOST_ROWS = 60_000

Question = tuple[Hashable, ...]


class Answers:
    """
    Answers of one index; each kind of memory begins anew when it is full.

    Threads may share it: what two of them reckon at once is the same.
    """

    def __init__(self) -> None:
        self._matches: dict[Question, tuple[Match, ...]] = {}
        self._rows: dict[tuple[str, ...], dict[str, FloatArray]] = {}
        self._num_rows = 0

    def matches(self, question: Question, ask: Callable[[], tuple[Match, ...]]) -> tuple[Match, ...]:
        """The answer to a question, asked once."""
        known = self._matches.get(question)
        if known is None:
            if len(self._matches) >= MOST_QUESTIONS:
                self._matches = {}
            known = self._matches[question] = ask()
        return known

    def rows(self, left: Sequence[str], right: Sequence[str], ask: Callable[[Sequence[str]], FloatArray]) -> FloatArray:
        """Scores of texts against others, (left, right); each text on the left is reckoned once for the same right."""
        if self._num_rows >= MOST_ROWS:
            self._rows, self._num_rows = {}, 0
        known = self._rows.setdefault(tuple(right), {})
        new = [t for t in dict.fromkeys(left) if t not in known]
        if new:
            known.update(zip(new, ask(new), strict=True))
            self._num_rows += len(new)
        return np.stack([known[t] for t in left])


def question(text: str, top: int, *chosen: Collection[Hashable] | None) -> Question:
    """What is asked, whatever the order of the choices."""
    return (text, top, *(None if c is None else frozenset(c) for c in chosen))
