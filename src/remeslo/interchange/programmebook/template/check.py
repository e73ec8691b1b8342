"""What is wrong with a template, all of it with its place, before anything is filled in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz.process import extractOne

from remeslo.core.base.findings import Finding, Severity
from remeslo.interchange.programmebook.placeholders import BLOCKS, LINES, REQUIRED, WIDE_MM
from remeslo.interchange.programmebook.template.places import Place, places
from remeslo.interchange.programmebook.word.package import MAIN, MOST_BYTES, TYPES, Package, Unreadable, open_package
from remeslo.interchange.programmebook.word.xml import Element, q

_HARD = Severity.STOPS_SAVING
_HARMFUL = ("vbaProject", "vbaData", "attachedToolbars", "control", "activeXControlBinary", "oleObject", "aFChunk")
_REACHING = ("INCLUDETEXT", "INCLUDEPICTURE", "DDE", "DDEAUTO", "LINK", "DATABASE", "MACROBUTTON", "IMPORT")
_TWIPS_A_MM = 1440 / 25.4
_NEAR = 70
"""Likeness in per cent from which a known name is offered for an unknown one."""


class TemplateRefused(ValueError):
    """A template that cannot be filled; ``findings`` say every reason with its place."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__("; ".join(f"{f.code} at {f.where}" for f in findings))


@dataclass(frozen=True, slots=True)
class TemplateReading:
    """
    What a template holds.

    Parameters
    ----------
    names
        Placeholders that it uses, each once.
    findings
        What is wrong; the template can be used when none of them is hard.
    readable
        False for what is no Word document, or a harmful one: it was not looked into.
    """

    name: str
    names: tuple[str, ...]
    findings: tuple[Finding, ...]
    readable: bool = True

    @property
    def usable(self) -> bool:
        """True when a book can be made with it."""
        return not any(f.hard for f in self.findings)


def check_template(data: bytes, *, name: str) -> TemplateReading:
    """Reads a template and tells everything that is wrong with it; never raises on what it holds."""
    try:
        package = opened(data, name=name)
        return reading_of(package)
    except Unreadable as refusal:
        return TemplateReading(name, (), refusal.findings, readable=False)
    except TemplateRefused as refused:
        return TemplateReading(name, (), refused.findings, readable=False)


def opened(data: bytes, *, name: str) -> Package:
    """The parts of a template that can do no harm; raises Unreadable or TemplateRefused."""
    if len(data) > MOST_BYTES:
        raise TemplateRefused((Finding("booktemplate.too_large", name, {"limit_bytes": MOST_BYTES}, _HARD),))
    package = open_package(data, name=name)
    if TYPES not in package.parts or not package.main:
        raise TemplateRefused((Finding("booktemplate.not_document", name, {}, _HARD),))
    body = package.tree(package.main).find(q("body"))
    if package.content_types().get(package.main) != MAIN or body is None:
        raise TemplateRefused((Finding("booktemplate.not_document", name, {}, _HARD),))
    if harmful := tuple(_harmful(package)):
        raise TemplateRefused(harmful)
    return package


def reading_of(package: Package) -> TemplateReading:
    """The placeholders of a package and what is wrong with them; raises Unreadable for parts that are no XML."""
    found = tuple(places(package))
    names = tuple(dict.fromkeys(n for p in found for n in p.names))
    findings = [f for p in found for f in _of_place(p)]
    findings += _repeated(found)
    missing = sorted(REQUIRED - set(names), key=list(BLOCKS).index)
    findings += [Finding("booktemplate.missing", package.name, {"name": n}, _HARD) for n in missing]
    findings += _narrow(package, found)
    return TemplateReading(package.name, names, tuple(findings))


def _of_place(place: Place) -> Iterator[Finding]:
    shown = place.text.strip()[:120]
    facts: Mapping[str, object] = {"text": shown, "paragraph": place.number, "part": place.part}
    if place.broken:
        yield Finding("booktemplate.broken", place.where, dict(facts), _HARD)
    for name in dict.fromkeys(place.names):
        if name in LINES:
            continue
        if name not in BLOCKS:
            near = extractOne(name, [*BLOCKS, *LINES], score_cutoff=_NEAR)
            code = "booktemplate.unknown_near" if near else "booktemplate.unknown"
            more = {"near": near[0]} if near else {}
            yield Finding(code, place.where, {**facts, "name": name, **more}, _HARD)
        elif not place.in_body:
            yield Finding("booktemplate.block_outside_body", place.where, {**facts, "name": name}, _HARD)
        elif place.alone != name:
            yield Finding("booktemplate.block_not_alone", place.where, {**facts, "name": name}, _HARD)


