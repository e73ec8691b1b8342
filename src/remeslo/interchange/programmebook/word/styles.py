"""Styles of the book in a template: its own by their names, and those of the starter that it does not have."""

from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from remeslo.interchange.programmebook.word.package import Package
from remeslo.interchange.programmebook.word.xml import Element, el, q

_NUMBERING_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"


def style_names(styles: Element) -> dict[str, str]:
    """Identifier by name in small letters; of two styles with one name the first."""
    found: dict[str, str] = {}
    for style in styles.iterfind(q("style")):
        name = style.find(q("name"))
        if name is not None:
            found.setdefault((name.get(q("val")) or "").lower(), style.get(q("styleId"), ""))
    return found


def fit_styles(package: Package, starter: Package) -> Mapping[str, str]:
    """
    Gives a template every style of the starter that it lacks, with its numbering; changes the package.

    Returns the identifier in the template by the identifier in the starter. A style that the template has under the
    same name keeps its own look.
    """
    source = starter.tree(starter.related("styles"))
    if not package.related("styles"):
        package.add_part("word/styles.xml", _bytes(el("styles")), kind="styles", content_type=_STYLES_TYPE)
    styles = package.tree(package.related("styles"))
    known, taken = style_names(styles), {s.get(q("styleId")) for s in styles.iterfind(q("style"))}
    chosen: dict[str, str] = {}
    lacking: list[Element] = []
    for style in source.iterfind(q("style")):
        key, name = style.get(q("styleId"), ""), style.find(q("name"))
        own = known.get((name.get(q("val"), "") if name is not None else "").lower())
        chosen[key] = own or (key if key not in taken else f"{key}Book")
        if own is None:
            lacking.append(style)
    numbers = _fit_numbering(package, starter, chosen, lacking)
    for style in lacking:
        styles.append(_copied(style, chosen, numbers))
    return chosen


def _copied(style: Element, chosen: Mapping[str, str], numbers: Mapping[str, str]) -> Element:
    made = deepcopy(style)
    made.set(q("styleId"), chosen[style.get(q("styleId"), "")])
    made.attrib.pop(q("default"), "")
    for tag in ("basedOn", "next", "link"):
        for link in made.iterfind(q(tag)):
            link.set(q("val"), chosen.get(link.get(q("val"), ""), link.get(q("val"), "")))
    for number in made.iter(q("numId")):
        number.set(q("val"), numbers.get(number.get(q("val"), ""), "0"))
    return made


def _fit_numbering(
    package: Package, starter: Package, chosen: Mapping[str, str], lacking: list[Element]
) -> Mapping[str, str]:
    """Adds the lists that the lacking styles are numbered by; number of a list by its number in the starter."""
    wanted = {n.get(q("val"), "") for s in lacking for n in s.iter(q("numId"))}
    if not wanted:
        return {}
    source = starter.tree(starter.related("numbering"))
    if not package.related("numbering"):
        empty = _bytes(el("numbering"))
        package.add_part("word/numbering.xml", empty, kind="numbering", content_type=_NUMBERING_TYPE)
    numbering = package.tree(package.related("numbering"))
    own_styles = {chosen[s.get(q("styleId"), "")] for s in lacking}
    numbers: dict[str, str] = {}
    for num in source.iterfind(q("num")):
        if num.get(q("numId")) not in wanted:
            continue
        link = num.find(q("abstractNumId"))
        old = link.get(q("val")) if link is not None else ""
        abstract = next(a for a in source.iterfind(q("abstractNum")) if a.get(q("abstractNumId")) == old)
        made = deepcopy(abstract)
        made.set(q("abstractNumId"), str(_next(numbering, "abstractNum", "abstractNumId")))
        for p_style in list(made.iter(q("pStyle"))):
            mapped = chosen.get(p_style.get(q("val"), ""), "")
            p_style.set(q("val"), mapped)
            if mapped not in own_styles:
                _drop(p_style)
        numbers[num.get(q("numId"), "")] = key = str(_next(numbering, "num", "numId"))
        place = len(list(numbering.iterfind(q("abstractNum"))))
        first = next((n for n, c in enumerate(numbering) if c.tag == q("abstractNum")), 0)
        numbering.insert(first + place, made)
        new = el("num", el("abstractNumId", val=made.get(q("abstractNumId"), "0")), numId=key)
        last = max((n for n, c in enumerate(numbering) if c.tag in (q("abstractNum"), q("num"))), default=-1)
        numbering.insert(last + 1, new)
    return numbers


def _next(numbering: Element, tag: str, attribute: str) -> int:
    numbers = (e.get(q(attribute), "0") for e in numbering.iterfind(q(tag)))
    return max((int(n) for n in numbers if n.isascii() and n.isdigit()), default=0) + 1


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _bytes(element: Element) -> bytes:
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)
