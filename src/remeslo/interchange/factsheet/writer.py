"""Facts into a workbook, a sheet a kind; without facts it is the template to fill in."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from remeslo.core.base.facts import CONFIRMATION, Fact, FactValue
from remeslo.core.results.kinds import FactKind
from remeslo.interchange.factsheet.columns import COLUMNS, Language

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f]")
_FIRST_DAY = datetime(2000, 1, 1, tzinfo=UTC)
_WORDS = {"ru": ("да", "нет"), "en": ("yes", "no")}
_BLANK_ROWS = 200


def write(facts: Iterable[Fact], *, kinds: Mapping[str, FactKind], language: Language = "ru") -> bytes:
    """
    The workbook: every kind that has facts, in the order of the kinds; all cells are text; same facts, same bytes.

    Facts of a kind that is not among ``kinds`` are left out.
    """
    by_kind: dict[str, list[Fact]] = {}
    for fact in facts:
        by_kind.setdefault(fact.kind, []).append(fact)
    return _book([(k, by_kind[k.key]) for k in kinds.values() if k.key in by_kind], language)


def template(*, kinds: Mapping[str, FactKind], language: Language = "ru") -> bytes:
    """An empty workbook with a sheet for every kind but confirmations."""
    return _book([(k, []) for k in kinds.values() if k.key != CONFIRMATION], language)


def _book(sheets: Sequence[tuple[FactKind, Sequence[Fact]]], language: Language) -> bytes:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _FIRST_DAY.replace(tzinfo=None)})
    head = book.add_format({"bold": True, "bg_color": "#E6ECF2", "border": 1, "text_wrap": True, "valign": "top"})
    needed = book.add_format({"bold": True, "bg_color": "#F6E3B4", "border": 1, "text_wrap": True, "valign": "top"})
    cell = book.add_format({"num_format": "@", "border": 1})
    for kind, facts in sheets:
        _sheet(
            book.add_worksheet((kind.title_ru if language == "ru" else kind.title_en)[:31]),
            kind,
            facts,
            language,
            (head, needed, cell),
        )
    if not sheets:
        book.add_worksheet()
    book.close()
    return buffer.getvalue()


def _sheet(sheet: Any, kind: FactKind, facts: Sequence[Fact], language: Language, styles: Sequence[Any]) -> None:
    head, needed, cell = styles
    own = [c for c in COLUMNS if c.field != "kind"]
    opened = sorted({n for f in facts for n in f.values for r in kind.fields if r.is_open and n.startswith(r.name)})
    rules = [r for r in kind.fields if not r.is_open]
    titles = [(c.name(language), c.field in ("subject", "on")) for c in own]
    titles += [(r.title_ru if language == "ru" else r.title_en, r.required) for r in rules]
    titles += [(n, False) for n in opened]
    for at, (title, is_needed) in enumerate(titles):
        sheet.write_string(0, at, title, needed if is_needed else head)
        sheet.set_column(at, at, max(12, min(28, len(title) + 2)), cell)
    sheet.freeze_panes(1, 0)
    for row, fact in enumerate(facts, start=1):
        values = [_shown(fact.values.get(n), language) for n in (*(r.name for r in rules), *opened)]
        for at, text in enumerate([*_own(fact, language), *values]):
            if text:
                sheet.write_string(row, at, _CONTROLS.sub(" ", text), cell)
    for at, rule in enumerate(rules, start=len(own)):
        if rule.choices:
            options = {"validate": "list", "source": list(rule.choices)}
            sheet.data_validation(1, at, len(facts) + _BLANK_ROWS, at, options)


def _own(fact: Fact, language: Language) -> list[str]:
    withdraws = _WORDS[language][0] if fact.withdraws else ""
    days = fact.on.isoformat(), fact.known.isoformat()
    return [fact.key, fact.subject, *days, fact.by, "; ".join(fact.evidence), fact.corrects or "", withdraws]


def _shown(value: FactValue | None, language: Language) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _WORDS[language][0 if value else 1]
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else str(value)
