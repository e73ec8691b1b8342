"""
A small planned programme made by hand from the core's values: two employers, one standard, one year, invented.

Elements are laid one after another from week 0, at their pace, up to 36 hours a week; practices take whole weeks.
"""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from tests.web.factorymodel import (
    CARD_PIPES,
    CUT_PIPES,
    GEARS,
    MEASURE,
    PROGRAMME,
    READ_DRAWING,
    SET_UP,
    SETTING,
    cluster,
    model,
)

from remeslo.core.base.calendar import AcademicCalendar, YearLayout, academic_calendar
from remeslo.core.base.elements import AttestationForm, AttestationMark, ElementKind
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import (
    CompetenceKey,
    ElementKey,
    OutcomeKey,
)
from remeslo.core.competence.design import DesignElement, HourShare, ProgrammeDesign
from remeslo.core.competence.statestandard import (
    EntryBase,
    ProgrammeKind,
)
from remeslo.core.curriculum.problem import Precedence, RuleValue, TermElement, TermProblem
from remeslo.core.curriculum.result import Cause, Status, TermPlan, TermResult, TermScore
from remeslo.core.line.outcome import LineOutcome, ProgrammeOutcome

__all__ = (
    "CARD_PIPES",
    "GEARS",
    "MEASURE",
    "PROGRAMME",
    "READ_DRAWING",
    "SETTING",
    "SET_UP",
    "calendar",
    "cluster",
    "design",
    "elements",
    "line_outcome",
    "model",
    "outcome",
    "unplanned",
)


def _element(
    index: str,
    title: str,
    kind: ElementKind,
    cycle: str,
    hours: int,
    *,
    module: str | None = None,
    mandatory: int | None = None,
    first: tuple[OutcomeKey, ...] = (),
    uses: tuple[OutcomeKey, ...] = (),
    after: tuple[str, ...] = (),
    marks: tuple[tuple[AttestationForm, str | None], ...] = (),
    competences: tuple[str, ...] = (),
    employer_block: bool = False,
) -> DesignElement:
    return DesignElement(
        index=ElementKey(index),
        title=title,
        kind=kind,
        cycle=cycle,
        module=module,
        hours_min=hours,
        hours_wanted=hours,
        hours_max=hours,
        mandatory_min=hours if mandatory is None else mandatory,
        weight=Fraction(1),
        competences=tuple(CompetenceKey(c) for c in competences),
        first=first,
        uses=uses,
        shares=tuple(HourShare(o, Fraction(1)) for o in (*first, *uses)),
        after=tuple(ElementKey(a) for a in after),
        attestations=tuple(AttestationMark(f, j) for f, j in marks),
        employer_block=employer_block,
    )


def elements() -> tuple[DesignElement, ...]:
    """720 hours: 2 disciplines, a module, an employers' module, the final attestation."""
    graded = AttestationForm.GRADED_CREDIT
    return (
        _element("СГ.01", "История края", ElementKind.THEORY, "СГ", 36, marks=((AttestationForm.CREDIT, None),)),
        _element(
            "ОП.01",
            "Чтение чертежей",
            ElementKind.THEORY,
            "ОП",
            108,
            first=(READ_DRAWING,),
            marks=((AttestationForm.EXAM, None),),
            competences=("ПК 1.1",),
        ),
        _element(
            "МДК.01.01",
            "Наладка станков",
            ElementKind.THEORY,
            "П",
            144,
            module="ПМ.01",
            mandatory=100,
            first=(MEASURE,),
            uses=(READ_DRAWING,),
            marks=((graded, "а"),),
            competences=("ПК 1.1",),
        ),
        _element(
            "УП.01",
            "Учебная практика",
            ElementKind.TRAINING_PRACTICE,
            "П",
            108,
            module="ПМ.01",
            first=(SET_UP,),
            after=("ОП.01",),
            marks=((graded, "а"),),
            competences=("ПК 1.1",),
        ),
        _element(
            "ПП.01",
            "Производственная практика",
            ElementKind.WORK_PRACTICE,
            "П",
            180,
            module="ПМ.01",
            uses=(SET_UP,),
            after=("УП.01",),
            competences=("ПК 1.1",),
        ),
        _element(
            "ПМ.01.Э",
            "Экзамен по модулю",
            ElementKind.ATTESTATION,
            "П",
            6,
            module="ПМ.01",
            after=("ПП.01",),
            marks=((AttestationForm.MODULE_EXAM, None),),
            competences=("ПК 1.1",),
        ),
        _element(
            "УП.02",
            "Практика на трубной линии",
            ElementKind.TRAINING_PRACTICE,
            "П",
            72,
            module="ПМ.02",
            mandatory=0,
            first=(CUT_PIPES,),
            competences=("ПК 2.1",),
            employer_block=True,
        ),
        _element(
            "ГИА", "Демонстрационный экзамен", ElementKind.FINAL_ATTESTATION, "ГИА", 36, after=("ПМ.01.Э", "УП.02")
        ),
    )


