"""Types of values: texts, keys and codes, whole numbers, days, yes and no, words of an enumeration."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum

from remeslo.core.base.text import latin_code, squeeze
from remeslo.interchange.clusterfile.description import Schema, Tell, ValueType, Wrong, folded
from remeslo.interchange.clusterfile.letters import look, unmixed
from remeslo.interchange.sentences import Language

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
LONGEST_TEXT = 20_000
LONGEST_KEY = 64
_LETTER = "0-9A-Za-zЀ-ҁҊ-ӿ"
KEY = f"[{_LETTER}](?:[{_LETTER}._-]*[{_LETTER}])?"
INDEX = f"[{_LETTER}][{_LETTER}.()+*_-]*"
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_RUSSIAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_WHOLE = re.compile(r"[+-]?\d{1,12}")
_GROUPED = re.compile(r"\d{1,3}(?:[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]\d{3})+")


@dataclass(frozen=True, slots=True)
class Text(ValueType):
    """Any text, kept as it is; no control characters besides tabs and line ends."""

    name = "text"

    def parse(self, text: str, tell: Tell) -> str:
        """The text itself."""
        if len(text) > LONGEST_TEXT:
            raise Wrong("cluster.text_too_long", length=len(text), limit=LONGEST_TEXT)
        if odd := _CONTROL.search(text):
            raise Wrong("cluster.control_character", character=f"U+{ord(odd[0]):04X}")
        return text

    def format(self, value: object, language: Language) -> str:
        """The text itself."""
        return str(value)

    def schema(self, language: Language) -> Schema:
        """A string."""
        return {"type": "string", "maxLength": LONGEST_TEXT}


@dataclass(frozen=True, slots=True)
class Code(ValueType):
    """
    A key or code without spaces; blanks at the ends go, mixed alphabets are put right and noted.

    Parameters
    ----------
    name
        Word of the group ``value_type`` that says how it looks.
    pattern
        Regular expression for the whole of it, of the dialect that Python and JSON Schema share.
    refers
        Kind of things it is a key of (see `registry`), for a reference; ``""`` for a key of its own.
    """

    name: str
    pattern: str
    refers: str = ""
    length: int = LONGEST_KEY

    def parse(self, text: str, tell: Tell) -> str:
        """The code in its canonical form."""
        code = self.canonical(squeeze(text))
        if code != squeeze(text):
            tell("cluster.lookalike", value=squeeze(text), read_as=code)
        if len(code) > self.length or not re.fullmatch(self.pattern, code):
            raise Wrong("cluster.wrong_value", value=text, expected=self.name)
        return code

    def canonical(self, text: str) -> str:
        """The text with its alphabets put right."""
        return unmixed(text)

    def format(self, value: object, language: Language) -> str:
        """The code itself."""
        return str(value)

    def schema(self, language: Language) -> Schema:
        """A string of the pattern."""
        return {"type": "string", "pattern": f"^(?:{self.pattern})$", "maxLength": self.length}


class FunctionCode(Code):
    """A work function of an occupational standard, ``40.002/A/01.2``; the code at its end is put into Latin letters."""

    __slots__ = ()

    def canonical(self, text: str) -> str:
        """Latin letters in the function's own code; the order number of an edition keeps its Cyrillic ones."""
        standard, slash, code = text.partition("/") if "@" not in text else _rsplit_function(text)
        return standard + slash + latin_code(code)


def _rsplit_function(text: str) -> tuple[str, str, str]:
    """Parts before and after the last slash but one: an order number may itself have a slash."""
    parts = text.rsplit("/", 2)
    return (parts[0], "/", "/".join(parts[1:])) if len(parts) == 3 else (text, "", "")


