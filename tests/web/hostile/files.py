"""Files that mean harm: name of the attack -> name and bytes of the file. Nothing here is larger than a megabyte."""

from __future__ import annotations

import gzip
import io
import lzma
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

DOCTYPE: Final = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
_LAYERS: Final = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
LAUGHS: Final = f"<!DOCTYPE x [<!ENTITY a0 'ha'>{_LAYERS}]>"
SHEET, STRINGS, TEXT = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "word/document.xml"
MOST_BYTES: Final = 1024 * 1024
NAMES: Final = ("../../../../etc/cron.d/x.xlsx", "..\\..\\x.xlsx", "C:\\x.xlsx", "a" * 4000 + ".xlsx", "x\x00.xlsx")
SCRIPT_NAME: Final = "<img src=x onerror=alert(1)>.xlsx"


@cache
def _workbook() -> dict[str, bytes]:
    """Members of a harmless workbook of one row."""
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    assert book.active is not None
    book.active.append(["Название", 1])
    book.save(out)
    return _members(out.getvalue())


@cache
def _document() -> dict[str, bytes]:
    """Members of a harmless document of one paragraph."""
    space = "http://schemas.openxmlformats.org"
    part = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = (
        f'<Types xmlns="{space}/package/2006/content-types"><Override PartName="/{TEXT}" ContentType="{part}"/></Types>'
    )
    way = f'Id="rId1" Type="{space}/officeDocument/2006/relationships/officeDocument" Target="{TEXT}"'
    ways = f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship {way}/></Relationships>'
    space_of_text = f"{space}/wordprocessingml/2006/main"
    return {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": ways.encode(),
        TEXT: f'<w:document xmlns:w="{space_of_text}"><w:body><w:p/></w:body></w:document>'.encode(),
    }


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {n: archive.read(n) for n in archive.namelist()}