def _repeated(found: tuple[Place, ...]) -> Iterator[Finding]:
    """A block that stands twice would double its tables and its bookmarks."""
    seen: set[str] = set()
    for place in found:
        for name in place.names:
            if name in BLOCKS and name in seen:
                facts = {"name": name, "paragraph": place.number, "part": place.part}
                yield Finding("booktemplate.block_repeated", place.where, facts, _HARD)
            seen.add(name)


def _narrow(package: Package, found: tuple[Place, ...]) -> Iterator[Finding]:
    widths = text_widths(package.tree(package.main))
    for place in found:
        if place.alone in WIDE_MM and place.in_body:
            millimetres = int(widths[place.paragraph] / _TWIPS_A_MM)
            if millimetres < WIDE_MM[place.alone]:
                facts = {"name": place.alone, "width": millimetres, "least": WIDE_MM[place.alone]}
                yield Finding("booktemplate.narrow", place.where, facts, Severity.WARNING)


def text_widths(document: Element) -> Mapping[Element, int]:
    """Width of the text of the section that each block of the body stands in, twentieths of a point, at least 1000."""
    body = document.find(q("body"))
    found: dict[Element, int] = {}
    waiting: list[Element] = []
    for block in body if body is not None else ():
        waiting.append(block)
        section = block if block.tag == q("sectPr") else block.find(f"{q('pPr')}/{q('sectPr')}")
        if section is not None:
            found |= dict.fromkeys(waiting, _text_width(section))
            waiting = []
    return found | dict.fromkeys(waiting, _text_width(None))


def _text_width(section: Element | None) -> int:
    size = section.find(q("pgSz")) if section is not None else None
    margins = section.find(q("pgMar")) if section is not None else None
    columns = section.find(q("cols")) if section is not None else None
    count, space = max(1, _whole(columns, "num", 1)), _whole(columns, "space", 720)
    width = _whole(size, "w", 11906)
    sides = _whole(margins, "left", 1701) + _whole(margins, "right", 567) + _whole(margins, "gutter", 0)
    return max(1000, (width - sides - space * (count - 1)) // count)


def _whole(element: Element | None, name: str, otherwise: int) -> int:
    text = element.get(q(name), "") if element is not None else ""
    return int(text) if text.isascii() and text.lstrip("-").isdigit() and len(text) < 9 else otherwise


def _harmful(package: Package) -> Iterator[Finding]:
    """Programs, links that are followed by themselves, fields that reach for other files."""
    for part in package.parts:
        lowered = part.lower()
        if lowered.endswith((".bin", ".exe", ".dll", ".js", ".vbs")) and "printersettings" not in lowered:
            yield Finding("booktemplate.active", part, {"what": part.rpartition("/")[2]}, _HARD)
    held = [p for p in package.parts if p.endswith(".rels")]
    for rels in held:
        folder, _, base = rels.partition("_rels/")
        for r in package.relations(folder + base.removesuffix(".rels") if base != ".rels" else ""):
            if r.kind in _HARMFUL or (r.outside and r.kind != "hyperlink"):
                yield Finding("booktemplate.active", rels, {"what": r.kind}, _HARD)
    for part in package.parts:
        if part.lower().endswith(".xml"):
            yield from _reaching(package.tree(part), part)


def _reaching(root: Element, part: str) -> Iterator[Finding]:
    codes = ["".join(i.text or "" for i in p.iter(q("instrText"))) for p in root.iter(q("p"))]
    codes += [f.get(q("instr"), "") for f in root.iter(q("fldSimple"))]
    for code in codes:
        words = set(re.findall("[A-Z]+", code.upper()))
        if reaching := sorted(words.intersection(_REACHING)):
            yield Finding("booktemplate.active", part, {"what": reaching[0]}, _HARD)
