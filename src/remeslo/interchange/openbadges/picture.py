"""A badge as an SVG picture with the credential baked into it (Open Badges 3.0, section 5.3.2)."""

import json
from collections.abc import Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape

from remeslo.interchange.safety import read_xml
from remeslo.interchange.safety.unreadable import refuse

NAMESPACE: Final = "https://purl.imsglobal.org/ob/v3p0"
_LINE: Final = 34


def bake(document: Mapping[str, object], lines: Sequence[str]) -> str:
    """An SVG of a medal with lines of text under it, the first in bold, holding the credential."""
    shown = [part for line in lines for part in _wrapped(line)]
    text = "".join(
        f'<text x="200" y="{250 + 26 * n}" text-anchor="middle" font-family="sans-serif" font-size="18"'
        f"{' font-weight=' + chr(34) + 'bold' + chr(34) if n == 0 else ''}>{escape(part)}</text>"
        for n, part in enumerate(shown)
    )
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":")).replace("]]>", "]]]]><![CDATA[>")
    height = 260 + 26 * len(shown)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" '
        f'xmlns:openbadges="{NAMESPACE}" '
        f'viewBox="0 0 400 {height}" width="400" height="{height}">'
        f"<openbadges:credential><![CDATA[{body}]]></openbadges:credential>"
        '<rect width="100%" height="100%" fill="#ffffff"/>'
        '<path d="M150 150 L130 225 L165 205 L185 235 L200 170 L215 235 L235 205 L270 225 L250 150 Z" fill="#d55e00"/>'
        '<circle cx="200" cy="105" r="80" fill="#0072b2"/>'
        '<path d="M160 105 L190 135 L242 78" fill="none" stroke="#ffffff" stroke-width="16"/>'
        f"{text}</svg>\n"
    )


def unbake(data: bytes, *, name: str) -> str:
    """
    The credential in an SVG picture, as the text it was baked as.

    Raises
    ------
    Unreadable
        ``openbadge.not_baked``, or what reading XML refuses (entities, depth, size).
    """
    root = read_xml(data, name=name).root
    found = [e for e in root.iter() if e.tag == f"{{{NAMESPACE}}}credential"]
    if len(found) != 1:
        raise refuse("openbadge.not_baked", name, count=len(found))
    text = "".join(str(t) for t in found[0].itertext()).strip()
    return text or str(found[0].get("verify") or "").strip()


def _wrapped(line: str) -> list[str]:
    parts = [""]
    for word in line.split():
        if parts[-1] and len(parts[-1]) + len(word) >= _LINE:
            parts.append("")
        parts[-1] = f"{parts[-1]} {word}".strip()
    return parts
