"""Values as words of a language: numbers, dates, lists, yes and no, and the plural forms of a noun."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Literal, TypeGuard

Language = Literal["ru", "en"]

NBSP = "\N{NO-BREAK SPACE}"
NOTHING = "\N{EM DASH}"
LONGEST_TEXT = 200
MOST_ITEMS = 12

_YES_NO: Mapping[Language, tuple[str, str]] = {"ru": ("да", "нет"), "en": ("yes", "no")}
_AND_MORE: Mapping[Language, str] = {"ru": "и ещё", "en": "and more:"}


def as_language(language: str) -> Language:
    """The catalogue's language for any tag: ``ru-RU`` is Russian, what is not Russian is English."""
    return "ru" if language.lower().startswith("ru") else "en"


def wording(value: object, language: Language) -> str:
    """Any fact as words; lists are joined, long texts and lists are cut and say so."""
    if isinstance(value, Enum):
        value = value.value
    if value is None or value == "" or value == ():
        return NOTHING
    if isinstance(value, bool):
        return _YES_NO[language][0 if value else 1]
    if is_number(value):
        return number(value, language)
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, Mapping):
        return _joined([f"{shown(str(k))}: {wording(v, language)}" for k, v in value.items()], language, "; ")
    if isinstance(value, AbstractSet):
        return _joined(sorted(wording(v, language) for v in value), language)
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return _joined([wording(v, language) for v in value], language)
    return shown(str(value))


def is_number(value: object) -> TypeGuard[int | float | Decimal | Fraction]:
    """True for numbers, not for True and False."""
    return isinstance(value, int | float | Decimal | Fraction) and not isinstance(value, bool)


def number(value: int | float | Decimal | Fraction, language: Language, *, grouped: bool = True) -> str:
    """A number as the language writes it: ``1 476`` and ``69,7`` (no-break space, comma) or ``1,476`` and ``69.7``."""
    text = _digits(value)
    sign = "\N{MINUS SIGN}" if text.startswith("-") else ""
    whole, _, part = text.lstrip("-").partition(".")
    if not whole.isdigit():  # nan, inf
        return text
    if grouped:
        whole = f"{int(whole):,}".replace(",", NBSP if language == "ru" else ",")
    return sign + whole + (("," if language == "ru" else ".") + part if part else "")


def percent(value: int | float | Decimal | Fraction, language: Language) -> str:
    """A share as per cent: 0.697 is ``69,7 %`` or ``69.7%``."""
    share = value * 100
    return number(share, language) + (f"{NBSP}%" if language == "ru" else "%")


def size(value: int | float | Decimal | Fraction, language: Language) -> str:
    """An amount of bytes: ``50 МБ``, ``1.5 MB`` (1 MB = 1,048,576 bytes, as file managers count)."""
    names = ("байт", "КБ", "МБ", "ГБ") if language == "ru" else ("bytes", "KB", "MB", "GB")
    amount, power = float(value), 0
    while amount >= 1024 and power < len(names) - 1:
        amount, power = amount / 1024, power + 1
    return f"{number(round(amount, 1), language)}{NBSP}{names[power]}"


def day(value: date, language: Language) -> str:
    """A day: ``01.09.2026`` in Russian, ``2026-09-01`` in English; the hour too when there is one."""
    moment = value.strftime(" %H:%M") if isinstance(value, datetime) else ""
    return value.strftime("%d.%m.%Y" if language == "ru" else "%Y-%m-%d") + moment


def plural(value: object, forms: Sequence[str]) -> str:
    """
    The form of a noun that goes with a number.

    Three forms are Russian (1 час, 2 часа, 5 часов), two are English (1 hour, 2 hours).
    """
    if not is_number(value) or value != int(value):
        return forms[min(1, len(forms) - 1)]
    n = abs(int(value))
    if len(forms) < 3:
        return forms[0 if n == 1 else len(forms) - 1]
    if n % 10 == 1 and n % 100 != 11:
        return forms[0]
    if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14):
        return forms[1]
    return forms[2]


def shown(text: str) -> str:
    """Text of a file made fit for a sentence: one line, no control characters, not longer than a sentence bears."""
    line = "".join(c if c.isprintable() or c == NBSP else " " for c in text[: 4 * LONGEST_TEXT])
    line = " ".join(line.split(" ")).strip()
    return line if len(line) <= LONGEST_TEXT else line[:LONGEST_TEXT].rstrip() + "…"


def _digits(value: int | float | Decimal | Fraction) -> str:
    """Plain digits with a point; at most two after it for numbers that have no end."""
    if isinstance(value, Fraction):
        if value.denominator == 1:
            return str(value.numerator)
        value = round(float(value), 2)
    if isinstance(value, Decimal):
        if not value.is_finite() or abs(value.adjusted()) > 30:
            return str(value)
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".") if abs(value) < 1e15 else str(value)
    return str(value)


def _joined(items: Sequence[str], language: Language, separator: str = ", ") -> str:
    if len(items) <= MOST_ITEMS:
        return separator.join(items)
    left = len(items) - MOST_ITEMS + 1
    return separator.join(items[: MOST_ITEMS - 1]) + f" {_AND_MORE[language]} {left}"
