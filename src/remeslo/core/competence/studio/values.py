"""What may be ruled at each kind of place. Every ruling may bear a note: the group's reason."""

from dataclasses import dataclass
from enum import StrEnum

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import CompetenceKey, StatementKey
from remeslo.core.competence.model import GapClass
from remeslo.core.competence.studio.place import MOST_KEY

MOST_TEXT = 1000
"""Characters of a wording, a title or a note at most."""
MOST_HOURS = 20_000
"""Hours that a person may write for one element; the norms and the standard's total narrow it."""
ARROW = "=>"
"""Stands between line and title where a ruling is written in one line of text; so it may be in neither."""
MOST_FUNCTIONS = 50
"""Work functions that one ruling may name."""


class Decision(StrEnum):
    """What the group made of a request."""

    ACCEPTED = "accepted"
    """It means the work functions named."""
    OWN = "own"
    """No standard says it: the employer's own wording is kept."""
    DROPPED = "dropped"
    """It is not taken into the programme; the note says why."""


class Payer(StrEnum):
    """Who pays for what a line asks for."""

    CORE = "core"
    """The mandatory part: no variative hours are given for it."""
    VARIABLE = "variable"
    """The variative part of the programme."""
    EMPLOYER = "employer"
    """The employers that ask for it, as a course of their own outside the programme's hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRuling:
    """
    What a request means.

    Parameters
    ----------
    functions
        Work functions accepted, with their edition; at least one for `Decision.ACCEPTED`, none otherwise.
    """

    decision: Decision
    functions: tuple[StatementKey, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        if (self.decision is Decision.ACCEPTED) != bool(self.functions):
            raise ProblemError(f"decision {self.decision}: accepted names work functions, the others none.")
        _functions(self.functions)
        _note(self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedRuling:
    """Work functions that a request does not mean; matching then passes them over."""

    rejected: tuple[StatementKey, ...]
    note: str = ""

    def __post_init__(self) -> None:
        if not self.rejected:
            raise ProblemError("rejected: name at least one work function.")
        _functions(self.rejected)
        _note(self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRuling:
    """
    The line in which a request stands; requests with the same line are one line.

    Parameters
    ----------
    line
        The key of a line: a work function's statement key, ``own:CARD/N``, or a name of the group's, ``line:NAME``.
    """

    line: str
    note: str = ""

    def __post_init__(self) -> None:
        _line(self.line)
        if not self.line.startswith(("own:", "line:")) and "@" not in self.line:
            raise ProblemError(f"line {self.line[:80]!r}: a work function's key, own:CARD/N or line:NAME.")
        _note(self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingRuling:
    """The text of a line in the group's words."""

    text: str
    note: str = ""

    def __post_init__(self) -> None:
        _text("wording", self.text)
        _note(self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRuling:
    """
    How the programme answers a line.

    Parameters
    ----------
    competence
        Competence of the state standard that answers a covered or deepened line; ``None``: the nearest one. ``None``
        for new and rejected lines.
    """

    answer: GapClass
    competence: CompetenceKey | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.competence is not None and self.answer in (GapClass.NEW, GapClass.REJECTED):
            raise ProblemError(f"answer {self.answer}: no competence of the state standard goes with it.")
        if self.competence is not None:
            _text("competence", self.competence)
        _note(self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class PayerRuling:
    """Who pays for a line."""

    payer: Payer
    note: str = ""

    def __post_init__(self) -> None:
        _note(self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProficiencyRuling:
    """How well graduates must master a line: 1 under guidance, 2 alone, 3 able to teach others."""

    proficiency: int
    note: str = ""

    def __post_init__(self) -> None:
        if self.proficiency not in (1, 2, 3):
            raise ProblemError(f"proficiency must be 1, 2 or 3, got {self.proficiency}.")
        _note(self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursRuling:
    """Academic hours of an element, 1..`MOST_HOURS`; what norms do not allow is taken to the nearest lawful value."""

    hours: int
    note: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.hours <= MOST_HOURS:
            raise ProblemError(f"hours must be 1..{MOST_HOURS}, got {self.hours}.")
        _note(self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleRuling:
    """
    Title of a competence of the employers' block in the group's words.

    Parameters
    ----------
    line
        Key of the line that the competence answered when it was named: codes move when lines come and go, and a title
        is not given to another competence. ``""``: whatever has the code.
    """

    title: str
    line: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        _text("title", self.title)
        if ARROW in self.title:
            raise ProblemError(f"title: no {ARROW} in it, got {self.title[:80]!r}.")
        if self.line:
            _line(self.line)
        _note(self.note)


Value = (
    RequestRuling
    | RejectedRuling
    | LineRuling
    | WordingRuling
    | AnswerRuling
    | PayerRuling
    | ProficiencyRuling
    | HoursRuling
    | TitleRuling
)


def _text(name: str, text: str) -> None:
    if not text.strip() or text != text.strip() or len(text) > MOST_TEXT or not text.isprintable():
        raise ProblemError(
            f"{name}: 1..{MOST_TEXT} printable characters without blanks at the ends, got {text[:80]!r}."
        )


def _line(key: str) -> None:
    """A line's key; files write an arrow behind it, so it has none."""
    _text("line", key)
    if ARROW in key:
        raise ProblemError(f"line {key[:80]!r}: no {ARROW} in a line's key.")


def _note(note: str) -> None:
    if len(note) > MOST_TEXT or note != note.strip() or not note.replace("\n", "").isprintable():
        raise ProblemError(f"note: at most {MOST_TEXT} printable characters, got {note[:80]!r}.")


def _functions(keys: tuple[StatementKey, ...]) -> None:
    if len(keys) > MOST_FUNCTIONS or len(set(keys)) != len(keys):
        raise ProblemError(f"work functions: at most {MOST_FUNCTIONS}, each once, got {len(keys)}.")
    for key in keys:
        is_key = "@" in key and ":" in key and not set("#;") & set(key) and key == key.strip() and key.isprintable()
        if not is_key or len(key) > MOST_KEY:
            raise ProblemError(f"work function {key[:80]!r}: expected EDITION:CODE, as 40.002@701н-2013-12-02:A/01.2.")
