"""
A small planned programme made by hand from the core's values: two employers, one standard, one year, invented.

Elements are laid one after another from week 0, at their pace, up to 36 hours a week; practices take whole weeks.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction

from remeslo.core.base.calendar import AcademicCalendar, YearLayout, academic_calendar
from remeslo.core.base.elements import AttestationForm, AttestationMark, ElementKind
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import (
    CompetenceKey,
    DemandKey,
    ElementKey,
    OrganisationKey,
    OutcomeKey,
    ProgrammeKey,
    StatementKey,
)
from remeslo.core.competence.demand import DemandCard, Headcount, Requirement
from remeslo.core.competence.design import DesignElement, HourShare, ProgrammeDesign
from remeslo.core.competence.model import (
    Competence,
    DemandLine,
    GapClass,
    GapLine,
    GraduateModel,
    Origin,
    Outcome,
    RequestRef,
)
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.standards import GeneralisedFunction, OccupationalStandard, WorkFunction
from remeslo.core.competence.statestandard import (
    Activity,
    EntryBase,
    OutcomeKind,
    ProgrammeKind,
    StateCompetence,
    StateStandard,
)
from remeslo.core.curriculum.problem import Precedence, RuleValue, TermElement, TermProblem
from remeslo.core.curriculum.result import Cause, Status, TermPlan, TermResult, TermScore
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.outcome import LineOutcome, ProgrammeOutcome
from remeslo.core.network.resources import Organisation, OrganisationRole

PROGRAMME = ProgrammeKey("mach-operator")
PIPES = OrganisationKey("pipes")
GEARS = OrganisationKey("gears")
CARD_PIPES = DemandKey("card-pipes")
CARD_GEARS = DemandKey("card-gears")

TURNING = OccupationalStandard(
    code="99.101",
    title="Оператор-наладчик станков (учебный пример)",
    registration_number="1",
    order_number="1н",
    approved=date(2024, 3, 1),
    generalised=(
        GeneralisedFunction(
            code="A",
            name="Изготовление деталей на станках",
            level="3",
            functions=(
                WorkFunction(
                    code="A/01.3", name="Наладка токарного станка с ЧПУ", level="3", actions=("Ввод коррекций",)
                ),
                WorkFunction(code="A/02.3", name="Контроль размеров детали", level="3", skills=("Читать чертёж",)),
            ),
        ),
    ),
)
SETTING = StatementKey(f"{TURNING.edition}:A/01.3")
MEASURING = StatementKey(f"{TURNING.edition}:A/02.3")
FROM_PIPES = RequestRef(CARD_PIPES, 1, PIPES)
OWN_OF_PIPES = RequestRef(CARD_PIPES, 2, PIPES)
FROM_GEARS = RequestRef(CARD_GEARS, 1, GEARS)

MEASURE = OutcomeKey("З 1.1.01")
READ_DRAWING = OutcomeKey("У 1.1.01")
SET_UP = OutcomeKey("Н 1.1.01")
CUT_PIPES = OutcomeKey("Н 2.1.01")


def cluster() -> Cluster:
    """One college, two employers, their cards, a standard and a state standard."""
    return Cluster(
        key="example",
        name="Учебный кластер",
        industry="Машиностроение",
        region="Выдуманная область",
        day=date(2026, 9, 1),
        start_year=2026,
        illustrative=True,
        organisations=(
            Organisation(key=OrganisationKey("college"), name="Колледж ремёсел", role=OrganisationRole.BASE_COLLEGE),
            Organisation(key=PIPES, name="Трубный двор", role=OrganisationRole.ANCHOR_EMPLOYER),
            Organisation(key=GEARS, name="Шестерня", role=OrganisationRole.PARTNER_EMPLOYER),
        ),
        standards=(TURNING,),
        state_standards=(
            StateStandard(
                code="99.01.01",
                title="Оператор станков (учебный пример)",
                kind=ProgrammeKind.WORKER,
                order_number="1",
                approved=date(2024, 1, 1),
                qualification="оператор станков",
                activities=(
                    Activity(
                        number=1,
                        title="Изготовление деталей",
                        competences=(StateCompetence(code=CompetenceKey("ПК 1.1"), title="Налаживать станок"),),
                    ),
                ),
            ),
        ),
        programmes=(
            ProgrammeOutline(
                key=PROGRAMME,
                title="Оператор станков с ЧПУ",
                state_standard="99.01.01",
                base=EntryBase.SECONDARY_GENERAL,
                qualification="оператор станков",
                norms="ru-spo-worker-2021",
                occupational_standards=("99.101",),
            ),
        ),
        demand=(
            _card(
                CARD_PIPES,
                PIPES,
                "Оператор трубной линии",
                30,
                ("Наладить станок с ЧПУ на новую деталь", "Резать трубы на линии Т-5"),
            ),
            _card(CARD_GEARS, GEARS, "Контролёр шестерён", 10, ("Измерять зубья шестерён до сотки",)),
        ),
    )


def _card(key: DemandKey, employer: OrganisationKey, job: str, people: int, texts: tuple[str, ...]) -> DemandCard:
    return DemandCard(
        key=key,
        employer=employer,
        job=job,
        headcount=(Headcount(year=2027, people=people),),
        deadline=date(2027, 7, 1),
        requirements=tuple(Requirement(number=n, text=t) for n, t in enumerate(texts, start=1)),
        programme=PROGRAMME,
    )


def model() -> GraduateModel:
    """Two competences: one of the state standard, deepened, and one that only one employer asks for."""
    setting = DemandLine(
        key=SETTING,
        text="Наладка токарного станка с ЧПУ",
        function=SETTING,
        statements=(SETTING,),
        requests=(FROM_PIPES,),
        weight=Fraction(9, 4),
        people=30,
        proficiency=2,
    )
    measuring = DemandLine(
        key=MEASURING,
        text="Контроль размеров детали",
        function=MEASURING,
        statements=(MEASURING,),
        requests=(FROM_PIPES, FROM_GEARS),
        weight=Fraction(3, 2),
        people=40,
        proficiency=2,
    )
    own = DemandLine(
        key=f"own:{CARD_PIPES}/2",
        text="Резать трубы на линии Т-5",
        function=None,
        statements=(),
        requests=(OWN_OF_PIPES,),
        weight=Fraction(3, 4),
        people=30,
        proficiency=1,
    )
    return GraduateModel(
        programme=PROGRAMME,
        competences=(
            Competence(
                key=CompetenceKey("ПК 1.1"),
                title="Налаживать станок",
                origin=Origin.STATE,
                module="ПМ.01",
                functions=(SETTING,),
                lines=(SETTING, MEASURING),
            ),
            Competence(
                key=CompetenceKey("ПК 2.1"),
                title="Резать трубы",
                origin=Origin.EMPLOYER,
                module="ПМ.02",
                lines=(own.key,),
            ),
        ),
        outcomes=(
            Outcome(
                key=MEASURE,
                kind=OutcomeKind.KNOWLEDGE,
                text="Порядок измерения деталей",
                competence=CompetenceKey("ПК 1.1"),
                origin=Origin.OCCUPATIONAL,
                statements=(MEASURING,),
                requests=(FROM_GEARS,),
                weight=Fraction(3, 2),
            ),
            Outcome(
                key=READ_DRAWING,
                kind=OutcomeKind.ABILITY,
                text="Читать чертёж детали",
                competence=CompetenceKey("ПК 1.1"),
                origin=Origin.STATE,
            ),
            Outcome(
                key=SET_UP,
                kind=OutcomeKind.PRACTICE_SKILL,
                text="Наладка станка с ЧПУ",
                competence=CompetenceKey("ПК 1.1"),
                origin=Origin.OCCUPATIONAL,
                statements=(SETTING,),
                requests=(FROM_PIPES,),
                weight=Fraction(9, 4),
            ),
            Outcome(
                key=CUT_PIPES,
                kind=OutcomeKind.PRACTICE_SKILL,
                text="Резка труб на линии",
                competence=CompetenceKey("ПК 2.1"),
                origin=Origin.EMPLOYER,
                requests=(OWN_OF_PIPES,),
                weight=Fraction(3, 4),
            ),
        ),
        gap=(
            GapLine(
                line=setting, answer=GapClass.COVERED, competence=CompetenceKey("ПК 1.1"), reason="gap.same_function"
            ),
            GapLine(
                line=measuring, answer=GapClass.DEEPEN, competence=CompetenceKey("ПК 1.1"), reason="gap.same_words"
            ),
            GapLine(
                line=own, answer=GapClass.NEW, competence=CompetenceKey("ПК 2.1"), reason="gap.no_state_competence"
            ),
        ),
    )


def _gap(line: DemandLine, answer: GapClass, competence: str, reason: str) -> GapLine:
    return GapLine(line=line, answer=answer, competence=CompetenceKey(competence), reason=reason)


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
