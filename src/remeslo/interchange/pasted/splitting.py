"""One phrase for each thing said: lines cut at bullets, semicolons, numbers of a list and ends of sentences."""

import re
from collections.abc import Iterable

SHORTEST, MOST = 3, 600
"""Phrases have at least so many letters, and at most so many characters: a longer one is cut at a comma or a space."""
_WRAPPED = 60
"""A line at least this long that does not end a sentence may go on in the next one."""

_BULLETS = "•·●○◦▪▫■□◆◇►▶➤➢✓✔✅☑★☆♦❖⁃∙*+\u2023\uf0b7\uf0a7"
_AT_START = re.compile(rf"^(?:[{re.escape(_BULLETS)}–—−-]|\(?\d{{1,2}}[.)](?=\D)|[a-zа-я]\)\s)+\s*", re.I)
_INSIDE = re.compile(
    rf"\s*[{re.escape(_BULLETS.replace('*', '').replace('+', ''))}]\s*"  # a bullet in the middle of a line
    r"|;\s*"
    r"|(?<=[.:;!?])\s*[–—−-]\s*(?=[А-ЯЁа-яёA-Z])"  # "…: - first; - second"
    r"|(?<=[.;!?])\s+(?:\(?\d{1,2}[.)]\s*)?(?=[А-ЯЁA-Z])(?<!\w\.\w\.\s)"  # the end of a sentence
    r"|(?<=[A-Za-zа-яё)»][.!?])(?=[А-ЯЁ][а-яё])"  # "…DHCP.Базовые"
    r"|(?<=[а-яёa-z)])\.(?=\d{1,2}[.)]\s?[А-ЯЁа-яё])"  # "…станки.2. Наладка"
    r"|(?<=[а-яё)»])[–—-]\s(?=[А-ЯЁ][а-яё])"  # "…техники- Определение"
    r"|(?<=[а-яё]{3})(?=[А-ЯЁ][а-яё]{2})"  # "…МосквыОбучение", as one board glues its lists
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:т|д|п|г|гг|стр|ул|им|руб|тыс|мин|макс|др|пр|ст|e\.g|i\.e|etc|vs|no|approx|incl)\.$", re.I
)
_ENDS = " \t.,;:!?-–—−·•*/|\\_=~"
_LETTER = re.compile(r"[^\W\d_]")
_HEAD_OF_LIST = re.compile(r"^\W*(?:[^:]{3,60}):$")


def joined(lines: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """Numbered lines with those joined that a narrow page had wrapped."""
    result: list[tuple[int, str]] = []
    for number, line in lines:
        if result and line and _goes_on(result[-1][1], line):
            result[-1] = (result[-1][0], f"{result[-1][1]} {line}")
        elif line:
            result.append((number, line))
        else:
            result.append((number, ""))
    return [(n, line) for n, line in result if line]


def _goes_on(before: str, line: str) -> bool:
    return len(before) >= _WRAPPED and before[-1] not in ".;:!?" and line[0].islower() and not _AT_START.match(line)


def phrases_of(line: str) -> list[str]:
    """The phrases of one line, bullets and punctuation off their ends; empty and wordless ones are left out."""
    pieces: list[str] = []
    for piece in _INSIDE.split(_AT_START.sub("", line.strip())):
        if pieces and (_ABBREVIATION.search(pieces[-1][-8:]) or _open_bracket(pieces[-1])):
            pieces[-1] = f"{pieces[-1]} {piece}"
        else:
            pieces.append(piece)
    return [short for piece in pieces for short in _cut(tidy(piece)) if len(_LETTER.findall(short)) >= SHORTEST]


def tidy(text: str) -> str:
    """A phrase without bullets and stray punctuation; a closing bracket stays where one was opened."""
    bare = _AT_START.sub("", text.strip(_ENDS)).strip(_ENDS)
    if bare.count("(") > bare.count(")"):
        bare += ")"
    elif bare.endswith(")") and "(" not in bare:
        bare = bare[:-1].strip(_ENDS)
    return re.sub(r"\s+", " ", bare)


def _open_bracket(text: str) -> bool:
    return len(text) < 400 and text.count("(") > text.count(")")


def _cut(text: str) -> list[str]:
    """A text of reasonable length whole, a longer one at commas, where there are none at spaces, else anywhere."""
    pieces: list[str] = []
    while len(text) > MOST:
        at = max(text.rfind(mark, MOST // 3, MOST) for mark in (",", "."))
        at = at if at > 0 else text.rfind(" ", 1, MOST)
        at = at if at > 0 else MOST
        pieces.append(text[:at].strip(_ENDS))
        text = text[at:].strip(_ENDS)
    return [*pieces, text]


def is_head_of_list(line: str) -> bool:
    """True for a short line with a colon that only announces what follows: "Опыт работы в одной из ролей:"."""
    return _HEAD_OF_LIST.match(line) is not None
