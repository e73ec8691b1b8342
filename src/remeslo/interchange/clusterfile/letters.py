"""Letters that look alike in Cyrillic and Latin, where a code or key mixes them."""

import re
import unicodedata

_TO_LATIN = str.maketrans("АВСЕНКМОРТХУасеорху", "ABCEHKMOPTXYaceopxy")
_TO_CYRILLIC = str.maketrans("ABCEHKMOPTXYaceopxy", "АВСЕНКМОРТХУасеорху")
_RUN = re.compile(r"[^\W\d_]+")


def unmixed(text: str) -> str:
    """
    The text with every run of letters in one alphabet, as far as letters that look alike allow.

    A run that mixes both is put into the alphabet that has letters of its own in it (``МДK`` with a Latin K is
    Russian); when neither has, into the one of most letters, Cyrillic on a tie. Runs of one alphabet stay.
    """
    if text.isascii():
        return text
    return _RUN.sub(lambda m: _in_one_alphabet(m[0]), unicodedata.normalize("NFC", text))


def look(text: str) -> str:
    """How a text looks: the same for texts that differ only by letters of the other alphabet, or by letter case."""
    return unmixed(text).translate(_TO_LATIN).casefold()


def _in_one_alphabet(run: str) -> str:
    cyrillic = sum(1 for c in run if "Ѐ" <= c <= "ӿ")
    latin = sum(1 for c in run if c.isascii())
    if not cyrillic or not latin:
        return run
    as_russian, as_latin = run.translate(_TO_CYRILLIC), run.translate(_TO_LATIN)
    whole_russian = not any(c.isascii() for c in as_russian)
    whole_latin = as_latin.isascii()
    if whole_russian and (not whole_latin or cyrillic >= latin):
        return as_russian
    return as_latin if whole_latin else run
