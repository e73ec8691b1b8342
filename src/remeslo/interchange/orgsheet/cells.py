"""Cells as people fill them in, into values: each reader gives the value and says what it had to mend."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from remeslo.core.base.text import fold, squeeze

_ISO: Final = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})([ T]\d\d:\d\d(:\d\d)?)?$")
_DOTTED: Final = re.compile(r"^(\d{1,2})[./](\d{1,2})[./](\d{4})$")
_SPOKEN: Final = re.compile(r"^(\d{1,2}) ([а-яa-z]+)\.? (\d{4})$")
_SERIAL: Final = re.compile(r"^\d{5}$")
_SERIALS: Final = (20_000, 80_000)
"""Days that a spreadsheet counts from 30 December 1899: of 1954 and of 2119."""
_EPOCH: Final = date(1899, 12, 30)
_SHORTENED: Final = re.compile(r"^\d([.,]\d+)?[eEеЕ]\+?\d+$")
_NUMBER: Final = re.compile(r"^[-+]?\d{1,3}([.,]\d+)?$")
_PAIR: Final = re.compile(r"^([-+]?\d{1,3}(?:[.,]\d+)?)\s*[;,\s]\s*([-+]?\d{1,3}(?:[.,]\d+)?)$")
_MONTHS: Final[Mapping[str, int]] = {
    beginning: number
    for number, both in enumerate(
        (
            ("янв", "jan"),
            ("фев", "feb"),
            ("мар", "mar"),
            ("апр", "apr"),
            ("ма", "may"),
            ("июн", "jun"),
            ("июл", "jul"),
            ("авг", "aug"),
            ("сен", "sep"),
            ("окт", "oct"),
            ("ноя", "nov"),
            ("дек", "dec"),
        ),
        start=1,
    )
    for beginning in both
}


class NotAValue(ValueError):
    """The cell holds no such value; ``code`` says more than "something else was expected"."""

    def __init__(self, text: str, *, code: str = "orgsheet.cell_wrong") -> None:
        super().__init__(text)
        self.code = code


@dataclass(frozen=True, slots=True)
class Read:
    """A value; ``mended`` is the code of what was put right on the way, blank when nothing was."""

    value: object
    mended: str = ""


Parse = Callable[[str], Read]


def text(cell: str) -> Read:
    """The text, squeezed, without the apostrophe that marks a text in spreadsheets."""
    return Read(squeeze(cell).removeprefix("'").strip())


def digits(lengths: tuple[int, ...], *, restore: tuple[int, ...] = ()) -> Parse:
    """
    A number of a register, of one of these lengths; of ``restore`` lost leading zero is put back.

    Raises NotAValue: ``orgsheet.digits_lost`` for ``5,04E+09``, whose last digits are gone.
    """

    def parse(cell: str) -> Read:
        bare = "".join(c for c in cell if not c.isspace() and c not in "'№")
        if _SHORTENED.match(bare):
            raise NotAValue(squeeze(cell), code="orgsheet.digits_lost")
        found = re.sub(r"^\D+", "", bare).removesuffix(".0").replace("-", "")
        if not (found.isascii() and found.isdigit()):
            raise NotAValue(squeeze(cell))
        if len(found) + 1 in restore and len(found) not in lengths:
            return Read(f"0{found}", "orgsheet.zero_restored")
        if len(found) not in lengths:
            raise NotAValue(squeeze(cell))
        return Read(found)

    return parse


inn = digits((10, 12), restore=(10, 12))
ogrn = digits((13, 15))


def kpp(cell: str) -> Read:
    """Nine characters, of which the fifth and sixth may be Latin letters."""
    found = "".join(c for c in cell if c.isalnum()).upper()
    if found.isdigit():
        return digits((9,), restore=(9,))(cell)
    if not re.fullmatch(r"\d{4}[0-9A-Z]{2}\d{3}", found):
        raise NotAValue(squeeze(cell))
    return Read(found)


def inn_and_kpp(cell: str) -> Read:
    """``5042000000/504201001``: both, or the first alone."""
    pieces = [p for p in re.split(r"[/\\|;,\n]", cell) if p.strip()]
    if len(pieces) > 2:
        raise NotAValue(squeeze(cell))
    first = inn(pieces[0])
    second = kpp(pieces[1]) if len(pieces) == 2 else Read("")
    return Read((first.value, second.value), first.mended or second.mended)


def day(cell: str) -> Read:
    """``2026-09-01``, ``01.09.2026``, ``1 сентября 2026 г.``, or the number that a spreadsheet has for a day."""
    told = re.sub(r"\s*(г\.?|года)$", "", fold(cell)).strip("' ")
    try:
        if found := _ISO.match(told):
            return Read(date(int(found[1]), int(found[2]), int(found[3])))
        if found := _DOTTED.match(told):
            return Read(date(int(found[3]), int(found[2]), int(found[1])))
        if (found := _SPOKEN.match(told)) and (month := _month(found[2])):
            return Read(date(int(found[3]), month, int(found[1])))
    except ValueError:
        raise NotAValue(squeeze(cell)) from None
    if _SERIAL.match(told) and _SERIALS[0] <= int(told) <= _SERIALS[1]:
        return Read(_EPOCH + timedelta(days=int(told)), "orgsheet.day_from_number")
    raise NotAValue(squeeze(cell))


def _month(word: str) -> int | None:
    """By the longest beginning: «мар» before «ма»."""
    fitting = [b for b in _MONTHS if word.startswith(b)]
    return _MONTHS[max(fitting, key=len)] if fitting else None


def degrees(most: int) -> Parse:
    """Degrees with point or comma, -most..most, to six decimals (a tenth of a metre)."""

    def parse(cell: str) -> Read:
        told = cell.strip("' \u00a0°").replace(" ", "")
        if not _NUMBER.match(told) or abs(value := Decimal(told.replace(",", "."))) > most:
            raise NotAValue(squeeze(cell))
        return Read(round(value, 6).normalize() + 0)

    return parse


def point(cell: str) -> Read:
    """``55.755831, 37.617673``: latitude and longitude in one cell."""
    found = _PAIR.match(squeeze(cell).strip("'°"))
    if found is None:
        raise NotAValue(squeeze(cell))
    return Read((degrees(90)(found[1]).value, degrees(180)(found[2]).value))


def choice(words: Mapping[StrEnum, tuple[str, ...]]) -> Parse:
    """One of some words: of each value its Russian and English name come first."""
    by_word = {fold(w): value for value, own in words.items() for w in (*own, value.value)}

    def parse(cell: str) -> Read:
        found = by_word.get(fold(cell).strip("'. "))
        if found is None:
            raise NotAValue(squeeze(cell))
        return Read(found)

    return parse
