"""Counting in the file's text by patterns: the witness against whom the plan is checked."""

import re
from collections.abc import Mapping
from decimal import Decimal

from remeslo.core.competence.studyplan.plan import StudyPlan
from remeslo.core.competence.studyplan.reading import Amount
from remeslo.core.competence.studyplan.values import RowKind
from remeslo.core.competence.studyplan.work import LoadUnit

_LINE = re.compile(r"<Строка\b([^<>]*)>(.*?)</Строка\s*>|<Строка\b([^<>]*)/>", re.DOTALL)
_SEMESTER = re.compile(r"<(?:Сем|Курс)\b([^<>]*?)/?>")
_PRACTICE = re.compile(r"<(?:УчебПрактика|ПрочаяПрактика|НаучПрактика|ДиплПрактика)\b([^<>]*)>")
_ATTRIBUTE = re.compile(r"""([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_BRACKETS = re.compile(r"<КредитовПоКурсам\b.*?</КредитовПоКурсам\s*>|<КредитовПоКурсам\b[^<>]*/>", re.DOTALL)
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_MARKS = re.compile(r"(?<=[0-9A-FА-Я])[рРpPкКkK]|[\s,;]")
_NOT_HOURS = frozenset(("Ном", "Экз", "Зач", "ДифЗач", "ЗачО", "ЗачДиф", "КП", "КР", "РГР", "Реф", "КонтрРаб"))


def count_in_text(text: str) -> Mapping[str, Amount]:
    """Rows, practices, amounts by semester, credits, and the signs of semesters that name controls."""
    totals: dict[str, Amount] = {"rows": 0, "practices": 0, "controls": 0}
    totals |= {"amounts": Decimal(0), "weeks": Decimal(0), "credits_all": Decimal(0)}
    for found in _LINE.finditer(text):
        totals["rows"] += 1
        line = _attributes(found[1] or found[3] or "")
        totals["credits_all"] += _number(line.get("КредитовНаДисциплину", ""))
        strings = {k.removeprefix("Сем"): v for k, v in line.items() if k.startswith("Сем") and k != "Сем"}
        totals["controls"] += sum(len(_MARKS.sub("", v)) for v in strings.values())
        for semester in _SEMESTER.finditer(_BRACKETS.sub("", found[2] or "")):
            inside = _attributes(semester[1])
            totals["amounts"] += sum((_number(v) for k, v in inside.items() if k not in _NOT_HOURS), Decimal(0))
            totals["controls"] += sum(
                1 for k, v in inside.items() if k in _NOT_HOURS - {"Ном"} and _number(v) and k not in strings
            )
    for found in _PRACTICE.finditer(text):
        totals["practices"] += 1
        totals["weeks"] += _number(_attributes(found[1]).get("Нед", ""))
    return totals


def count_in_plan(plan: StudyPlan) -> Mapping[str, Amount]:
    """The same counts of a plan."""
    lines = [r for r in plan.rows if r.kind in (RowKind.DISCIPLINE, RowKind.CONTROL)]
    practices = [r for r in plan.rows if r.kind is RowKind.PRACTICE]
    loads = [x for r in lines for x in r.loads]
    weeks = [x.amount for r in practices for x in r.loads if x.unit is LoadUnit.WEEKS]
    return {
        "rows": len(lines),
        "practices": len(practices),
        "controls": sum(len(r.controls) for r in lines),
        "amounts": sum((x.amount for x in loads), Decimal(0)),
        "weeks": sum(weeks, Decimal(0)),
        "credits_all": sum((r.credits for r in lines if r.credits is not None), Decimal(0)),
    }


def _attributes(text: str) -> Mapping[str, str]:
    return {name: double or single for name, double, single in _ATTRIBUTE.findall(text)}


def _number(raw: str) -> Decimal:
    return Decimal(raw.strip().replace(",", ".")) if _NUMBER.fullmatch(raw.strip()) else Decimal(0)
