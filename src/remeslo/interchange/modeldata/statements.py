"""Tokens into statements: ``name = value;`` and ``constraint call(a, b);``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from remeslo.core.base.findings import Severity
from remeslo.interchange.modeldata.notes import Notes
from remeslo.interchange.modeldata.tokens import Token, tokens

DEEPEST = 6
MOST_IN_RANGE = 100_000
_END = Token("end", "", 0)
_CLOSING = {"[": "]", "{": "}", "(": ")", "<": ">"}
_ARRAYS = frozenset({"array1d", "array2d"})


@dataclass(frozen=True, slots=True)
class Members:
    """A set as it is written: with its order, and with what stands in it twice."""

    items: tuple["Value", ...]


Value = int | str | tuple["Value", ...] | Members
"""A number, a word, a list (tuple), a set; a table is a list of lists."""


@dataclass(frozen=True, slots=True)
class Call:
    """``constraint name(arguments)``."""

    name: str
    arguments: tuple[Value, ...]
    line: int


@dataclass(frozen=True)
class ModelData:
    """
    What a file says.

    Parameters
    ----------
    values, lines
        Values by name, and the line of each.
    calls
        Constraints, in order.
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    calls: tuple[Call, ...] = ()


class _Wrong(Exception):
    """The text stops making sense at a token."""

    def __init__(self, token: Token, expected: str) -> None:
        super().__init__(expected)
        self.token, self.expected = token, expected


def read_model_data(text: str, notes: Notes) -> ModelData:
    """All statements; where the text stops making sense, what came before, and a finding ``instance.syntax``."""
    return _Reader(tokens(text), notes).read()


class _Reader:
    """Statements being read, one token ahead."""

    def __init__(self, stream: Iterator[Token], notes: Notes) -> None:
        self.stream, self.notes = stream, notes
        self.line = 1
        self.ahead = self._fetch()
        self.values: dict[str, Value] = {}
        self.lines: dict[str, int] = {}
        self.calls: list[Call] = []

    def read(self) -> ModelData:
        try:
            while self.ahead.kind != "end":
                self._statement()
        except _Wrong as wrong:
            found = wrong.token.text[:40] or "…"
            self.notes.tell("instance.syntax", wrong.token.line or self.line, found=found, expected=wrong.expected)
        return ModelData(self.values, self.lines, tuple(self.calls))

    def _next(self) -> Token:
        token = self.ahead
        self.line = token.line or self.line
        self.ahead = self._fetch()
        return token

    def _fetch(self) -> Token:
        """The next token; comments that nobody closed are told."""
        while (token := next(self.stream, _END)).kind == "open":
            self.notes.tell("instance.comment_open", token.line, Severity.WARNING)
        return token

    def _take(self, text: str) -> None:
        if self.ahead.text != text or self.ahead.kind == "text":
            raise _Wrong(self.ahead, text)
        self._next()

    def _statement(self) -> None:
        word = self._next()
        if word.text == ";" and word.kind == "sign":
            return
        if word.kind != "word":
            raise _Wrong(word, "name = value;")
        if word.text == "include":
            if self._next().kind != "text":
                raise _Wrong(word, 'include "…";')
        elif word.text == "constraint":
            name = self._next()
            if name.kind != "word":
                raise _Wrong(name, "constraint name(…);")
            self._take("(")
            self.calls.append(Call(name.text, self._row(")", 1), name.line))
        else:
            self._take("=")
            if word.text in self.values:
                self.notes.tell("instance.name_repeated", word.line, name=word.text)
            self.values[word.text] = self._value(0)
            self.lines[word.text] = word.line
        if self.ahead.kind != "end":
            self._take(";")

    def _value(self, depth: int) -> Value:
        token = self._next()
        if depth > DEEPEST:
            raise _Wrong(token, f"≤ {DEEPEST}")
        if token.kind == "number":
            return self._range(token) if self.ahead.text == ".." else int(token.text)
        if token.kind == "word":
            return self._array(token, depth) if token.text in _ARRAYS else token.text
        if token.kind == "sign" and token.text == "[|":
            return self._table(depth)
        if token.kind == "sign" and token.text in _CLOSING:
            row = self._row(_CLOSING[token.text], depth + 1)
            return Members(row) if token.text == "{" else row
        raise _Wrong(token, "1, [1, 2], {1, 2}, [| 1, 2 | 3, 4 |]")

    def _row(self, closing: str, depth: int) -> tuple[Value, ...]:
        """Values up to the closing sign, which is taken; a comma may stand before it."""
        row: list[Value] = []
        while self.ahead.text != closing:
            row.append(self._value(depth))
            if self.ahead.text != closing:
                self._take(",")
        self._next()
        return tuple(row)

    def _range(self, first: Token) -> Value:
        """``a..b`` as a set."""
        self._next()
        last = self._next()
        if last.kind != "number" or int(last.text) - int(first.text) > MOST_IN_RANGE:
            raise _Wrong(last, f"a..b, ≤ {MOST_IN_RANGE}")
        return Members(tuple(range(int(first.text), int(last.text) + 1)))

    def _table(self, depth: int) -> Value:
        """``[| a, b | c, d |]`` as a list of lists."""
        rows: list[Value] = []
        row: list[Value] = []
        while True:
            if self.ahead.text in ("|", "|]"):
                if row:
                    rows.append(tuple(row))
                row = []
                if self._next().text == "|]":
                    return tuple(rows)
                continue
            row.append(self._value(depth + 1))
            if self.ahead.text not in ("|", "|]"):
                self._take(",")

    def _array(self, word: Token, depth: int) -> Value:
        """``array2d(rows, columns, list)`` as a list of lists; ``columns`` is a range from 1."""
        self._take("(")
        arguments = self._row(")", depth + 1)
        flat = arguments[-1] if arguments else ()
        if not isinstance(flat, tuple):
            raise _Wrong(word, f"{word.text}(…, […])")
        if word.text == "array1d":
            return flat
        columns = arguments[1] if len(arguments) == 3 else 0
        width = len(columns.items) if isinstance(columns, Members) else 0
        if width == 0 or len(flat) % width:
            raise _Wrong(word, "array2d(rows, 1..n, […])")
        return tuple(flat[i : i + width] for i in range(0, len(flat), width))
