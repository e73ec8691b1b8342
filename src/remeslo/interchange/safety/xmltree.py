"""
XML bytes into an lxml tree.

The bytes are decoded here, the XML declaration and everything before the root are looked at as text, and only then
does libxml2 see the document: one that declares a document type never reaches it, so no entity, external file or
address can be meant by what it parses. Sizes are bounded before the tree is built.
"""

import codecs
import re
from dataclasses import dataclass

from lxml import etree

from remeslo.core.base.findings import Finding, Severity
from remeslo.interchange.safety.text import (
    UTF8,
    Decoded,
    decode_as,
    decode_text,
    has_mark,
    read_as,
    refuse_empty_and_binary,
)
from remeslo.interchange.safety.unreadable import Unreadable, refuse

_DECLARATION = re.compile(r"\s*<\?xml\s[^<>]{0,300}\?>")
_DECLARED = re.compile(rb"\s*<\?xml\s[^<>]{0,200}?encoding\s*=\s*[\"']([A-Za-z][A-Za-z0-9._-]{0,40})[\"']")
_MARK_BYTES = codecs.BOM_UTF8 + codecs.BOM_UTF16
_SKIPPED = re.compile(r"\s+|<!--.*?-->|<\?.*?\?>", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\s+([^\s>\[]{0,100})", re.IGNORECASE)
_HTML = re.compile(r"<(?:!DOCTYPE\s+html|html)\b", re.IGNORECASE)
_EXTERNAL = re.compile(
    r"""<!DOCTYPE\s+([A-Za-z][\w.-]{0,99})(?:\s+(?:PUBLIC\s+(?:"[^"<>]*"|'[^'<>]*')|SYSTEM))?"""
    r"""(?:\s+(?:"[^"<>]*"|'[^'<>]*'))?\s*>""",
    re.IGNORECASE,
)
"""A document type that only points elsewhere; what it points at is never read."""
_ENTITY = re.compile(r"<!ENTITY\s+(?:%\s+)?([^\s>]{1,100})")
_CYRILLIC = {
    "cp1251": "windows-1251",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "cp866": "cp866",
    "iso8859-5": "iso-8859-5",
}
"""One-byte encodings, as Python names them, that a declaration is believed about; the names that findings use."""
_WESTERN = {"cp1252": "windows-1252", "iso8859-1": "iso-8859-1", "ascii": "us-ascii"}
"""Encodings that accept any byte and are often declared by mistake: believed when the bytes are nothing better."""

_END_REACHED = 77
"""libxml2: the document ended inside an element."""
_RESOURCE = 114
"""libxml2: one of its own limits."""


@dataclass(frozen=True, slots=True)
class XmlLimits:
    """
    Bounds of a document: elements and attributes in all, counted before parsing.

    ``doctypes`` names the document types that may be declared, provided that they declare nothing inside (published
    timetabling problems do); the declaration is blanked before parsing and the address in it never followed.

    libxml2 keeps its own as well: 256 levels, 10 million characters in one text.
    """

    elements: int = 1_000_000
    attributes: int = 2_000_000
    doctypes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class XmlDocument:
    """A parsed document: its root, the encoding it was read as, and notes about that."""

    root: etree._Element
    encoding: str
    findings: tuple[Finding, ...] = ()


def parse_xml(data: bytes, *, name: str, limits: XmlLimits = XmlLimits()) -> etree._Element:
    """The root of an XML document; see ``read_xml``."""
    return read_xml(data, name=name, limits=limits).root


def read_xml(data: bytes, *, name: str, limits: XmlLimits = XmlLimits()) -> XmlDocument:
    """
    The tree of an XML document, without comments and processing instructions.

    Raises
    ------
    Unreadable
        ``xml.entities_refused`` for any document type that the limits do not allow, ``xml.web_page``,
        ``xml.not_xml``, ``xml.broken`` and ``xml.cut_short`` with line, column and the parser's reason,
        ``xml.too_many_elements``, ``xml.too_deep``, ``xml.text_too_long``; and what ``decode_text`` raises.
    """
    decoded = _decode(data, name)
    text = _without_doctype(_without_declaration(decoded.text), limits.doctypes)
    _look_before_the_root(text, name)
    _count_before_parsing(text, name, limits)
    return XmlDocument(_parse(text, name), decoded.encoding, decoded.findings)


def _decode(data: bytes, name: str) -> Decoded:
    """The mark decides, then what the bytes are, then the declaration; a declaration that is wrong is told."""
    refuse_empty_and_binary(data, name)
    declared = _declared(data)
    if has_mark(data) or declared is None or declared == UTF8:
        return _told(decode_text(data, name), declared, name)
    if declared in _CYRILLIC and b"\x00" not in data and not _is_utf8_beyond_ascii(data):
        text = decode_as(data, declared)
        if text is not None:
            return Decoded(text, _CYRILLIC[declared], read_as(_CYRILLIC[declared], name))
    try:
        return _told(decode_text(data, name), declared, name)
    except Unreadable:
        text = decode_as(data, declared) if declared in _WESTERN else None
        if text is None:
            raise
        return Decoded(text, _WESTERN[declared], read_as(_WESTERN[declared], name))


def _declared(data: bytes) -> str | None:
    """Python's name of the declared encoding (the word itself where Python has none); looks through UTF-16 as well."""
    found = _DECLARED.match(data[:2048].lstrip(_MARK_BYTES).replace(b"\x00", b""))
    if found is None:
        return None
    word = found[1].decode("ascii")
    try:
        return codecs.lookup(word).name
    except LookupError:
        return word


def _told(decoded: Decoded, declared: str | None, name: str) -> Decoded:
    """The text, with a note when the declaration names something else than what was read (plain ASCII fits all)."""
    fits = declared is None or declared == decoded.encoding or decoded.encoding.startswith(f"{declared}-")
    if fits or decoded.text.isascii():
        return decoded
    facts = {
        "declared": _CYRILLIC.get(declared or "", _WESTERN.get(declared or "", declared)),
        "encoding": decoded.encoding,
    }
    return Decoded(decoded.text, decoded.encoding, (Finding("xml.encoding_differs", name, facts, Severity.NOTE),))


def _is_utf8_beyond_ascii(data: bytes) -> bool:
    return not data.isascii() and decode_as(data, UTF8) is not None


def _without_declaration(text: str) -> str:
    """The text with its declaration blanked, so that lines keep their numbers and the parser believes our decoding."""
    found = _DECLARATION.match(text)
    if found is None:
        return text
    return _blank(found) + text[found.end() :]


def _without_doctype(text: str, allowed: frozenset[str]) -> str:
    """The text with a permitted document type blanked, when it stands before the root and declares nothing inside."""
    found = _EXTERNAL.match(text, _prologue_end(text)) if allowed else None
    if found is None or found[1] not in allowed:
        return text
    return text[: found.start()] + _blank(found) + text[found.end() :]


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _prologue_end(text: str) -> int:
    position = 0
    while skipped := _SKIPPED.match(text, position):
        position = skipped.end()
    return position


def _look_before_the_root(text: str, name: str) -> None:
    position = _prologue_end(text)
    if _HTML.match(text, position):
        raise refuse("xml.web_page", name)
    if doctype := _DOCTYPE.match(text, position):
        entity = _ENTITY.search(text, position)
        raise refuse("xml.entities_refused", name, doctype=doctype[1], **({"entity": entity[1]} if entity else {}))
    if not text.startswith("<", position):
        begins = text[position : position + 40].split("\n")[0]
        raise refuse("xml.not_xml", name, begins=begins) if begins else refuse("file.empty", name)


def _count_before_parsing(text: str, name: str, limits: XmlLimits) -> None:
    """Upper bounds from the signs of markup: each start tag has a ``<`` that no ``</`` is, each attribute a ``=``."""
    elements = text.count("<") - text.count("</")
    if elements > limits.elements:
        raise refuse("xml.too_many_elements", name, elements=elements, limit=limits.elements)
    attributes = text.count("=")
    if attributes > limits.attributes:
        raise refuse("xml.too_many_elements", name, attributes=attributes, limit=limits.attributes)


def _parse(text: str, name: str) -> etree._Element:
    parser = etree.XMLParser(
        encoding=UTF8,
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode(UTF8), parser)
    except etree.XMLSyntaxError as error:
        raise _why_not_parsed(error, text, name) from None
    if root.getroottree().docinfo.internalDTD is not None:  # the look before the root has refused these already
        raise refuse("xml.entities_refused", name, doctype=str(root.tag))
    return root


def _why_not_parsed(error: etree.XMLSyntaxError, text: str, name: str) -> Unreadable:
    line, column = error.position
    reason = re.sub(r", line \d+, column \d+.*", "", (error.msg or "").replace("\n", " ")).strip()
    number = int(getattr(error, "code", 0))
    if number == _RESOURCE:
        code = "xml.too_deep" if "depth" in reason else "xml.text_too_long"
        return refuse(code, f"{name}:{line}", line=line, column=column)
    code = "xml.cut_short" if number == _END_REACHED or _ends_in_markup(text, line, column) else "xml.broken"
    return refuse(code, f"{name}:{line}", line=line, column=column, reason=reason)


def _ends_in_markup(text: str, line: int, column: int) -> bool:
    """True when the parser stopped at the very end of a document that does not end as one."""
    whole = text.rstrip()
    if whole.endswith(">") or line <= whole.count("\n"):
        return False
    return column >= len(whole) - whole.rfind("\n") - 100