def packed(members: Mapping[str, bytes], *more: tuple[zipfile.ZipInfo, bytes]) -> bytes:
    """An archive of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
        for info, data in more:
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def xlsx(**parts: bytes) -> bytes:
    """The workbook with other bytes in its ``sheet`` or ``strings``."""
    places = {"sheet": SHEET, "strings": STRINGS}
    return packed({**_workbook(), **{places[n]: data for n, data in parts.items()}})


def _after_head(member: bytes, what: str) -> bytes:
    """A document type before the root of an XML member."""
    head, end, rest = member.partition(b"?>")
    return head + end + what.encode() + rest if end else b'<?xml version="1.0"?>' + what.encode() + member


def _link(mode: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("xl/media/link")
    info.create_system, info.external_attr = 3, (mode | 0o777) << 16
    return info


def _named(name: str) -> bytes:
    return packed(_workbook(), (zipfile.ZipInfo(name), b"x"))


def _rows(cells: str, dimension: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    text = f'<worksheet xmlns="{space}"><dimension ref="{dimension}"/><sheetData>{cells}</sheetData></worksheet>'
    return text.encode()


def _linked() -> bytes:
    """A workbook with a link to another machine, and a formula that reads it."""
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    target = "http://169.254.169.254/latest/x.xlsx"
    link = f'<Relationships xmlns="{space}"><Relationship Id="rId1" Type="x" Target="{target}" TargetMode="External"/>'
    cell = "<row r='1'><c r='A1'><f>[1]Sheet1!A1</f><v>1</v></c></row>"
    return packed(
        {
            **_workbook(),
            "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": (link + "</Relationships>").encode(),
            SHEET: _rows(cell, "A1"),
        }
    )


def _made() -> dict[str, tuple[str, Callable[[], bytes]]]:
    head = b'<?xml version="1.0"?>'
    zeros = b"\0" * (10 * 1024 * 1024)
    png = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\x7f\xff\xff\xff" * 2 + b"\x08\x06\0\0\0"
    return {
        "bomb, flat": ("x.xlsx", lambda: xlsx(sheet=zeros)),
        "bomb, document": ("x.docx", lambda: packed({**_document(), TEXT: zeros})),
        "bomb, nested": (
            "x.xlsx",
            lambda: packed({**_workbook(), "xl/a.zip": packed({"b.zip": packed({"c": zeros})})}),
        ),
        "bomb, nested without a name": ("x.xlsx", lambda: xlsx(sheet=packed({"b": b"x"}))),
        "bomb, many members": ("x.xlsx", lambda: packed({f"m{n}": b"" for n in range(6000)})),
        "bomb, gzip": ("x.csv.gz", lambda: gzip.compress(zeros)),
        "bomb, gzip named as a table": ("x.csv", lambda: gzip.compress(zeros)),
        "bomb, xz": ("x.xml.xz", lambda: lzma.compress(zeros)),
        "entity, file": ("x.xml", lambda: head + f"{DOCTYPE}<x>&a;</x>".encode()),
        "entity, laughs": ("x.xml", lambda: head + f"{LAUGHS}<x>&a9;</x>".encode()),
        "entity in a sheet": ("x.xlsx", lambda: xlsx(sheet=_after_head(_workbook()[SHEET], DOCTYPE))),
        "entity in strings": ("x.xlsx", lambda: xlsx(strings=_after_head(b"<sst><si><t>&a9;</t></si></sst>", LAUGHS))),
        "entity in a document": (
            "x.docx",
            lambda: packed({**_document(), TEXT: _after_head(_document()[TEXT], LAUGHS)}),
        ),
        "deep tree": ("x.xml", lambda: head + b"<a>" * 100_000 + b"</a>" * 100_000),
        "deep json": ("x.json", lambda: b"[" * 100_000 + b"]" * 100_000),
        "huge number": ("x.json", lambda: b'{"a": 1e999, "b": ' + b"9" * 10_000 + b"}"),
        "cut off, workbook": ("x.xlsx", lambda: xlsx()[:-200]),
        "cut off, document": ("x.docx", lambda: packed(_document())[:-100]),
        "cut off, tree": ("x.xml", lambda: head + b"<a><b>"),
        "picture named as a workbook": ("x.xlsx", lambda: png + b"\0" * 200),
        "workbook named as a table": ("x.csv", lambda: xlsx()),
        "program named as paper": ("x.pdf", lambda: b"MZ\x90\0" + b"\0" * 2000),
        "page named as a picture": ("x.png", lambda: b"<html><script>alert(1)</script></html>"),
        "picture with a script": ("x.svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        "two kinds at once": ("x.xlsx", lambda: b"%!PS\n<html><script>alert(1)</script>" + xlsx()),
        "way out": ("x.xlsx", lambda: _named("../../../etc/passwd")),
        "way out, absolute": ("x.xlsx", lambda: _named("/etc/passwd")),
        "way out, backwards": ("x.xlsx", lambda: _named("..\\..\\x")),
        "link to a file": ("x.xlsx", lambda: packed(_workbook(), (_link(0o120000), b"/etc/passwd"))),
        "device": ("x.xlsx", lambda: packed(_workbook(), (_link(0o020000), b""))),
        "macros": ("x.xlsm", lambda: packed({**_workbook(), "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 50})),
        "links outside": ("x.xlsx", _linked),
        "table with nulls": ("x.csv", lambda: b"a;b\n1\0;2\n" * 20),
        "table in no encoding": ("x.csv", lambda: bytes(range(128, 256)) * 20 + b"\n"),
        "table of a million columns": ("x.csv", lambda: b";" * 999_999 + b"\n"),
        "table of one huge cell": ("x.csv", lambda: b'"' + b"a" * 900_000 + b'"\n'),
        "table with an open quote": ("x.csv", lambda: b'a;b\n"' + b"1;2\n" * 1000),
        "sheet of the whole width": ("x.xlsx", lambda: xlsx(sheet=_rows("", "A1:XFD1048576"))),
        "cell at the very end": (
            "x.xlsx",
            lambda: xlsx(sheet=_rows("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>", "A1:XFD1048576")),
        ),
        "row of no number": (
            "x.xlsx",
            lambda: xlsx(sheet=_rows("<row r='99999999999999999999'><c r='A1'><v>1</v></c></row>", "A1")),
        ),
        "string of no number": (
            "x.xlsx",
            lambda: xlsx(sheet=_rows("<row r='1'><c r='A1' t='s'><v>99999999</v></c></row>", "A1")),
        ),
        "archive of nothing": ("x.xlsx", lambda: packed({})),
        "nothing": ("x.xlsx", lambda: b""),
        "line ends only": ("x.csv", lambda: b"\n" * 100_000),
        "name with a script": (SCRIPT_NAME, lambda: xlsx(sheet=b"<a>")),
        **{f"name {n}": (name, lambda: xlsx(sheet=b"<a>")) for n, name in enumerate(NAMES)},
    }


ATTACKS: Final = tuple(_made())


@cache
def attack(name: str) -> tuple[str, bytes]:
    """Name and bytes of a file."""
    called, make = _made()[name]
    data = make()
    assert len(data) <= MOST_BYTES, name
    return called, data
