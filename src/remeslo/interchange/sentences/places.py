"""The place of a finding in words: ``demand/card-03.yaml:12`` is a file and a line, ``week 37`` a week."""

import re
from collections.abc import Mapping

from remeslo.interchange.sentences.wording import Language, shown

_FILE_LINE = re.compile(r"^(?P<file>[^:]+):(?P<line>\d+)(?::(?P<column>.+))?$")
_COUNTED = re.compile(
    r"\b(week|weeks|semester|course|row|column|line|element|programme|card|requirement|module|term|year|example|link)"
    r"(?= [\w«\"])"
)

_RUSSIAN: Mapping[str, str] = {
    "week": "неделя",
    "weeks": "недели",
    "semester": "семестр",
    "course": "курс",
    "row": "строка",
    "column": "столбец",
    "line": "строка",
    "element": "элемент",
    "programme": "программа",
    "card": "карта",
    "requirement": "требование",
    "module": "модуль",
    "term": "срок",
    "year": "год",
    "example": "пример",
    "link": "звено",
}


_RULING = re.compile(r"^(?P<kind>request|rejected|line|wording|answer|payer|proficiency|hours|title):(?P<key>.+)$")
_RULINGS: Mapping[str, tuple[str, str]] = {
    "request": ("смысл требования", "meaning of request"),
    "rejected": ("отклонённые функции требования", "functions rejected for request"),
    "line": ("место требования", "line of request"),
    "wording": ("формулировка строки", "wording of line"),
    "answer": ("ответ на строку", "answer to line"),
    "payer": ("кто платит за строку", "payer of line"),
    "proficiency": ("уровень владения в строке", "proficiency of line"),
    "hours": ("часы элемента", "hours of element"),
    "title": ("название компетенции", "title of competence"),
}
"""Places on which a working group rules (see core/competence/studio/place.py)."""


def place(where: str, language: Language) -> str:
    """A finding's ``where`` in words; a place that is a key or a file name stays as it is."""
    if found := _FILE_LINE.match(where):
        line, column = ("строка", "поле") if language == "ru" else ("line", "field")
        tail = f", {column} «{shown(found['column'])}»" if found["column"] else ""
        return f"{shown(found['file'])}, {line} {found['line']}{tail}"
    if found := _RULING.match(where):
        return shown(f"{_RULINGS[found['kind']][language != 'ru']} {found['key']}")
    if language == "ru" and _COUNTED.match(where.partition(": ")[2] or where):
        return shown(_COUNTED.sub(lambda m: _RUSSIAN[m[1]], where))
    return shown(where)
