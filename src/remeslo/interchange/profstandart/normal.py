"""The normal form of what a registry file writes: texts, codes, dates. What changes more than white space is told."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from remeslo.core.base.text import latin_code, squeeze

_TAG = re.compile(
    r"</?(?:br|p|div|span|b|i|u|em|strong|sup|sub|font|ul|ol|li)"
    r"""(?:\s+[a-zA-Z-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s<>"']+))*\s*/?>|<br\b\s*/?""",
    re.IGNORECASE,
)
_ENTITIES = {
    "&nbsp;": " ",
    "&quot;": '"',
    "&laquo;": "«",
    "&raquo;": "»",
    "&ndash;": "–",
    "&mdash;": "—",
}
_ENTITY = re.compile("|".join(_ENTITIES))
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_NOTHING = re.compile(r"[\s\-\u2010-\u2015\u2212_.]*")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_TRAILING = " .,;"
_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})(?:\s*г\.?)?(?:\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ][0-9:.+Z-]*)?")
_WORDS = re.compile(r"([0-9]{1,2})\s+([а-я]+)\s+([0-9]{4})(?:\s*г(?:\.|ода)?)?")
_MONTHS = {
    "января": 1,
    "февраля": 2,
    "марта": 3,
    "апреля": 4,
    "мая": 5,
    "июня": 6,
    "июля": 7,
    "августа": 8,
    "сентября": 9,
    "октября": 10,
    "ноября": 11,
    "декабря": 12,
}
_YEARS = range(1990, 2101)

STANDARD_CODE = re.compile(r"[0-9]{2}\.[0-9]{3}")
GENERALISED_CODE = re.compile(r"[A-Z]{1,2}")
FUNCTION_CODE = re.compile(r"[A-Z]{1,2}/[0-9]{2}\.[0-9]{1,2}")
_CLASSIFIER_CODES = {
    "OKZ": re.compile(r"[0-9]{4}"),
    "OKVED": re.compile(r"[0-9]{2}(?:\.[0-9]{1,2}){0,2}"),
    "OKPDTR": re.compile(r"[0-9]{5}"),
    "OKSO": re.compile(r"[0-9]\.[0-9]{2}\.[0-9]{2}\.[0-9]{2}|[0-9]{6}"),
}
"""Forms of codes; a code of another form was mostly put under the wrong classifier."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """
    A text in normal form and what had to be done for it.

    ``text`` is ``""`` for white space and placeholder dashes; ``lines`` counts the lines that had text.
    """

    text: str
    had_markup: bool = False
    lines: int = 1
    was_placeholder: bool = False


def cleaned(raw: str) -> Cleaned:
    """White space squeezed, HTML tags and entities and unseen characters taken out, a lone dash read as nothing."""
    text, had_markup = _UNSEEN.sub("", raw), False
    if "<" in text or "&" in text:
        plain = _ENTITY.sub(lambda m: _ENTITIES[m[0]], _TAG.sub(" ", text))
        had_markup, text = plain != text, plain
    lines = sum(1 for line in text.splitlines() if line.strip()) if "\n" in text or "\r" in text else 1
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if is_nothing(text):
        return Cleaned("", had_markup, 0, bool(text))
    return Cleaned(text, had_markup, lines)


def says_something(raw: str) -> bool:
    """True when the normal form of a text is not empty."""
    if "<" not in raw and "&" not in raw and _LETTER_OR_DIGIT.search(raw):
        return True
    return cleaned(raw).text != ""


def is_nothing(text: str | None) -> bool:
    """True for no text, white space, and the dashes and dots that files write instead of nothing."""
    return text is None or _NOTHING.fullmatch(text) is not None


def standard_code(raw: str) -> str:
    """``06.003``: look-alike letters, spaces and a trailing dot gone."""
    return latin_code(raw).strip(_TRAILING)


def function_code(raw: str) -> str:
    """``A/01.2``: Latin capitals, no spaces, no trailing dot, a backslash made a slash."""
    return latin_code(raw).upper().replace("\\", "/").strip(_TRAILING)


def order_number(raw: str) -> str:
    """``701н``: without the sign for number; a Latin ``h``, ``n`` or ``H`` at the end means the Cyrillic letter."""
    text = re.sub(r"^(?:№|N|No\.?)\s*", "", squeeze(raw))
    return re.sub(r"^([0-9]+)\s*[-–]?\s*[hHnNнН]$", r"\1н", text)


def classifier_code(raw: str) -> str:
    """``2144``, ``62.01``, ``§ 45``: no trailing dot, one space after the paragraph sign."""
    return re.sub(r"§\s*", "§ ", squeeze(raw)).strip(_TRAILING)


def is_code_of(classifier: str, code: str) -> bool:
    """False when a code does not have the form that its classifier's codes have."""
    form = _CLASSIFIER_CODES.get(classifier)
    return form is None or not code or form.fullmatch(code) is not None


def day(raw: str) -> date | None:
    """A date as dd.mm.yyyy, ISO, or in Russian words; None when it is none of these or cannot be."""
    text = squeeze(raw).casefold()
    if found := _DAY.fullmatch(text):
        return _date(found[3], found[2], found[1])
    if found := _ISO.fullmatch(text.upper()):
        return _date(found[1], found[2], found[3])
    if (found := _WORDS.fullmatch(text)) and found[2] in _MONTHS:
        return _date(found[3], str(_MONTHS[found[2]]), found[1])
    return None


def _date(year: str, month: str, day_of_month: str) -> date | None:
    if int(year) not in _YEARS:
        return None
    try:
        return date(int(year), int(month), int(day_of_month))
    except ValueError:
        return None
