"""JSON from outside: decoded by the room's own rules, parsed strictly, bounded in depth and number of values."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from remeslo.core.base.findings import Finding, Severity
from remeslo.interchange.safety.text import decode_text
from remeslo.interchange.safety.unreadable import refuse

MOST_LEVELS = 200
MOST_VALUES = 5_000_000
_BAD_SIGNS = re.compile("[\x00\ud800-\udfff]")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"?', re.DOTALL)


@dataclass(frozen=True, slots=True)
class JsonDocument:
    """The value of a document and what was met on the way (another encoding, names that repeat in an object)."""

    value: object
    findings: tuple[Finding, ...] = ()


def read_json(data: bytes, *, name: str) -> JsonDocument:
    """
    The value of a JSON document; of a name that stands twice in one object the last value counts, with a warning.

    Raises
    ------
    Unreadable
        What ``decode_text`` refuses, ``json.not_json``, ``json.cut_short``, ``json.broken``, ``json.too_deep``,
        ``json.too_large`` or ``json.bad_text`` (half characters and NUL, which no database takes).
    """
    decoded = decode_text(data, name)
    text = decoded.text
    if not text.lstrip().startswith(("{", "[")):
        raise refuse("json.not_json", name, begins=" ".join(text.split())[:40])
    _look_at_levels(text, name)
    repeated: dict[str, None] = {}

    def joined(pairs: list[tuple[str, object]]) -> dict[str, object]:
        value = dict(pairs)
        if len(value) < len(pairs):
            names = [n for n, _ in pairs]
            repeated.update(dict.fromkeys(n for n in value if names.count(n) > 1))
        return value

    try:
        value = json.loads(text, object_pairs_hook=joined, parse_constant=_no_constant, parse_float=_finite)
    except json.JSONDecodeError as error:
        code = "json.broken" if text.rstrip().endswith(("}", "]")) else "json.cut_short"
        raise refuse(code, f"{name}:{error.lineno}", column=error.colno, reason=error.msg) from None
    except (ValueError, RecursionError) as error:  # constants that JSON has not, numbers of thousands of digits
        raise refuse("json.broken", name, reason=str(error)[:200]) from None
    for string in strings_of(value):
        if _BAD_SIGNS.search(string):
            raise refuse("json.bad_text", name, text=string.encode("ascii", "backslashreplace").decode()[:80])
    findings = list(decoded.findings)
    if repeated:
        facts = {"items": tuple(repeated)[:12], "count": len(repeated)}
        findings.append(Finding("json.names_repeat", name, facts, Severity.WARNING))
    return JsonDocument(value, tuple(findings))


def _look_at_levels(text: str, name: str) -> None:
    """Brackets outside strings, before the parser goes down into them."""
    level = values = 0
    for sign in re.findall(r"[\[\]{},]", _STRING.sub('""', text)):
        values += 1
        if sign in "[{":
            level += 1
            if level > MOST_LEVELS:
                raise refuse("json.too_deep", name, limit=MOST_LEVELS)
        elif sign in "]}":
            level -= 1
    if values > MOST_VALUES:
        raise refuse("json.too_large", name, values=values, limit=MOST_VALUES)


def _no_constant(word: str) -> object:
    raise ValueError(f"{word} is not JSON")


def _finite(digits: str) -> float:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise ValueError(f"{digits[:40]} is no number that can be kept")
    return value


def strings_of(value: object) -> Iterator[str]:
    """Every string of a value, names too."""
    waiting = [value]
    while waiting:
        at = waiting.pop()
        if isinstance(at, str):
            yield at
        elif isinstance(at, dict):
            yield from at
            waiting.extend(at.values())
        elif isinstance(at, list):
            waiting.extend(at)
