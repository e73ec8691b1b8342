"""Placeholders in the paragraphs of a document, however Word has cut them into runs."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from remeslo.interchange.programmebook.word.package import Package
from remeslo.interchange.programmebook.word.xml import Element, clean, own_texts, q, text_of

PLACEHOLDER = re.compile(r"\{\{\s*([A-Za-z][A-Za-z0-9_]{0,60})\s*\}\}")
BRACES = re.compile(r"\{\{|\}\}")
_TEXTS = frozenset({"header", "footer", "footnotes", "endnotes"})


@dataclass(frozen=True, slots=True)
class Place:
    """
    A paragraph with placeholders, or with braces that are none.

    Parameters
    ----------
    part, number
        Name of the part and number of the paragraph in it, from 1.
    text
        What the paragraph says.
    names
        Placeholders in order.
    broken
        True when braces remain that are no placeholder.
    in_body
        True when it stands in the document's body itself, not in a table, a text box, a header or a note.
    """

    part: str
    number: int
    text: str
    names: tuple[str, ...]
    broken: bool
    in_body: bool
    paragraph: Element

    @property
    def alone(self) -> str:
        """The placeholder that is all there is in the paragraph; blank when there is more."""
        return self.names[0] if len(self.names) == 1 and PLACEHOLDER.fullmatch(self.text.strip()) else ""

    @property
    def where(self) -> str:
        """The place for a finding."""
        return f"{self.part}, {self.number}"


def text_parts(package: Package) -> tuple[str, ...]:
    """Parts that may hold placeholders: the document, then its headers, footers and notes."""
    main = package.main
    related = sorted({r.target for r in package.relations(main) if r.kind in _TEXTS and not r.outside})
    return (main, *(part for part in related if part in package.parts))


def places(package: Package) -> Iterator[Place]:
    """Every paragraph with braces, part by part in the order of the document."""
    for part in text_parts(package):
        root = package.tree(part)
        body = root.find(q("body"))
        for number, p in enumerate(root.iter(q("p")), start=1):
            text = text_of(p)
            if "{{" not in text and "}}" not in text:
                continue
            names = tuple(m[1] for m in PLACEHOLDER.finditer(text))
            broken = bool(BRACES.search(PLACEHOLDER.sub("", text)))
            in_body = part == package.main and p.getparent() is body
            yield Place(part, number, text, names, broken, in_body, p)


def replace(p: Element, values: Mapping[str, str]) -> None:
    """Puts values in place of the placeholders that have one; each takes the look of the run it begins in."""
    texts = own_texts(p)
    whole = "".join(t.text or "" for t in texts)
    for found in reversed(list(PLACEHOLDER.finditer(whole))):
        if found[1] in values:
            _put(texts, found.start(), found.end(), clean(values[found[1]]))


def _put(texts: list[Element], start: int, end: int, value: str) -> None:
    """Replaces the letters from start to end of the joined texts; the value goes where they begin."""
    before = 0
    for t in texts:
        text = t.text or ""
        low, high = max(start - before, 0), min(end - before, len(text))
        if low < high:
            t.text = text[:low] + (value if before + low == start else "") + text[high:]
            t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        before += len(text)