def design(parts: tuple[DesignElement, ...] | None = None) -> ProgrammeDesign:
    """The programme design of the elements."""
    return ProgrammeDesign(
        key=PROGRAMME,
        title="Оператор станков с ЧПУ",
        state_standard="99.01.01",
        kind=ProgrammeKind.WORKER,
        base=EntryBase.SECONDARY_GENERAL,
        qualification="оператор станков",
        norms="ru-spo-worker-2021",
        model=model(),
        elements=parts or elements(),
        total_hours=None,
        findings=(Finding("competence.deepened", "ПК 1.1", {"competence": "ПК 1.1"}, Severity.NOTE),),
    )


def calendar() -> AcademicCalendar:
    """One course of the customary layout from 1 September 2026."""
    return academic_calendar(2026, (YearLayout(),))


def lay(parts: Iterable[DesignElement], weeks: Iterable[int]) -> TermPlan:
    """The elements one after another: 36 hours a week, practices and attestations in weeks of their own."""
    free = iter(weeks)
    plan: dict[ElementKey, dict[int, int]] = {}
    week, left = next(free), 36
    for element in parts:
        whole = element.kind in (ElementKind.TRAINING_PRACTICE, ElementKind.WORK_PRACTICE)
        if whole and left < 36:
            week, left = next(free), 36
        need = element.hours_wanted
        while need:
            if not left:
                week, left = next(free), 36
            take = min(need, left)
            plan.setdefault(element.index, {})[week] = take
            need, left = need - take, left - take
    return TermPlan(plan)


def outcome(parts: tuple[DesignElement, ...] | None = None, *, status: Status = Status.OPTIMAL) -> ProgrammeOutcome:
    """The programme planned: every element laid in order, proven shortest unless said otherwise."""
    made = design(parts)
    weeks = calendar()
    plan = lay(made.elements, [w.index for w in weeks.study])
    present = {e.index for e in made.elements}
    elements_of_term = tuple(
        TermElement(
            key=e.index,
            title=e.title,
            kind=e.kind,
            hours_min=e.hours_min,
            hours_wanted=e.hours_wanted,
            hours_max=e.hours_max,
            after=tuple(Precedence(a) for a in e.after if a in present),
            whole_weeks=e.kind in (ElementKind.TRAINING_PRACTICE, ElementKind.WORK_PRACTICE),
            module=e.module,
            cycle=e.cycle,
            employer_block=e.employer_block,
        )
        for e in made.elements
    )
    bound = plan.weeks if status is Status.OPTIMAL else plan.weeks - 2
    return ProgrammeOutcome(
        key=PROGRAMME,
        design=made,
        problem=TermProblem(
            key=PROGRAMME,
            calendar=weeks,
            elements=elements_of_term,
            rules={
                "week_max_hours": RuleValue(36, "пример, п. 1", True),
                "exams_per_year_max": RuleValue(8, "общее знание", False),
            },
        ),
        result=TermResult(
            status=status,
            plan=plan,
            weeks=plan.weeks,
            bound=bound,
            bound_by="hours",
            score=TermScore(plan.weeks, Fraction(0), Fraction(3, 2)),
            fit_status=Status.OPTIMAL,
            even_status=Status.FEASIBLE,
        ),
        causes=(
            Cause("week_max_hours", "", {"amount": 36}, plan.weeks - 1, False),
            Cause("precedence", "ГИА", {"before": "ПМ.01.Э"}, plan.weeks - 1, True),
        ),
    )


def unplanned(status: Status = Status.INFEASIBLE) -> ProgrammeOutcome:
    """The same programme with a result that holds no plan."""
    planned = outcome()
    assert planned.result is not None
    return replace(planned, result=replace(planned.result, status=status, plan=None, weeks=None, score=None), causes=())


def line_outcome(*programmes: ProgrammeOutcome) -> LineOutcome:
    """The cluster's outcome of one programme, unless others are given."""
    return LineOutcome(cluster="example", programmes=programmes or (outcome(),))
