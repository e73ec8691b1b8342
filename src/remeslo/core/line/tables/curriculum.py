"""
The curriculum table («учебный план») in its customary columns: cycles, modules, elements, sums.

Columns follow DOMAIN sheet §3: forms of attestation, volume, of it as practical training, self-study, with a
teacher (theory, laboratory, course project, practice, consultations, attestation), mandatory and variative part,
then hours by semester.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Final

from remeslo.core.base.elements import AttestationForm, ElementKind
from remeslo.core.base.keys import CompetenceKey, ElementKey
from remeslo.core.line.tables.laid import LaidElement, LaidProgramme


class Column(StrEnum):
    """Columns of hours before the semesters, in order."""

    TOTAL = "total"
    PRACTICAL = "practical"
    SELF_STUDY = "self_study"
    WITH_TEACHER = "with_teacher"
    THEORY = "theory"
    LABORATORY = "laboratory"
    PROJECT = "project"
    PRACTICE = "practice"
    CONSULTATION = "consultation"
    ATTESTATION = "attestation"
    MANDATORY = "mandatory"
    VARIATIVE = "variative"


class RowKind(StrEnum):
    """
    What a row of the table is; cycles and modules carry the sums of what stands below them.

    An option is what one may choose for the element above it; its hours are that element's and are not counted again.
    """

    CYCLE = "cycle"
    MODULE = "module"
    ELEMENT = "element"
    OPTION = "option"
    TOTAL = "total"


class FooterLine(StrEnum):
    """Lines under the table: hours or counts by semester."""

    LESSONS = "lessons"
    TRAINING_PRACTICE = "training_practice"
    WORK_PRACTICE = "work_practice"
    PREDIPLOMA_PRACTICE = "prediploma_practice"
    ATTESTATION = "attestation"
    FINAL_ATTESTATION = "final_attestation"
    EXAMS = "exams"
    GRADED_CREDITS = "graded_credits"
    CREDITS = "credits"


@dataclass(frozen=True, slots=True)
class FormMark:
    """A form of attestation with the semester it lies in (``None`` before planning) and the letter of a joint one."""

    form: AttestationForm
    semester: int | None
    joint: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row; ``numbers`` in the order of `Column`, ``semesters`` in the order of the table's semesters."""

    kind: RowKind
    index: str
    title: str
    numbers: tuple[int, ...]
    semesters: tuple[int, ...]
    forms: tuple[FormMark, ...] = ()
    competences: tuple[CompetenceKey, ...] = ()
    element: ElementKey | None = None
    cycle: str = ""
    module: str | None = None
    element_kind: ElementKind | None = None
    employer_block: bool = False


@dataclass(frozen=True, slots=True)
class SemesterHead:
    """A semester's column: its course, its study weeks up to the end of the term, its hours."""

    number: int
    course: int
    weeks: int
    hours: int


@dataclass(frozen=True, slots=True)
class Footer:
    """One line under the table; ``counts`` by semester, in the order of the table's semesters."""

    line: FooterLine
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CurriculumTable:
    """The whole table."""

    semesters: tuple[SemesterHead, ...]
    rows: tuple[Row, ...]
    total: Row
    footer: tuple[Footer, ...]


PRACTICES: Final = frozenset(
    {ElementKind.TRAINING_PRACTICE, ElementKind.WORK_PRACTICE, ElementKind.PREDIPLOMA_PRACTICE},
)
LESSONS: Final = frozenset({ElementKind.SCHOOL, ElementKind.THEORY, ElementKind.LABORATORY})
"""Kinds of the footer's first line."""
FOOTER_KINDS: Final[Mapping[FooterLine, frozenset[ElementKind]]] = {
    FooterLine.LESSONS: LESSONS,
    **{
        FooterLine(kind.value): frozenset({kind})
        for kind in (
            ElementKind.TRAINING_PRACTICE,
            ElementKind.WORK_PRACTICE,
            ElementKind.PREDIPLOMA_PRACTICE,
            ElementKind.ATTESTATION,
            ElementKind.FINAL_ATTESTATION,
        )
    },
}
"""Footer lines that sum hours, and the kinds of elements they sum."""
_OWN_COLUMN = {
    ElementKind.SCHOOL: Column.THEORY,
    ElementKind.THEORY: Column.THEORY,
    ElementKind.LABORATORY: Column.LABORATORY,
    ElementKind.TRAINING_PRACTICE: Column.PRACTICE,
    ElementKind.WORK_PRACTICE: Column.PRACTICE,
    ElementKind.PREDIPLOMA_PRACTICE: Column.PRACTICE,
    ElementKind.ATTESTATION: Column.ATTESTATION,
}
COUNTED: Final[Mapping[FooterLine, frozenset[AttestationForm]]] = {
    FooterLine.EXAMS: frozenset(
        {AttestationForm.EXAM, AttestationForm.MODULE_EXAM, AttestationForm.QUALIFICATION_EXAM}
    ),
    FooterLine.GRADED_CREDITS: frozenset({AttestationForm.GRADED_CREDIT}),
    FooterLine.CREDITS: frozenset({AttestationForm.CREDIT}),
}


def curriculum_table(laid: LaidProgramme, *, module_titles: Mapping[str, str] | None = None) -> CurriculumTable:
    """The table of a planned programme; titles of modules are looked up by their index (``ПМ.01``)."""
    titles = module_titles or {}
    semesters = laid.semesters
    rows: list[Row] = []
    for cycle, members in groupby(laid.elements, key=lambda e: e.design.cycle):
        rows += _with_options(_cycle_rows(cycle, list(members), semesters, titles), laid)
    leaves = [r for r in rows if r.element is not None]
    return CurriculumTable(
        semesters=tuple(_head(laid, s) for s in semesters),
        rows=tuple(rows),
        total=_sum(RowKind.TOTAL, "", "", leaves),
        footer=_footer(laid.elements, semesters),
    )


