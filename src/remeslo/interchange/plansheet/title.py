"""The title sheet: keys and values in two columns."""

import re

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.text import squeeze
from remeslo.core.competence.studyplan.values import PlanHead
from remeslo.interchange.plansheet import words as w
from remeslo.interchange.sheets.grid import Grid, plain

_CAPTION = ("наименование", "содержание")


def is_title(grid: Grid) -> bool:
    """True for a sheet of keys and values with at least three of the keys known."""
    known = {plain(k) for k in w.TITLE_KEYS}
    return sum(1 for r in grid.rows if plain(r[0]) in known) >= 3


def read_title(grid: Grid | None, file: str) -> tuple[PlanHead, list[Finding]]:
    """What the sheet tells, and notes: that there is none, or of keys that a plan has no room for."""
    if grid is None:
        return PlanHead(), [Finding("studyplan.sheet_no_title", file, {}, Severity.WARNING)]
    values = {plain(r[0]): squeeze(r[1]) for r in grid.rows}

    def get(key: str) -> str:
        return values.get(plain(key), "")

    years, months = w.term(get("Фактический срок обучения"))
    starts = re.match(r"[0-9]{4}", get("Год набора"))
    head = PlanHead(
        code=get("Код специальности"),
        title=get("Направление (специальность)"),
        profile=get("Профиль (специализация)"),
        qualification=get("Квалификация"),
        level=get("Уровень образования"),
        form=get("Форма обучения"),
        base=get("На базе"),
        years=years,
        months=months,
        start_year=int(starts[0]) if starts else None,
        academic_year=get("Год набора"),
        faculty=get("Факультет"),
        department=get("Выпускающая кафедра"),
        number=get("Номер АУП"),
    )
    known = {plain(k) for k in w.TITLE_KEYS}
    left = tuple(
        f"{squeeze(r[0])}: {squeeze(r[1])}"
        for r in grid.rows
        if plain(r[0]) not in known and r[1].strip() and plain(r[0]) not in _CAPTION
    )
    return head, ([Finding("studyplan.not_held", grid.name, {"columns": left}, Severity.NOTE)] if left else [])
