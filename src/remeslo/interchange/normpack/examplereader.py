"""The example plans of a pack: ``[[example]]`` tables into values; see FORMAT.md."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from remeslo.core.base.calendar import YearLayout
from remeslo.core.base.elements import AttestationForm, AttestationMark, ElementKind
from remeslo.core.base.findings import ProblemError
from remeslo.core.curriculum.exampleplan import ExampleElement, ExamplePlan, WeekHours
from remeslo.interchange.normpack.fields import Fields, type_name
from remeslo.interchange.tomltext.lines import Path

E = TypeVar("E", bound=StrEnum)

EXAMPLE_FIELDS: Mapping[str, type] = {
    "title_ru": str,
    "title_en": str,
    "day": date,
    "kind": str,
    "base": str,
    "years": list,
    "regular_years": int,
    "total_hours": int,
    "practice_hours_min": int,
    "disciplines_hours_min": int,
    "final_attestation_hours_min": int,
    "source": str,
    "source_verified": bool,
    "group_size": int,
    "accepted": bool,
    "findings": list,
    "term_weeks": int,
    "element": list,
}
EXAMPLE_OPTIONAL = frozenset(EXAMPLE_FIELDS) - {"title_ru", "title_en", "day", "years", "accepted", "element"}
ELEMENT_FIELDS: Mapping[str, type] = {
    "index": str,
    "title": str,
    "kind": str,
    "module": str,
    "variative": int,
    "whole_weeks": bool,
    "attestations": list,
    "after": list,
    "weeks": str,
}
ELEMENT_OPTIONAL = frozenset(ELEMENT_FIELDS) - {"index", "title", "kind", "weeks"}
MINIMA = ("practice_hours_min", "disciplines_hours_min", "final_attestation_hours_min")
MOST_YEARS, MOST_WEEKS = 10, 520
DAYS = (date(1990, 1, 1), date(2100, 12, 31))
"""A plan longer than that, or on another day, is a slip of the pen."""

_YEAR = re.compile(r"^\s*(\d{1,2})\s*\+\s*(\d{1,2})\s*\+\s*(\d{1,2})\s*$")
_SPAN = re.compile(r"^\s*(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?\s*:\s*(\d{1,4})\s*$")


def read_examples(listed: object, fields: Fields) -> tuple[ExamplePlan, ...]:
    """All sound examples; what is wrong with the others is told in ``fields``."""
    reading = _Examples(fields)
    rows = listed if isinstance(listed, list) else []
    found = [reading.example(row, ("example", n)) for n, row in enumerate(rows)]
    return tuple(e for e in found if e is not None)


class _Examples:
    """Examples on their way."""

    def __init__(self, fields: Fields) -> None:
        self.fields = fields

    def example(self, table: object, path: Path) -> ExamplePlan | None:
        if not isinstance(table, Mapping):
            self.fields.add("norms.wrong_type", path, field="example", expected="table", found=type_name(table))
            return None
        sound = self.fields.judge(table, EXAMPLE_FIELDS, path, optional=EXAMPLE_OPTIONAL)
        rows = table.get("element")
        elements = [
            self._element(row, (*path, "element", n)) for n, row in enumerate(rows if isinstance(rows, list) else [])
        ]
        years = self._years(table.get("years"), (*path, "years"))
        if isinstance(rows, list) and not rows:
            self.fields.add("norms.example_empty", path)
        self._twice(elements, path)
        self._negative(table, path)
        if sound and not DAYS[0] <= table["day"] <= DAYS[1]:
            facts = {"found": table["day"], "first": DAYS[0], "last": DAYS[1]}
            self.fields.add("norms.example_day_out_of_range", (*path, "day"), **facts)
        if not sound or years is None or None in elements or not elements:
            return None
        return ExamplePlan(
            title_ru=table["title_ru"],
            title_en=table["title_en"],
            day=table["day"],
            years=years,
            elements=tuple(e for e in elements if e is not None),
            accepted=table["accepted"],
            findings=self._texts(table, "findings", path),
            kind=table.get("kind", ""),
            base=table.get("base", ""),
            regular_years=table.get("regular_years", 0),
            total_hours=table.get("total_hours"),
            minima={key: table[key] for key in MINIMA if key in table},
            source=table.get("source", ""),
            source_verified=table.get("source_verified", False),
            group_size=table.get("group_size", 0),
            term_weeks=table.get("term_weeks"),
        )

    def _element(self, table: object, path: Path) -> ExampleElement | None:
        if not isinstance(table, Mapping):
            self.fields.add("norms.wrong_type", path, field="element", expected="table", found=type_name(table))
            return None
        if not self.fields.judge(table, ELEMENT_FIELDS, path, optional=ELEMENT_OPTIONAL):
            return None
        self._negative(table, path)
        kind = self._word(table["kind"], ElementKind, (*path, "kind"))
        weeks = self._weeks(table["weeks"], (*path, "weeks"))
        marks = [self._mark(text, (*path, "attestations")) for text in self._texts(table, "attestations", path)]
        if kind is None or weeks is None or None in marks:
            return None
        return ExampleElement(
            index=table["index"],
            title=table["title"],
            kind=kind,
            weeks=weeks,
            module=table.get("module"),
            variative=table.get("variative", 0),
            whole_weeks=table.get("whole_weeks", False),
            attestations=tuple(m for m in marks if m is not None),
            after=self._texts(table, "after", path),
        )

    def _years(self, listed: object, path: Path) -> tuple[YearLayout, ...] | None:
        texts = listed if isinstance(listed, list) else []
        years: list[YearLayout] = []
        for text in texts:
            match = _YEAR.match(str(text))
            try:
                autumn, winter, spring = (int(n) for n in _groups(match))
                years.append(YearLayout(autumn=autumn, winter=winter, spring=spring))
            except ProblemError:
                self.fields.add("norms.example_year_malformed", path, found=str(text)[:40])
                return None
        if not 1 <= len(years) <= MOST_YEARS:
            self.fields.add("norms.example_years_out_of_range", path, found=len(years), limit=MOST_YEARS)
            return None
        return tuple(years)

    def _weeks(self, text: str, path: Path) -> tuple[WeekHours, ...] | None:
        spans: list[WeekHours] = []
        for part in text.split(";"):
            match = _SPAN.match(part)
            try:
                first, last, hours = _groups(match)
                spans.append(WeekHours(int(first), int(last or first), int(hours)))
            except ProblemError:
                self.fields.add("norms.example_weeks_malformed", path, found=part.strip()[:40])
                return None
        if any(s.last > MOST_WEEKS for s in spans):
            self.fields.add("norms.example_weeks_malformed", path, found=text[:40])
            return None
        return tuple(spans)

    def _mark(self, text: str, path: Path) -> AttestationMark | None:
        form, _, joint = text.partition(":")
        known = self._word(form, AttestationForm, path)
        return None if known is None else AttestationMark(known, joint or None)

    def _word(self, text: str, kind: type[E], path: Path) -> E | None:
        try:
            return kind(text)
        except ValueError:
            known = tuple(m.value for m in kind)
            self.fields.add("norms.example_word_unknown", path, field=str(path[-1]), found=text[:40], known=known)
            return None

    def _texts(self, table: Mapping[str, object], name: str, path: Path) -> tuple[str, ...]:
        listed = table.get(name, [])
        texts = listed if isinstance(listed, list) else []
        for wrong in (t for t in texts if not isinstance(t, str)):
            found = type_name(wrong)
            self.fields.add("norms.wrong_type", (*path, name), field=name, expected="text", found=found)
        return tuple(t for t in texts if isinstance(t, str))

    def _negative(self, table: Mapping[str, object], path: Path) -> None:
        for name, value in table.items():
            if isinstance(value, int) and value < 0:
                self.fields.add("norms.example_number_negative", (*path, name), field=name, found=value)

    def _twice(self, elements: list[ExampleElement | None], path: Path) -> None:
        keys = [e.index for e in elements if e is not None]
        for key in sorted({k for k in keys if keys.count(k) > 1}):
            self.fields.add("norms.example_element_twice", path, element=key)
        for e in elements:
            for key in (k for k in (e.after if e else ()) if k not in keys or (e and k == e.index)):
                self.fields.add("norms.example_element_unknown", path, element=key)


def _groups(match: re.Match[str] | None) -> tuple[str, ...]:
    if match is None:
        raise ProblemError("not written as expected.")
    return match.groups()
