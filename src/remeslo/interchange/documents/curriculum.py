"""The curriculum («учебный план») as a workbook in the customary columns, with live sums."""

from collections.abc import Sequence

from remeslo.core.base.elements import ElementKind
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.core.line.tables.curriculum import (
    FOOTER_KINDS,
    Column,
    CurriculumTable,
    FormMark,
    Row,
    RowKind,
    curriculum_table,
)
from remeslo.core.line.tables.titles import module_titles
from remeslo.interchange.documents.accompany import add_budget, add_matrix, add_norms, add_notes, add_rooms
from remeslo.interchange.documents.planned import planned
from remeslo.interchange.documents.titlesheet import add_title_sheet
from remeslo.interchange.documents.workbook import Workbook, column_letters
from remeslo.interchange.sentences import Language, label

OPTION_MARK = "— "
"""In front of the title of what one may choose, below the element that stands for the choice."""
_FIRST_NUMBER = 3
_HEAD_ROWS = 4
_NUMBER_WIDTH = 6.5
_TAUGHT = (
    Column.THEORY,
    Column.LABORATORY,
    Column.PROJECT,
    Column.PRACTICE,
    Column.CONSULTATION,
    Column.ATTESTATION,
)
"""Columns that make up the hours with a teacher; they stand side by side."""


def curriculum_xlsx(cluster: Cluster, outcome: ProgrammeOutcome, *, language: Language) -> bytes:
    """The workbook: title, curriculum, time budget, competences, rooms, notes, norms; raises NothingPlanned."""
    laid, design = planned(outcome)
    heading = label("document.curriculum", language)
    book = Workbook(title=f"{heading}: {design.title}")
    add_title_sheet(book, heading, cluster, outcome, language)
    table = curriculum_table(laid, module_titles=module_titles(cluster, outcome))
    _Plan(book, table, language, cluster.illustrative).write()
    note = label("word.illustrative", language) if cluster.illustrative else ""
    add_budget(book, laid, language)
    add_matrix(book, design, language, note)
    add_rooms(book, cluster, outcome, language)
    add_notes(book, outcome, laid, language)
    add_norms(book, outcome, language)
    return book.bytes()


def form_text(form: FormMark, language: Language) -> str:
    """An attestation as the table writes it: ``Э2``, ``кДЗ4б``."""
    letters = label(f"attestation_letter.{form.form}", language)
    joint = label("word.joint_mark", language) if form.joint else ""
    return f"{joint}{letters}{form.semester or ''}{form.joint or ''}"


