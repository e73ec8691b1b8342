"""What matching answers: a statement or a work function, its score, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from remeslo.core.base.keys import StatementKey
from remeslo.core.competence.matching.calibration import FITS
from remeslo.core.competence.standards import Statement


class Method(StrEnum):
    """What decided; the sentence catalogue has a text for each under ``match.<value>``."""

    SAME_TEXT = "same_text"
    NEAR_TEXT = "near_text"
    SHARED_WORDS = "shared_words"
    NEAR_MEANING = "near_meaning"
    SUPPORTED = "supported"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class MatchReason:
    """
    Why a text was matched.

    Parameters
    ----------
    shared
        Words in common as (word of the query, word of the statement); they may differ in form.
    words, meaning
        Likeness by words and by meaning, 0..1; ``meaning`` is ``None`` without an encoder.
    letters
        Likeness letter by letter, 0..100; only for near-exact texts.
    via, via_text
        For a work function: its statement that speaks for it.
    """

    method: Method
    shared: tuple[tuple[str, str], ...] = ()
    words: float = 0.0
    meaning: float | None = None
    letters: int | None = None
    via: StatementKey | None = None
    via_text: str = ""

    @property
    def code(self) -> str:
        """Code of the sentence: ``match.shared_words``."""
        return f"match.{self.method.value}"

    def facts(self) -> Mapping[str, object]:
        """What the sentence needs."""
        shared = ", ".join(q if q == s else f"{q} ~ {s}" for q, s in self.shared)
        found: dict[str, object] = {"shared": shared, "words": _percent(self.words), "via": self.via_text}
        if self.meaning is not None:
            found["meaning"] = _percent(self.meaning)
        if self.letters is not None:
            found["letters"] = self.letters
        return found


@dataclass(frozen=True, slots=True)
class Match:
    """
    A statement that answers a text.

    Parameters
    ----------
    score
        0..1, about how often an answer with that score was right; never grows down the list.
    also
        Other statements of the same kind with the very same text (standards repeat themselves).
    """

    statement: Statement
    score: float
    reason: MatchReason
    also: tuple[StatementKey, ...] = ()

    @property
    def fits(self) -> bool:
        """False: better keep the employer's own wording."""
        return self.score >= FITS


def _percent(value: float) -> int:
    return round(100 * value)