def _cycle_rows(
    cycle: str, members: Sequence[LaidElement], semesters: Sequence[int], titles: Mapping[str, str]
) -> list[Row]:
    """The cycle's own row, then its elements, those of a module under the module's row."""
    body: list[Row] = []
    leaves: list[Row] = []
    for module, group in groupby(members, key=lambda e: e.design.module):
        elements = [_element_row(e, semesters) for e in group]
        leaves += elements
        if module:
            body.append(_sum(RowKind.MODULE, module, titles.get(module, ""), elements))
        body += elements
    if len(leaves) == 1 and leaves[0].index == cycle:
        return leaves
    return [_sum(RowKind.CYCLE, cycle, "", leaves), *body]


def _with_options(rows: Iterable[Row], laid: LaidProgramme) -> Iterator[Row]:
    """The rows, and below an element of choice a row for each thing that is offered."""
    offered = {c.index: c.offered for c in laid.choices}
    for row in rows:
        yield row
        for e in offered.get(row.element, ()) if row.element is not None else ():
            last = laid.by_key[row.element].last_semester if row.element is not None else None
            yield Row(
                kind=RowKind.OPTION,
                index=e.index,
                title=e.title,
                numbers=(0,) * len(Column),
                semesters=(0,) * len(row.semesters),
                forms=tuple(FormMark(a.form, last, a.joint) for a in e.attestations),
                competences=e.competences,
                cycle=row.cycle,
                module=row.module,
                employer_block=row.employer_block,
            )


def _element_row(laid: LaidElement, semesters: Sequence[int]) -> Row:
    design = laid.design
    by_column = dict.fromkeys(Column, 0)
    by_column[Column.TOTAL] = laid.total
    by_column[Column.MANDATORY] = min(design.mandatory_min, laid.total)
    by_column[Column.VARIATIVE] = laid.total - by_column[Column.MANDATORY]
    if (own := _OWN_COLUMN.get(design.kind)) is not None:
        by_column[own] = laid.total
        by_column[Column.WITH_TEACHER] = laid.total
    if design.kind in PRACTICES or design.kind is ElementKind.LABORATORY:
        by_column[Column.PRACTICAL] = laid.total
    return Row(
        kind=RowKind.ELEMENT,
        index=design.index,
        title=design.title,
        numbers=tuple(by_column[c] for c in Column),
        semesters=tuple(laid.by_semester.get(s, 0) for s in semesters),
        forms=tuple(FormMark(a.form, laid.last_semester, a.joint) for a in design.attestations),
        competences=design.competences,
        element=design.index,
        cycle=design.cycle,
        module=design.module,
        element_kind=design.kind,
        employer_block=design.employer_block,
    )


def _sum(kind: RowKind, index: str, title: str, leaves: Sequence[Row]) -> Row:
    """A row whose every number is the sum over the leaves."""
    width = len(leaves[0].semesters) if leaves else 0
    return Row(
        kind=kind,
        index=index,
        title=title,
        numbers=tuple(sum(r.numbers[i] for r in leaves) for i in range(len(Column))),
        semesters=tuple(sum(r.semesters[i] for r in leaves) for i in range(width)),
        employer_block=bool(leaves) and all(r.employer_block for r in leaves),
    )


def _head(laid: LaidProgramme, semester: int) -> SemesterHead:
    inside = [w for w in laid.calendar.of_semester(semester) if w.index < laid.weeks]
    return SemesterHead(semester, inside[0].course, len(inside), sum(laid.load[w.index] for w in inside))


def _footer(elements: Iterable[LaidElement], semesters: Sequence[int]) -> tuple[Footer, ...]:
    """Sums of hours by kind and counts of attestations; a joint attestation counts once; empty lines are left out."""
    elements = tuple(elements)
    lines = [
        *(_hours_line(line, kinds, elements, semesters) for line, kinds in FOOTER_KINDS.items()),
        *(_count_line(line, forms, elements, semesters) for line, forms in COUNTED.items()),
    ]
    return tuple(line for line in lines if line.total)


def _hours_line(
    line: FooterLine, kinds: frozenset[ElementKind], elements: Iterable[LaidElement], semesters: Sequence[int]
) -> Footer:
    of_kind = [e for e in elements if e.design.kind in kinds]
    counts = tuple(sum(e.by_semester.get(s, 0) for e in of_kind) for s in semesters)
    return Footer(line, counts, sum(counts))


def _count_line(
    line: FooterLine, forms: frozenset[AttestationForm], elements: Iterable[LaidElement], semesters: Sequence[int]
) -> Footer:
    """Attestations of these forms by the semester they end in; members of a joint one count once, in the last."""
    single = [0] * len(semesters)
    joint: dict[tuple[AttestationForm, str], int] = {}
    for element in elements:
        for mark in element.design.attestations:
            if mark.form not in forms or element.last_semester is None:
                continue
            if mark.joint is None:
                single[semesters.index(element.last_semester)] += 1
            else:
                name = (mark.form, mark.joint)
                joint[name] = max(joint.get(name, 0), element.last_semester)
    for semester in joint.values():
        single[semesters.index(semester)] += 1
    return Footer(line, tuple(single), sum(single))
