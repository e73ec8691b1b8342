"""
Lists inside one table cell: items separated by semicolons.

An item that itself holds a semicolon, or has blanks at its ends, stands in double quotes, and a quote inside it is
doubled: ``lathe; "mill; big"``. A quote elsewhere in an item is an ordinary character.
"""

import re
from collections.abc import Iterable

_QUOTED = re.compile(r'\s*"((?:[^"]|"")*)"\s*(?:;|$)')
_PLAIN = re.compile(r"[^;]*(?:;|$)")


def split_list(text: str) -> tuple[str, ...]:
    """Items of a cell; blank ones (a semicolon at the end) are no items."""
    items: list[str] = []
    at = 0
    while at < len(text):
        if quoted := _QUOTED.match(text, at):
            items.append(quoted[1].replace('""', '"'))
            at = quoted.end()
        elif plain := _PLAIN.match(text, at):
            items.append(plain[0].removesuffix(";").strip())
            at = plain.end()
    return tuple(i for i in items if i)


def join_list(items: Iterable[str]) -> str:
    """The cell of these items; ``split_list`` gives them back, except empty ones."""
    return ";".join(_quoted(i) if _must_be_quoted(i) else i for i in items)


def _must_be_quoted(item: str) -> bool:
    return ";" in item or item.startswith('"') or item != item.strip()


def _quoted(item: str) -> str:
    return '"' + item.replace('"', '""') + '"'
