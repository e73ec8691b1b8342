"""Numbers, dates and words as the reader's language writes them."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.utils import formats, timezone
from django.utils.translation import get_language, gettext, ngettext

register = template.Library()
NBSP = "\u00a0"


def _is_english() -> bool:
    return (get_language() or "ru").startswith("en")


@register.filter
def num(value: Any, decimals: int = 0) -> str:
    """1476 -> 1 476 (English: 1,476); with decimals: 2952,5."""
    if value is None or value == "":
        return "—"
    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / Decimal(value.denominator)
    text = f"{Decimal(str(value)):,.{int(decimals)}f}"
    if _is_english():
        return text.replace("-", "\u2212")
    return text.replace(",", NBSP).replace(".", ",").replace("-", "\u2212")


@register.filter
def hours(value: Any) -> str:
    """1476 -> 1 476 ч."""
    return num(value) + NBSP + gettext("h")


@register.filter
def weeks(value: int) -> str:
    """85 -> 85 недель."""
    return ngettext("%(n)s week", "%(n)s weeks", int(value)) % {"n": num(value)}


@register.filter
def people(value: int) -> str:
    """21 -> 21 человек."""
    return ngettext("%(n)s person", "%(n)s people", int(value)) % {"n": num(value)}


@register.filter
def day(value: date | str | None) -> str:
    """A date in words: 1 сентября 2026."""
    if not value:
        return "—"
    if isinstance(value, str):
        value = date.fromisoformat(value)
    return formats.date_format(value, "DATE_FORMAT").replace(" ", NBSP)


@register.filter
def short_day(value: date | str | None) -> str:
    """A date in figures: 01.09.2026."""
    if not value:
        return "—"
    if isinstance(value, str):
        value = date.fromisoformat(value)
    return formats.date_format(value, "SHORT_DATE_FORMAT").replace(" ", NBSP)


@register.filter
def moment(value: datetime | None) -> str:
    """A moment in the application's time zone: 22.11.2026 14:30."""
    return formats.date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT") if value else "—"


@register.filter
def label(key: Any, area: str = "") -> str:
    """A word of the shared catalogue: ``kind|label:"element_kind"``."""
    from remeslo.interchange.sentences import label as word

    return word(f"{area}.{key}" if area else str(key), "en" if _is_english() else "ru")


@register.filter
def joined(values: Iterable[Any], separator: str = ", ") -> str:
    """The values in a row."""
    return separator.join(str(v) for v in values)


@register.filter
def initials(name: str) -> str:
    """Иванова Мария -> ИМ."""
    return "".join(word[0].upper() for word in str(name).split()[:2])


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """``mapping|get:key``, or None."""
    return mapping.get(key) if mapping else None


@register.filter
def slice_year(year: int) -> str:
    """2027 -> 27, for 2026/27."""
    return f"{int(year) % 100:02d}"


@register.filter
def plain_number(value: Decimal) -> str:
    """0.80 -> 0,8: as many decimals as the number has."""
    exponent = value.normalize().as_tuple().exponent
    return num(value, max(0, -exponent) if isinstance(exponent, int) else 0)


@register.filter
def times(value: int, factor: int) -> int:
    """The product, for places in pictures."""
    return int(value) * int(factor)


@register.filter
def field_word(name: str, group: str) -> str:
    """The word for a field that is told by language: ``preferred.en`` -> formulation (en)."""
    field, _dot, tail = name.partition(".")
    word = label(field, group)
    return f"{word} ({tail})" if tail else word
