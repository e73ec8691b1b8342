"""Bytes into text: UTF-8, UTF-16 with a byte order mark, windows-1251; the encoding that was found is told."""

import codecs
import re
from dataclasses import dataclass

from remeslo.core.base.findings import Finding, Severity
from remeslo.interchange.safety.unreadable import Unreadable, refuse

UTF8 = "utf-8"
CYRILLIC_WINDOWS = "windows-1251"

_MARKS = (  # longest first: the UTF-32 mark begins with the UTF-16 one
    (codecs.BOM_UTF8, UTF8),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"PK\x03\x04", "ZIP, XLSX, DOCX"),
    (b"PK\x05\x06", "ZIP"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC, XLS"),
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "GZIP"),
    (b"Rar!\x1a", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7Z"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"SQLite format 3", "SQLite"),
)
_OTHER_CYRILLIC = ("koi8-r", "cp866")
_COMMON = frozenset("оеаинтсрвлкОЕАИНТСРВЛК")
"""The eleven letters that make up about 70 % of Russian text; in a wrong table their bytes are rarer letters."""
_LATIN_TOUCHING_CYRILLIC = re.compile(r"[A-Za-z][А-яЁё]|[А-яЁё][A-Za-z]")
_CYRILLIC_WORD = re.compile(r"[А-яЁё]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """
    Text with the name of the encoding that it was read as.

    ``findings`` holds a note ``file.read_as`` when that is not UTF-8.
    """

    text: str
    encoding: str
    findings: tuple[Finding, ...] = ()


def decode_text(data: bytes, name: str) -> Decoded:
    """
    The text of a file; line ends stay as they are, the byte order mark goes.

    Raises
    ------
    Unreadable
        ``file.empty``, ``file.binary`` (with what it looks like), ``file.cut_short``, ``file.broken_text`` (with line
        and byte) or ``file.encoding_unknown`` (with the likely encoding, if any).
    """
    refuse_empty_and_binary(data, name)
    if marked := _marked(data):
        mark, encoding = marked
        return _strictly(data[len(mark) :], encoding, name)
    if b"\x00" in data:
        return _without_mark(data, name)
    try:
        return _plain(data.decode(UTF8), UTF8, name)
    except UnicodeDecodeError as error:
        if _is_cut_short(data, error):
            raise refuse("file.cut_short", name, encoding=UTF8) from None
        return _one_byte_cyrillic(data, name, error)


def refuse_empty_and_binary(data: bytes, name: str) -> None:
    """Raises ``Unreadable`` for no bytes at all and for well-known formats that are not text."""
    if not data.strip(b" \t\r\n"):
        raise refuse("file.empty", name)
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise refuse("file.binary", name, looks_like=what)


def read_as(encoding: str, name: str) -> tuple[Finding, ...]:
    """The note that tells an encoding, when it is not UTF-8."""
    return () if encoding == UTF8 else (Finding("file.read_as", name, {"encoding": encoding}, Severity.NOTE),)


def decode_as(data: bytes, encoding: str) -> str | None:
    """The text in an encoding, None when the bytes are not of it."""
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def has_mark(data: bytes) -> bool:
    """True when the data begins with a byte order mark."""
    return _marked(data) is not None


def _marked(data: bytes) -> tuple[bytes, str] | None:
    return next(((mark, encoding) for mark, encoding in _MARKS if data.startswith(mark)), None)


def _plain(text: str, encoding: str, name: str) -> Decoded:
    if not text or text.isspace():
        raise refuse("file.empty", name)
    if found := _CONTROLS.search(text):
        raise refuse("file.binary", name, line=_line(text, found.start()))
    return Decoded(text, encoding, read_as(encoding, name))


def _strictly(data: bytes, encoding: str, name: str) -> Decoded:
    try:
        return _plain(data.decode(encoding), encoding, name)
    except UnicodeDecodeError as error:
        if _is_cut_short(data, error):
            raise refuse("file.cut_short", name, encoding=encoding) from None
        raise _broken(data, encoding, error, name) from None


def _is_cut_short(data: bytes, error: UnicodeDecodeError) -> bool:
    """True when everything is right except a character that the end of the data cuts."""
    return error.end == len(data) and error.reason in ("unexpected end of data", "truncated data")


def _broken(data: bytes, encoding: str, error: UnicodeDecodeError, name: str) -> Unreadable:
    before = data[: error.start].decode(encoding, errors="replace")
    line = before.count("\n") + 1
    return refuse("file.broken_text", f"{name}:{line}", encoding=encoding, line=line, byte=error.start)


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _without_mark(data: bytes, name: str) -> Decoded:
    """UTF-16 whose mark is missing shows as zero bytes on one side only; other zero bytes are not of a text."""
    sample = data[: 4096 & ~1]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > 0.1 * half and others * 10 < zeros:
            return _strictly(data, encoding, name)
    raise refuse("file.binary", name)


def _one_byte_cyrillic(data: bytes, name: str, error: UnicodeDecodeError) -> Decoded:
    """
    Text of one byte a letter.

    windows-1251 is taken when the result looks like Russian and no other Russian table explains the bytes clearly
    better. UTF-8 with one broken place is told as such, not read as windows-1251.
    """
    if _mostly_utf8(data):
        raise _broken(data, UTF8, error, name)
    text = decode_as(data, CYRILLIC_WINDOWS)
    own = 0.0 if text is None else _russian(text)
    scores = ((_russian(data.decode(other, errors="replace")), other) for other in _OTHER_CYRILLIC)
    best, other = max(scores)
    if text is not None and own >= 0.45 and own + 0.1 >= best:
        return _plain(text, CYRILLIC_WINDOWS, name)
    guess = {"guess": other} if best >= 0.7 else {}
    raise refuse("file.encoding_unknown", name, **guess)


def _mostly_utf8(data: bytes) -> bool:
    """True when nearly all bytes above ASCII make sense as UTF-8."""
    high = sum(1 for c in data if c > 0x7F) or 1
    bad = data.decode(UTF8, errors="replace").count("�")
    return bad * 20 < high


def _russian(text: str) -> float:
    """
    How much the characters above ASCII look like Russian: 1 is plain prose, below 0.5 hardly.

    The share of common letters, plus a little for words in natural case (the tables differ in where lower case lies),
    less characters that Russian has not and words of mixed alphabets.
    """
    above = [c for c in text if c > "\x7f"]
    if not above:
        return 0.0
    letters = sum(1 for c in above if "А" <= c <= "я" or c in "Ёё")
    signs = sum(1 for c in above if c in "«»„“”–—№…°§\xa0")
    common = sum(1 for c in above if c in _COMMON)
    mixed = len(_LATIN_TOUCHING_CYRILLIC.findall(text))
    strange = len(above) - letters - signs
    words = _CYRILLIC_WORD.findall(text)
    natural = sum(1 for w in words if w[1:].islower() or len(w) == 1) / max(1, len(words))
    return (common + 0.5 * signs - 2 * strange - 2 * mixed) / len(above) + 0.3 * natural
