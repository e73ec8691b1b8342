"""A template with its placeholders filled in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lxml import etree

from remeslo.core.base.findings import Finding
from remeslo.interchange.programmebook.blocks import Contents, Gap
from remeslo.interchange.programmebook.placeholders import BLOCKS, LINES
from remeslo.interchange.programmebook.scene import Scene
from remeslo.interchange.programmebook.template.check import TemplateRefused, reading_of, text_widths
from remeslo.interchange.programmebook.template.places import Place, places, replace
from remeslo.interchange.programmebook.word.contents import contents_element, mark_headings
from remeslo.interchange.programmebook.word.numbers import HeadingNumbers
from remeslo.interchange.programmebook.word.package import Package
from remeslo.interchange.programmebook.word.styles import fit_styles
from remeslo.interchange.programmebook.word.write import Writer
from remeslo.interchange.programmebook.word.xml import Element, clean, el, q

_AFTER_UPDATE = (
    *("hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars", "rsids", "attachedSchema", "themeFontLang"),
    *("clrSchemeMapping", "doNotIncludeSubdocsInStats", "shapeDefaults", "decimalSymbol", "listSeparator"),
)
"""Settings that the schema puts after the one that updates fields."""
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled document: the gaps that it leaves to people, in order, and the warnings of its template."""

    data: bytes
    gaps: tuple[Gap, ...]
    findings: tuple[Finding, ...]


def fill(package: Package, scene: Scene, starter: Package) -> Filled:
    """
    Fills a template; the package is changed.

    Raises
    ------
    TemplateRefused
        When something is wrong with it that a check tells beforehand.
    """
    reading = reading_of(package)
    if not reading.usable:
        raise TemplateRefused(reading.findings)
    styles = fit_styles(package, starter)
    document = package.tree(package.main)
    widths = text_widths(document)
    found = tuple(places(package))
    writer = Writer(styles, scene.word("word.table"), _first_free_id(package))
    contents: list[Place] = []
    lines = {name: make(scene) for name, make in LINES.items() if name in reading.names}
    for place in found:
        if place.alone == "contents":
            contents.append(place)
        elif place.alone in BLOCKS:
            _put_blocks(place.paragraph, place.alone, scene, writer, widths[place.paragraph])
        else:
            replace(place.paragraph, lines)
    _put_contents(package, scene, contents, writer, widths)
    _update_on_opening(package)
    _tell_title(package, scene.design.title, scene.cluster.day)
    return Filled(package.write(), tuple(writer.gaps), reading.findings)


def _put_blocks(p: Element, name: str, scene: Scene, writer: Writer, text_width: int) -> None:
    parent = p.getparent()
    if parent is None:
        return
    place = parent.index(p)
    made = [element for block in BLOCKS[name](scene) for element in writer.write(block, text_width)]
    parent[place:place] = made
    _empty(p)


def _empty(p: Element) -> None:
    """Takes the paragraph away; one that ends a section stays, without its text."""
    parent = p.getparent()
    if p.find(f"{q('pPr')}/{q('sectPr')}") is None:
        if parent is not None:
            parent.remove(p)
        return
    for child in list(p):
        if child.tag != q("pPr"):
            p.remove(child)


def _put_contents(
    package: Package, scene: Scene, contents: list[Place], writer: Writer, widths: Mapping[Element, int]
) -> None:
    document = package.tree(package.main)
    body = document.find(q("body"))
    if body is None:
        return
    numbering = package.related("numbering")
    numbers = HeadingNumbers(package.tree(package.related("styles")), package.tree(numbering) if numbering else None)
    entries = mark_headings(body, numbers, _first_free_bookmark(document))
    names = tuple(writer.style(s) for s in ("TOCHeading", "TOC1", "TOC2"))
    for place in contents:
        for block in BLOCKS["contents"](scene):
            title = block.title if isinstance(block, Contents) else ""
            writer.next_id += 1
            width = widths[place.paragraph]
            place.paragraph.addprevious(contents_element(title, entries, names, width, writer.next_id))
        _empty(place.paragraph)


def _first_free_id(package: Package) -> int:
    """Above every number of a content control that the template has."""
    found = (
        i.get(q("val"), "")
        for part in package.parts
        if part.startswith("word/") and part.endswith(".xml")
        for i in package.tree(part).iterfind(f".//{q('sdtPr')}/{q('id')}")
    )
    return max((int(n) for n in found if n.isascii() and n.isdigit() and len(n) < 10), default=1000)


def _first_free_bookmark(document: Element) -> int:
    found = (b.get(q("id"), "") for b in document.iter(q("bookmarkStart")))
    return max((int(n) for n in found if n.isascii() and n.isdigit() and len(n) < 9), default=0) + 1


def _update_on_opening(package: Package) -> None:
    """Asks the reader's program to work out page numbers of the contents when it opens the document."""
    part = package.related("settings")
    if not part:
        return
    settings = package.tree(part)
    if settings.find(q("updateFields")) is not None:
        return
    later = {q(tag) for tag in _AFTER_UPDATE}
    at = next(
        (n for n, child in enumerate(settings) if child.tag in later or not str(child.tag).startswith(q(""))),
        len(settings),
    )
    settings.insert(at, el("updateFields", val="true"))


def _tell_title(package: Package, title: str, day: date) -> None:
    """Title and day of the document's properties: the day of the plan's data, never that of the making."""
    part = "docProps/core.xml"
    root = etree.Element(
        f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC, "dcterms": "http://purl.org/dc/terms/"}
    )
    etree.SubElement(root, f"{{{_DC}}}title").text = clean(title)
    etree.SubElement(root, f"{{{_DC}}}creator").text = "Remeslo"
    xsi = "http://www.w3.org/2001/XMLSchema-instance"
    for name in ("created", "modified"):
        made = etree.SubElement(root, f"{{http://purl.org/dc/terms/}}{name}", {f"{{{xsi}}}type": "dcterms:W3CDTF"})
        made.text = f"{day.isoformat()}T00:00:00Z"
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    package.put_core(part, data)
