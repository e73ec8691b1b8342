"""Elements and attributes into numbers, masks and ids; whatever does not fit becomes a finding with its line."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from lxml import etree

from remeslo.core.base.findings import Finding, Severity
from remeslo.interchange.safety import MIB, XmlLimits, parse_xml, unpack_xz

LIMIT_BYTES = 150 * MIB
"""The largest published problem is about a quarter of it."""
LIMITS = XmlLimits(elements=2_000_000, attributes=8_000_000, doctypes=frozenset(("problem", "solution")))
MOST_FINDINGS = 200
"""A file that is wrong in more places is wrong as a whole; what follows is counted, not listed."""
_MOST = 10**9


def parse(data: bytes, *, name: str) -> etree._Element:
    """The root of a plain or packed document; raises ``Unreadable``."""
    return parse_xml(unpack_xz(data, name=name, limit_bytes=LIMIT_BYTES), name=name, limits=LIMITS)


@dataclass
class Source:
    """A document being read: what findings call it, and the findings so far."""

    name: str
    findings: list[Finding] = field(default_factory=list)
    left_out: int = 0

    def tell(
        self, code: str, at: etree._Element, severity: Severity = Severity.STOPS_SAVING, /, **facts: object
    ) -> None:
        """Notes a finding at the line of an element."""
        if len(self.findings) >= MOST_FINDINGS:
            self.left_out += 1
        else:
            self.findings.append(Finding(code, f"{self.name}:{at.sourceline}", facts, severity))

    @property
    def told(self) -> tuple[Finding, ...]:
        """All findings; the last one says how many more there were."""
        if not self.left_out:
            return tuple(self.findings)
        more = Finding("timetable.more_findings", self.name, {"count": self.left_out}, Severity.STOPS_SAVING)
        return (*self.findings, more)

    def stops(self) -> bool:
        """True when the document gives no value."""
        return any(f.severity is Severity.STOPS_SAVING for f in self.findings) or bool(self.left_out)

    def children(self, parent: etree._Element, *tags: str) -> Iterator[etree._Element]:
        """Children with these tags, in order; text and other elements are told."""
        if parent.text and parent.text.strip():
            self._stray(parent, parent.text)
        for child in parent:
            if child.tag in tags:
                yield child
            else:
                facts = {"element": str(child.tag), "inside": str(parent.tag), "expected": tags}
                self.tell("timetable.unknown_element", child, Severity.WARNING, **facts)
            if child.tail and child.tail.strip():
                self._stray(child, child.tail)

    def leaf(self, element: etree._Element, *attributes: str) -> None:
        """Tells what an element without children holds besides these attributes."""
        for _ in self.children(element):
            pass  # pragma: no cover (no tag is expected, so nothing is ever yielded)
        self.only(element, *attributes)

    def only(self, element: etree._Element, *attributes: str) -> None:
        """Tells attributes besides these."""
        for attribute in element.attrib:
            if attribute not in attributes:
                facts = {"attribute": str(attribute), "element": str(element.tag), "expected": attributes}
                self.tell("timetable.unknown_attribute", element, Severity.WARNING, **facts)

    def section(self, root: etree._Element, tag: str) -> etree._Element | None:
        """The only child with a tag; a second one is told, its absence too."""
        found = root.findall(tag)
        if not found:
            self.tell("timetable.element_missing", root, element=tag)
            return None
        for again in found[1:]:
            self.tell("timetable.element_repeated", again, element=tag)
        return found[0]

    def text(self, element: etree._Element, attribute: str) -> str:
        """An attribute that must be there; ``""`` when it is not."""
        value = element.get(attribute)
        if value is None or not value.strip():
            self.tell("timetable.attribute_missing", element, element=str(element.tag), attribute=attribute)
            return ""
        return str(value).strip()

    def number(self, element: etree._Element, attribute: str, *, least: int = 0, default: int | None = None) -> int:
        """A whole number of at least ``least``; ``least`` when it is missing or wrong, and that is told."""
        value = element.get(attribute)
        if value is None and default is not None:
            return default
        number = whole(self.text(element, attribute)) if value is not None or default is None else default
        if number is None or not least <= number <= _MOST:
            if value is not None and value.strip():
                self._bad(element, attribute, f"{least}..{_MOST}")
            return least
        return number

    def mask(self, element: etree._Element, attribute: str, width: int) -> int:
        """A string of ``width`` zeros and ones, not all zeros, as a mask: character i is bit i; 1 when it is wrong."""
        value = self.text(element, attribute)
        mask = as_mask(value, width)
        if mask is None:
            if value:
                self._bad(element, attribute, "01" * 2 + f"... ({width})")
            return 1
        return mask

    def truth(self, element: etree._Element, attribute: str, default: bool) -> bool:
        """``true`` or ``false``."""
        value = element.get(attribute)
        if value is None:
            return default
        if value.strip().lower() not in ("true", "false"):
            self._bad(element, attribute, "true, false")
        return value.strip().lower() == "true"

    def fresh(self, element: etree._Element, what: str, key: str, seen: Collection[object]) -> bool:
        """False when an id was seen before, and that is told."""
        if key in seen:
            self.tell("timetable.repeated_id", element, what=what, id=key)
            return False
        return bool(key)

    def _bad(self, element: etree._Element, attribute: str, expected: str) -> None:
        facts = {"attribute": attribute, "element": str(element.tag), "value": element.get(attribute)}
        self.tell("timetable.bad_value", element, Severity.STOPS_SAVING, expected=expected, **facts)

    def _stray(self, element: etree._Element, text: str) -> None:
        facts = {"element": str(element.tag), "text": text.strip()[:80]}
        self.tell("timetable.stray_text", element, Severity.WARNING, **facts)


def whole(text: str) -> int | None:
    """The number that ASCII digits write, with an optional minus; ``None`` for anything else or too long."""
    digits = text.removeprefix("-")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 18:
        return None
    return int(text)


def as_mask(text: str, width: int) -> int | None:
    """Zeros and ones as a mask, the first character as bit 0."""
    if len(text) != width or text.strip("01") or "1" not in text:
        return None
    return int(text[::-1], 2)


def as_bits(mask: int, width: int) -> str:
    """A mask as zeros and ones, bit 0 first."""
    return f"{mask:0{width}b}"[::-1]
