"""Loads and controls of a row as rows of ПланыНовыеЧасы."""

from collections.abc import Iterator
from decimal import Decimal

from remeslo.core.competence.studyplan.values import PlanRow
from remeslo.core.competence.studyplan.work import Aspect, Control, Load, LoadUnit
from remeslo.interchange.plx import vocabulary as v
from remeslo.interchange.plx.dictionaries import Words, Works
from remeslo.interchange.plx.numbers import number

_ASPECT_CODES = {aspect: code for code, aspect in v.ASPECTS.items()}
_TIME = {LoadUnit.WEEKS: "Недель", LoadUnit.DAYS: "Дней"}
_ORDER = ("Количество", "Недель", "Дней")

Columns = dict[str, str | None]


class HoursComposer:
    """Makes the rows of a whole plan, numbered through."""

    def __init__(self, semesters_per_course: int, works: Works) -> None:
        self.per_course = semesters_per_course
        self.works = works
        self.count = 0
        self._aspects = Words.of(v.ASPECT_NAMES)

    def rows(self, row: PlanRow, code: str) -> Iterator[Columns]:
        """Rows of one row of the plan: its loads in order, then its controls."""
        open_row: Columns | None = None
        for load in row.loads:
            columns = self._load(load, code)
            if open_row is not None and _joins(open_row, columns):
                open_row.update({k: columns[k] for k in _ORDER if columns.get(k)})
                continue
            if open_row is not None:
                yield self._numbered(open_row)
            open_row = columns
        if open_row is not None:
            yield self._numbered(open_row)
        for control in row.controls:
            yield self._numbered(self._control(control, code))

    def aspects(self) -> list[Columns]:
        """СправочникТипаЧасов."""
        return [{"Код": code, "Наименование": word} for code, word in self._aspects.known.items()]

    def _load(self, load: Load, code: str) -> Columns:
        aspect = _ASPECT_CODES.get(load.aspect) or self._aspects.code(load.aspect_name or "?")
        work = self.works.of_load(load.name, load.kind, load.unit)
        return {
            "КодОбъекта": code,
            "КодВидаРаботы": work.code,
            "КодТипаЧасов": aspect,
            **self._place(load),
            _TIME.get(load.unit, "Количество"): number(load.amount),
        }

    def _control(self, control: Control, code: str) -> Columns:
        return {
            "КодОбъекта": code,
            "КодВидаРаботы": self.works.of_control(control.name, control.form).code,
            "КодТипаЧасов": _ASPECT_CODES[Aspect.VOLUME],
            **self._place(control),
            "Количество": number(control.count),
        }

    def _place(self, item: Load | Control) -> Columns:
        course, semester = item.course, 0
        if item.semester:
            course = (item.semester - 1) // self.per_course + 1
            semester = (item.semester - 1) % self.per_course + 1
        return {"Курс": str(course), "Семестр": str(semester), "Сессия": str(item.session)}

    def _numbered(self, columns: Columns) -> Columns:
        self.count += 1
        return {"Код": str(-self.count), **columns}


def _joins(first: Columns, second: Columns) -> bool:
    """True when the second goes into the row of the first: the same work in the same place, and a later amount."""
    filled = [k for k in _ORDER if first.get(k)]
    (new,) = [k for k in _ORDER if second.get(k)]
    same = all(first.get(k) == second.get(k) for k in second if k not in _ORDER)
    says_something = all(Decimal(first[k] or 0) > 0 for k in filled) and Decimal(second[new] or 0) > 0
    return same and says_something and _ORDER.index(new) > max(_ORDER.index(k) for k in filled)
