"""A programme planned here as a study plan, to be written as .plx."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from remeslo.core.base.elements import AttestationForm, ElementKind
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.statestandard import EntryBase, ProgrammeKind, state_named
from remeslo.core.competence.studyplan.plan import StudyPlan
from remeslo.core.competence.studyplan.values import (
    EmbeddedStandard,
    PlanBlock,
    PlanCompetence,
    PlanHead,
    PlanRow,
    RowKind,
    StandardLink,
)
from remeslo.core.competence.studyplan.work import Control, Load, LoadKind, LoadUnit
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.core.line.tables.laid import LaidElement, LaidProgramme, lay_out
from remeslo.core.line.tables.titles import module_titles
from remeslo.interchange.plx.adapt import CONTROLS, OTHER_CONTROL, plain_standard
from remeslo.interchange.sentences import label

_BASES = {
    EntryBase.BASIC_GENERAL: "основное общее образование",
    EntryBase.SECONDARY_GENERAL: "среднее общее образование",
}
_LEVELS = {ProgrammeKind.WORKER: "СПО по профессии", ProgrammeKind.SPECIALIST: "СПО по специальности"}
_ROWS = {
    ElementKind.TRAINING_PRACTICE: (RowKind.PRACTICE, "Учебная практика"),
    ElementKind.WORK_PRACTICE: (RowKind.PRACTICE, "Производственная практика"),
    ElementKind.PREDIPLOMA_PRACTICE: (RowKind.PRACTICE, "Преддипломная практика"),
    ElementKind.FINAL_ATTESTATION: (RowKind.FINAL_ATTESTATION, ""),
    ElementKind.ATTESTATION: (RowKind.CONTROL, ""),
}
_LOADS = {
    ElementKind.SCHOOL: (LoadKind.CLASS, "Аудиторные часы"),
    ElementKind.THEORY: (LoadKind.CLASS, "Аудиторные часы"),
    ElementKind.LABORATORY: (LoadKind.LABORATORY, "Лабораторные занятия"),
    ElementKind.ATTESTATION: (LoadKind.CONTROL, "Часы на контроль"),
}
_PART = "Базовая"


def study_plan(cluster: Cluster, outcome: ProgrammeOutcome) -> StudyPlan | None:
    """
    The programme with its hours by semester, competences, and the standards that these rest on.

    ``None`` when it has no design or no plan was found for it. Practices have their weeks besides their hours.
    """
    laid, design = lay_out(outcome), outcome.design
    if laid is None or design is None or outcome.result is None or outcome.result.plan is None:
        return None
    titles = module_titles(cluster, outcome)
    used = [f.partition(":")[0] for c in design.model.competences for f in c.functions]
    standards = tuple(s for s in cluster.standards if s.edition in used)
    return StudyPlan(
        head=_head(cluster, design, laid),
        blocks=tuple(_blocks(laid)),
        rows=tuple(_rows(laid, titles)),
        competences=tuple(PlanCompetence(key=c.key, code=c.key, title=c.title) for c in design.model.competences),
        standards=tuple(EmbeddedStandard(standard=plain_standard(s)) for s in standards),
        links=tuple(_links(design, {s.edition for s in standards})),
    )


def _head(cluster: Cluster, design: ProgrammeDesign, laid: LaidProgramme) -> PlanHead:
    state = state_named(cluster.state_standards, design.state_reference, cluster.day)
    terms = [t for t in state.terms if t.base is design.base] if state else []
    months = next((t.months for t in terms if t.total_hours == design.total_hours), None)
    return PlanHead(
        code=design.state_standard,
        title=state.title if state else design.title,
        profile=design.title,
        qualification=design.qualification,
        level=_LEVELS[design.kind],
        form="Очная",
        base=_BASES[design.base],
        years=months // 12 if months is not None else None,
        months=months % 12 if months is not None else None,
        start_year=cluster.start_year,
        courses=max(laid.courses, default=None),
        organisation=_college(cluster, design),
        standard_number=state.order_number if state else "",
        standard_date=state.approved if state else None,
    )


def _college(cluster: Cluster, design: ProgrammeDesign) -> str:
    """The college whose groups study the programme, when it is one."""
    keys = {g.organisation for g in cluster.groups if g.programme == design.key}
    names = [o.name for o in cluster.organisations if o.key in keys]
    return names[0] if len(names) == 1 else ""


def _blocks(laid: LaidProgramme) -> Iterator[PlanBlock]:
    for cycle in dict.fromkeys(e.design.cycle for e in laid.elements):
        kinds = {e.design.kind for e in laid.elements if e.design.cycle == cycle}
        is_final = kinds == {ElementKind.FINAL_ATTESTATION}
        kind = RowKind.FINAL_ATTESTATION if is_final else RowKind.DISCIPLINE
        yield PlanBlock(key=cycle, index=cycle, title=label(f"cycle.{cycle}", "ru"), kind=kind)


def _rows(laid: LaidProgramme, titles: Mapping[str, str]) -> Iterator[PlanRow]:
    """Elements, each module's row before its first one."""
    seen: set[str] = set()
    for element in laid.elements:
        module = element.design.module
        if module is not None and module not in seen:
            seen.add(module)
            hours = sum(e.total for e in laid.elements if e.design.module == module)
            yield PlanRow(
                key=module,
                index=module,
                title=titles.get(module, ""),
                kind=RowKind.MODULE,
                block=element.design.cycle,
                hours=Decimal(hours),
                part=_PART,
            )
        yield _row(laid, element)


def _row(laid: LaidProgramme, element: LaidElement) -> PlanRow:
    design = element.design
    kind, practice = _ROWS.get(design.kind, (RowKind.DISCIPLINE, ""))
    return PlanRow(
        key=design.index,
        index=design.index,
        title=design.title,
        kind=kind,
        block=design.cycle,
        parent=design.module,
        hours=Decimal(element.total),
        variative=Decimal(max(0, element.total - design.mandatory_min)) or None,
        loads=tuple(_loads(laid, element)),
        controls=tuple(_controls(element)),
        competences=tuple(design.competences),
        practice=practice,
        part=_PART,
    )


def _loads(laid: LaidProgramme, element: LaidElement) -> Iterator[Load]:
    for semester, hours in element.by_semester.items():
        yield Load(semester=semester, kind=LoadKind.TOTAL, amount=Decimal(hours), name="Итого часов")
        if (work := _LOADS.get(element.design.kind)) is not None:
            yield Load(semester=semester, kind=work[0], amount=Decimal(hours), name=work[1])
        elif weeks := sum(1 for w in element.hours if laid.calendar.weeks[w].semester == semester):
            yield Load(
                semester=semester, kind=LoadKind.WEEKS, unit=LoadUnit.WEEKS, amount=Decimal(weeks), name="Недели"
            )


def _controls(element: LaidElement) -> Iterator[Control]:
    """Every attestation in the semester the element ends in."""
    for mark in element.design.attestations:
        name = CONTROLS.get(mark.form)
        form = mark.form if name is not None else AttestationForm.OTHER
        yield Control(semester=element.last_semester or 0, form=form, name=name or OTHER_CONTROL)


def _links(design: ProgrammeDesign, editions: set[str]) -> Iterator[StandardLink]:
    for competence in design.model.competences:
        for function in competence.functions:
            edition, _, code = function.partition(":")
            if edition in editions:
                yield StandardLink(
                    competence=competence.key, standard=edition, generalised=code.partition("/")[0], function=code
                )
