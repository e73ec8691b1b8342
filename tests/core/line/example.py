"""A cluster small enough to trace by hand: two employers, one work function, one own wording, two elements."""

from datetime import date
from fractions import Fraction

from remeslo.core.base.calendar import YearLayout, academic_calendar
from remeslo.core.base.elements import ElementKind
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
from remeslo.core.competence.standards import GeneralisedFunction, OccupationalStandard, WorkFunction
from remeslo.core.competence.statestandard import EntryBase, OutcomeKind, ProgrammeKind
from remeslo.core.curriculum.problem import TermElement, TermProblem
from remeslo.core.curriculum.result import Status, TermPlan, TermResult
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.outcome import LineOutcome, ProgrammeOutcome
from remeslo.core.network.resources import Organisation, OrganisationRole

P = ProgrammeKey("turner")
PLANT, MILL = OrganisationKey("plant"), OrganisationKey("mill")
STANDARD = OccupationalStandard(
    code="40.901",
    title="Токарь",
    registration_number="1",
    order_number="1н",
    approved=date(2024, 2, 1),
    generalised=(
        GeneralisedFunction(
            code="A",
            name="Обработка",
            level="2",
            functions=(WorkFunction(code="A/01.2", name="Точить валы", level="2", actions=("Установить заготовку",)),),
        ),
    ),
)
FUNCTION = StatementKey("40.901@1н-2024-02-01:A/01.2")
ASKED_BY_PLANT = RequestRef(DemandKey("card-plant"), 1, PLANT)
ASKED_BY_MILL = RequestRef(DemandKey("card-mill"), 1, MILL)
OWN_OF_MILL = RequestRef(DemandKey("card-mill"), 2, MILL)


def cluster() -> Cluster:
    """Two employers with a card each."""
    return Cluster(
        key="tiny",
        name="Крошечный",
        industry="машиностроение",
        region="—",
        day=date(2026, 9, 1),
        start_year=2026,
        organisations=(
            Organisation(key=PLANT, name="Завод", role=OrganisationRole.ANCHOR_EMPLOYER),
            Organisation(key=MILL, name="Фабрика", role=OrganisationRole.PARTNER_EMPLOYER),
        ),
        standards=(STANDARD,),
        demand=(
            _card("card-plant", PLANT, Requirement(number=1, functions=("40.901/A/01.2",))),
            _card(
                "card-mill",
                MILL,
                Requirement(number=1, text="точить валы"),
                Requirement(number=2, text="вести журнал смены"),
            ),
        ),
    )


def _card(key: str, employer: OrganisationKey, *requirements: Requirement) -> DemandCard:
    return DemandCard(
        key=DemandKey(key),
        employer=employer,
        job="токарь",
        headcount=(Headcount(year=2028, people=5),),
        deadline=date(2028, 7, 1),
        requirements=requirements,
    )


def outcome() -> LineOutcome:
    """A programme of three outcomes in two elements over three weeks."""
    return LineOutcome(
        cluster="tiny",
        programmes=(
            ProgrammeOutcome(
                key=P,
                design=_design(),
                problem=TermProblem(P, academic_calendar(2026, (YearLayout(),)), _term_elements()),
                result=TermResult(
                    Status.OPTIMAL,
                    TermPlan({ElementKey("МДК.01.01"): {0: 4, 1: 4}, ElementKey("УП.01"): {2: 36}}),
                    weeks=3,
                    bound=3,
                ),
            ),
        ),
    )


def _term_elements() -> tuple[TermElement, ...]:
    return tuple(
        TermElement(
            key=e.index,
            title=e.title,
            kind=e.kind,
            hours_min=e.hours_min,
            hours_wanted=e.hours_min,
            hours_max=e.hours_max,
        )
        for e in _design().elements
    )


def _design() -> ProgrammeDesign:
    turning, journal = CompetenceKey("ПК 1.1"), CompetenceKey("ПК 2.1")
    return ProgrammeDesign(
        key=P,
        title="Токарь",
        state_standard="15.01.00",
        kind=ProgrammeKind.WORKER,
        base=EntryBase.BASIC_GENERAL,
        qualification="токарь",
        norms="ru-spo-worker-2021",
        model=GraduateModel(
            programme=P,
            competences=(
                Competence(key=turning, title="Точить", origin=Origin.STATE, module="ПМ.01", functions=(FUNCTION,)),
                Competence(key=journal, title="Вести журнал", origin=Origin.EMPLOYER, module="ПМ.02"),
            ),
            outcomes=(
                Outcome(
                    key=OutcomeKey("З 1.1.01"),
                    kind=OutcomeKind.KNOWLEDGE,
                    text="устройство станка",
                    competence=turning,
                    origin=Origin.STATE,
                ),
                Outcome(
                    key=OutcomeKey("Н 1.1.01"),
                    kind=OutcomeKind.PRACTICE_SKILL,
                    text="установить заготовку",
                    competence=turning,
                    origin=Origin.OCCUPATIONAL,
                    statements=(StatementKey(f"{FUNCTION}#LA1"),),
                    requests=(ASKED_BY_PLANT, ASKED_BY_MILL),
                    weight=Fraction(2),
                ),
                Outcome(
                    key=OutcomeKey("У 2.1.01"),
                    kind=OutcomeKind.ABILITY,
                    text="вести журнал смены",
                    competence=journal,
                    origin=Origin.EMPLOYER,
                    requests=(OWN_OF_MILL,),
                    weight=Fraction(1),
                ),
            ),
            gap=(
                _gap(FUNCTION, GapClass.DEEPEN, turning, ASKED_BY_PLANT, ASKED_BY_MILL),
                _gap(None, GapClass.NEW, journal, OWN_OF_MILL),
            ),
        ),
        elements=(
            DesignElement(
                index=ElementKey("МДК.01.01"),
                title="Технология точения",
                kind=ElementKind.THEORY,
                cycle="П",
                module="ПМ.01",
                hours_min=8,
                hours_wanted=8,
                hours_max=8,
                mandatory_min=8,
                weight=Fraction(1),
                first=(OutcomeKey("З 1.1.01"), OutcomeKey("У 2.1.01")),
                shares=(
                    HourShare(OutcomeKey("З 1.1.01"), Fraction(1)),
                    HourShare(OutcomeKey("У 2.1.01"), Fraction(1)),
                ),
            ),
            DesignElement(
                index=ElementKey("УП.01"),
                title="Учебная практика",
                kind=ElementKind.TRAINING_PRACTICE,
                cycle="П",
                module="ПМ.01",
                hours_min=36,
                hours_wanted=36,
                hours_max=36,
                mandatory_min=36,
                weight=Fraction(1),
                first=(OutcomeKey("Н 1.1.01"),),
                shares=(HourShare(OutcomeKey("Н 1.1.01"), Fraction(1)),),
            ),
        ),
        total_hours=None,
    )


def _gap(function: StatementKey | None, answer: GapClass, competence: CompetenceKey, *refs: RequestRef) -> GapLine:
    line = DemandLine(
        key=function or f"own:{refs[0].card}/{refs[0].number}",
        text="точить валы" if function else "вести журнал смены",
        function=function,
        statements=(function,) if function else (),
        requests=refs,
        weight=Fraction(1),
        people=5,
        proficiency=2,
    )
    return GapLine(line=line, answer=answer, competence=competence, reason="gap.same_function")
