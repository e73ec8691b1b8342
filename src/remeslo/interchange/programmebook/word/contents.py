"""The table of contents: a field that Word and LibreOffice update, showing the right headings before they do."""

from collections.abc import Iterator

from remeslo.interchange.programmebook.word.numbers import HeadingNumbers
from remeslo.interchange.programmebook.word.xml import (
    XML_SPACE,
    Element,
    el,
    field_runs,
    paragraph,
    q,
    text_of,
    text_run,
)

DEEPEST = 2
"""Levels of headings that stand in the contents."""
_FIELD = f'TOC \\o "1-{DEEPEST}" \\h \\z \\u'


def mark_headings(body: Element, numbers: HeadingNumbers, first_id: int) -> list[tuple[int, str, str]]:
    """Bookmarks every heading of the contents in the body; level from 0, text with its number, name of the bookmark."""
    found = []
    key = first_id
    for p in body.iterfind(q("p")):
        style = p.find(f"{q('pPr')}/{q('pStyle')}")
        name = style.get(q("val"), "") if style is not None else ""
        level = numbers.outline(name) if name else None
        if level is None or not text_of(p).strip():
            continue
        number = numbers.next(name)
        if level >= DEEPEST:
            continue
        anchor = f"_Toc{90_000_000 + key}"
        start = 1 if p[0].tag == q("pPr") else 0
        p.insert(start, el("bookmarkStart", id=key, name=anchor))
        p.append(el("bookmarkEnd", id=key))
        found.append((level, f"{number} {text_of(p)}".strip(), anchor))
        key += 1
    return found


def contents_element(
    title: str, entries: list[tuple[int, str, str]], styles: tuple[str, ...], text_width: int, key: int
) -> Element:
    """
    The block of the contents.

    Parameters
    ----------
    styles
        Identifiers of the styles of the title and of the levels.
    """
    inside = list(_entries(entries, styles[1:], text_width))
    begin, end = _ends()
    if not inside:
        inside = [paragraph(styles[1])]
    for place, run in enumerate(begin, start=1):
        inside[0].insert(place, run)
    content = el(
        "sdtContent",
        paragraph(styles[0], text_run(title)),
        *inside,
        el("p", el("pPr", el("pStyle", val=styles[1])), end),
    )
    properties = el(
        "sdtPr",
        el("id", val=key),
        el("docPartObj", el("docPartGallery", val="Table of Contents"), el("docPartUnique")),
    )
    return el("sdt", properties, content)


def _entries(entries: list[tuple[int, str, str]], styles: tuple[str, ...], text_width: int) -> Iterator[Element]:
    for level, text, anchor in entries:
        tabs = el("tabs", el("tab", val="right", leader="dot", pos=text_width))
        link = el(
            "hyperlink",
            text_run(text),
            el("r", el("tab")),
            *field_runs(f"PAGEREF {anchor} \\h", ""),
            anchor=anchor,
            history="1",
        )
        yield paragraph(styles[min(level, len(styles) - 1)], link, extra=(tabs,))


def _ends() -> tuple[list[Element], Element]:
    code = el("instrText")
    code.text = f" {_FIELD} "
    code.set(XML_SPACE, "preserve")
    begin = [
        el("r", el("fldChar", fldCharType="begin", dirty="true")),
        el("r", code),
        el("r", el("fldChar", fldCharType="separate")),
    ]
    return begin, el("r", el("fldChar", fldCharType="end"))
