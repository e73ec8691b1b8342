"""Makes the default template from the style sheets beside this module and the outline of the book."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from lxml import etree

from remeslo.interchange.programmebook.word.package import MAIN, TYPES, Package
from remeslo.interchange.programmebook.word.xml import Element, R, el, field_runs, paragraph, text_run
from remeslo.interchange.programmebook.words import word
from remeslo.interchange.sentences import Language

_PORTRAIT = (
    11906,
    16838,
    {"top": 1134, "right": 567, "bottom": 1134, "left": 1701, "header": 567, "footer": 567, "gutter": 0},
)
_LANDSCAPE = (
    16838,
    11906,
    {"top": 1134, "right": 567, "bottom": 850, "left": 567, "header": 454, "footer": 454, "gutter": 0},
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

CHAPTERS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "general": (("basis", "abbreviations"),),
    "characteristics": (("passport", "employers"),),
    "activity": (("activities", "functions"),),
    "results": (("general_competences", "professional_competences", "requests"), ("graduate_matrix",)),
    "structure": ((), ("curriculum", "calendar"), ("programmes_list", "upbringing")),
    "conditions": (("workshops", "staff", "practice_bases", "costs"),),
    "assessment": (("final_attestation", "attestations"),),
}
"""Sections of each chapter by the page they stand on: upright and lying ones in turn, beginning upright."""
ANNEXES: tuple[tuple[str, ...], ...] = (("employer_block",), ("competence_matrix",), ("norms", "approval_sheet"))
"""Annexes after the working programmes, by page in turn, beginning upright."""


@cache
def starter_template(language: Language) -> bytes:
    """The template as a DOCX, the same bytes every time."""
    return starter_package(language).write()


def starter_package(language: Language) -> Package:
    """The template's parts, to be changed by whoever asked."""
    parts = {
        TYPES: _types(),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": _bytes(_document(language)),
        "word/_rels/document.xml.rels": _relations(
            {
                "styles": "styles.xml",
                "numbering": "numbering.xml",
                "settings": "settings.xml",
                "header": "header1.xml",
                "footer": "footer1.xml",
            }
        ),
        "word/styles.xml": _text("styles.xml", language),
        "word/numbering.xml": _text("numbering.xml", language),
        "word/settings.xml": _text("settings.xml", language),
        "word/header1.xml": _bytes(el("hdr", paragraph("Header", text_run("{{illustrative}}")))),
        "word/footer1.xml": _bytes(_footer(language)),
    }
    return Package(f"template-{language}.docx", parts)


def _text(name: str, language: Language) -> bytes:
    text = (resources.files(__package__) / name).read_text(encoding="utf-8")
    text = text.replace("ANNEX_WORD", word("word.annex", language))
    text = text.replace("ANNEX_LETTER", "П" if language == "ru" else "A")
    return (text if language == "ru" else text.replace('"ru-RU"', '"en-GB"')).encode()


def _document(language: Language) -> Element:
    body = el("body", *_title_page(language))
    body.append(_break(_PORTRAIT, first=True))
    body.append(_block("contents"))
    lying = False
    for chapter, pages in CHAPTERS.items():
        for number, sections in enumerate(pages):
            if lying is not bool(number % 2):
                body.append(_break(_LANDSCAPE if lying else _PORTRAIT))
                lying = not lying
            if number == 0:
                body.append(paragraph("Heading1", text_run(word(f"chapter.{chapter}", language))))
            for name in sections:
                body.extend([paragraph("Heading2", text_run(word(f"section.{name}", language))), _block(name)])
    if lying:
        body.append(_break(_LANDSCAPE))
        lying = False
    body.append(_block("annex_programmes"))
    for number, names in enumerate(ANNEXES):
        if number:
            body.append(_break(_LANDSCAPE if lying else _PORTRAIT))
            lying = not lying
        for name in names:
            body.extend([paragraph("BookAnnex", text_run(word(f"section.{name}", language))), _block(name)])
    body.append(_section(_PORTRAIT))
    return el("document", body)


def _title_page(language: Language) -> Iterator[Element]:
    yield paragraph("BookName", text_run("{{college}}"))
    yield _block("approvals")
    yield paragraph("Title", text_run(word("title.heading", language)))
    yield paragraph("Subtitle", text_run(word("title.kind", language)))
    yield paragraph("Subtitle", text_run("{{code_and_title}}"))
    yield paragraph("BookName", text_run("{{kind}}"))
    yield _block("notice")
    yield _block("title_facts")
    yield paragraph("BookName", text_run("{{start_year}}"))


def _block(name: str) -> Element:
    return paragraph("BodyText", text_run(f"{{{{{name}}}}}"))


def _break(page: tuple[int, int, dict[str, int]], *, first: bool = False) -> Element:
    """The paragraph that ends a section."""
    return el("p", el("pPr", el("pStyle", val="BookAfterTable"), _section(page, first=first)))


def _section(page: tuple[int, int, dict[str, int]], *, first: bool = False) -> Element:
    """Page of a section; the first carries header and footer, which the others take over, and has none on its title."""
    width, height, margins = page
    size = el("pgSz", w=width, h=height, **({"orient": "landscape"} if width > height else {}))
    links = []
    if first:
        for tag, key in (("headerReference", "header"), ("footerReference", "footer")):
            link = el(tag, type="default")
            link.set(f"{{{R}}}id", f"rId_{key}")
            links.append(link)
    kind = el("type", val="nextPage")
    return el("sectPr", *links, kind, size, el("pgMar", **margins), el("titlePg") if first else None)


def _footer(language: Language) -> Element:
    page = paragraph(
        "Footer",
        text_run("{{code_and_title}} · "),
        text_run(f"{word('word.page', language)} "),
        *field_runs("PAGE", "1"),
        text_run(" / "),
        *field_runs("NUMPAGES", "1"),
    )
    return el("ftr", page)


def _types() -> bytes:
    overrides = {
        "word/document.xml": MAIN,
        "word/styles.xml": f"{_WORD}.styles+xml",
        "word/numbering.xml": f"{_WORD}.numbering+xml",
        "word/settings.xml": f"{_WORD}.settings+xml",
        "word/header1.xml": f"{_WORD}.header+xml",
        "word/footer1.xml": f"{_WORD}.footer+xml",
    }
    ns = "http://schemas.openxmlformats.org/package/2006/content-types"
    root = etree.Element(f"{{{ns}}}Types", nsmap={None: ns})  # type: ignore[dict-item]
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    for extension, kind in (("rels", relations), ("xml", "application/xml")):
        etree.SubElement(root, f"{{{ns}}}Default", {"Extension": extension, "ContentType": kind})
    for part, kind in overrides.items():
        etree.SubElement(root, f"{{{ns}}}Override", {"PartName": f"/{part}", "ContentType": kind})
    return _bytes(root)


def _relations(targets: Mapping[str, str]) -> bytes:
    ns = "http://schemas.openxmlformats.org/package/2006/relationships"
    root = etree.Element(f"{{{ns}}}Relationships", nsmap={None: ns})  # type: ignore[dict-item]
    for kind, target in targets.items():
        attributes = {"Id": f"rId_{kind}", "Type": f"{_OFFICE}/{kind}", "Target": target}
        etree.SubElement(root, f"{{{ns}}}Relationship", attributes)
    return _bytes(root)


def _bytes(element: Element) -> bytes:
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


__all__ = ["ANNEXES", "CHAPTERS", "starter_package", "starter_template"]
