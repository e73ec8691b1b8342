"""
Draws docs/architecture.svg: how the data flow, and the rooms of the house as .importlinter has them.

    python scripts/house.py [--check]
"""

from __future__ import annotations

import configparser
import html
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs/architecture.svg"
WIDTH, EDGE = 1180, 30
LINE = {
    # name: (column, row, title, below); columns are 0..5
    "standards": (0, 0, "Occupational standards", "dated editions"),
    "demand": (0, 1, "Employers' demand", "whom, how many, able to what"),
    "norms": (0, 2, "State standard, norms", "dated packs, verified or not"),
    "constructor": (1, 1, "Constructor", "match, rule, gap, hours"),
    "programme": (2, 1, "Programme", "outcomes, elements, choices"),
    "term": (3, 1, "Term", "shortest, proof, causes"),
    "papers": (4, 0, "Papers", "curriculum, calendar, book"),
    "members": (0, 3, "Members, agreements", "roles, quotas, promises"),
    "network": (4, 1, "Network", "a year of workshops"),
    "week": (5, 1, "Timetable", "a semester, clash-free"),
    "staffing": (4, 2, "Teachers, mentors", "who may, who must learn"),
    "facts": (2, 3, "Facts", "one side says, other confirms"),
    "results": (3, 3, "Results", "indicators, completeness"),
    "money": (4, 3, "Money", "due, paid, every line opened"),
    "boards": (5, 3, "Boards", "college to country, locked"),
    "dialogue": (1, 3, "Open dialogue", "questions, votes, decisions"),
}
ARROWS = (
    *("standards>constructor", "demand>constructor", "norms>constructor", "constructor>programme", "programme>term"),
    *("term>papers", "term>network", "term>staffing", "network>week"),
    *("facts>results", "results>money", "money>boards", "members>dialogue"),
)
NOTES = {
    "web": "pages, rights, versions, jobs",
    "core": "pure Python: values in, values out; solvers behind private doors",
}
NOTES |= {"interchange": "bytes to values and back, one folder a format", "cli": "files in, files out, no database"}


def main() -> None:
    """Write the picture, or say that it is not what the house is."""
    text = picture()
    if "--check" in sys.argv:
        sys.exit(
            0 if PICTURE.read_text(encoding="utf-8") == text else "docs/architecture.svg is not what the house is."
        )
    PICTURE.write_text(text, encoding="utf-8")


def rooms(contract: str) -> list[str]:
    """Names of a layers contract, the highest first."""
    held = configparser.ConfigParser(interpolation=None)
    held.read(ROOT / ".importlinter", encoding="utf-8")
    return re.findall(r"\w+", held[f"importlinter:contract:{contract}"]["layers"])


