"""Elements of WordprocessingML, and text that XML can hold."""

import re
from collections.abc import Iterator
from functools import cache

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PREFIX = {"w": W}
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MOST_LETTERS = 60_000
"""Letters of one text; what is longer was never meant for a cell."""

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_SPACES = re.compile(r"[\t\r\n]+")

Element = etree._Element


@cache
def q(tag: str) -> str:
    """The full name of a tag or attribute of the main namespace."""
    return f"{{{W}}}{tag}"


def el(tag: str, *children: Element | None, **attributes: str | int) -> Element:
    """An element with attributes of the main namespace; children that are ``None`` are left out."""
    made = etree.Element(q(tag), nsmap=_PREFIX)
    for name, value in attributes.items():
        made.set(q(name), str(value))
    for child in children:
        if child is not None:
            made.append(child)
    return made


def clean(text: str) -> str:
    """The text as XML can hold it, on one line."""
    return _CONTROLS.sub("", _SPACES.sub(" ", text))[:MOST_LETTERS]


def text_run(text: str, *properties: Element) -> Element:
    """A run of text with its properties."""
    body = el("t")
    body.text = clean(text)
    body.set(XML_SPACE, "preserve")
    return el("r", el("rPr", *properties) if properties else None, body)


def paragraph(style: str, *children: Element, extra: tuple[Element, ...] = ()) -> Element:
    """A paragraph in a style; ``extra`` are further properties, in the order of the schema."""
    return el("p", el("pPr", el("pStyle", val=style), *extra), *children)


def field_runs(instruction: str, shown: str) -> Iterator[Element]:
    """The runs of a field with what it shows until it is updated."""
    code = el("instrText")
    code.text = f" {instruction} "
    code.set(XML_SPACE, "preserve")
    yield el("r", el("fldChar", fldCharType="begin"))
    yield el("r", code)
    yield el("r", el("fldChar", fldCharType="separate"))
    yield text_run(shown)
    yield el("r", el("fldChar", fldCharType="end"))


def own_texts(p: Element) -> list[Element]:
    """The text elements of a paragraph, without those of text boxes inside it."""
    return [t for t in p.iter(q("t")) if next(t.iterancestors(q("p"))) is p]


def text_of(p: Element) -> str:
    """The text of a paragraph."""
    return "".join(t.text or "" for t in own_texts(p))
