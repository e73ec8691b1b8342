"""The matching index: free text in Russian or English to work functions and their statements, ranked with a reason."""

from collections.abc import Collection, Iterable, Sequence
from copy import copy

import numpy as np
import numpy.typing as npt

from remeslo.core.base.keys import EditionKey, StatementKey
from remeslo.core.base.text import fold
from remeslo.core.competence.matching.answer import Match, MatchReason, Method
from remeslo.core.competence.matching.calibration import SUREST, crowd_of
from remeslo.core.competence.matching.evidence import FunctionEvidence
from remeslo.core.competence.matching.near import NEAR_EXACT, letters_alike
from remeslo.core.competence.matching.remembered import Answers, question
from remeslo.core.competence.matching.rows import Likeness, Rows
from remeslo.core.competence.matching.semantic import Encoder, Memory
from remeslo.core.competence.matching.stored import Stored
from remeslo.core.competence.matching.vocabulary import FloatArray
from remeslo.core.competence.matching.words import Stems
from remeslo.core.competence.standards import Statement, StatementKind

LOOK_CLOSER = 30
"""So many of the best rows are compared letter by letter."""


class MatchIndex:
    """
    Statements of occupational standards, ready to be asked.

    Same statements, same query, same encoder: same answer, in the same order. Safe to share between threads.
    """

    def __init__(
        self, statements: Iterable[Statement], *, encoder: Encoder | None = None, stored: Stored | None = None
    ) -> None:
        self.encoder = encoder
        self._answers: Answers | None = None
        self._memory = None if encoder is None else Memory(encoder)
        self._stems = Stems()
        by_function: dict[StatementKey, list[Statement]] = {}
        for s in statements:
            by_function.setdefault(s.function, []).append(s)
        self.functions: tuple[StatementKey, ...] = tuple(by_function)
        self.statements: tuple[Statement, ...] = tuple(s for group in by_function.values() for s in group)
        row_of: dict[str, int] = {}
        texts: list[str] = []
        for s in self.statements:
            if row_of.setdefault(fold(s.text), len(texts)) == len(texts):
                texts.append(s.text)
        self._row_by_text = row_of
        self._row_of = np.asarray([row_of[fold(s.text)] for s in self.statements], dtype=np.int32)
        self._rows = Rows(texts, self._stems, self._memory, stored=stored)
        number = {f: i for i, f in enumerate(self.functions)}
        self._is_name = np.asarray([s.kind is StatementKind.FUNCTION for s in self.statements], dtype=bool)
        self._evidence = FunctionEvidence([number[s.function] for s in self.statements], self._is_name.tolist())
        self._kinds = np.asarray([list(StatementKind).index(s.kind) for s in self.statements], dtype=np.int8)

    def __len__(self) -> int:
        return len(self.statements)

    @property
    def method(self) -> str:
        """What ranks: the encoder's name, or ``words``."""
        return self.encoder.name if self.encoder is not None else "words"

    def stored(self) -> Stored:
        """What was laborious to reckon; ``MatchIndex(statements, encoder=..., stored=...)`` is this index again."""
        stems, grams, arrays = self._rows.vocabulary.stored()
        arrays |= self._rows.lexical.stored()
        if self._rows.semantic is not None:
            arrays["vectors"] = self._rows.semantic.vectors
        return Stored(stems, grams, arrays, self.method)

    def remembering(self) -> "MatchIndex":
        """The same index with a memory of its answers, for those who ask the same again and again."""
        twin = copy(self)
        twin._answers = Answers()
        return twin

    @property
    def stems(self) -> Stems:
        """Stems of words, shared with those who compare texts besides."""
        return self._stems

    def match(
        self,
        text: str,
        *,
        top: int = 10,
        kinds: Collection[StatementKind] | None = None,
        editions: Collection[EditionKey] | None = None,
        within: Collection[StatementKey] | None = None,
    ) -> tuple[Match, ...]:
        """
        The best answers to a text, best first; scores never grow down the list.

        Parameters
        ----------
        kinds
            Only statements of these kinds; ``None``: all. A work function is ranked by its name and its statements.
        editions
            Only statements of these editions; ``None``: all.
        within
            Only statements of these work functions; ``None``: all.
        """
        if self._answers is None:
            return self._match(text, top, kinds, editions, within)
        asked = question(text, top, kinds, editions, within)
        return self._answers.matches(asked, lambda: self._match(text, top, kinds, editions, within))

    def _match(
        self,
        text: str,
        top: int,
        kinds: Collection[StatementKind] | None,
        editions: Collection[EditionKey] | None,
        within: Collection[StatementKey] | None,
    ) -> tuple[Match, ...]:
        if top <= 0 or not self.statements or not self._stems.content(text):
            return ()
        mask = self._mask(kinds, editions, within)
        if not mask.any():
            return ()
        found = self._rows.likeness(text)
        letters = self._letters(text, found.raw)
        functions, support = self._evidence.join(found.raw[self._row_of])
        scores = self._scores(found, functions, letters, mask)
        answers: list[Match] = []
        for place, also in self._ranked(np.where(mask, scores, -1.0), functions, top):
            reason = self._reason(place, text, found, letters, support)
            answers.append(Match(self.statements[place], float(scores[place]), reason, also))
        return tuple(answers)

    def similarity(self, left: Sequence[str], right: Sequence[str]) -> npt.NDArray[np.float32]:
        """Scores 0..1 of texts against texts that need not be in the index, (left, right); words weigh as in it."""
        if not left or not right:
            return np.zeros((len(left), len(right)), dtype=np.float32)
        if self._answers is None:
            return self._similarity(left, right)
        return self._answers.rows(left, right, lambda new: self._similarity(new, right))

    def _similarity(self, left: Sequence[str], right: Sequence[str]) -> npt.NDArray[np.float32]:
        answer = np.zeros((len(left), len(right)), dtype=np.float32)
        rows = Rows(right, self._stems, self._memory, known=self._rows.vocabulary)
        folded = [fold(r) for r in right]
        if self._memory is not None:
            self._memory.vectors(left)  # all at once, each from memory below
        for i, text in enumerate(left):
            if self._stems.content(text):
                found = rows.pair_likeness(text)
                answer[i] = np.minimum(rows.pair_curve.score(found.raw), found.limit)
                answer[i, [k for k, r in enumerate(folded) if r == fold(text)]] = 1.0
        return answer

    def _mask(
        self,
        kinds: Collection[StatementKind] | None,
        editions: Collection[EditionKey] | None,
        within: Collection[StatementKey] | None,
    ) -> npt.NDArray[np.bool_]:
        mask = np.ones(len(self.statements), dtype=bool)
        if kinds is not None:
            wanted = [i for i, k in enumerate(StatementKind) if k in kinds]
            mask &= np.isin(self._kinds, wanted)
        if editions is not None or within is not None:
            chosen = [
                (editions is None or edition_of(f) in editions) and (within is None or f in within)
                for f in self.functions
            ]
            mask &= np.asarray(chosen, dtype=bool)[self._evidence.function_of]
        return mask

    def _letters(self, text: str, raw: FloatArray) -> dict[int, float]:
        """Rows that are the text itself (100) or nearly so, with their likeness letter by letter."""
        best = np.argsort(-raw, kind="stable")[:LOOK_CLOSER]
        found = {int(r): letters_alike(text, self._rows.texts[r]) for r in best}
        same = self._row_by_text.get(fold(text))
        near = {r: a for r, a in found.items() if a >= NEAR_EXACT and r != same and self._same_numbers(text, r)}
        return near if same is None else {**{r: min(a, 99.0) for r, a in near.items()}, same: 100.0}

    def _same_numbers(self, text: str, row: int) -> bool:
        return _digits(text) == _digits(self._rows.texts[row])

    def _scores(
        self, found: Likeness, functions: FloatArray, letters: dict[int, float], mask: npt.NDArray[np.bool_]
    ) -> FloatArray:
        """Score of each statement: of its text; for the name of a function, of all that speaks for it."""
        rows = np.minimum(self._rows.statement_curve.score(found.raw), found.limit)
        for row, alike in letters.items():
            rows[row] = SUREST + (1 - SUREST) * (alike - NEAR_EXACT) / (100 - NEAR_EXACT)
        by_text = rows[self._row_of]
        among = np.zeros(len(functions), dtype=bool)
        among[self._evidence.function_of[mask]] = True
        asked = functions[among]
        joined = self._rows.function_curve.score(functions, crowd_of(asked))
        joined = np.minimum(joined, self._evidence.highest(found.limit[self._row_of]))[self._evidence.function_of]
        exact = np.isin(self._row_of, list(letters))
        joined = np.where(exact, np.maximum(by_text, joined), joined)
        return np.asarray(np.where(self._is_name, joined, by_text), dtype=np.float32)

    def _ranked(
        self, scores: FloatArray, functions: FloatArray, top: int
    ) -> list[tuple[int, tuple[StatementKey, ...]]]:
        """Places of the best with a score above 0; of equal texts the one that its function fits best."""
        tie = functions[self._evidence.function_of]
        scored = np.flatnonzero(scores > 0)
        enough = 200 + 10 * top
        while True:
            places = _largest(scores, scored, enough)
            groups: dict[tuple[int, int], list[int]] = {}
            for place in places[np.lexsort((-tie[places], -scores[places]))]:
                groups.setdefault(self._same_answer(int(place)), []).append(int(place))
            if len(groups) >= top or len(places) == len(scored):
                break
            enough *= 4
        chosen = list(groups.values())[:top]
        return [(p[0], tuple(self.statements[other].key for other in p[1:])) for p in chosen]

    def _same_answer(self, place: int) -> tuple[int, int]:
        """Equal for statements of one kind with one text; work functions are never the same."""
        if self._is_name[place]:
            return -1, place
        return int(self._kinds[place]), int(self._row_of[place])

    def _reason(
        self,
        place: int,
        text: str,
        found: Likeness,
        letters: dict[int, float],
        support: npt.NDArray[np.int32],
    ) -> MatchReason:
        row = int(self._row_of[place])
        via: int | None = None
        if self._is_name[place] and row not in letters:
            best = int(support[self._evidence.function_of[place]])
            via = best if best != place else None
        shown = row if via is None else int(self._row_of[via])
        shared = self._rows.shared(text, self._rows.texts[shown])
        method = self._method(row, letters, via, found)
        return MatchReason(
            method=method,
            shared=shared,
            words=float(found.words[shown]),
            meaning=None if found.meaning is None else float(found.meaning[shown]),
            letters=round(letters[row]) if row in letters else None,
            via=None if via is None else self.statements[via].key,
            via_text="" if via is None else self.statements[via].text,
        )

    def _method(self, row: int, letters: dict[int, float], via: int | None, found: Likeness) -> Method:
        if row in letters:
            return Method.SAME_TEXT if letters[row] >= 100 else Method.NEAR_TEXT
        if via is not None:
            return Method.SUPPORTED
        return Method.SHARED_WORDS if found.meaning is None else Method.NEAR_MEANING


def _largest(scores: FloatArray, places: npt.NDArray[np.int64], count: int) -> npt.NDArray[np.int64]:
    """Places with the largest scores, at least ``count`` of them, ties included."""
    if len(places) <= count:
        return places
    values = scores[places]
    least = np.partition(values, len(values) - count)[len(values) - count]
    return np.asarray(places[values >= least], dtype=np.int64)


def edition_of(key: StatementKey) -> EditionKey:
    """Edition that a statement or work function stands in."""
    return EditionKey(key.partition(":")[0])


def _digits(text: str) -> list[str]:
    return sorted("".join(c if c.isdigit() else " " for c in text).split())


def build_index(statements: Iterable[Statement], *, encoder: Encoder | None = None) -> MatchIndex:
    """The index over statements; seconds for 50,000 without an encoder, about a minute with one (see benchmarks)."""
    return MatchIndex(statements, encoder=encoder)
