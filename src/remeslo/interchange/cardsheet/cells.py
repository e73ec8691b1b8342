"""One cell into a value, or the code and facts of what is wrong with it."""

import re
from collections.abc import Mapping
from datetime import date

from remeslo.core.base.text import fold, latin_code, squeeze

LONGEST_TEXT, LONGEST_NAME, MOST_PEOPLE = 2000, 300, 100_000
EARLIEST, LATEST = 2000, 2100
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?$")
_DOTTED = re.compile(r"^(\d{1,2})[./](\d{1,2})[./](\d{4})\s?(?:г\.?)?$")
_KEY = re.compile(r"^[^\W_](?:[\w.-]*[\w])?$")
_FUNCTION = re.compile(r"^\d{2}\.\d{3}(@[^/\s,;]+)?/[A-Z]/\d{2}\.\d$")


class Wrong(Exception):
    """A cell that is no value: the code of the finding and its facts."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


def key(cell: str) -> str:
    """A key without spaces."""
    text = squeeze(cell)
    if not _KEY.match(text) or len(text) > LONGEST_NAME:
        raise Wrong("cardsheet.key_unreadable", value=text[:80])
    return text


def name(cell: str) -> str:
    """A name of at most 300 characters."""
    text = squeeze(cell)
    if len(text) > LONGEST_NAME:
        raise Wrong("cardsheet.text_too_long", length=len(text), limit=LONGEST_NAME)
    return text


def text(cell: str) -> str:
    """A text of at most 2,000 characters."""
    plain = squeeze(cell)
    if len(plain) > LONGEST_TEXT:
        raise Wrong("cardsheet.text_too_long", length=len(plain), limit=LONGEST_TEXT)
    return plain


def day(cell: str) -> date:
    """A day of the years 2000 to 2100, day first or ISO."""
    plain = squeeze(cell)
    parts: tuple[str, str, str] | None = None
    if found := _ISO.match(plain):
        parts = (found[1], found[2], found[3])
    elif found := _DOTTED.match(plain):
        parts = (found[3], found[2], found[1])
    try:
        when = date(*map(int, parts)) if parts else None
    except ValueError:
        when = None
    if when is None or not EARLIEST <= when.year <= LATEST:
        raise Wrong("cardsheet.day_unreadable", value=plain[:40])
    return when


def whole(cell: str, lowest: int, highest: int) -> int:
    """A whole number within bounds; spaces between thousands and a decimal ``,0`` are let be."""
    plain = re.sub(r"[\s']", "", squeeze(cell))
    if re.fullmatch(r"[0-9]{1,9}(?:[.,]0{1,3})?", plain):
        number = int(re.split(r"[.,]", plain)[0])
        if lowest <= number <= highest:
            return number
    raise Wrong("cardsheet.number_unreadable", value=squeeze(cell)[:40], lowest=lowest, highest=highest)


def functions(cell: str) -> tuple[str, ...]:
    """References to work functions, separated by commas, semicolons or lines; Cyrillic letters in codes put right."""
    found: dict[str, None] = {}
    for part in re.split(r"[,;\n]", cell):
        if not part.strip():
            continue
        which, slash, code = squeeze(part).partition("/")
        reference = f"{which}{slash}{latin_code(code)}"
        if not _FUNCTION.match(reference):
            raise Wrong("cardsheet.function_unreadable", value=squeeze(part)[:60])
        found[reference] = None
    return tuple(found)


def lines(cell: str) -> tuple[str, ...]:
    """Things listed in a cell, each once."""
    return tuple(dict.fromkeys(squeeze(p) for p in re.split(r"[;\n]", cell) if p.strip()))


def named(cell: str, known: Mapping[str, str], code: str) -> str:
    """The key of a thing named by key or by name (letter case aside); everything counts where nothing is known."""
    plain = squeeze(cell)
    if not known or plain in known:
        return plain
    by_name = [k for k, n in known.items() if fold(n) == fold(plain) or fold(k) == fold(plain)]
    if len(by_name) != 1:
        raise Wrong(code, value=plain[:120], found=len(by_name))
    return by_name[0]
