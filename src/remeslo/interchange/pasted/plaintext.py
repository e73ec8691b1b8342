"""Whatever was pasted as lines of plain text: HTML becomes lines and bullets, invisible characters go."""

import html
import re
import unicodedata

BULLET = "•"

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*|/)?>")
_KNOWN_TAG = re.compile(
    r"</?(?:p|br|ul|ol|li|div|span|strong|b|em|i|h[1-6]|table|tr|td|body|html)(?:\s[^<>]*|/)?>", re.I
)
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """
        address article aside blockquote body br dd div dl dt footer form h1 h2 h3 h4 h5 h6 head header hr html main
        nav ol p section table tbody thead title tr ul
        """,
    )
)
_SILENT = frozenset(("script", "style", "noscript", "template", "svg", "head"))
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_FULL_WIDTH = {c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)}


def lines_of(text: str) -> list[str]:
    """Lines of a pasted text without invisible and control characters, white space squeezed; blank ones stay."""
    plain = from_html(text) if _KNOWN_TAG.search(text) else html.unescape(text)
    plain = _BREAKS.sub("\n", _INVISIBLE.sub("", plain)).translate(_FULL_WIDTH)
    kept = "".join(c if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs", "Co", "Cn") else " " for c in plain)
    return [_SPACES.sub(" ", unicodedata.normalize("NFC", line)).strip() for line in kept.split("\n")]


def from_html(text: str) -> str:
    """Text of HTML: a line for each block, a bullet for each list item; scripts and styles are left out."""
    parts: list[str] = []
    silent = ""
    position = 0
    for tag in _TAG.finditer(_without_comments(text)):
        name, closing = tag[2].lower(), bool(tag[1])
        if not silent:
            parts.append(html.unescape(tag.string[position : tag.start()].replace("\n", " ")))
            parts.append(_mark_of(name, closing))
        if name in _SILENT and not closing and not silent and not tag[0].endswith("/>"):
            silent = name
        elif closing and name == silent:
            silent = ""
        position = tag.end()
    if not silent:
        parts.append(html.unescape(_without_comments(text)[position:].replace("\n", " ")))
    return "".join(parts)


def _mark_of(name: str, closing: bool) -> str:
    """What stands for a tag in the text."""
    if name == "li":
        return "\n" if closing else f"\n{BULLET} "
    if name in ("td", "th"):
        return " "
    return "\n" if name in _BLOCKS else ""


def _without_comments(text: str) -> str:
    """The text without ``<!-- … -->``; a comment that is not closed goes to the end."""
    parts: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0:
        parts.append(text[position:start])
        end = text.find("-->", start + 4)
        if end < 0:
            return "".join(parts)
        position = end + 3
    return "".join((*parts, text[position:]))
