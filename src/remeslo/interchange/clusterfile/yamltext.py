"""Plain tables into YAML: block style, short tables in braces, texts without quotes where that is safe."""

from collections.abc import Iterator
from typing import Any

import yaml

from remeslo.interchange.clusterfile.plain import Plain, PlainList, PlainTable, PlainText

WIDTH = 110
_RESOLVER: Any = yaml.SafeLoader("")
_FIRST = "«(№"
_STRING = "tag:yaml.org,2002:str"
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def to_yaml(table: PlainTable) -> str:
    """The text of a file that holds this table."""
    return "".join(f"{line}\n" for line in _block(table))


def _block(table: PlainTable) -> Iterator[str]:
    for word, value in table.entries:
        yield from _entry(word, value)


def _entry(word: str, value: Plain) -> Iterator[str]:
    """``word: value``, on one line where that is short, else the value below, indented."""
    short = _flow(value)
    if isinstance(value, PlainText) and _is_literal(value.text):
        yield f"{word}: |-"
        yield from (f"  {line}" if line else "" for line in value.text.split("\n"))
    elif isinstance(value, PlainText):
        yield f"{word}: {_scalar(value, in_flow=False)}"
    elif _fits(value, f"{word}: {short}"):
        yield f"{word}: {short}"
    else:
        yield f"{word}:"
        yield from (f"  {line}" if line else "" for line in _below(value))


def _below(value: Plain) -> Iterator[str]:
    if isinstance(value, PlainTable):
        yield from _block(value)
    elif isinstance(value, PlainList):
        for item in value.items:
            yield from _item(item)


def _item(item: Plain) -> Iterator[str]:
    """``- item``; a table that is short and simple in braces, another with its fields below one another."""
    if isinstance(item, PlainText):
        yield f"- {_scalar(item, in_flow=False)}"
    elif _fits(item, f"- {_flow(item)}") and _is_simple(item):
        yield f"- {_flow(item)}"
    else:
        lines = list(_below(item))
        yield f"- {lines[0]}" if lines else "- {}"
        yield from (f"  {line}" if line else "" for line in lines[1:])


def _fits(value: Plain, line: str) -> bool:
    """True when a value may stand on one line: it is short, and a list in it is one of texts."""
    if isinstance(value, PlainList) and any(not isinstance(i, PlainText) for i in value.items):
        return False
    return len(line) <= WIDTH and "\\n" not in line


def _is_simple(value: Plain) -> bool:
    """True for a table of a few short texts and lists of texts."""
    return isinstance(value, PlainTable) and all(
        isinstance(v, PlainText) or (isinstance(v, PlainList) and all(isinstance(i, PlainText) for i in v.items))
        for _, v in value.entries
    )


def _flow(value: Plain) -> str:
    if isinstance(value, PlainText):
        return _scalar(value, in_flow=True)
    if isinstance(value, PlainList):
        return "[" + ", ".join(_flow(i) for i in value.items) + "]"
    return "{" + ", ".join(f"{word}: {_flow(v)}" for word, v in value.entries) + "}"


def _scalar(value: PlainText, *, in_flow: bool) -> str:
    """The text bare where it reads back as itself, in single quotes where it can be seen, else with escapes."""
    text = value.text
    if _is_bare(text, in_flow=in_flow) and (not value.is_free or _means_text(text)):
        return text
    if text and all(_is_seen(c) for c in text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(_escaped(c) for c in text) + '"'


def _is_bare(text: str, *, in_flow: bool) -> bool:
    if not text or text != text.strip() or not (text[0].isalnum() or text[0] in _FIRST):
        return False
    if ": " in text or text.endswith(":") or " #" in text or not all(_is_seen(c) for c in text):
        return False
    return not in_flow or not any(c in ",[]{}:" for c in text)


def _means_text(text: str) -> bool:
    """True when a general reader of YAML takes the bare text for a string, not for a number, a date, yes or no."""
    return bool(_RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) == _STRING)


def _is_literal(text: str) -> bool:
    """True for several lines that may stand as they are below ``|-``."""
    lines = text.split("\n")
    if len(lines) < 2 or not lines[0] or lines[0][0].isspace() or not lines[-1]:
        return False
    return all(line == line.rstrip() and all(_is_seen(c) for c in line) for line in lines)


def _is_seen(c: str) -> bool:
    return c.isprintable() or c == "\N{NO-BREAK SPACE}"


def _escaped(c: str) -> str:
    if c in _ESCAPES:
        return _ESCAPES[c]
    if _is_seen(c):
        return c
    return f"\\x{ord(c):02x}" if ord(c) < 0x100 else f"\\u{ord(c):04x}" if ord(c) < 0x10000 else f"\\U{ord(c):08x}"
