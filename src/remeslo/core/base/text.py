"""Normalising of words and codes, so that the same thing written two ways compares equal."""

import re
import unicodedata

_CYRILLIC_LOOKALIKES = str.maketrans("АВСЕНКМОРТХавсенкмортх", "ABCEHKMOPTXabcehkmoptx")
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")


def squeeze(text: str) -> str:
    """The text with runs of white space (line breaks, no-break spaces) as one space, trimmed; NFC."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def fold(text: str) -> str:
    """The text for comparing: squeezed, lower case, ё as е."""
    return squeeze(text).casefold().replace("ё", "е")


def latin_code(code: str) -> str:
    """A code without spaces, Cyrillic letters that look like Latin ones put into Latin: ``А/01.2`` -> ``A/01.2``."""
    return _SPACES.sub("", code).translate(_CYRILLIC_LOOKALIKES)


def words(text: str) -> tuple[str, ...]:
    """Folded words of a text in order, hyphened and dotted words kept whole."""
    return tuple(_WORD.findall(fold(text)))
