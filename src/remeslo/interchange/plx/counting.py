"""
Counting in the file's text by patterns: the witness against whom the plan is checked.

It knows rows of tables and columns of a row, nothing of what they mean, and shares no code with the reader.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from remeslo.core.competence.studyplan.plan import StudyPlan
from remeslo.core.competence.studyplan.reading import Amount
from remeslo.core.competence.studyplan.sums import credits_of
from remeslo.core.competence.studyplan.work import LoadUnit

_TABLES = {
    "rows": "ПланыСтроки",
    "blocks": "ПланыЦиклы",
    "competences": "ПланыКомпетенции",
    "activities": "ВидыДеятельности",
    "row_competences": "ПланыКомпетенцииДисциплины",
    "standards": "псСтандарты",
    "generalised_functions": "псОбобщенныеФункции",
    "functions": "псФункции",
    "items": "псХарактеристикиФункций",
    "standard_links": "ПланыКомпетенцииПрофСтандарты",
}
_DATA = re.compile(r"<(?:[^\s<>/:]+:)?dsMMISDB\b(.*?)</(?:[^\s<>/:]+:)?dsMMISDB\s*>", re.DOTALL)
_VALUE = r"""(?:"[^"<]*"|'[^'<]*')"""
_ROW = re.compile(rf"<(?:[^\s<>/!?:]+:)?([^\s<>/!?:]+)((?:\s+[^\s=<>]+\s*=\s*{_VALUE})*)\s*/?>")
_COLUMN = re.compile(rf"([^\s=]+)\s*=\s*({_VALUE})")


def count_in_text(text: str) -> Mapping[str, Amount]:
    """Rows of each table that the plan holds, and three sums of ПланыНовыеЧасы; credits by the rule of QUIRKS §2a."""
    kinds = {table: kind for kind, table in _TABLES.items()}
    totals: dict[str, Amount] = dict.fromkeys(_TABLES, 0)
    totals |= {"amounts": Decimal(0), "weeks": Decimal(0), "days": Decimal(0), "credits": Decimal(0)}
    facultative = _facultative_blocks(text)
    for table, columns in _rows(text):
        if table in kinds:
            totals[kinds[table]] += 1
        if table == "ПланыНовыеЧасы":
            for kind, column in (("amounts", "Количество"), ("weeks", "Недель"), ("days", "Дней")):
                totals[kind] += _number(columns.get(column, ""))
        if table == "ПланыСтроки" and _adds_credits(columns) and columns.get("КодБлока") not in facultative:
            totals["credits"] += _number(columns.get("ТрудоемкостьКредитов", ""))
    return totals


def _rows(text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    data = _DATA.search(text)
    for found in _ROW.finditer(data[1] if data else ""):
        yield found[1], {name: value[1:-1] for name, value in _COLUMN.findall(found[2])}


def _facultative_blocks(text: str) -> frozenset[str]:
    """Codes of facultative blocks and of those inside them."""
    blocks = [columns for table, columns in _rows(text) if table == "ПланыЦиклы"]
    found = {b.get("Код", "") for b in blocks if b.get("Факультативы") == "true"}
    for _ in blocks:
        found |= {b.get("Код", "") for b in blocks if b.get("КодРодителя") in found}
    return frozenset(found)


def _adds_credits(columns: Mapping[str, str]) -> bool:
    return (
        columns.get("СчитатьВПлане") == "true"
        and columns.get("СчитатьБезЗЕТ") != "true"
        and columns.get("Факультатив") != "true"
        and columns.get("ТипОбъекта") not in ("1", "5")
        and not columns.get("ДисциплинаКод", "").startswith("ФТД")
    )


def _number(raw: str) -> Decimal:
    try:
        value = Decimal(raw.strip().replace(",", ".") or "0")
    except InvalidOperation:
        return Decimal(0)
    return value if value.is_finite() else Decimal(0)


def count_in_plan(plan: StudyPlan) -> Mapping[str, Amount]:
    """The same counts of a plan."""
    functions = [f for s in plan.standards for f in s.standard.functions]
    loads = [load for r in plan.rows for load in r.loads]
    controls = sum((c.count for r in plan.rows for c in r.controls), Decimal(0))
    by_unit = {unit: sum((x.amount for x in loads if x.unit is unit), Decimal(0)) for unit in LoadUnit}
    return {
        "rows": len(plan.rows),
        "blocks": len(plan.blocks),
        "competences": len(plan.competences),
        "activities": len(plan.activities),
        "row_competences": sum(len(r.competences) for r in plan.rows),
        "standards": len(plan.standards),
        "generalised_functions": sum(len(s.standard.generalised) for s in plan.standards),
        "functions": len(functions),
        "items": sum(len(f.actions) + len(f.skills) + len(f.knowledge) + len(f.other) for f in functions),
        "standard_links": len(plan.links),
        "amounts": by_unit[LoadUnit.HOURS] + by_unit[LoadUnit.CREDITS] + by_unit[LoadUnit.COUNT] + controls,
        "weeks": by_unit[LoadUnit.WEEKS],
        "days": by_unit[LoadUnit.DAYS],
        "credits": credits_of(plan),
    }
