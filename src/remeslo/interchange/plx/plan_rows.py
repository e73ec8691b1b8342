"""Blocks, rows, hours and competences of the plan."""

from collections.abc import Iterable
from decimal import Decimal

from remeslo.core.base.findings import Severity
from remeslo.core.base.text import squeeze
from remeslo.core.competence.studyplan.values import PlanActivity, PlanBlock, PlanCompetence, PlanRow, RowKind
from remeslo.core.competence.studyplan.work import Aspect
from remeslo.interchange.plx import vocabulary as v
from remeslo.interchange.plx.dataset import DataRow
from remeslo.interchange.plx.entries import Entry, Place, Work
from remeslo.interchange.plx.tables import Tables

MAIN_BLOCK = "главный"


class RowsReader:
    """Reads the tables of one plan; the maps give keys of the value by codes of the file."""

    def __init__(self, tables: Tables, semesters_per_course: int) -> None:
        self.tables = tables
        self.per_course = semesters_per_course
        self.block_keys = self._keys("ПланыЦиклы", "Идентификатор", "Цикл")
        self.row_keys = self._keys("ПланыСтроки", "ДисциплинаКод", "Дисциплина")
        self.competence_keys = self._keys("ПланыКомпетенции", "ШифрКомпетенции", "Наименование")
        self.activity_keys = self._keys("ВидыДеятельности", "Наименование", "Код")
        self.entries = self._entries()
        self.of_row = self._competences_of_rows()

    def blocks(self) -> tuple[PlanBlock, ...]:
        """Blocks in the order of their numbers."""
        return tuple(self._block(r) for r in self._ordered("ПланыЦиклы", "Номер"))

    def rows(self) -> tuple[PlanRow, ...]:
        """Rows in the order that the plan shows them in."""
        return tuple(self._row(r) for r in self._ordered("ПланыСтроки", "Порядок"))

    def competences(self) -> tuple[PlanCompetence, ...]:
        """Competences in the order of their numbers."""
        return tuple(self._competence(r) for r in self._ordered("ПланыКомпетенции", "Номер"))

    def activities(self) -> tuple[PlanActivity, ...]:
        """Types of activity, with those that the plan chose."""
        chosen: dict[str, bool] = {}
        for row in self.tables.rows("ПланыВидыДеятельности"):
            activity = self.tables.joined(row, "КодВидаДеятельности", "ВидыДеятельности")
            if activity is not None:
                code = activity.get("Код")
                chosen[code] = chosen.get(code, False) or self.tables.flag(row, "Основной")
        return tuple(
            PlanActivity(
                key=self.activity_keys[id(r)],
                title=squeeze(r.get("Наименование")),
                chosen=r.get("Код") in chosen,
                main=chosen.get(r.get("Код"), False),
            )
            for r in self.tables.rows("ВидыДеятельности")
        )

    def by_code(self, table: str, keys: dict[int, str]) -> dict[str, str]:
        """Keys by the codes of the file."""
        return {code: keys[id(row)] for code, row in self.tables.by_code(table).items()}

    def _keys(self, table: str, index: str, title: str) -> dict[int, str]:
        """A key for each row (by its identity): its index, else its title, with ``#2`` when that is taken."""
        keys: dict[int, str] = {}
        taken: dict[str, int] = {}
        for row in self.tables.rows(table):
            wanted = squeeze(row.get(index)) or squeeze(row.get(title)) or "?"
            times = taken[wanted] = taken.get(wanted, 0) + 1
            key = wanted if times == 1 else f"{wanted}#{times}"
            while times > 1 and key in taken:
                key += "#"
            taken.setdefault(key, 1)
            keys[id(row)] = key
            if times > 1 and row.get(index):
                facts = {"table": table, "value": wanted}
                self.tables.tell("studyplan.index_twice", row, severity=Severity.WARNING, **facts)
        return keys

    def _ordered(self, table: str, column: str) -> list[DataRow]:
        rows = self.tables.rows(table)
        if any(not r.get(column).strip() for r in rows):
            return rows
        return sorted(rows, key=lambda r: self.tables.whole(r, column) or 0)

    def _block(self, row: DataRow) -> PlanBlock:
        parent = self.tables.joined(row, "КодРодителя", "ПланыЦиклы")
        part = self.tables.word(row, "ТипБлока", "СправочникТипБлока", "Название")
        return PlanBlock(
            key=self.block_keys[id(row)],
            index=squeeze(row.get("Идентификатор")),
            title=squeeze(row.get("Цикл")),
            parent=self.block_keys[id(parent)] if parent is not None else None,
            kind=self._kind(row),
            optional=self.tables.flag(row, "Факультативы"),
            part="" if part == MAIN_BLOCK else part,
            credits_min=self.tables.number(row, "ЗЕТмин"),
            credits_max=self.tables.number(row, "ЗЕТмакс"),
        )

    def _kind(self, row: DataRow) -> RowKind:
        code = row.get("ТипОбъекта")
        if code not in v.ROW_KINDS:
            self.tables.tell("studyplan.plx_row_kind", row, table=row.table, column="ТипОбъекта", value=code)
        return v.ROW_KINDS.get(code, RowKind.DISCIPLINE)

    def _row(self, row: DataRow) -> PlanRow:
        tables = self.tables
        parent = tables.joined(row, "КодРодителя", "ПланыСтроки")
        block = tables.joined(row, "КодБлока", "ПланыЦиклы")
        entries = self.entries.get(row.get("Код"), [])
        return PlanRow(
            key=self.row_keys[id(row)],
            index=squeeze(row.get("ДисциплинаКод")),
            title=squeeze(row.get("Дисциплина")),
            kind=self._kind(row),
            block=self.block_keys[id(block)] if block is not None else None,
            parent=self.row_keys[id(parent)] if parent is not None else None,
            counted=tables.flag(row, "СчитатьВПлане", default=True),
            optional=tables.flag(row, "Факультатив") or self._is_optional(block),
            credits=tables.number(row, "ТрудоемкостьКредитов"),
            credits_fact=tables.number(row, "ЗЕТфакт"),
            hours=tables.number(row, "ЧасовПоПлану"),
            hours_by_credits=tables.number(row, "ЧасовПоЗЕТ"),
            hours_to_study=tables.number(row, "ПодлежитИзучениюЧасов"),
            hours_per_credit=tables.number(row, "ЧасовВЗЕТ"),
            variative=tables.number(row, "ЧасыВарМакс") or None,
            loads=tuple(load for e in entries for load in e.loads()),
            controls=tuple(c for e in entries if (c := e.control) is not None),
            competences=self.of_row.get(row.get("Код"), ()),
            department=tables.word(row, "КодКафедры", "Кафедры", "Название"),
            part=tables.word(row, "ВидОбъекта", "СправочникВидОбъекта", "Наименование"),
            practice=tables.word(row, "ВидПрактики", "СправочникВидыПрактик", "Наименование"),
            dispersed=tables.flag(row, "РассредПрактика"),
            without_credits=tables.flag(row, "СчитатьБезЗЕТ"),
            physical_education=tables.flag(row, "ПризнакФизкультуры"),
        )

    def _is_optional(self, block: DataRow | None) -> bool:
        """True for a row of a facultative block, however deep."""
        seen: list[DataRow] = []
        while block is not None and block not in seen:
            if self.tables.flag(block, "Факультативы"):
                return True
            seen.append(block)
            block = self.tables.joined(block, "КодРодителя", "ПланыЦиклы")
        return False

    def _competence(self, row: DataRow) -> PlanCompetence:
        parent = self.tables.joined(row, "КодРодителя", "ПланыКомпетенции")
        activity = self.tables.joined(row, "КодВидаДеятельности", "ВидыДеятельности")
        return PlanCompetence(
            key=self.competence_keys[id(row)],
            code=squeeze(row.get("ШифрКомпетенции")),
            title=squeeze(row.get("Наименование")),
            parent=self.competence_keys[id(parent)] if parent is not None else None,
            category=squeeze(row.get("Категория")),
            activity=self.activity_keys[id(activity)] if activity is not None else None,
        )

    def _competences_of_rows(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for row in self.tables.rows("ПланыКомпетенцииДисциплины"):
            competence = self.tables.joined(row, "КодКомпетенции", "ПланыКомпетенции")
            owner = self.tables.joined(row, "КодСтроки", "ПланыСтроки")
            if competence is None or owner is None:
                continue
            keys = found.setdefault(owner.get("Код"), {})
            key = self.competence_keys[id(competence)]
            if key in keys:
                self.tables.tell("studyplan.link_twice", row, severity=Severity.WARNING, table=row.table, value=key)
            keys[key] = None
        return {code: tuple(keys) for code, keys in found.items()}

    def _entries(self) -> dict[str, list[Entry]]:
        """Rows of hours by the code of the plan's row; those of no row are told and left out."""
        works = {code: self._work(row) for code, row in self.tables.by_code("СправочникВидыРабот").items()}
        found: dict[str, list[Entry]] = {}
        for row in self.tables.rows("ПланыНовыеЧасы"):
            if self.tables.joined(row, "КодОбъекта", "ПланыСтроки") is None:
                continue
            code = row.get("КодВидаРаботы")
            work = works.get(code)
            if work is None:
                self.tables.tell(
                    "studyplan.plx_work", row, severity=Severity.WARNING, table=row.table, column=code, value=code
                )
                name, kind, _ = v.WORK_NAMES.get(code, (code, "", ""))
                work = works[code] = Work(code, kind, name)
            found.setdefault(row.get("КодОбъекта"), []).append(self._entry(row, work))
        self._tell_repeated(found.values())
        return found

    def _work(self, row: DataRow) -> Work:
        return Work(row.get("Код"), row.get("КодТипРабот"), squeeze(row.get("Название")))

    def _entry(self, row: DataRow, work: Work) -> Entry:
        aspect = v.ASPECTS.get(row.get("КодТипаЧасов"), Aspect.OTHER)
        named = aspect is Aspect.OTHER
        name = self.tables.word(row, "КодТипаЧасов", "СправочникТипаЧасов", "Наименование") if named else ""
        return Entry(
            place=self._place(row),
            work=work,
            aspect=aspect,
            aspect_name=name,
            amount=self._amount(row, "Количество"),
            weeks=self._amount(row, "Недель"),
            days=self._amount(row, "Дней"),
        )

    def _amount(self, row: DataRow, column: str) -> Decimal:
        return self.tables.number(row, column) or Decimal(0)

    def _place(self, row: DataRow) -> Place:
        """The semester over all courses: the file counts them inside the course."""
        course, semester = self.tables.whole(row, "Курс") or 0, self.tables.whole(row, "Семестр") or 0
        session = self.tables.whole(row, "Сессия") or 0
        if course == 0 or semester == 0:
            return Place(semester=semester, course=0 if semester else course, session=session)
        if semester > self.per_course:
            facts = {"table": row.table, "column": "Семестр", "value": str(semester)}
            self.tables.tell("studyplan.semester_outside", row, severity=Severity.WARNING, **facts)
        return Place(semester=(course - 1) * self.per_course + semester, course=0, session=session)

    def _tell_repeated(self, rows: Iterable[list[Entry]]) -> None:
        for entries in rows:
            seen: set[tuple[Place, str, Aspect, str]] = set()
            for e in entries:
                key = (e.place, e.work.code, e.aspect, e.aspect_name)
                if key in seen:
                    at = self.tables.rows("ПланыНовыеЧасы")[0]
                    self.tables.tell(
                        "studyplan.hours_twice", at, severity=Severity.WARNING, table=at.table, value=e.work.name
                    )
                seen.add(key)
