"""
Selections of facts as a line of text: ``employment ever: checkpoint = 12, status in employed|study``.

``KIND [confirmed] [ever | by_day] [by FIELD] [: FIELD OP VALUE, ...]`` with the operators ``=``, ``!=``, ``in``,
``>=`` and ``said``. Values are ``yes``, ``no``, a number, a day (ISO) or a word.
"""

import re
from datetime import date
from decimal import Decimal

from remeslo.core.base.facts import FactValue
from remeslo.core.results.indicator import Condition, Operator, Selection, Span

_HEAD = re.compile(
    r"^(?P<kind>[a-z_]+)(?P<confirmed> confirmed)?(?: (?P<span>ever|by_day))?(?: by (?P<field>[a-z_]+))?$"
)
_CONDITION = re.compile(r"^(?P<field>[a-z_0-9]+) (?:(?P<said>said)|(?P<op>=|!=|>=|in) (?P<value>[^,]+))$")
_NUMBER = re.compile(r"^-?\d+(\.\d+)?$")
_DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
_OPERATORS = {"=": Operator.IS, "!=": Operator.IS_NOT, ">=": Operator.AT_LEAST, "in": Operator.IN}
_SIGNS = {operator: sign for sign, operator in _OPERATORS.items()}


class NotASelection(ValueError):
    """The text is no selection; carries the part that can't be read."""


def parse(text: str) -> Selection:
    """The selection that a line says; raises `NotASelection`."""
    head, _, tail = " ".join(text.split()).partition(":")
    found = _HEAD.match(head.strip())
    if found is None:
        raise NotASelection(head.strip())
    conditions = tuple(_condition(part.strip()) for part in tail.split(",")) if tail.strip() else ()
    return Selection(
        kind=found["kind"],
        where=conditions,
        span=Span(found["span"]) if found["span"] else Span.PERIOD,
        dated_by=found["field"] or "on",
        confirmed=bool(found["confirmed"]),
    )


def write(selection: Selection) -> str:
    """The line; ``parse(write(x)) == x``."""
    words = [selection.kind]
    words += ["confirmed"] if selection.confirmed else []
    words += [] if selection.span is Span.PERIOD else [selection.span.value]
    words += [] if selection.dated_by == "on" else ["by", selection.dated_by]
    head = " ".join(words)
    return f"{head}: {', '.join(map(_written, selection.where))}" if selection.where else head


def _condition(text: str) -> Condition:
    found = _CONDITION.match(text)
    if found is None:
        raise NotASelection(text)
    if found["said"]:
        return Condition(found["field"], Operator.SAID)
    operator = _OPERATORS[found["op"]]
    if operator is Operator.IN:
        return Condition(found["field"], operator, tuple(_value(v.strip()) for v in found["value"].split("|")))
    return Condition(found["field"], operator, _value(found["value"].strip()))


def _written(condition: Condition) -> str:
    if condition.operator is Operator.SAID:
        return f"{condition.field} said"
    value = condition.value
    shown = "|".join(map(_shown, value)) if isinstance(value, tuple) else _shown(value)
    return f"{condition.field} {_SIGNS[condition.operator]} {shown}"


def _value(text: str) -> FactValue:
    if not text:
        raise NotASelection(text)
    if text in ("yes", "no"):
        return text == "yes"
    if _DAY.match(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise NotASelection(text) from None
    if _NUMBER.match(text):
        return Decimal(text) if "." in text else int(text)
    return text


def _shown(value: FactValue) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