def picture() -> str:
    """The whole SVG."""
    apps, core, formats = rooms("apps"), rooms("core"), rooms("formats")
    out = [_heading(38, "The line", ""), *_line()]
    y = 380
    out.append(_heading(y, "The house", "an arrow points to what a part may import; import-linter refuses any other"))
    half = (WIDTH - 3 * EDGE) // 2
    web, web_height = _part(EDGE, y + 22, half, "web", ["api", *apps])
    commands = ["plan", "check", "trace", "standards", "term", "timetable", "network", "week", "staff", "fund"]
    cli, _cli_height = _part(2 * EDGE + half, y + 22, half, "cli", commands, web_height)
    y += 22 + web_height + 32
    down = [_arrow(EDGE + half // 2, y - 30, EDGE + half // 2, y - 2)]
    down.append(_arrow(2 * EDGE + half * 3 // 2, y - 30, 2 * EDGE + half * 3 // 2, y - 2))
    middle, height = _part(EDGE, y, WIDTH - 2 * EDGE, "interchange", formats)
    y += height + 32
    down.append(_arrow(WIDTH // 2, y - 30, WIDTH // 2, y - 2))
    bottom, height = _part(EDGE, y, WIDTH - 2 * EDGE, "core", core)
    y += height + EDGE
    return "\n".join([*_head(y), *out, *web, *cli, *middle, *bottom, *down, "</svg>"]) + "\n"


def _head(height: int) -> list[str]:
    told = (
        "Above, how data flows from standards and demand to timetables, money and boards; below, the rooms of the "
        "program and which part may import which."
    )
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'font-family="Inter, Segoe UI, Arial, sans-serif" role="img" aria-labelledby="t d">',
        f'<title id="t">Remeslo: the line and the house</title><desc id="d">{told}</desc>',
        '<defs><marker id="a" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" '
        'orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="#2f5d8a"/></marker></defs>',
        f'<rect width="{WIDTH}" height="{height}" fill="#f7f9fb"/>',
    ]


def _line() -> list[str]:
    at = {name: (EDGE + column * 192, 60 + row * 76) for name, (column, row, _t, _b) in LINE.items()}
    out = []
    for name, (x, y) in at.items():
        _column, _row, title, below = LINE[name]
        solved = name in ("constructor", "term", "network", "week", "staffing")
        fill, edge = ("#fdf1e7", "#b3541e") if solved else ("#fff", "#2f5d8a")
        out.append(_box(x, y, 160, 52, fill, edge))
        out += [_text(x + 80, y + 22, title, 12, "600"), _text(x + 80, y + 40, below, 10, "400", "#52606d")]
    for arrow in ARROWS:
        one, _sign, other = arrow.partition(">")
        (x, y), (to_x, to_y) = at[one], at[other]
        out.append(_arrow(x + 160, y + 26, to_x - 2, to_y + 26))
    return out


def _part(x: int, y: int, width: int, name: str, held: list[str], least: int = 0) -> tuple[list[str], int]:
    """A part of the house with its rooms in rows, and its height."""
    across = max(1, (width - 24) // 112)
    size = (width - 24 - (across - 1) * 8) / across
    height = max(least, 42 + -(-len(held) // across) * 32 + 6)
    out = [_box(x, y, width, height, "#e9eff5", "#2f5d8a"), _text(x + 14, y + 24, name, 14, "600", anchor="start")]
    out.append(_text(x + 24 + 9 * len(name), y + 24, NOTES[name], 11.5, "400", "#52606d", anchor="start"))
    for n, room in enumerate(held):
        left, top = x + 12 + (n % across) * (size + 8), y + 38 + (n // across) * 32
        out.append(_box(left, top, size, 26, "#fff", "#8aa4bd"))
        out.append(_text(left + size / 2, top + 17, room, 11, "400"))
    return out, height


def _box(x: float, y: float, width: float, height: float, fill: str, edge: str) -> str:
    size = f'width="{width:g}" height="{height:g}" rx="6"'
    return f'<rect x="{x:g}" y="{y:g}" {size} fill="{fill}" stroke="{edge}" stroke-width="1.5"/>'


def _text(
    x: float, y: float, text: str, size: float, weight: str, fill: str = "#1b2733", anchor: str = "middle"
) -> str:
    style = f'text-anchor="{anchor}" font-size="{size:g}" font-weight="{weight}" fill="{fill}"'
    return f'<text x="{x:g}" y="{y:g}" {style}>{html.escape(text)}</text>'


def _heading(y: int, title: str, note: str) -> str:
    return _text(EDGE, y, title, 18, "700", anchor="start") + _text(
        EDGE + 125, y, note, 12.5, "400", "#52606d", "start"
    )


def _arrow(x: float, y: float, to_x: float, to_y: float) -> str:
    ends = f'x1="{x:g}" y1="{y:g}" x2="{to_x:g}" y2="{to_y:g}"'
    return f'<line {ends} stroke="#2f5d8a" stroke-width="1.6" marker-end="url(#a)"/>'


if __name__ == "__main__":
    main()
