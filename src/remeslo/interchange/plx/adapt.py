"""A plan of any format put into the words of «Планы», so that it can be written as .plx; what is lost is told."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from remeslo.core.base.elements import AttestationForm
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.standards import GeneralisedFunction, OccupationalStandard, WorkFunction
from remeslo.core.competence.studyplan.plan import StudyPlan
from remeslo.core.competence.studyplan.values import EmbeddedStandard, PlanBlock, PlanCompetence, PlanRow, RowKind
from remeslo.core.competence.studyplan.work import Control, Load, LoadKind, LoadUnit
from remeslo.interchange.plx.entries import Work
from remeslo.interchange.plx.vocabulary import CONTROL_TYPE

_LOADS = {
    LoadKind.LECTURE: (LoadKind.LECTURE, "Лекционные занятия"),
    LoadKind.SEMINAR: (LoadKind.SEMINAR, "Семинарские занятия"),
    LoadKind.PRACTICAL: (LoadKind.PRACTICAL, "Практические занятия"),
    LoadKind.LABORATORY: (LoadKind.LABORATORY, "Лабораторные занятия"),
    LoadKind.CLASS: (LoadKind.CLASS, "Аудиторные часы"),
    LoadKind.PRACTICE: (LoadKind.CLASS, "Аудиторные часы"),
    LoadKind.CONSULTATION: (LoadKind.CONSULTATION, "Консультации"),
    LoadKind.COURSE_PROJECT: (LoadKind.COURSE_PROJECT, "Курсовое проектирование"),
    LoadKind.SUPERVISED: (LoadKind.SUPERVISED, "Контроль самостоятельной работы"),
    LoadKind.SELF_STUDY: (LoadKind.SELF_STUDY, "Самостоятельная работа"),
    LoadKind.CONTROL: (LoadKind.CONTROL, "Часы на контроль"),
    LoadKind.TOTAL: (LoadKind.TOTAL, "Итого часов"),
    LoadKind.CREDITS: (LoadKind.CREDITS, "ЗЕТ"),
    LoadKind.WEEKS: (LoadKind.WEEKS, "Недели"),
}
CONTROLS = {
    AttestationForm.EXAM: "Экзамен",
    AttestationForm.CREDIT: "Зачет",
    AttestationForm.GRADED_CREDIT: "Зачет с оценкой",
    AttestationForm.MODULE_EXAM: "Экзамен по модулю",
    AttestationForm.QUALIFICATION_EXAM: "Экзамен квалификационный",
    AttestationForm.COURSE_PROJECT: "Курсовой проект",
    AttestationForm.COURSE_WORK: "Курсовая работа",
}
OTHER_CONTROL = "Другие формы контроля"


def adapt(plan: StudyPlan, where: str) -> tuple[StudyPlan, tuple[Finding, ...]]:
    """
    The plan as .plx can hold it, and one note ``studyplan.adapted`` of all that has no room there.

    Words of works and controls become those of «Планы»; credits of single works become credits of the semester;
    codes of functions, levels and the like of standards are kept, classifiers and developers are not.
    """
    lost: Counter[str] = Counter()
    blocks = _rekeyed_blocks(plan.blocks)
    rows = _rekeyed_rows(plan.rows, lost)
    competences = _rekeyed_competences(plan.competences)
    activities = {a.key: (a.title or a.key) for a in plan.activities}
    adapted = StudyPlan(
        head=replace(plan.head, number=""),
        blocks=tuple(blocks[b.key] for b in plan.blocks),
        rows=tuple(_row(r, rows, blocks, competences, lost) for r in plan.rows),
        competences=tuple(
            replace(competences[c.key], activity=activities.get(c.activity) if c.activity is not None else None)
            for c in plan.competences
        ),
        activities=tuple(replace(a, key=activities[a.key], title=activities[a.key]) for a in plan.activities),
        standards=tuple(_standard(s, lost) for s in plan.standards),
        links=tuple(replace(x, competence=competences[x.competence].key) for x in plan.links),
    )
    lost["head.number"] += bool(plan.head.number)
    items = tuple(f"{what} × {times}" for what, times in lost.items() if times)
    return adapted, ((Finding("studyplan.adapted", where, {"items": items}, Severity.NOTE),) if items else ())


def _keys(wanted: Iterable[str]) -> Iterator[str]:
    """The keys that the reader would give: the words themselves, with ``#2`` when one comes again."""
    taken: dict[str, int] = {}
    for word in wanted:
        times = taken[word] = taken.get(word, 0) + 1
        key = word if times == 1 else f"{word}#{times}"
        while times > 1 and key in taken:
            key += "#"
        taken.setdefault(key, 1)
        yield key


