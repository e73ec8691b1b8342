"""A state standard into the form, and the empty form."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from io import BytesIO

import xlsxwriter  # type: ignore[import-untyped]

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.statestandard import StateCompetence, StateStandard
from remeslo.interchange.statesheet import form as f
from remeslo.interchange.statesheet.reader import read

_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_HOW = {
    "ru": (
        "Заполните листы этой книги по тексту стандарта и загрузите файл.",
        "Названия листов и столбцов не меняйте; порядок столбцов любой, лишние строки и примечания не нужны.",
        "Лист «Стандарт»: значение — во втором столбце; без кода, названия, вида программы и квалификации файл не "
        "читается.",
        "Лист «ВД и ПК»: номер и название вида деятельности достаточно указать в первой его строке.",
        "Лист «Результаты»: навыки, умения и знания, которые стандарт называет при компетенции; можно оставить пустым.",
        "Коды трудовых функций — как 40.002/A/01.2: профстандарт, буква, функция; несколько через точку с запятой.",
    ),
    "en": (
        "Fill in the sheets of this book from the text of the standard and upload the file.",
        "Keep the names of sheets and columns; columns may stand in any order, no notes or extra rows.",
        "Sheet “Standard”: values go into the second column; without code, title, programme kind and qualification "
        "the file is not read.",
        "Sheet “Activities”: number and title of an activity are needed in its first row only.",
        "Sheet “Outcomes”: skills, abilities and knowledge that the standard names at a competence; may stay empty.",
        "Work functions as 40.002/A/01.2: standard, letter, function; several are parted by semicolons.",
    ),
}


class NotWritable(Exception):
    """A standard that would not come back from the form; ``findings`` say what of it."""

    def __init__(self, *findings: Finding) -> None:
        self.findings = findings
        super().__init__("; ".join(f"{x.code}: {dict(x.facts)}" for x in findings))


def template(language: str = "ru") -> bytes:
    """The empty form, with a line of hints under each header (read as nothing) on the sheet «Как заполнять»."""
    return _book(None, language)


def write(standard: StateStandard, *, language: str = "ru") -> bytes:
    """
    The form filled in: ``read(write(x)).standard == x``; the same bytes for the same standard.

    Raises
    ------
    NotWritable
        For texts that a cell would not give back (blanks at their ends, line breaks) and codes of other forms.
    """
    data = _book(standard, language)
    back = read(data, name="standard.xlsx")
    if back.standard != standard:
        facts = {"value": _first_difference(standard, back.standard)}
        raise NotWritable(Finding("statesheet.not_writable", standard.code, facts, Severity.STOPS_SAVING))
    return data


def _first_difference(standard: StateStandard, back: StateStandard | None) -> str:
    names = StateStandard.__dataclass_fields__
    return next((n for n in names if getattr(standard, n) != getattr(back, n, None)), "")


def _book(standard: StateStandard | None, language: str) -> bytes:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"author": "Remeslo", "created": _MADE})
    head = book.add_format({"bold": True, "bg_color": "#E6ECF2", "border": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})

    def sheet(name: str, header: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]) -> None:
        made = book.add_worksheet(name)
        made.freeze_panes(1, 0)
        for column, width in enumerate(widths):
            made.set_column(column, column, width, text)
        for column, word in enumerate(header):
            made.write_string(0, column, word, head)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if value:
                    made.write_string(number, column, value, text)

    ru = language == "ru"
    fields = _fields(standard, language)
    sheet(
        f.MAIN.in_language(language),
        ("Поле", "Значение") if ru else ("Field", "Value"),
        [(name.in_language(language), fields.get(name.key, "")) for name in f.FIELDS],
        (34, 70),
    )
    for table in f.SHEETS:
        header = [c.in_language(language) for c in table.columns]
        widths = [60 if c.key in ("title", "text", "activity") else 20 for c in table.columns]
        sheet(table.name.in_language(language), header, _rows(table, standard, language), widths)
    how = [(line,) for line in _HOW["ru" if ru else "en"]]
    hints = [
        (s.name.in_language(language), c.in_language(language), c.hint(language)) for s in f.SHEETS for c in s.columns
    ]
    hints = [*((f.MAIN.in_language(language), n.in_language(language), n.hint(language)) for n in f.FIELDS), *hints]
    columns = ("Лист", "Столбец или поле", "Что писать") if ru else ("Sheet", "Column or field", "What to enter")
    sheet("Как заполнять" if ru else "How to fill in", columns, [*hints, *how], (40, 40, 60))
    book.close()
    return buffer.getvalue()


def _fields(standard: StateStandard | None, language: str) -> dict[str, str]:
    if standard is None:
        return {}
    s = standard
    yes = ("да", "нет") if language == "ru" else ("yes", "no")
    return {
        "code": s.code,
        "title": s.title,
        "kind": _word(s.kind, f.PROGRAMME_KINDS, language),
        "qualification": s.qualification,
        "order_number": s.order_number,
        "approved": f"{s.approved:%d.%m.%Y}" if s.approved else "",
        "min_disciplines": str(s.min_disciplines or ""),
        "min_practice": str(s.min_practice or ""),
        "min_final_attestation": str(s.min_final_attestation or ""),
        "verified": yes[0] if s.verified else yes[1],
        "source": s.source,
    }


def _rows(table: f.Sheet, standard: StateStandard | None, language: str) -> list[tuple[str, ...]]:
    if standard is None:
        return []
    if table is f.TERMS:
        return [(_word(t.base, f.BASES, language), str(t.months), str(t.total_hours)) for t in standard.terms]
    if table is f.GENERAL:
        return [(c.code, c.title, "; ".join(c.functions)) for c in standard.general]
    if table is f.ACTIVITIES:
        return [
            (str(a.number), a.title, c.code, c.title, "; ".join(c.functions))
            for a in standard.activities
            for c in a.competences
        ]
    if table is f.OUTCOMES:
        return [
            (c.code, _word(o.kind, f.OUTCOME_KINDS, language), o.text)
            for c in _competences(standard)
            for o in c.outcomes
        ]
    return [(d.index, d.title, d.cycle, str(d.hours_min), "; ".join(d.competences)) for d in standard.disciplines]


def _competences(standard: StateStandard) -> tuple[StateCompetence, ...]:
    return (*standard.general, *(c for a in standard.activities for c in a.competences))


def _word(value: StrEnum, words: f.Words, language: str) -> str:
    ru, en = next((ru, en) for v, ru, en in words.values() if v is value)
    return ru if language == "ru" else en
