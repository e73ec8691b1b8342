"""The programme's elements: what the college fixed, and beside it what the state standard still asks for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from remeslo.core.base.elements import AttestationForm, AttestationMark, ElementKind
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import CompetenceKey, ElementKey
from remeslo.core.base.text import fold
from remeslo.core.competence.limits import Limits
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.programme.choices import Choices
from remeslo.core.competence.programme.names import (
    FINAL_ATTESTATION,
    FINAL_CYCLE,
    PROFESSIONAL_CYCLE,
    SCHOOL_CYCLE,
    SCHOOL_SUBJECTS,
    ModuleNames,
    module_number,
)
from remeslo.core.competence.programme.slot import PRACTICES, Slot, fixed
from remeslo.core.competence.statestandard import Activity, Discipline, EntryBase, StateStandard

_CYCLES = ("ОГСЭ", "СГ", "ЕН", "ОП")
_KINDS = (
    ElementKind.THEORY,
    ElementKind.LABORATORY,
    ElementKind.TRAINING_PRACTICE,
    ElementKind.WORK_PRACTICE,
    ElementKind.PREDIPLOMA_PRACTICE,
    ElementKind.ATTESTATION,
)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Elements in the order of the curriculum; ``modules`` is the index of each activity's professional module."""

    slots: tuple[Slot, ...]
    modules: dict[int, str]
    findings: tuple[Finding, ...]


def skeleton(outline: ProgrammeOutline, state: StateStandard, limits: Limits, choices: Choices) -> Skeleton:
    """Fixed elements, then what is missing: disciplines, modules, final attestation, a place for school subjects."""
    slots, findings = _fixed(outline)
    modules = {a.number: _module_of(a.number, slots) for a in state.activities}
    made: list[Slot] = []
    for discipline in state.disciplines:
        held = _held(discipline, slots)
        if held is None:
            made.append(_discipline(discipline))
        elif held.hours_max < discipline.hours_min:
            facts = {"title": held.title, "hours": held.hours_max, "minimum": discipline.hours_min}
            findings.append(Finding("programme.discipline_below_minimum", held.index, facts))
    for activity in state.activities:
        made += _module(activity, modules[activity.number], slots, limits, choices)
    final, said = _final(slots, state, limits)
    school, unsaid = _school(slots, outline, limits)
    for slot in (*made, *final, *school):
        slots = insert(slots, slot)
    return Skeleton(tuple(slots), modules, (*findings, *said, *unsaid))


def insert(slots: Sequence[Slot], slot: Slot) -> list[Slot]:
    """The slots with one more at its customary place: after the last that comes not later; never an index twice."""
    taken = {s.index for s in slots}
    if slot.index in taken:
        free = (ElementKey(f"{slot.index}.{n}") for n in range(2, len(taken) + 3))
        slot = replace(slot, index=next(i for i in free if i not in taken))
    place = max((i for i, s in enumerate(slots) if _rank(s) <= _rank(slot)), default=-1) + 1
    return [*slots[:place], slot, *slots[place:]]


def _rank(slot: Slot) -> tuple[int, int, int]:
    kind = _KINDS.index(slot.kind) if slot.kind in _KINDS else 0
    if slot.kind is ElementKind.SCHOOL:
        return 0, 0, 0
    if slot.kind is ElementKind.FINAL_ATTESTATION:
        return 99, 0, 0
    if slot.module is not None:
        return 50, module_number(slot.module) or 0, kind
    if slot.kind is ElementKind.PREDIPLOMA_PRACTICE:
        return 60, 0, 0
    return 1 + (_CYCLES.index(slot.cycle) if slot.cycle in _CYCLES else len(_CYCLES)), 0, 0


def _fixed(outline: ProgrammeOutline) -> tuple[list[Slot], list[Finding]]:
    """Slots of the outline; an index that comes twice counts once."""
    slots: dict[ElementKey, Slot] = {}
    findings = []
    for element in outline.elements:
        if element.index in slots:
            findings.append(Finding("programme.element_twice", element.index, {"title": element.title}))
            continue
        slots[element.index] = fixed(element)
    return list(slots.values()), findings


def _module_of(activity: int, slots: Iterable[Slot]) -> str:
    """The module of an activity as the college writes it, else ``ПМ.0n``."""
    given = (s.module for s in slots if s.module is not None and module_number(s.module) == activity)
    return next(given, ModuleNames(activity, "").module)


