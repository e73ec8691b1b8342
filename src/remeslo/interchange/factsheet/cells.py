"""Cells of text into values of facts."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from remeslo.core.base.facts import FactValue
from remeslo.core.base.text import fold, squeeze
from remeslo.core.results.kinds import ValueType

YES = frozenset({"да", "yes", "true", "истина", "1", "+", "y", "д"})
NO = frozenset({"нет", "no", "false", "ложь", "0", "-", "n", "н"})
_RUSSIAN_DAY = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})$")
_ISO_DAY = re.compile(r"^(\d{4}-\d\d-\d\d)([ T]00:00(:00)?)?$")
_THOUSANDS = re.compile(r"^[+-]?[1-9]\d{0,2},\d{3}$")
"""Fifteen thousand to one reader, fifteen to another: such a text is refused."""
_SPACES = re.compile(r"[\s\u00a0\u202f]")


class NotAValue(ValueError):
    """The cell holds no such value."""


def value_of(cell: str, kind: ValueType, organisations: Mapping[str, str]) -> FactValue:
    """
    The value in a cell.

    Parameters
    ----------
    organisations
        Folded key or name -> key; empty: any text is taken as a key.

    Raises
    ------
    NotAValue
        When the cell holds something else.
    """
    text = squeeze(cell)
    match kind:
        case ValueType.FLAG:
            return flag(text)
        case ValueType.DAY:
            return day(text)
        case ValueType.WHOLE:
            number = _number(text)
            if number != number.to_integral_value():
                raise NotAValue(text)
            return int(number)
        case ValueType.NUMBER | ValueType.MONEY:
            return _number(text)
        case ValueType.ORGANISATION:
            return organisation(text, organisations)
        case _:
            return text


def organisation(text: str, organisations: Mapping[str, str]) -> str:
    """The key of an organisation named by key or name; raises NotAValue when there is no such."""
    if not organisations:
        return text
    found = organisations.get(fold(text))
    if found is None:
        raise NotAValue(text)
    return found


def flag(text: str) -> bool:
    """Yes or no, in either language; raises NotAValue."""
    if fold(text) in YES:
        return True
    if fold(text) in NO:
        return False
    raise NotAValue(text)


def day(text: str) -> date:
    """``2026-09-01`` or ``01.09.2026``; raises NotAValue."""
    iso, russian = _ISO_DAY.match(text), _RUSSIAN_DAY.match(text)
    try:
        if iso:
            return date.fromisoformat(iso[1])
        if russian:
            return date(int(russian[3]), int(russian[2]), int(russian[1]))
    except ValueError:
        pass
    raise NotAValue(text)


def _number(text: str) -> Decimal:
    plain = _SPACES.sub("", text)
    if _THOUSANDS.match(plain):
        raise NotAValue(text)
    try:
        number = Decimal(plain.replace(",", "."))
    except InvalidOperation:
        raise NotAValue(text) from None
    if not number.is_finite() or abs(number) > 10**18:
        raise NotAValue(text)
    return number
