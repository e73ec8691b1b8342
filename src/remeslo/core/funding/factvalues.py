"""Values of facts from what a file gives: typed by the kind's description, or by how they are written."""

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from remeslo.core.base.facts import FactValue
from remeslo.core.funding.factspec import FactSpec, ValueSpec, ValueType
from remeslo.core.funding.formulas import FORMULAS
from remeslo.core.funding.pack import RulePack

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
"""A fact on another day is a slip of the pen."""
_NUMBER = re.compile(r"^[+-]?\d{1,18}(?:\.\d{1,12})?$")
_THOUSANDS = re.compile(r"^[+-]?[1-9]\d{0,2},\d{3}$")
"""Fifteen thousand to one reader, fifteen to another: such a text is refused."""
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_YES = {"true": True, "yes": True, "да": True, "1": True, "false": False, "no": False, "нет": False, "0": False}


class NotAValue(ValueError):
    """What stands there is no value of this type, or not an allowed one; ``expected`` is a word or a range."""

    def __init__(self, expected: str) -> None:
        self.expected = expected
        super().__init__(expected)


def specs_of(pack: RulePack) -> Mapping[str, FactSpec]:
    """Kinds of facts that a pack's rules read, by name; a kind that a rule only names in an option has no values."""
    found: dict[str, FactSpec] = {}
    for rule in pack.rules:
        formula = FORMULAS.get(rule.formula)
        for spec in formula.facts if formula is not None else ():
            found[spec.kind] = _joined(found.get(spec.kind), spec)
        for name in ("fact", "about"):
            for kind in filter(None, (k.strip() for k in rule.options.get(name, "").split(","))):
                found.setdefault(kind, FactSpec(kind=kind, subject="", title_ru=kind, title_en=kind))
    return found


def _joined(old: FactSpec | None, new: FactSpec) -> FactSpec:
    if old is None or len(old.values) <= len(new.values):
        return new
    return old


def typed(raw: object, spec: ValueSpec | None) -> FactValue:
    """
    A fact's value from what a file gives (text, number, day, yes or no).

    Without a description a text that is a number or an ISO day becomes one.

    Raises
    ------
    NotAValue
        With what was expected.
    """
    if spec is None:
        return _guessed(raw)
    value = _READ[spec.type](raw)
    if spec.words and value not in spec.words:
        raise NotAValue(" | ".join(spec.words))
    if isinstance(value, Decimal | int) and not isinstance(value, bool) and not _inside(value, spec):
        most = "" if spec.most is None else f" ≤ {spec.most}"
        raise NotAValue(f"{spec.least if spec.least is not None else ''} ≤ …{most}".strip())
    return value


def a_day(raw: object) -> date:
    """An ISO day; raises NotAValue."""
    found = raw if isinstance(raw, date) and not isinstance(raw, datetime) else None
    text = str(raw).strip()
    if found is None and _DAY.match(text):
        with suppress(ValueError):
            found = date.fromisoformat(text)
    if found is None:
        raise NotAValue("YYYY-MM-DD")
    if not FIRST_DAY <= found <= LAST_DAY:
        raise NotAValue(f"{FIRST_DAY.isoformat()} … {LAST_DAY.isoformat()}")
    return found


def _inside(value: Decimal | int, spec: ValueSpec) -> bool:
    return (spec.least is None or value >= spec.least) and (spec.most is None or value <= spec.most)


def _number(raw: object) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | Decimal):
        raise NotAValue("number")
    text = str(raw).strip().replace("\u00a0", "").replace("\u202f", "").replace(" ", "")
    if _THOUSANDS.match(text):
        raise NotAValue(f"{text.replace(',', '')} | {text.replace(',', '.')}")
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise NotAValue("number") from None
    if not value.is_finite() or abs(value) >= Decimal(10) ** 18:
        raise NotAValue("−10¹⁸ < … < 10¹⁸")
    return value


def _whole(raw: object) -> int:
    value = _number(raw)
    if value != value.to_integral_value():
        raise NotAValue("whole number")
    return int(value)


def _yes_no(raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    found = _YES.get(str(raw).strip().lower())
    if found is None:
        raise NotAValue("true | false")
    return found


def _text(raw: object) -> str:
    if isinstance(raw, bool) or not isinstance(raw, str | int | Decimal):
        raise NotAValue("text")
    return str(raw).strip()


def _guessed(raw: object) -> FactValue:
    if isinstance(raw, str):
        text = raw.strip()
        if _NUMBER.match(text) and not (len(text) > 1 and text[0] == "0" and "." not in text):
            return Decimal(text)
        if _DAY.match(text):
            return a_day(text)
        return _YES[text.lower()] if text.lower() in ("true", "false") else text
    if isinstance(raw, float):
        return _number(raw)
    if isinstance(raw, bool | int | Decimal):
        return raw
    return a_day(raw)


_READ: Mapping[ValueType, Callable[[object], FactValue]] = {
    ValueType.TEXT: _text,
    ValueType.WHOLE: _whole,
    ValueType.NUMBER: _number,
    ValueType.MONEY: _number,
    ValueType.DAY: a_day,
    ValueType.YES_NO: _yes_no,
}


def missing(values: Iterable[str], spec: FactSpec) -> tuple[str, ...]:
    """Required values of a kind that are not there."""
    there = set(values)
    return tuple(v.name for v in spec.values if v.required and v.name not in there)
