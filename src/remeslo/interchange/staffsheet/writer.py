"""A staff workbook, a sheet a kind; without values it is the template to fill in."""

from collections.abc import Iterable, Mapping

from remeslo.interchange.sheets.textbook import TextBook
from remeslo.interchange.staffsheet.book import StaffBook
from remeslo.interchange.staffsheet.cells import Language, shown
from remeslo.interchange.staffsheet.columns import SHEETS, SKILLS, Sheet
from remeslo.interchange.staffsheet.names import Names

_BLANK_ROWS = 200


def write(book: StaffBook, *, names: Names | None = None, language: Language = "ru") -> bytes:
    """
    The workbook: every kind that has values; `read` gives the values again. Same values, same bytes.

    Parameters
    ----------
    names
        Names that stand beside keys for those who read along.

    Raises
    ------
    ProblemError
        When a text is longer than a cell holds.
    """
    return _book([s for s in SHEETS if book.of(s.kind)] or [SHEETS[0]], book, names or Names(), language)


def template(*, book: StaffBook | None = None, language: Language = "ru") -> bytes:
    """An empty workbook with a sheet for every kind; with ``book``, its skills to choose from."""
    skills = StaffBook(skills=book.skills) if book is not None else StaffBook()
    return _book(SHEETS, skills, Names(), language)


def _book(sheets: Iterable[Sheet], values: StaffBook, names: Names, language: Language) -> bytes:
    made = TextBook()
    people: dict[str, str] = {**names.people, **{str(p.key): p.name for p in values.people}}
    courses: dict[str, str] = {**names.courses, **{str(c.key): c.title for c in values.courses}}
    beside = {"qualifications": ("person", people), "sessions": ("course", courses)}
    for s in sheets:
        heads = [(c.name(language), c.width, c.required) for c in s.columns]
        if s.helps:
            heads.append((s.helps[0 if language == "ru" else 1], 34, False))
        rows = [_row(s, value, language, beside.get(s.kind)) for value in values.of(s.kind)]
        sheet = made.sheet(s.name(language), heads, rows)
        for at, column in enumerate(s.columns):
            if column.words:
                words = [w[0 if language == "ru" else 1] for w in column.words.values()]
                sheet.data_validation(
                    1, at, len(rows) + _BLANK_ROWS, at, {"validate": "list", "source": words, "error_type": "warning"}
                )
    if values.skills:
        at = 0 if language == "ru" else 1
        heads = [(h[at], 40, False) for h in SKILLS[1]]
        made.sheet(SKILLS[0][at], heads, [(k.key, k.title, k.topic) for k in values.skills])
    return made.bytes()


def _row(s: Sheet, value: object, language: Language, beside: tuple[str, Mapping[str, str]] | None) -> list[str]:
    cells = [shown(getattr(value, c.field), language, c.words) for c in s.columns]
    if beside is not None:
        cells.append(beside[1].get(getattr(value, beside[0]), ""))
    return cells