class _Plan:
    """The sheet of the table itself."""

    def __init__(self, book: Workbook, table: CurriculumTable, language: Language, illustrative: bool) -> None:
        self.book, self.table, self.language = book, table, language
        note = label("word.illustrative", language) if illustrative else ""
        name = label("document.curriculum", language)
        self.sheet = book.sheet(name, a3=True, repeat_rows=_HEAD_ROWS, footer=note)
        self.first_semester = _FIRST_NUMBER + len(Column)
        self.last = self.first_semester + len(table.semesters)
        self.line_of = {n: _HEAD_ROWS + n for n in range(len(table.rows))}

    def write(self) -> None:
        self._head()
        for number, entry in enumerate(self.table.rows):
            self._row(self.line_of[number], entry, self._leaves(number))
        every = self._lines_of(frozenset(ElementKind))
        end = _HEAD_ROWS + len(self.table.rows)
        self._row(end, self.table.total, every)
        self._footer(end + 1)
        self.sheet.freeze_panes(_HEAD_ROWS, _FIRST_NUMBER)

    def _head(self) -> None:
        for column, key in enumerate(("index", "title", "forms")):
            self._merge((0, column, 2, column), f"curriculum_column.{key}", "head")
        for place, wide in enumerate(Column, start=_FIRST_NUMBER):
            self._merge((0, place, 2, place), f"curriculum_column.{wide}", "head_turned")
        if self.table.semesters:
            area = (0, self.first_semester, 0, self.last - 1)
            self._merge(area, "curriculum_column.by_semester", "head")
        self._semester_heads()
        self._merge((0, self.last, 2, self.last), "curriculum_column.competences", "head")
        for column in range(self.last + 1):
            self.book.number(self.sheet, 3, column, column + 1, "head")
        over = label("curriculum_column.by_semester", self.language)
        a_line = max(1, int(_NUMBER_WIDTH * len(self.table.semesters)) - 2)
        self.sheet.set_row(0, 13 * max(1, -(-len(over) // a_line)))  # a merged cell never grows by itself
        self.sheet.set_row(1, 24)
        self.sheet.set_row(2, 110)
        self.sheet.set_column(0, 0, 11)
        self.sheet.set_column(1, 1, 46)
        self.sheet.set_column(2, 2, 13)
        self.sheet.set_column(_FIRST_NUMBER, self.last - 1, _NUMBER_WIDTH)
        self.sheet.set_column(self.last, self.last, 30)

    def _semester_heads(self) -> None:
        course_word, semester_word = label("document.course", self.language), label("document.semester", self.language)
        weeks_word = label("document.weeks_short", self.language)
        place = self.first_semester
        for course in dict.fromkeys(s.course for s in self.table.semesters):
            members = [s for s in self.table.semesters if s.course == course]
            area = (1, place, 1, place + len(members) - 1)
            self.book.merged(self.sheet, area, f"{course_word} {course}", "head")
            for s in members:
                text = f"{s.number} {semester_word}\n{s.weeks} {weeks_word}"
                self.book.text(self.sheet, 2, place, text, "head_turned")
                place += 1

    def _merge(self, area: tuple[int, int, int, int], key: str, style: str) -> None:
        self.book.merged(self.sheet, area, label(key, self.language), style)

    def _leaves(self, number: int) -> list[int]:
        """Lines of the elements that a cycle's or module's row sums up; none for an element."""
        entry = self.table.rows[number]
        found: list[int] = []
        for n, row in enumerate(self.table.rows[number + 1 :], start=number + 1):
            if row.kind is RowKind.CYCLE or entry.kind is RowKind.ELEMENT:
                break
            if entry.kind is RowKind.MODULE and row.module != entry.index:
                break
            if entry.kind is RowKind.CYCLE and row.element is not None and row.cycle != entry.index:
                break  # a cycle of one element that bears its own index has no row of its own (ГИА)
            if row.element is not None:
                found.append(self.line_of[n])
        return found

    def _row(self, line: int, row: Row, leaves: Sequence[int]) -> None:
        style = _style(row)
        title = row.title or (label(f"cycle.{row.index}", self.language) if row.kind is RowKind.CYCLE else "")
        if row.kind is RowKind.OPTION:
            title = f"{OPTION_MARK}{title}"
        if row.kind is RowKind.TOTAL:
            title = label("document.total", self.language)
        self.book.text(self.sheet, line, 0, row.index, f"{style}_text" if style else "centre")
        self.book.text(self.sheet, line, 1, title, f"{style}_text" if style else "text")
        forms = ", ".join(form_text(f, self.language) for f in row.forms)
        self.book.text(self.sheet, line, 2, forms, f"{style}_number" if style else "centre")
        style_of_numbers = f"{style}_number" if style else "number"
        for offset, value in enumerate((*row.numbers, *row.semesters)):
            self._number(line, _FIRST_NUMBER + offset, value, leaves, style_of_numbers)
        if not leaves:
            self._own_sums(line, row, style_of_numbers)
        self.book.text(self.sheet, line, self.last, ", ".join(row.competences), f"{style}_text" if style else "text")

    def _number(self, line: int, column: int, value: int, leaves: Sequence[int], style: str) -> None:
        if leaves and value:
            letter = column_letters(column)
            areas = ",".join(
                f"{letter}{first + 1}:{letter}{last + 1}" if last > first else f"{letter}{first + 1}"
                for first, last in _runs(leaves)
            )
            self.book.formula(self.sheet, line, column, f"=SUM({areas})", value, style)
        else:
            self.book.number(self.sheet, line, column, value, style)

    def _own_sums(self, line: int, row: Row, style: str) -> None:
        """An element's volume out of its semesters, its hours with a teacher out of their kinds, what is variative."""
        numbers = dict(zip(Column, row.numbers, strict=True))
        place = {c: column_letters(_FIRST_NUMBER + n) for n, c in enumerate(Column)}
        over = f"{column_letters(self.first_semester)}{line + 1}:{column_letters(self.last - 1)}{line + 1}"
        kinds = f"{place[Column.THEORY]}{line + 1}:{place[Column.ATTESTATION]}{line + 1}"
        rest = f"={place[Column.TOTAL]}{line + 1}-{place[Column.MANDATORY]}{line + 1}"
        sums = [
            (Column.TOTAL, f"=SUM({over})", sum(row.semesters)),
            (Column.WITH_TEACHER, f"=SUM({kinds})", sum(numbers[c] for c in _TAUGHT)),
            (Column.VARIATIVE, rest, numbers[Column.TOTAL] - numbers[Column.MANDATORY]),
        ]
        for column, formula, value in sums:
            if value and value == numbers[column]:
                where = _FIRST_NUMBER + list(Column).index(column)
                self.book.formula(self.sheet, line, where, formula, value, style)

    def _lines_of(self, kinds: frozenset[ElementKind]) -> list[int]:
        """Lines of the elements of these kinds."""
        return [self.line_of[n] for n, r in enumerate(self.table.rows) if r.element and r.element_kind in kinds]

    def _footer(self, line: int) -> None:
        """Hours by kind as live sums, attestations as counts, then the mean load of a week."""
        total_line = line
        for footer in self.table.footer:
            words = label(f"curriculum_footer.{footer.line}", self.language)
            self.book.merged(self.sheet, (line, 0, line, 2), words, "total_text")
            leaves = self._lines_of(FOOTER_KINDS.get(footer.line, frozenset()))
            self._number(line, _FIRST_NUMBER, footer.total, leaves, "total_number")
            for offset, count in enumerate(footer.counts):
                self._number(line, self.first_semester + offset, count, leaves, "total_number")
            line += 1
        words = label("curriculum_footer.hours_a_week", self.language)
        self.book.merged(self.sheet, (line, 0, line, 2), words, "total_text")
        for offset, s in enumerate(self.table.semesters):
            column = self.first_semester + offset
            formula = f"=ROUND({column_letters(column)}{total_line}/{s.weeks},1)"
            self.book.formula(self.sheet, line, column, formula, round(s.hours / s.weeks, 1), "total_mean")


def _style(row: Row) -> str:
    if row.kind in (RowKind.ELEMENT, RowKind.OPTION):
        return "block" if row.employer_block else ""
    return row.kind.value


def _runs(lines: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbouring lines put together, so that a sum over them stays short."""
    runs: list[tuple[int, int]] = []
    for line in lines:
        if runs and runs[-1][1] == line - 1:
            runs[-1] = (runs[-1][0], line)
        else:
            runs.append((line, line))
    return runs
