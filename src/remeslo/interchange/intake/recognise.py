"""Which form a file has, by what it holds; names help only where the content does not tell."""

from collections.abc import Callable, Iterator

from remeslo.interchange import plansheet, plm, plx, statesheet
from remeslo.interchange.case import is_case_sheet
from remeslo.interchange.esco import is_esco
from remeslo.interchange.intake.form import Form
from remeslo.interchange.onet import is_onet
from remeslo.interchange.safety import Unreadable
from remeslo.interchange.sheets import Grid, Part, Table, read_grids, suggest, table_of, unpack

HEAD = 4096
SAMPLE = 200_000
"""Bytes of a text table that are looked at: its header is in them."""
_TABLES: tuple[tuple[Form, Callable[[Table], bool]], ...] = (
    (Form.ESCO, is_esco),
    (Form.ONET, is_onet),
    (Form.CASE_SHEET, is_case_sheet),
)
_PACKAGE = ("CFDocument", "CFItems", "CFPackage")
_REGISTRY = ("XMLCardInfo", "ProfessionalStandart", "ProfessionalStandard")


def recognise(name: str, data: bytes) -> Form:
    """
    The form of a file, packed or not; ``UNKNOWN`` when no reader knows it.

    Of an archive, the form of the first part that is known. Never raises.
    """
    parts, _ = unpack(name, data)
    forms = [form for part in parts if (form := _of_part(part)) is not Form.UNKNOWN]
    stated = [f for f in forms if f is not Form.SHEET]
    return next(iter(stated or forms), Form.UNKNOWN)


def _of_part(part: Part) -> Form:
    if part.is_workbook:
        return _of_grids(_grids(part), is_workbook=True)
    head = part.data[:HEAD]
    if plx.looks_like(part.name, head):
        return Form.PLX
    if plm.looks_like(part.name, head):
        return Form.PLM
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1]
    if start == b"<":
        return Form.PROFSTANDART if _holds(part.data, _REGISTRY) else Form.UNKNOWN
    if start in (b"{", b"["):
        return Form.CASE if _holds(part.data, _PACKAGE) else Form.UNKNOWN
    return _of_grids(_grids(part), is_workbook=False)


def _holds(data: bytes, words: tuple[str, ...]) -> bool:
    return any(w.encode(encoding) in data for w in words for encoding in ("ascii", "utf-16-le", "utf-16-be"))


def _of_grids(grids: tuple[Grid, ...], *, is_workbook: bool) -> Form:
    if is_workbook and statesheet.recognises(grids):
        return Form.STATESHEET
    for form, knows in _TABLES:
        if any(knows(t) for t in _tables(grids)):
            return form
    if is_workbook and plansheet.recognises(grids):
        return Form.PLANSHEET
    return Form.SHEET if any(_is_sheet(g) for g in grids) else Form.UNKNOWN


def _tables(grids: tuple[Grid, ...]) -> Iterator[Table]:
    return (t for g in grids if (t := table_of(g)) is not None)


def _is_sheet(grid: Grid) -> bool:
    """True when the names of columns say what they are, and something stands below them."""
    mapping = suggest(grid)
    return mapping is not None and len(grid.rows) > mapping.header_at + 1


def _grids(part: Part) -> tuple[Grid, ...]:
    """The tables of a part; of a long text its beginning, of one that breaks off inside a quote its first line."""
    if part.is_workbook or len(part.data) <= SAMPLE:
        return _read(part) or _read(_first_line(part))
    cut = part.data[:SAMPLE]
    return _read(Part(part.name, cut[: cut.rfind(b"\n") + 1] or cut)) or _read(_first_line(part))


def _first_line(part: Part) -> Part:
    """A header alone; of a workbook nothing."""
    return Part(part.name, b"" if part.is_workbook else part.data[:SAMPLE].partition(b"\n")[0])


def _read(part: Part) -> tuple[Grid, ...]:
    try:
        return read_grids(part)[0]
    except Unreadable:
        return ()
