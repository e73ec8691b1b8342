"""A study plan as programme elements, so that the line can plan from a plan that a college already has."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from remeslo.core.base.elements import AttestationMark, ElementKind
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import CompetenceKey, ElementKey
from remeslo.core.base.text import fold
from remeslo.core.competence.outline import OutlineElement
from remeslo.core.competence.studyplan.plan import StudyPlan
from remeslo.core.competence.studyplan.sums import adds_up, hours_in, semesters_of
from remeslo.core.competence.studyplan.values import PlanRow, RowKind
from remeslo.core.competence.studyplan.work import LoadKind, LoadUnit

_SCHOOL = frozenset(("ООД", "ОУД", "ОУДБ", "ОУП", "БД", "ПД"))
_MODULE_PARTS = frozenset(("ПМ", "МДК", "УП", "ПП"))
_BY_LETTERS = {
    "УП": ElementKind.TRAINING_PRACTICE,
    "ПП": ElementKind.WORK_PRACTICE,
    "ПДП": ElementKind.PREDIPLOMA_PRACTICE,
    "ГИА": ElementKind.FINAL_ATTESTATION,
}
_MODULE_EXAM = re.compile(r"ПМ\.[0-9]+\.?(?:Э|ЭК|Эк|К|КЭ)\w*")
_INDEX = re.compile(r"[\w]+[\w.()+*_-]*")
_NOT_INDEX = re.compile(r"[^\w.()+*_-]+")
_LONGEST_INDEX = 40
_MOST_HOURS = 10_000
_MOST_SEMESTERS = 12
_MOST_LISTED = 20


@dataclass(frozen=True, slots=True)
class ElementsOfPlan:
    """Elements in the order of the plan, and what could not become one."""

    elements: tuple[OutlineElement, ...]
    findings: tuple[Finding, ...]


def elements_of(plan: StudyPlan, where: str, *, practice_week_hours: int | None = None) -> ElementsOfPlan:
    """
    The rows that count as elements with fixed hours, and their hours by semester.

    Alternatives that were not chosen and facultative rows are left out and told, as are rows without hours. Hours
    given in weeks become hours by ``practice_week_hours`` (a norm of the pack); without it such rows are told.
    """
    made: list[OutlineElement] = []
    left: dict[str, list[str]] = {}
    taken: set[str] = set()
    for number, row in enumerate(plan.rows, start=1):
        if not adds_up(row):
            if not row.kind.holds_others and row.kind is not RowKind.CONTROL:
                left.setdefault("studyplan.rows_optional", []).append(row.key)
            continue
        hours = _hours(row, practice_week_hours)
        if hours is None or not 0 < hours <= _MOST_HOURS:
            left.setdefault("studyplan.rows_without_hours", []).append(row.key)
            continue
        if hours != int(hours):
            left.setdefault("studyplan.hours_rounded", []).append(row.key)
        index = _index(row, number, taken)
        if index != row.index:
            left.setdefault("studyplan.indices_made", []).append(f"{row.key} → {index}")
        taken.add(index)
        if len(row.controls) > len({c.form for c in row.controls}):
            left.setdefault("studyplan.controls_merged", []).append(row.key)
        made.append(_element(plan, row, index, max(1, int(hours.to_integral_value(ROUND_HALF_UP)))))
    return ElementsOfPlan(tuple(made), tuple(_told(left, where)))


def _told(left: dict[str, list[str]], where: str) -> Iterator[Finding]:
    for code, rows in left.items():
        severity = Severity.WARNING if code == "studyplan.rows_without_hours" else Severity.NOTE
        yield Finding(code, where, {"rows": tuple(rows[:_MOST_LISTED]), "count": len(rows)}, severity)


def _element(plan: StudyPlan, row: PlanRow, index: str, hours: int) -> OutlineElement:
    cycle, module = _cycle(plan, row, index)
    codes = (plan.competence_of[key].code for key in row.competences)
    return OutlineElement(
        index=ElementKey(index),
        title=row.title or index,
        kind=_kind(row, index, cycle),
        cycle=cycle,
        module=module,
        hours_min=hours,
        hours_max=hours,
        variative=_variative(plan, row, hours),
        competences=tuple(dict.fromkeys(CompetenceKey(c) for c in codes if c)),
        attestations=tuple(AttestationMark(form) for form in dict.fromkeys(c.form for c in row.controls)),
        semester_hours=_by_semester(row, hours),
    )


def _hours(row: PlanRow, week_hours: int | None) -> Decimal | None:
    """The row's own hours, else by its credits, else its semesters added up, else its weeks."""
    if row.hours:
        return row.hours
    if row.hours_by_credits:
        return row.hours_by_credits
    if row.credits and row.hours_per_credit:
        return row.credits * row.hours_per_credit
    if total := sum((hours_in(row, s) for s in semesters_of(row)), Decimal(0)):
        return total
    weeks = sum((x.amount for x in row.loads if x.unit is LoadUnit.WEEKS), Decimal(0))
    return weeks * week_hours if weeks and week_hours else None


