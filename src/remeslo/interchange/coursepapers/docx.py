"""Blocks as a DOCX of their own: the styles of the programme's book, without its chapters."""

from collections.abc import Iterable

from remeslo.interchange.programmebook.blocks import Block
from remeslo.interchange.programmebook.starter.make import starter_package
from remeslo.interchange.programmebook.word.styles import fit_styles
from remeslo.interchange.programmebook.word.write import Writer
from remeslo.interchange.programmebook.word.xml import Element, R, clean, el, paragraph, q
from remeslo.interchange.programmebook.words import word
from remeslo.interchange.sentences import Language

_WIDTH, _HEIGHT = 11906, 16838
_LEFT, _OTHER = 1701, 850
_FIRST_ID = 1000
"""Twentieths of a point, as Word counts: A4 with a wide margin at the left for binding."""


class PageBreak:
    """The next block stands on a new page."""


def blocks_docx(blocks: Iterable[Block | PageBreak], *, language: Language, title: str, note: str = "") -> bytes:
    """
    A document of blocks on upright A4.

    ``title`` stands in the foot of every page, ``note`` (that data is invented) in the head.
    """
    package = starter_package(language)
    writer = Writer(fit_styles(package, starter_package(language)), word("word.table", language), _FIRST_ID)
    document = package.tree(package.main)
    body = document.find(q("body"))
    if body is None:
        raise ValueError("the starter template has no body.")
    for child in list(body):
        body.remove(child)
    width = _WIDTH - _LEFT - _OTHER
    for block in blocks:
        if isinstance(block, PageBreak):
            body.append(paragraph("BookAfterTable", el("r", el("br", type="page"))))
        else:
            body.extend(writer.write(block, width))
    body.append(_section())
    for part, text in (("word/header1.xml", note), ("word/footer1.xml", title)):
        _fill(package.tree(part), text)
    return package.write()


def _section() -> Element:
    links = []
    for tag, key in (("headerReference", "header"), ("footerReference", "footer")):
        link = el(tag, type="default")
        link.set(f"{{{R}}}id", f"rId_{key}")
        links.append(link)
    margins = {"top": 1134, "right": _OTHER, "bottom": 1134, "left": _LEFT, "header": 567, "footer": 567, "gutter": 0}
    return el("sectPr", *links, el("pgSz", w=_WIDTH, h=_HEIGHT), el("pgMar", **margins))


def _fill(tree: Element, text: str) -> None:
    """The one placeholder of a head or foot."""
    for t in tree.iter(q("t")):
        if t.text and "{{" in t.text:
            after = t.text.rpartition("}}")[2]
            t.text = clean(text) + after
