"""One file while it is read: attributes as numbers and days, what was read, and what was wrong."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from lxml import etree

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.text import squeeze

_NUMBER = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,9})?")
_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})(?:\s.*)?")


@dataclass(slots=True)
class Source:
    """Remembers every attribute that was read, so that the others can be told."""

    name: str
    read: set[tuple[etree._Element, str]] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    _told: dict[tuple[str, str], tuple[str, int, dict[str, object], Severity]] = field(default_factory=dict)

    def place(self, element: etree._Element) -> str:
        """File and line."""
        return f"{self.name}:{int(getattr(element, 'sourceline', None) or 0)}"

    def text(self, element: etree._Element | None, attribute: str) -> str:
        """An attribute's text, ``""`` when there is none."""
        if element is None:
            return ""
        self.read.add((element, attribute))
        return squeeze(str(element.get(attribute) or ""))

    def number(self, element: etree._Element | None, attribute: str) -> Decimal | None:
        """A number >= 0 with a point or a comma; None for nothing, and told, for anything else."""
        raw = self.text(element, attribute)
        if _NUMBER.fullmatch(raw):
            return Decimal(raw.replace(",", "."))
        if raw and element is not None:
            self.tell("studyplan.number_unreadable", element, column=attribute, value=raw[:60])
        return None

    def whole(self, element: etree._Element | None, attribute: str) -> int | None:
        """A whole number >= 0; None as for ``number``."""
        value = self.number(element, attribute)
        if value is not None and value != int(value) and element is not None:
            self.tell("studyplan.number_unreadable", element, column=attribute, value=str(value))
            return None
        return None if value is None else int(value)

    def day(self, element: etree._Element | None, attribute: str) -> date | None:
        """A day as dd.mm.yyyy; a lone time (``0:00:00``) says nothing; told, for what is no day."""
        raw = self.text(element, attribute)
        found = _DAY.fullmatch(raw)
        try:
            if found:
                return date(int(found[3]), int(found[2]), int(found[1]))
        except ValueError:
            pass
        if raw and raw != "0:00:00" and element is not None:
            self.tell("studyplan.number_unreadable", element, column=attribute, value=raw[:60])
        return None

    def tell(
        self, code: str, element: etree._Element, *, severity: Severity = Severity.STOPS_PUBLISHING, **facts: object
    ) -> None:
        """One more of a kind of fault; told once for each column, with the first value and how often."""
        key = (code, str(facts.get("column", "")))
        place, times, told, worst = self._told.get(key, (self.place(element), 0, facts, severity))
        self._told[key] = (place, times + 1, told, worst)

    def told(self) -> list[Finding]:
        """Every kind of fault once, with ``count``."""
        return [
            Finding(code, place, {**facts, "count": times}, severity)
            for (code, _), (place, times, facts, severity) in self._told.items()
        ]

    def unread(self, root: etree._Element) -> list[str]:
        """Attributes that say something and were not read, as ``Курс/@ЗЕТ × 75``."""
        left: Counter[str] = Counter()
        for element in root.iter(etree.Element):
            for attribute, value in element.attrib.items():
                if (element, str(attribute)) not in self.read and str(value).strip():
                    left[f"{element.tag!s}/@{attribute!s}"] += 1
        return [f"{what} × {times}" for what, times in left.items()]
