"""Two versions side by side, line by line."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document: what it is (the same key in both versions), its label and its text."""

    key: str
    label: str
    text: str


class Change(StrEnum):
    """What happened to a line."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: kept, taken out (``del``) or put in (``ins``)."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A line in both versions."""

    label: str
    change: Change
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


def compare_lines(old: Sequence[Line], new: Sequence[Line]) -> list[ComparedLine]:
    """Lines in the order of the new version, those taken out where they stood."""
    before = {line.key: line for line in old}
    after = {line.key: line for line in new}
    return [_compared(before.get(key), after.get(key)) for key in _merged([*before], [*after])]


def json_lines(body: Any, path: str = "") -> list[Line]:
    """Lines of any JSON, for documents without a picture of their own."""
    if isinstance(body, dict):
        return [
            line for key, value in body.items() for line in json_lines(value, f"{path}.{key}" if path else str(key))
        ]
    if isinstance(body, list) and any(isinstance(item, dict | list) for item in body):
        return [line for n, value in enumerate(body, 1) for line in json_lines(value, f"{path}[{n}]")]
    text = ", ".join(map(str, body)) if isinstance(body, list) else "" if body is None else str(body)
    return [Line(path, path, text)]


def _merged(old: Sequence[str], new: Sequence[str]) -> Iterable[str]:
    seen: set[str] = set()
    for _tag, i1, i2, j1, j2 in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        for key in (*old[i1:i2], *new[j1:j2]):
            if key not in seen:
                seen.add(key)
                yield key


def _compared(old: Line | None, new: Line | None) -> ComparedLine:
    if old is None:
        assert new is not None
        return ComparedLine(new.label, Change.ADDED, (), (Piece("ins", new.text),))
    if new is None:
        return ComparedLine(old.label, Change.REMOVED, (Piece("del", old.text),), ())
    if old.text == new.text:
        return ComparedLine(new.label, Change.SAME, (Piece("", old.text),), (Piece("", new.text),))
    return ComparedLine(new.label, Change.CHANGED, *_words(old.text, new.text))


def _words(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    a, b = re.findall(r"\s+|[^\s]+", old), re.findall(r"\s+|[^\s]+", new)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(a=a, b=b, autojunk=False).get_opcodes():
        same = tag == "equal"
        if i2 > i1:
            left.append(Piece("" if same else "del", "".join(a[i1:i2])))
        if j2 > j1:
            right.append(Piece("" if same else "ins", "".join(b[j1:j2])))
    return tuple(left), tuple(right)
