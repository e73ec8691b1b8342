"""The curriculum table as it stands on the page: which columns, under which heads."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from remeslo.core.line.tables.curriculum import Column, CurriculumTable, Row

_WITH_TEACHER = _("With a teacher, hours")
_PARTS = _("Part of the programme")
_UNDER: dict[Column, Any] = {
    **dict.fromkeys(
        (
            Column.WITH_TEACHER,
            Column.THEORY,
            Column.LABORATORY,
            Column.PROJECT,
            Column.PRACTICE,
            Column.CONSULTATION,
            Column.ATTESTATION,
        ),
        _WITH_TEACHER,
    ),
    Column.MANDATORY: _PARTS,
    Column.VARIATIVE: _PARTS,
}


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """Neighbouring columns under one head; without a title each stands for itself."""

    title: Any
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """
    The table on the page.

    ``rows`` are the table's rows with the numbers of the shown columns, ``courses`` pairs of a course and how many
    of its semesters the table has.
    """

    all_columns: bool
    groups: tuple[ColumnGroup, ...]
    rows: tuple[tuple[Row, tuple[int, ...]], ...]
    total: tuple[int, ...]
    courses: tuple[tuple[int, int], ...]


def sheet_of(table: CurriculumTable, *, all_columns: bool) -> Sheet:
    """The table with every customary column, or with those that hold a number."""
    columns = list(Column)
    shown = [n for n, c in enumerate(columns) if all_columns or c is Column.TOTAL or table.total.numbers[n]]
    return Sheet(
        all_columns=all_columns,
        groups=tuple(_groups([columns[n] for n in shown])),
        rows=tuple((r, tuple(r.numbers[n] for n in shown)) for r in table.rows),
        total=tuple(table.total.numbers[n] for n in shown),
        courses=tuple(Counter(s.course for s in table.semesters).items()),
    )


def _groups(columns: list[Column]) -> list[ColumnGroup]:
    groups: list[ColumnGroup] = []
    for column in columns:
        title = _UNDER.get(column, "")
        if groups and groups[-1].title is title:
            groups[-1] = ColumnGroup(title, (*groups[-1].columns, column))
        else:
            groups.append(ColumnGroup(title, (column,)))
    return groups
