"""
Which records of a list are asked for: ``limit``, ``offset``, ``sort``, ``orderBy``, ``filter``, ``fields``.

A filter is ``field<predicate>'value'``, several of them joined by AND or by OR; the predicates are
= != > >= < <= and ~ (contains).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict

from remeslo.web.apps.frameworks.api.answers import Refused

LIMIT: Final = 100
_WORD: Final = r"[A-Za-z]\w*"
_CONDITION = re.compile(rf"\s*({_WORD}(?:\.{_WORD})?)\s*(!=|>=|<=|=|>|<|~)\s*'([^']*)'\s*")
_JOIN = re.compile(r"(AND|OR)\b", re.IGNORECASE)

Record = Mapping[str, Any]
_PREDICATES: Final[Mapping[str, Callable[[str, str], bool]]] = {
    "=": lambda value, asked: value == asked,
    "!=": lambda value, asked: value != asked,
    ">": lambda value, asked: value > asked,
    ">=": lambda value, asked: value >= asked,
    "<": lambda value, asked: value < asked,
    "<=": lambda value, asked: value <= asked,
    "~": lambda value, asked: asked.casefold() in value.casefold(),
}


@dataclass(frozen=True, slots=True)
class Selection:
    """What a request asks for."""

    limit: int = LIMIT
    offset: int = 0
    sort: str = ""
    descending: bool = False
    conditions: tuple[tuple[str, str, str], ...] = ()
    any_of: bool = False
    fields: tuple[str, ...] = ()

    def of(self, records: Iterable[Record]) -> list[Record]:
        """The records that fit, in order; not yet cut to the page."""
        kept = [r for r in records if self._fits(r)]
        if self.sort:
            kept.sort(key=lambda r: _text(r, self.sort), reverse=self.descending)
        return kept

    def page(self, records: list[Record]) -> list[Record]:
        """Of the records that fit, those asked for, with the fields asked for."""
        cut = records[self.offset : self.offset + self.limit]
        return [{f: r[f] for f in self.fields if f in r} for r in cut] if self.fields else cut

    def _fits(self, record: Record) -> bool:
        if not self.conditions:
            return True
        told = (_PREDICATES[sign](_text(record, field), value) for field, sign, value in self.conditions)
        return any(told) if self.any_of else all(told)


def selection(asked: QueryDict, known: Iterable[str]) -> Selection:
    """The selection, or a refusal: 400 with ``invalid_sort_field`` or ``invalid_selection_field``."""
    names = frozenset(known)
    limit, offset = _whole(asked, "limit", LIMIT, least=1), _whole(asked, "offset", 0, least=0)
    sort = asked.get("sort", "").strip()
    if sort and sort not in names:
        raise Refused(400, "invalid_sort_field", f"There is no field {sort[:50]!r} to sort by.")
    order = asked.get("orderBy", "asc").strip().lower()
    if order not in ("asc", "desc"):
        raise Refused(400, "invalid_sort_field", "orderBy is asc or desc.")
    conditions, any_of = _conditions(asked.get("filter", "").strip(), names)
    fields = tuple(f.strip() for value in asked.getlist("fields") for f in value.split(",") if f.strip())
    if unknown := [f for f in fields if f not in names]:
        raise Refused(400, "invalid_selection_field", f"There is no field {unknown[0][:50]!r}.")
    return Selection(limit, offset, sort, order == "desc", conditions, any_of, fields)


def _whole(asked: QueryDict, name: str, default: int, *, least: int) -> int:
    text = asked.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdecimal()) or len(text) > 9 or int(text) < least:
        raise Refused(400, "invalid_selection_field", f"{name} is a whole number from {least}.")
    return int(text)


def _conditions(text: str, names: frozenset[str]) -> tuple[tuple[tuple[str, str, str], ...], bool]:
    found: list[tuple[str, str, str]] = []
    joins: set[str] = set()
    rest = text
    while rest:
        condition = _CONDITION.match(rest)
        if condition is None or condition[1].partition(".")[0] not in names:
            raise Refused(400, "invalid_selection_field", "A filter reads field='value', with a field of the record.")
        found.append((condition[1], condition[2], condition[3]))
        rest = rest[condition.end() :]
        if rest:
            join = _JOIN.match(rest)
            if join is None or join.end() == len(rest):
                raise Refused(400, "invalid_selection_field", "Conditions of a filter are joined by AND or OR.")
            joins.add(join[1].upper())
            rest = rest[join.end() :]
    if len(joins) > 1:
        raise Refused(400, "invalid_selection_field", "A filter joins its conditions by AND or by OR, not by both.")
    return tuple(found), joins == {"OR"}


def _text(record: Record, field: str) -> str:
    """A field as text; ``a.b`` is the field b of the object a; a list is its members in a row."""
    value: Any = record
    for part in field.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
