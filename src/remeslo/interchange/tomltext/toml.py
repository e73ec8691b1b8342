"""Values as TOML text."""

from collections.abc import Iterable


def flag(value: bool) -> str:
    """``true`` or ``false``."""
    return "true" if value else "false"


def text(value: str) -> str:
    """A basic TOML string: quotes, backslashes and control characters escaped."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in escaped) + '"'


def texts(values: Iterable[str]) -> str:
    """An array of strings on one line."""
    return "[" + ", ".join(text(v) for v in values) + "]"
