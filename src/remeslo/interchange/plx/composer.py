"""The tables of a plan: every part of the neutral value as rows with codes, joined as «Планы» joins them."""

from collections.abc import Mapping

from remeslo.core.competence.studyplan.plan import StudyPlan
from remeslo.core.competence.studyplan.values import PlanRow
from remeslo.interchange.plx import dictionaries as d
from remeslo.interchange.plx import vocabulary as v
from remeslo.interchange.plx.dataset import DataRow, Dataset
from remeslo.interchange.plx.hours import HoursComposer
from remeslo.interchange.plx.layout import PLAN, PROFILE, PROGRAMME, ROOT, TABLES, data_row
from remeslo.interchange.plx.numbers import day, number
from remeslo.interchange.plx.standards_out import StandardsComposer

_KIND_CODES = {kind: code for code, kind in v.ROW_KINDS.items()}
_COMPETENCE_TYPES = (("УК", "2"), ("ОПК", "3"), ("ПК", "4"), ("ОК", "1"))


class Composer:
    """Makes one file; every table is a list of filled columns until the end."""

    def __init__(self, plan: StudyPlan) -> None:
        self.plan = plan
        self.tables: dict[str, list[Mapping[str, str | None]]] = {table: [] for table in TABLES}
        self.departments = d.Words({})
        self.works = d.Works()
        self.parts, self.practices = d.Words.of(d.PARTS), d.Words.of(d.PRACTICES)
        self.block_parts = d.Words.of(d.BLOCK_PARTS)
        self.forms, self.bases = d.Words.of(d.FORMS), d.Words.of(d.BASES)
        self.levels = d.Words.of({code: words[0] for code, words in d.LEVELS.items()})
        self.block_codes = {b.key: str(-n) for n, b in enumerate(plan.blocks, start=1)}
        self.row_codes = {r.key: str(-n) for n, r in enumerate(plan.rows, start=1)}
        self.competence_codes = {c.key: str(-n) for n, c in enumerate(plan.competences, start=1)}
        self.activity_codes = {a.key: str(n) for n, a in enumerate(plan.activities, start=1)}

    def dataset(self) -> Dataset:
        """The whole file."""
        self._head()
        self._blocks()
        self._rows()
        self._competences()
        StandardsComposer(self.plan, self.tables, self.competence_codes).compose()
        self._dictionaries()
        rows: list[DataRow] = []
        for table in TABLES:
            made = [data_row(table, n, columns) for n, columns in enumerate(self.tables[table])]
            rows += _nested(made) if table == "ООП" else made
        return Dataset(self._root(), tuple(rows))

    def _root(self) -> Mapping[str, str]:
        top = self.tables["Планы"][0]
        filled = {name: top.get(name) or default for name, default in ROOT.items()}
        return {name: value for name, value in filled.items() if value}

    def _head(self) -> None:
        head = self.plan.head
        organisation, faculty = ("-1" if head.organisation else None), ("-2" if head.faculty else None)
        if organisation:
            self._add("Филиалы", Код_филиала=organisation, Полное_название=head.organisation)
        if faculty:
            self._add(
                "Филиалы",
                Код_филиала=faculty,
                Полное_название=head.faculty,
                КодРодителя=organisation,
                Головное_учреждение="false",
            )
        self._add("ООП", Код=PROGRAMME, Шифр=head.code, Название=head.title, Используется=_flag(not head.profile))
        if head.profile:
            self._add("ООП", Код=PROFILE, КодРодительскогоООП=PROGRAMME, Название=head.profile, Используется="true")
        self._add(
            "Планы",
            Код=PLAN,
            УчебныйГод=head.academic_year,
            КодФормыОбучения=self.forms.code(head.form),
            КодБазы=self.bases.code(head.base),
            КодОрганизации=organisation,
            КодПодразделения=faculty,
            КодПрофКафедры=self.departments.code(head.department),
            Титул=f"{head.code} {head.title}".strip(),
            Квалификация=head.qualification,
            СрокОбучения=_whole(head.years),
            СрокОбученияМесяцев=_whole(head.months),
            ЧислоКурсов=_whole(head.courses),
            НомерФГОС=head.standard_number,
            ДатаГОСа=day(head.standard_date),
            ДатаУтверСоветом=day(head.approved),
            НомПротокСовета=head.approved_number,
            Примечание=head.note,
            ГодНачалаПодготовки=_whole(head.start_year),
            КодАктивногоООП=PROFILE if head.profile else PROGRAMME,
            СеместровНаКурсе=str(head.semesters_per_course),
            ЧасовВКредите=number(head.hours_per_credit),
            КодУровняОбразования=self.levels.code(head.level),
        )

    def _blocks(self) -> None:
        for n, block in enumerate(self.plan.blocks, start=1):
            self._add(
                "ПланыЦиклы",
                Код=self.block_codes[block.key],
                КодРодителя=self.block_codes[block.parent] if block.parent is not None else None,
                ТипБлока=self.block_parts.code(block.part) or "1",
                ТипОбъекта=_KIND_CODES[block.kind],
                Факультативы=_flag(block.optional),
                Номер=str(n),
                Идентификатор=block.index,
                Цикл=block.title,
                ЗЕТмин=number(block.credits_min),
                ЗЕТмакс=number(block.credits_max),
            )

    def _rows(self) -> None:
        hours = HoursComposer(self.plan.head.semesters_per_course, self.works)
        siblings: dict[tuple[str | None, str | None], int] = {}
        for n, row in enumerate(self.plan.rows, start=1):
            place = (row.block, row.parent)
            siblings[place] = siblings.get(place, 0) + 1
            self._row(row, n, siblings[place])
            for columns in hours.rows(row, self.row_codes[row.key]):
                self.tables["ПланыНовыеЧасы"].append(columns)
            for key in row.competences:
                self._add(
                    "ПланыКомпетенцииДисциплины",
                    Код=self._next("ПланыКомпетенцииДисциплины"),
                    КодКомпетенции=self.competence_codes[key],
                    КодСтроки=self.row_codes[row.key],
                )
        self.tables["СправочникТипаЧасов"] += hours.aspects()

    def _row(self, row: PlanRow, order: int, among: int) -> None:
        self._add(
            "ПланыСтроки",
            Код=self.row_codes[row.key],
            КодБлока=self.block_codes[row.block] if row.block is not None else None,
            КодКафедры=self.departments.code(row.department),
            КодРодителя=self.row_codes[row.parent] if row.parent is not None else None,
            Дисциплина=row.title,
            ТипОбъекта=_KIND_CODES[row.kind],
            ВидОбъекта=self.parts.code(row.part),
            ВидПрактики=self.practices.code(row.practice),
            РассредПрактика=_flag(row.dispersed),
            УровеньВложения=str(self._depth(row)),
            ПризнакФизкультуры=_flag(row.physical_education),
            СчитатьБезЗЕТ=_flag(row.without_credits),
            СчитатьВПлане=_flag(row.counted),
            ДисциплинаКод=row.index,
            ТрудоемкостьКредитов=number(row.credits),
            ЧасовВЗЕТ=number(row.hours_per_credit),
            ЗЕТфакт=number(row.credits_fact),
            ЧасовПоЗЕТ=number(row.hours_by_credits),
            ЧасовПоПлану=number(row.hours),
            ПодлежитИзучениюЧасов=number(row.hours_to_study),
            ЧасыВарМакс=number(row.variative),
            Номер=str(among),
            Порядок=str(order),
            Факультатив=_flag(row.optional and not self._in_optional_block(row)),
        )

    def _depth(self, row: PlanRow) -> int:
        """1 for rows inside no other, 2 for those inside such a one, and so on."""
        depth, seen = 1, {row.key}
        while row.parent is not None and row.parent not in seen:
            seen.add(row.parent)
            row = self.plan.row_of[row.parent]
            depth += 1
        return depth

    def _in_optional_block(self, row: PlanRow) -> bool:
        key, seen = row.block, set[str]()
        while key is not None and key not in seen:
            seen.add(key)
            block = self.plan.block_of[key]
            if block.optional:
                return True
            key = block.parent
        return False

    def _competences(self) -> None:
        for n, c in enumerate(self.plan.competences, start=1):
            self._add(
                "ПланыКомпетенции",
                Код=self.competence_codes[c.key],
                КодРодителя=self.competence_codes[c.parent] if c.parent is not None else None,
                ШифрКомпетенции=c.code,
                Наименование=c.title,
                Номер=str(n),
                КодВидаДеятельности=self.activity_codes[c.activity] if c.activity is not None else None,
                Тип=next((code for letters, code in _COMPETENCE_TYPES if c.code.startswith(letters)), None),
                Категория=c.category,
            )
        for a in self.plan.activities:
            self._add("ВидыДеятельности", Код=self.activity_codes[a.key], Наименование=a.title)
            if a.chosen:
                self._add(
                    "ПланыВидыДеятельности",
                    Код=self._next("ПланыВидыДеятельности"),
                    КодВидаДеятельности=self.activity_codes[a.key],
                    Основной=_flag(a.main),
                )

    def _dictionaries(self) -> None:
        for table, words, column in (
            ("СправочникБазы", self.bases.known, "Наименование"),
            ("СправочникВидОбъекта", self.parts.known, "Наименование"),
            ("СправочникВидыПрактик", self.practices.known, "Наименование"),
            ("СправочникТипБлока", self.block_parts.known, "Название"),
            ("СправочникТипОбъекта", v.ROW_KIND_NAMES, "Название"),
            ("ФормаОбучения", self.forms.known, "ФормаОбучения"),
            ("СправочникТипаРабот", d.WORK_TYPES, "Название"),
            ("псТипыХарактеристикФункции", d.ITEM_KINDS, "Название"),
        ):
            self.tables[table] += [{"Код": code, column: word} for code, word in words.items()]
        for code, word in self.departments.known.items():
            self._add("Кафедры", Код=code, Название=word, Номер=code)
        for code, word in self.levels.known.items():
            _, long, category = d.LEVELS.get(code, (word, word, ""))
            self._add("Уровень_образования", Код_записи=code, Уровень=long, ВидПлана=word, Категория=category)
        self.tables["СправочникВидыРабот"] += self.works.rows()

    def _add(self, table: str, **columns: str | None) -> None:
        self.tables[table].append(columns)

    def _next(self, table: str) -> str:
        return str(-len(self.tables[table]) - 1)


def _nested(rows: list[DataRow]) -> list[DataRow]:
    """The profile inside the programme, as «Планы» nests them."""
    top, *inner = rows
    return [DataRow(top.table, top.columns, tuple(inner))]


def _whole(value: int | None) -> str | None:
    return None if value is None else str(value)


def _flag(value: bool) -> str:
    return "true" if value else "false"
