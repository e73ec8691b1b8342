"""The title page: tables Планы and ООП and the dictionaries they point at."""

import re
from html import unescape

from remeslo.core.base.text import squeeze
from remeslo.core.competence.studyplan.values import PlanHead
from remeslo.interchange.plx.dataset import DataRow
from remeslo.interchange.plx.tables import Tables

_HEAD = re.compile(r"<head\b.*?</head\s*>|<style\b.*?</style\s*>|<script\b.*?</script\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def read_head(tables: Tables, plan: DataRow) -> PlanHead:
    """What the title page tells."""
    programme, profile = _programme(tables, plan)
    return PlanHead(
        code=squeeze(programme.get("Шифр")) if programme else "",
        title=squeeze(programme.get("Название")) if programme else "",
        profile=squeeze(profile.get("Название")) if profile else "",
        qualification=squeeze(plan.get("Квалификация")),
        level=tables.word(plan, "КодУровняОбразования", "Уровень_образования", "ВидПлана"),
        form=tables.word(plan, "КодФормыОбучения", "ФормаОбучения", "ФормаОбучения"),
        base=tables.word(plan, "КодБазы", "СправочникБазы", "Наименование"),
        years=tables.whole(plan, "СрокОбучения"),
        months=tables.whole(plan, "СрокОбученияМесяцев"),
        start_year=tables.whole(plan, "ГодНачалаПодготовки"),
        academic_year=squeeze(plan.get("УчебныйГод")),
        semesters_per_course=semesters_per_course(tables, plan),
        courses=tables.whole(plan, "ЧислоКурсов"),
        hours_per_credit=tables.number(plan, "ЧасовВКредите"),
        standard_number=squeeze(plan.get("НомерФГОС")),
        standard_date=tables.day(plan, "ДатаГОСа"),
        approved=tables.day(plan, "ДатаУтверСоветом"),
        approved_number=squeeze(plan.get("НомПротокСовета")),
        organisation=tables.word(plan, "КодОрганизации", "Филиалы", "Полное_название"),
        faculty=_faculty(tables, plan),
        department=tables.word(plan, "КодПрофКафедры", "Кафедры", "Название"),
        note=note_text(plan.get("Примечание")),
    )


def semesters_per_course(tables: Tables, plan: DataRow) -> int:
    """Usually 2; taken from the root when the plan's own row is silent."""
    return tables.whole(plan, "СеместровНаКурсе") or 2


def note_text(raw: str) -> str:
    """The text of a note; one that is a whole web page is read through."""
    if not _PAGE.match(raw):
        return squeeze(raw)
    return squeeze(unescape(_TAG.sub(" ", _HEAD.sub(" ", raw))))


def _programme(tables: Tables, plan: DataRow) -> tuple[DataRow | None, DataRow | None]:
    """The direction and the profile inside it."""
    programme = tables.joined(plan, "КодООП", "ООП")
    inner = [r for r in tables.rows("ООП") if r.get("КодРодительскогоООП")]
    active = tables.by_code("ООП").get(plan.get("КодАктивногоООП"))
    if programme is not None and programme in inner:
        return tables.joined(programme, "КодРодительскогоООП", "ООП"), programme
    if active in inner:
        return programme, active
    return programme, next((r for r in inner if tables.flag(r, "Используется")), None)


def _faculty(tables: Tables, plan: DataRow) -> str:
    if plan.get("КодФакультета"):
        return tables.word(plan, "КодФакультета", "Факультеты", "Факультет")
    return tables.word(plan, "КодПодразделения", "Филиалы", "Полное_название")