def _held(discipline: Discipline, slots: Iterable[Slot]) -> Slot | None:
    """The fixed element that is this discipline: same index, or same title."""
    named = [s for s in slots if s.module is None and not s.outside_share]
    by_index = (s for s in named if fold(s.index) == fold(discipline.index))
    by_title = (s for s in named if fold(s.title) == fold(discipline.title))
    return next(by_index, None) or next(by_title, None)


def _discipline(d: Discipline) -> Slot:
    return Slot(
        index=ElementKey(d.index),
        title=d.title,
        kind=ElementKind.THEORY,
        cycle=d.cycle,
        module=None,
        hours_min=d.hours_min,
        hours_max=d.hours_min,
        mandatory_min=d.hours_min,
        made=True,
        competences=d.competences,
    )


def _module(activity: Activity, module: str, slots: Sequence[Slot], limits: Limits, choices: Choices) -> list[Slot]:
    """What a state module lacks: a course, practice when it has none of any kind, the exam."""
    kinds = {s.kind for s in slots if s.module == module}
    names = ModuleNames(activity.number, activity.title)
    competences = tuple(c.code for c in activity.competences)
    lacking: list[tuple[ElementKind, int]] = []
    if not kinds & {ElementKind.THEORY, ElementKind.LABORATORY}:
        lacking.append((ElementKind.THEORY, choices.course_hours_min))
    if not kinds & PRACTICES:
        lacking.append((ElementKind.TRAINING_PRACTICE, limits.practice_step))
        lacking.append((ElementKind.WORK_PRACTICE, limits.practice_step))
    if ElementKind.ATTESTATION not in kinds:
        lacking.append((ElementKind.ATTESTATION, choices.module_exam_hours))
    return [module_slot(names, module, kind, hours, competences) for kind, hours in lacking]


def module_slot(
    names: ModuleNames,
    module: str,
    kind: ElementKind,
    hours: int,
    competences: tuple[CompetenceKey, ...],
    *,
    employers: bool = False,
) -> Slot:
    """An element of a professional module with its least hours; those of the employers' block are all variative."""
    exam = (AttestationMark(AttestationForm.MODULE_EXAM),) if kind is ElementKind.ATTESTATION else ()
    return Slot(
        index=ElementKey(names.index(kind)),
        title=names.name(kind),
        kind=kind,
        cycle=PROFESSIONAL_CYCLE,
        module=module,
        hours_min=hours,
        hours_max=hours,
        mandatory_min=0 if employers else hours,
        made=True,
        competences=competences,
        attestations=exam,
        employer_block=employers,
    )


def _final(slots: Iterable[Slot], state: StateStandard, limits: Limits) -> tuple[list[Slot], list[Finding]]:
    if any(s.kind is ElementKind.FINAL_ATTESTATION for s in slots):
        return [], []
    hours = state.min_final_attestation or limits.final_attestation_hours_min or 0
    if hours <= 0:
        return [], [Finding("programme.no_final_attestation", "", {"code": state.code})]
    index, title = FINAL_ATTESTATION
    return [_outside(index, title, ElementKind.FINAL_ATTESTATION, FINAL_CYCLE, hours)], []


def _school(slots: Iterable[Slot], outline: ProgrammeOutline, limits: Limits) -> tuple[list[Slot], list[Finding]]:
    """One element in place of the school subjects, where a programme on nine classes lists none."""
    if outline.base is not EntryBase.BASIC_GENERAL or any(s.kind is ElementKind.SCHOOL for s in slots):
        return [], []
    facts = {"hours": limits.school_hours or 0}
    finding = Finding("programme.no_school_subjects", "", facts, Severity.WARNING)
    if not limits.school_hours:
        return [], [finding]
    index, title = SCHOOL_SUBJECTS
    return [_outside(index, title, ElementKind.SCHOOL, SCHOOL_CYCLE, limits.school_hours)], [finding]


def _outside(index: str, title: str, kind: ElementKind, cycle: str, hours: int) -> Slot:
    return Slot(
        index=ElementKey(index),
        title=title,
        kind=kind,
        cycle=cycle,
        module=None,
        hours_min=hours,
        hours_max=hours,
        mandatory_min=hours,
        made=True,
    )
