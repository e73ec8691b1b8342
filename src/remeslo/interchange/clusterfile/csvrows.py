"""
Tables of separated texts into rows with line numbers.

A parser of our own, because it must tell a quoted cell (kept exactly) from an unquoted one (blanks at its ends go),
know the line of each row, and go on after a fault. The separator is the one that makes known column names out of the
first line: comma, semicolon or tab.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from remeslo.interchange.clusterfile.log import Log, Place
from remeslo.interchange.clusterfile.tree import Scalar

SEPARATORS = (",", ";", "\t")
LONGEST_CELL = 100_000
MOST_ROWS = 20_000
MOST_CELLS = 500
"""Of one row; what comes after them on the line is not read (and the row is told to be ragged)."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is run as a formula by spreadsheets; it is written with an apostrophe before it."""


_BLANK_LINES = re.compile(r"(?:[ \t,;]*(?:\r\n|\r|\n|\Z))+")
_REST_OF_LINE = re.compile(r"[^\r\n]*")
_BLANKS = re.compile(r"[ \N{NO-BREAK SPACE}]*")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells and the line it begins on; not blank."""

    cells: tuple[Scalar, ...]
    line: int


def read_rows(text: str, file: str, log: Log, knows: Callable[[str], bool]) -> tuple[Row, ...]:
    """
    All rows that are not blank, the header first.

    Parameters
    ----------
    knows
        True for the name of a column; chooses the separator.
    """
    body, first = _without_sep_line(text)
    rows: list[Row] = []
    for cells, line in _Scanner(body, _separator(body, knows), first, file, log).rows():
        if any(c.text or c.quoted for c in cells):
            rows.append(Row(cells, line))
        if len(rows) > MOST_ROWS:
            log.add("cluster.csv_too_many_rows", Place(file, line), limit=MOST_ROWS)
            break
    return tuple(rows)


def unguarded(text: str) -> str:
    """The text of a cell without the apostrophe that keeps a spreadsheet from running it."""
    return text[1:] if text[:1] == "'" and text[1:2] and text[1:2] in (*FORMULA, "'") else text


def guarded(text: str) -> str:
    """The text with that apostrophe, where it is needed."""
    needs = text.startswith(FORMULA) or unguarded(text) != text
    return f"'{text}" if needs else text


def _without_sep_line(text: str) -> tuple[str, int]:
    """The text after the line ``sep=;`` that Excel writes, and the number of the line it begins on."""
    found = re.match(r'"?sep=.?"?(\r\n|\r|\n)', text)
    return (text[found.end() :], 2) if found else (text, 1)


def _separator(text: str, knows: Callable[[str], bool]) -> str:
    """The separator that makes most known names of the first line that is not blank; of equals the most frequent."""
    header = next((line for line in re.split(r"\r\n|\r|\n", text[:LONGEST_CELL]) if line.strip(" ,;\t")), "")

    def known(separator: str) -> tuple[int, int]:
        parts = [p.strip().strip('"') for p in header.split(separator)]
        return sum(1 for p in parts if knows(p)), len(parts)

    return max(SEPARATORS, key=known)


class _Scanner:
    """Goes through the text once, cell by cell."""

    def __init__(self, text: str, separator: str, line: int, file: str, log: Log) -> None:
        self.text = text
        self.separator = separator
        self.line = line
        self.file = file
        self.log = log
        self.at = 0
        self._plain = re.compile(rf"[^{re.escape(separator)}\r\n]*")

    def rows(self) -> Iterator[tuple[tuple[Scalar, ...], int]]:
        """Cells of each row with the line it begins on."""
        while self.at < len(self.text):
            if self._skip_blank_lines():
                continue
            line = self.line
            cells = [self._cell()]
            while self.text[self.at : self.at + 1] == self.separator:
                self.at += 1
                if len(cells) > MOST_CELLS:
                    cells.append(self._rest_of_line())
                    break
                cells.append(self._cell())
            self._end_of_line()
            yield tuple(cells), line

    def _skip_blank_lines(self) -> bool:
        found = _BLANK_LINES.match(self.text, self.at)
        if not found or not found[0]:
            return False
        self.line += _line_ends(found[0])
        self.at = found.end()
        return True

    def _rest_of_line(self) -> Scalar:
        found = _REST_OF_LINE.match(self.text, self.at)
        rest = found[0] if found else ""
        self.at += len(rest)
        return Scalar(rest[:LONGEST_CELL], self.line, quoted=True)

    def _end_of_line(self) -> None:
        if self.text.startswith("\r\n", self.at):
            self.at += 2
        elif self.at < len(self.text):
            self.at += 1
        self.line += 1

    def _cell(self) -> Scalar:
        line = self.line
        lead = _BLANKS.match(self.text, self.at)
        after_blanks = lead.end() if lead else self.at
        if self.text[after_blanks : after_blanks + 1] == '"':
            return self._quoted(after_blanks + 1, line)
        plain = self._take_plain()
        return Scalar(unguarded(plain.strip()), line)

    def _take_plain(self) -> str:
        found = self._plain.match(self.text, self.at)
        plain = found[0] if found else ""
        self.at += len(plain)
        return plain

    def _quoted(self, start: int, line: int) -> Scalar:
        """A cell in quotes; what follows the closing quote before the separator is told and kept."""
        end = start
        while True:
            end = self.text.find('"', end)
            if end < 0 or end - start > LONGEST_CELL:
                return self._unclosed(start, line)
            if self.text[end + 1 : end + 2] != '"':
                break
            end += 2
        inside = self.text[start:end]
        follows = self._plain.match(self.text, end + 1)
        if _line_ends(inside) and follows and follows[0].strip():
            return self._unclosed(start, line)  # the quote that closes it was meant to open another
        self.line += _line_ends(inside)
        self.at = end + 1
        rest = self._take_plain().strip()
        text = inside.replace('""', '"')
        if rest:
            self.log.add("cluster.csv_after_quote", Place(self.file, line), value=rest)
            text += rest
        return Scalar(unguarded(text), line, quoted=True)

    def _unclosed(self, start: int, line: int) -> Scalar:
        """A quote that never closes: told, and the cell read to the end of its line, so that the rest is still read."""
        self.log.add("cluster.csv_quote", Place(self.file, line))
        self.at = start
        return Scalar(self._take_plain().strip(), line, quoted=True)


def _line_ends(text: str) -> int:
    return len(re.findall(r"\r\n|\r|\n", text))