@dataclass(frozen=True, slots=True)
class Integer(ValueType):
    """A whole number in a range."""

    low: int
    high: int
    name = "integer"

    def parse(self, text: str, tell: Tell) -> int:
        """The number; ``1 476`` with a space is read as 1476."""
        digits = text.strip()
        if _GROUPED.fullmatch(digits):
            digits = re.sub(r"\s", "", digits)
        if not _WHOLE.fullmatch(digits):
            raise Wrong("cluster.wrong_value", value=text, expected=self.name)
        if not self.low <= (number := int(digits)) <= self.high:
            raise Wrong("cluster.out_of_range", value=number, low=self.low, high=self.high)
        return number

    def format(self, value: object, language: Language) -> str:
        """Plain digits."""
        return str(value)

    def schema(self, language: Language) -> Schema:
        """An integer in its range."""
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class Boolean(ValueType):
    """Yes or no, in words of both languages."""

    name = "boolean"

    def parse(self, text: str, tell: Tell) -> bool:
        """True for yes, true, да, истина, 1; False for no, false, нет, ложь, 0."""
        word = folded(text)
        if word in ("yes", "true", "да", "истина", "1"):
            return True
        if word in ("no", "false", "нет", "ложь", "0"):
            return False
        raise Wrong("cluster.wrong_value", value=text, expected=self.name)

    def format(self, value: object, language: Language) -> str:
        """``да`` and ``нет``, ``true`` and ``false``."""
        return ("да" if value else "нет") if language == "ru" else ("true" if value else "false")

    def schema(self, language: Language) -> Schema:
        """A boolean, or the Russian words."""
        return {"enum": [True, False, "да", "нет"]} if language == "ru" else {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Day(ValueType):
    """A day, written 2026-09-01 or 01.09.2026."""

    name = "date"

    def parse(self, text: str, tell: Tell) -> date:
        """The day; only days that the calendar has, from 1900 to 2199."""
        iso, russian = _ISO_DAY.fullmatch(text.strip()), _RUSSIAN_DAY.fullmatch(text.strip())
        if iso:
            year, month, day = (int(g) for g in iso.groups())
        elif russian:
            day, month, year = (int(g) for g in russian.groups())
        else:
            raise Wrong("cluster.wrong_value", value=text, expected=self.name)
        try:
            found = date(year, month, day)
        except ValueError:
            raise Wrong("cluster.no_such_day", value=text) from None
        if not 1900 <= found.year < 2200:
            raise Wrong("cluster.out_of_range", value=found.year, low=1900, high=2199)
        return found

    def format(self, value: object, language: Language) -> str:
        """2026-09-01 in both languages: sorted by eye, the same in every program."""
        return value.isoformat() if isinstance(value, date) else str(value)

    def schema(self, language: Language) -> Schema:
        """A date as a string."""
        return {"type": "string", "anyOf": [{"format": "date"}, {"pattern": r"^\d{1,2}\.\d{1,2}\.\d{4}$"}]}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of an enumeration: its value in the core, the Russian word that is written, and others understood."""

    value: StrEnum
    ru: str
    also: tuple[str, ...] = ()

    def words(self) -> tuple[str, ...]:
        """Every word for it, the English one first."""
        return (self.value.value, self.ru, *self.also)


@dataclass(frozen=True, slots=True)
class Choice(ValueType):
    """One word of an enumeration; English value, Russian word and customary short forms are understood."""

    words: tuple[Word, ...]
    name = "choice"

    def parse(self, text: str, tell: Tell) -> StrEnum:
        """The member that the word means."""
        wanted, seen = folded(text), look(folded(text))
        for word in self.words:
            if wanted in (folded(w) for w in word.words()):
                return word.value
        for word in self.words:
            if same := next((w for w in word.words() if look(folded(w)) == seen), None):
                tell("cluster.lookalike", value=text, read_as=same)
                return word.value
        raise Wrong("cluster.unknown_word", value=text, accepted=self.accepted(), like=self._like(text))

    def accepted(self) -> tuple[str, ...]:
        """The words of both languages, as findings and pages list them."""
        return tuple(f"{w.ru} ({w.value.value})" for w in self.words)

    def format(self, value: object, language: Language) -> str:
        """The word of a language."""
        return next(w.ru if language == "ru" else w.value.value for w in self.words if w.value == value)

    def schema(self, language: Language) -> Schema:
        """The words of a language."""
        return {"enum": [w.ru if language == "ru" else w.value.value for w in self.words]}

    def _like(self, text: str) -> str:
        return nearest(text, [w for word in self.words for w in word.words()])


@dataclass(frozen=True, slots=True)
class Competence(ValueType):
    """A competence's code, ``ПК 1.2``; a missing space before the number is put in."""

    name = "competence"

    def parse(self, text: str, tell: Tell) -> str:
        """The code, its alphabet put right: ``ПK1.2`` with a Latin K is ``ПК 1.2``."""
        typed = squeeze(text)
        code = re.sub(r"^(ОК|ПК)(?=\d)", r"\1 ", unmixed(typed))
        if typed[:2] in ("OK", "OК", "ОK") and re.match(r".. ?\d", typed):  # all Latin: it is still the Russian mark
            code = re.sub(r"^.. ?", "ОК ", typed)
        if code != typed:
            tell("cluster.lookalike", value=typed, read_as=code)
        if not code or len(code) > LONGEST_KEY or ";" in code or not code.isprintable():
            raise Wrong("cluster.wrong_value", value=text, expected=self.name)
        return code

    def format(self, value: object, language: Language) -> str:
        """The code itself."""
        return str(value)

    def schema(self, language: Language) -> Schema:
        """A short string."""
        return {"type": "string", "maxLength": LONGEST_KEY, "pattern": "^[^;]+$"}


def key(refers: str = "") -> Code:
    """A key of our own making, or a reference to one: letters of any alphabet, digits, ``.``, ``_`` and ``-``."""
    return Code("key", KEY, refers)


def nearest(text: str, words: Sequence[str]) -> str:
    """The word most like a text, ``""`` when none is like it."""
    by_look = {look(folded(w)): w for w in reversed(words)}
    close = get_close_matches(look(folded(text)), list(by_look), n=1, cutoff=0.7)
    return by_look[close[0]] if close else ""
