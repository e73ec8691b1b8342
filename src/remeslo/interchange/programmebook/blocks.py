"""What a chapter of the book consists of: headings, paragraphs, tables and gaps, without a word about their look."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a paragraph is for; each role has a style of its own in the template."""

    BODY = "body"
    NOTE = "note"
    ITEM = "item"
    NAME = "name"
    MARK = "mark"


class Align(StrEnum):
    """Where the text of a cell stands."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


class RowKind(StrEnum):
    """What a row of a table is: an ordinary one, the head of a group, a sum over others, or the sum of all."""

    PLAIN = "plain"
    GROUP = "group"
    SUM = "sum"
    TOTAL = "total"
    BLOCK = "block"


class Level(StrEnum):
    """Headings: of a chapter, a section, a part of it; of an annex, a section of that; one without a number."""

    CHAPTER = "chapter"
    SECTION = "section"
    PART = "part"
    ANNEX = "annex"
    ANNEX_SECTION = "annex_section"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Gap:
    """
    A place that a person fills in: nothing is known of it, and nothing is invented.

    Parameters
    ----------
    key
        Latin letters and ``_``, the tag of the content control: ``form_of_study``.
    asks
        What belongs there, in words.
    """

    key: str
    asks: str


Piece = str | Gap
"""Text, or a place to fill in."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; it stands in the table of contents when its level has a number."""

    text: str
    level: Level


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text in one style, with places to fill in."""

    pieces: tuple[Piece, ...]
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True)
class Cell:
    """
    A cell.

    Parameters
    ----------
    lines
        One paragraph each.
    span
        Columns it covers, >= 1.
    turned
        Written upwards.
    down
        ``start`` of cells joined downwards, ``on`` for those it covers; blank: stands alone.
    """

    lines: tuple[Piece, ...] = ("",)
    align: Align = Align.LEFT
    span: int = 1
    turned: bool = False
    down: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row; the spans of its cells add up to the columns of the table."""

    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.PLAIN


@dataclass(frozen=True, slots=True)
class Table:
    """
    A table as wide as the text.

    Parameters
    ----------
    key
        What it is, for programs: written into its description (``curriculum``, ``plan:МДК.01.01``).
    caption
        Shown above with a number; blank: neither.
    widths
        Shares of the columns, each > 0.
    head
        Rows repeated on every page.
    small
        True for the letters of tables with very many columns.
    lined
        False for tables that only put things side by side.
    """

    key: str
    caption: str
    widths: tuple[float, ...]
    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    small: bool = False
    lined: bool = True

    def __post_init__(self) -> None:
        for row in (*self.head, *self.rows):
            if (columns := sum(c.span for c in row.cells)) != len(self.widths):
                raise ValueError(f"table {self.key}: a row covers {columns} columns of {len(self.widths)}.")


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents; ``title`` stands above."""

    title: str


Block = Heading | Paragraph | Table | Contents


@dataclass
class Chapter:
    """Blocks in the making."""

    blocks: list[Block] = field(default_factory=list)

    def heading(self, text: str, level: Level) -> None:
        """Adds a heading."""
        self.blocks.append(Heading(text, level))

    def say(self, *pieces: Piece, role: Role = Role.BODY) -> None:
        """Adds a paragraph."""
        self.blocks.append(Paragraph(pieces, role))

    def items(self, texts: Iterable[str]) -> None:
        """Adds a list."""
        self.blocks += [Paragraph((text,), Role.ITEM) for text in texts]

    def add(self, *blocks: Block) -> None:
        """Adds ready blocks."""
        self.blocks += blocks


def cell(*lines: Piece | int, align: Align = Align.LEFT, span: int = 1, turned: bool = False, down: str = "") -> Cell:
    """A cell of texts or numbers; a zero is an empty cell, as tables of hours have it."""
    texts = tuple(_text(line) for line in lines) or ("",)
    return Cell(texts, align, span, turned, down)


def centred(*lines: Piece | int) -> Cell:
    """A cell in the middle."""
    return cell(*lines, align=Align.CENTRE)


def row(*texts: Piece | int | Cell, kind: RowKind = RowKind.PLAIN) -> Row:
    """A row: numbers stand in the middle, texts at the left."""
    return Row(tuple(_cell(t) for t in texts), kind)


def head(*texts: str) -> tuple[Row, ...]:
    """One head row of texts."""
    return (Row(tuple(centred(t) for t in texts)),)


def _cell(value: Piece | int | Cell) -> Cell:
    if isinstance(value, Cell):
        return value
    return centred(value) if isinstance(value, int) else cell(value)


def _text(value: Piece | int) -> Piece:
    return (str(value) if value else "") if isinstance(value, int) else value
