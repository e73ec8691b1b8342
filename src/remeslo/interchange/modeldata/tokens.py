"""Text into tokens: numbers, words, texts in quotes, signs; comments are left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST_TOKENS = 2_000_000
"""The largest published instance has 5,000."""
LONGEST_NUMBER = 12

_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\f\v]+)
      | (?P<line>\n)
      | (?P<comment>%[^\n]*|//[^\n]*)
      | (?P<long>/\*)
      | (?P<number>-?[0-9]+)
      | (?P<word>[^\W\d]\w*)
      | (?P<text>"[^"\n]*")
      | (?P<sign>\.\.|\[\||\|\]|[=;,(){}\[\]|<>])
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """
    A piece of text at a line (from 1).

    ``kind``: number, word, text, sign; ``open`` for a comment that nobody closed, which then ends with its line (a
    published instance has one); ``odd`` for what is none of these.
    """

    kind: str
    text: str
    line: int


def tokens(text: str) -> Iterator[Token]:
    """All tokens in order; an odd one ends the row, and so does one too many."""
    line, place, count = 1, 0, 0
    last_close = text.rfind("*/")
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None or count >= MOST_TOKENS:
            yield Token("odd", text[place : place + 20].split("\n")[0], line)
            return
        kind, piece, end = found.lastgroup or "", found.group(), found.end()
        if kind == "long":
            closed = end <= last_close
            if not closed:
                yield Token("open", piece, line)
            end = text.index("*/", end) + 2 if closed else _end_of_line(text, end)
            piece = text[place:end]
        elif kind == "number" and len(piece) > LONGEST_NUMBER:
            yield Token("odd", piece, line)
            return
        elif kind in ("number", "word", "text", "sign"):
            yield Token(kind, piece, line)
            count += 1
        line += piece.count("\n")
        place = end


def _end_of_line(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end