def _rekeyed_blocks(blocks: tuple[PlanBlock, ...]) -> dict[str, PlanBlock]:
    keys = dict(zip((b.key for b in blocks), _keys(b.index or b.title or "?" for b in blocks), strict=True))
    return {b.key: replace(b, key=keys[b.key], parent=keys[b.parent] if b.parent else None) for b in blocks}


def _rekeyed_rows(rows: tuple[PlanRow, ...], lost: Counter[str]) -> dict[str, str]:
    for row in rows:
        lost["rows.module"] += bool(row.module)
        lost["rows.note"] += bool(row.note)
    return dict(zip((r.key for r in rows), _keys(r.index or r.title or "?" for r in rows), strict=True))


def _rekeyed_competences(competences: tuple[PlanCompetence, ...]) -> dict[str, PlanCompetence]:
    keys = dict(zip((c.key for c in competences), _keys(c.code or c.title or "?" for c in competences), strict=True))
    return {c.key: replace(c, key=keys[c.key], parent=keys[c.parent] if c.parent else None) for c in competences}


def _row(
    row: PlanRow,
    keys: dict[str, str],
    blocks: dict[str, PlanBlock],
    competences: dict[str, PlanCompetence],
    lost: Counter[str],
) -> PlanRow:
    return replace(
        row,
        key=keys[row.key],
        parent=keys[row.parent] if row.parent is not None else None,
        block=blocks[row.block].key if row.block is not None else None,
        competences=tuple(competences[c].key for c in row.competences),
        loads=tuple(_loads(row, lost)),
        controls=tuple(_control(c, lost) for c in row.controls),
        part=row.part or part_of(row),
        variative=row.variative or None,
        module="",
        note="",
    )


def part_of(row: PlanRow) -> str:
    """ВидОбъекта that a row has when its own format names none; readers of .plx expect every row to have one."""
    if not row.counted:
        return "Альтернативная"
    return "Выборная" if row.kind is RowKind.CHOICE else "Базовая"


def _loads(row: PlanRow, lost: Counter[str]) -> Iterator[Load]:
    """Loads in the words of «Планы»; credits of single works gathered by semester at the end."""
    credits: dict[tuple[int, int, int], Decimal] = {}
    for load in row.loads:
        if load.unit is LoadUnit.CREDITS and load.kind is not LoadKind.CREDITS:
            lost["loads.credits"] += 1
            place = (load.semester, load.course, load.session)
            credits[place] = credits.get(place, Decimal(0)) + load.amount
            continue
        if load.unit in (LoadUnit.WEEKS, LoadUnit.DAYS):
            if load.amount > 0:
                yield replace(load, kind=LoadKind.WEEKS, name="Недели")
            continue
        kind, name = _LOADS.get(load.kind, (load.kind, load.name))
        lost["loads.name"] += name != load.name
        yield replace(load, kind=kind, name=name)
    for (semester, course, session), amount in credits.items():
        yield Load(
            semester=semester,
            course=course,
            session=session,
            kind=LoadKind.CREDITS,
            unit=LoadUnit.CREDITS,
            amount=amount,
            name="ЗЕТ",
        )


def _control(control: Control, lost: Counter[str]) -> Control:
    lost["controls.mark"] += bool(control.mark)
    name = CONTROLS.get(control.form)
    if name is not None:
        return replace(control, name=name, mark="")
    named = control.form is AttestationForm.OTHER and Work("", CONTROL_TYPE, control.name).form is control.form
    name = control.name if named and control.name else OTHER_CONTROL
    lost["controls.form"] += control.form is not AttestationForm.OTHER
    return replace(control, form=AttestationForm.OTHER, name=name, mark="")


def _standard(embedded: EmbeddedStandard, lost: Counter[str]) -> EmbeddedStandard:
    s = embedded.standard
    lost["standards.classifiers"] += bool(s.classifiers) + sum(bool(g.classifiers) for g in s.generalised)
    lost["standards.developers"] += bool(s.responsible or s.developers)
    lost["standards.footnotes"] += sum(bool(f.footnotes) for f in s.functions)
    return replace(embedded, standard=plain_standard(s))


def plain_standard(standard: OccupationalStandard) -> OccupationalStandard:
    """The standard without what .plx has no column for."""
    generalised = tuple(_generalised(g) for g in standard.generalised)
    return replace(standard, generalised=generalised, classifiers=(), responsible=None, developers=())


def _generalised(g: GeneralisedFunction) -> GeneralisedFunction:
    return replace(g, classifiers=(), functions=tuple(_function(f) for f in g.functions))


def _function(f: WorkFunction) -> WorkFunction:
    """The level is what the code ends in; the format has no other place for it."""
    end = f.code.rpartition(".")[2]
    return replace(f, level=end if "/" in f.code and end.isdigit() else "", footnotes=())
