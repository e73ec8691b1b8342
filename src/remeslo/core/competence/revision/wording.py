"""Old and new wording side by side, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from remeslo.core.base.text import fold, squeeze

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_|\s+")


class Mark(StrEnum):
    """Where a run of words stands."""

    SAME = "same"
    REMOVED = "removed"
    """Only in the old wording."""
    ADDED = "added"
    """Only in the new wording."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that stand in both wordings or in one; blanks between them kept."""

    mark: Mark
    text: str


def difference(old: str, new: str) -> tuple[Run, ...]:
    """
    Runs in reading order, removed before added.

    Same and removed runs joined are the old wording, same and added ones the new (white space squeezed); words that
    differ in case or ё only count as the same and stand as the new wording has them.
    """
    ours, theirs = _TOKEN.findall(squeeze(old)), _TOKEN.findall(squeeze(new))
    matcher = SequenceMatcher(None, [fold(t) or t for t in ours], [fold(t) or t for t in theirs], autojunk=False)
    runs: list[Run] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            runs.append(Run(Mark.SAME, "".join(theirs[c:d])))
            continue
        if a < b:
            runs.append(Run(Mark.REMOVED, "".join(ours[a:b])))
        if c < d:
            runs.append(Run(Mark.ADDED, "".join(theirs[c:d])))
    return tuple(runs)


def side(runs: tuple[Run, ...], other: Mark) -> tuple[Run, ...]:
    """The runs of one wording: all but those marked as only in the ``other``."""
    return tuple(r for r in runs if r.mark is not other)
