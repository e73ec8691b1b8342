"""Tables: fixed columns that add up to the width of the text, heads repeated on every page, rows never split."""

from collections.abc import Callable, Sequence
from typing import Final

from remeslo.interchange.programmebook.blocks import Cell, Gap, Piece, Row, RowKind, Table
from remeslo.interchange.programmebook.word.xml import Element, clean, el, paragraph

Inline = Callable[[Piece], Element]
StyleOf = Callable[[str], str]

_FILLS: Final = {
    RowKind.GROUP: "EEF3F7",
    RowKind.SUM: "EEF3F7",
    RowKind.TOTAL: "D6E0EA",
    RowKind.BLOCK: "FBEBDD",
}
_HEAD_FILL = "E6ECF2"
_BOLD = frozenset({RowKind.GROUP, RowKind.SUM, RowKind.TOTAL})
_MARGIN, _SMALL_MARGIN = 70, 15
"""Space at the sides of a cell, twentieths of a point."""
_LETTER, _TALLEST = 78, 2000
"""Mean width of a letter of turned text, and the highest box for it, where longer text breaks; twentieths of a point.

Turned text is always in the small letters, so that three lines of it fit a narrow column.
"""


def column_widths(shares: Sequence[float], text_width: int) -> tuple[int, ...]:
    """Whole twentieths of a point that add up to the width of the text, exactly."""
    whole = sum(shares)
    ends, before, widths = 0.0, 0, []
    for share in shares:
        ends += share
        last = round(ends * text_width / whole)
        widths.append(last - before)
        before = last
    return tuple(widths)


def table_element(table: Table, text_width: int, inline: Inline, style: StyleOf) -> Element:
    """
    The element of a table.

    Parameters
    ----------
    text_width
        Width of the text where the table stands, twentieths of a point.
    inline
        Makes the run or the content control of a piece.
    style
        Identifier of a style by its identifier in the starter.
    """
    widths = column_widths(table.widths, text_width)
    made = el("tbl", _properties(table, text_width, style), el("tblGrid", *(el("gridCol", w=w) for w in widths)))
    heights = _turned_heights(table.head)
    for row, height in zip(table.head, heights, strict=True):
        made.append(_row(table, row, widths, inline, style, is_head=True, height=height))
    for row in table.rows:
        made.append(_row(table, row, widths, inline, style, is_head=False, height=0))
    return made


def _properties(table: Table, text_width: int, style: StyleOf) -> Element:
    margin = _SMALL_MARGIN if table.small else _MARGIN
    return el(
        "tblPr",
        el("tblStyle", val=style("BookTable" if table.lined else "BookPlainTable")),
        el("tblW", w=text_width, type="dxa"),
        el("tblLayout", type="fixed"),
        el("tblCellMar", el("left", w=margin, type="dxa"), el("right", w=margin, type="dxa")),
        el("tblLook", val="0420", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0", noHBand="0", noVBand="1"),
        el("tblCaption", val=clean(table.caption)) if table.caption else None,
        el("tblDescription", val=clean(table.key)),
    )


def _turned_heights(rows: Sequence[Row]) -> list[int]:
    """Height of each head row; text turned over joined cells counts for the last row that they cover."""
    heights = [max((_turned(c) for c in row.cells if not c.down), default=0) for row in rows]
    joined = max((_turned(c) for row in rows for c in row.cells if c.down == "start"), default=0)
    covering = [n for n, row in enumerate(rows) if any(c.down == "on" for c in row.cells)]
    if covering:
        heights[covering[-1]] = max(heights[covering[-1]], joined)
    return heights


def _turned(cell: Cell) -> int:
    if not cell.turned:
        return 0
    longest = max(len(_words(line)) for line in cell.lines)
    return min(_TALLEST, 160 + _LETTER * longest)


def _words(piece: Piece) -> str:
    return piece.asks if isinstance(piece, Gap) else piece


def _row(
    table: Table,
    row: Row,
    widths: Sequence[int],
    inline: Inline,
    style: StyleOf,
    *,
    is_head: bool,
    height: int,
) -> Element:
    properties = el(
        "trPr",
        el("cantSplit"),
        el("trHeight", val=height, hRule="atLeast") if height else None,
        el("tblHeader") if is_head else None,
    )
    made = el("tr", properties)
    column = 0
    for cell in row.cells:
        width = sum(widths[column : column + cell.span])
        made.append(_cell(table, row, cell, width, inline, style, is_head=is_head))
        column += cell.span
    return made


def _cell(table: Table, row: Row, cell: Cell, width: int, inline: Inline, style: StyleOf, *, is_head: bool) -> Element:
    fill = _HEAD_FILL if is_head else _FILLS.get(row.kind)
    merge = {"start": el("vMerge", val="restart"), "on": el("vMerge")}.get(cell.down)
    properties = el(
        "tcPr",
        el("tcW", w=width, type="dxa"),
        el("gridSpan", val=cell.span) if cell.span > 1 else None,
        merge,
        el("shd", val="clear", color="auto", fill=fill) if fill and table.lined else None,
        el("textDirection", val="btLr") if cell.turned else None,
        el("vAlign", val="center") if is_head or table.small else None,
    )
    if is_head:
        look = "BookTableSmallHead" if table.small or cell.turned else "BookTableHead"
    elif row.kind in _BOLD:
        look = "BookTableSmallBold" if table.small else "BookTableBold"
    else:
        look = "BookTableSmall" if table.small else "BookTableText"
    align = (el("jc", val=cell.align.value),) if cell.align.value != "left" else ()
    lines = [paragraph(style(look), *_runs(line, inline), extra=align) for line in cell.lines]
    return el("tc", properties, *lines)


def _runs(piece: Piece, inline: Inline) -> list[Element]:
    return [] if piece == "" else [inline(piece)]