def _by_semester(row: PlanRow, hours: int) -> tuple[tuple[int, int], ...]:
    """Whole hours by semester when they add up to the element's; nothing otherwise."""
    found = [(s, hours_in(row, s)) for s in sorted(semesters_of(row))]
    found = [(s, h) for s, h in found if h]
    if sum(h for _, h in found) != hours or any(h != int(h) or not 0 < s <= _MOST_SEMESTERS for s, h in found):
        return ()
    return tuple((s, int(h)) for s, h in found)


def _index(row: PlanRow, number: int, taken: set[str]) -> str:
    """The row's index in a form that cluster folders accept, unique; made of its number when it has none."""
    wanted = _NOT_INDEX.sub("-", row.index).strip("-.")[:_LONGEST_INDEX]
    if not wanted or not _INDEX.fullmatch(wanted):
        wanted = f"Р.{number:02}"
    index, times = wanted, 1
    while index in taken:
        times += 1
        index = f"{wanted}-{times}"
    return index


def _cycle(plan: StudyPlan, row: PlanRow, index: str) -> tuple[str, str | None]:
    """Cycle and module: by the letters of a college index, else the top block."""
    letters, _, rest = index.partition(".")
    if letters in _MODULE_PARTS and (found := re.match(r"[0-9]+", rest)):
        return "П", f"ПМ.{found[0]}"
    if letters == "ПДП":
        return "П", None
    block, seen = row.block, set[str]()
    while block is not None and block not in seen:
        seen.add(block)
        above = plan.block_of[block].parent
        if above is None:
            break
        block = above
    named = plan.block_of[block].index if block is not None else ""
    cycle = _NOT_INDEX.sub("-", named or letters).strip("-.")[:_LONGEST_INDEX]
    return (letters if letters in _SCHOOL else cycle or "ОП"), None


def _kind(row: PlanRow, index: str, cycle: str) -> ElementKind:
    letters = index.partition(".")[0]
    if row.kind is RowKind.FINAL_ATTESTATION or letters == "ГИА":
        return ElementKind.FINAL_ATTESTATION
    if _MODULE_EXAM.fullmatch(index):
        return ElementKind.ATTESTATION
    if letters in _BY_LETTERS:
        return _BY_LETTERS[letters]
    if row.kind is RowKind.PRACTICE:
        word = fold(f"{row.practice} {row.title}")
        if "преддипломн" in word:
            return ElementKind.PREDIPLOMA_PRACTICE
        return ElementKind.TRAINING_PRACTICE if "учебн" in word else ElementKind.WORK_PRACTICE
    if row.kind is RowKind.CONTROL:
        return ElementKind.ATTESTATION
    if cycle in _SCHOOL:
        return ElementKind.SCHOOL
    is_laboratory = {x.kind for x in row.loads if x.unit is LoadUnit.HOURS and x.kind.is_part} == {LoadKind.LABORATORY}
    return ElementKind.LABORATORY if is_laboratory else ElementKind.THEORY


def _variative(plan: StudyPlan, row: PlanRow, hours: int) -> int:
    """What the row itself gives, else all of a row in the variative part."""
    if row.variative is not None:
        return min(hours, int(row.variative.to_integral_value(ROUND_HALF_UP)))
    if row.block is None:
        return 0
    block = plan.block_of[row.block]
    return hours if block.part.startswith("вариативн") or fold(block.title).startswith("часть, формируемая") else 0
