"""Which form a file has, by what it holds; names only help where the content may be either."""

from collections.abc import Callable
from typing import Final

from remeslo.interchange import plansheet, plm, plx, statesheet
from remeslo.interchange.case import is_case_sheet
from remeslo.interchange.esco import is_esco
from remeslo.interchange.onet import is_onet
from remeslo.interchange.safety import Unreadable
from remeslo.interchange.sheets import Grid, Part, Table, read_grids, table_of, unpack

HEAD: Final = 4096
SAMPLE: Final = 200_000
"""Bytes of a text table that are looked at: its header is in them."""
_TABLES: Final[tuple[tuple[str, Callable[[Table], bool]], ...]] = (
    ("esco", is_esco),
    ("onet", is_onet),
    ("case_sheet", is_case_sheet),
)


def recognise(name: str, data: bytes) -> str:
    """A label of the group ``file_format``; ``unknown`` when no reader knows the file."""
    head = data[:HEAD]
    if plx.looks_like(name, head):
        return "plx"
    if plm.looks_like(name, head):
        return "plm"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start == b"<" or head[:4] in (b"\xff\xfe<\x00", b"\xfe\xff\x00<"):
        return "profstandart"
    if start in (b"{", b"["):
        return "case"
    return _table(name, data)


def _table(name: str, data: bytes) -> str:
    """Of an archive, what most of its tables tell: the first that is known."""
    try:
        parts, _told = unpack(name, data)
    except Unreadable:
        return "unknown"
    for part in parts:
        if form := _part(part):
            return form
    return "sheet" if parts and any(_grids(p) for p in parts[:1]) else "unknown"


def _part(part: Part) -> str:
    grids = _grids(part)
    if part.is_workbook:
        if statesheet.recognises(grids):
            return "statesheet"
        if plansheet.recognises(grids):
            return "plansheet"
    for grid in grids:
        table = table_of(grid)
        for form, knows in _TABLES:
            if table is not None and knows(table):
                return form
    return ""


def _grids(part: Part) -> tuple[Grid, ...]:
    """The tables of a part; of a long text its beginning."""
    if not part.is_workbook and len(part.data) > SAMPLE:
        cut = part.data[:SAMPLE]
        part = Part(part.name, cut[: cut.rfind(b"\n") + 1] or cut)
    try:
        return read_grids(part)[0]
    except Unreadable:
        return ()
