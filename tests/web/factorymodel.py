"""What the small programme of `factories` is made from: its cluster, standard, cards and graduate model; invented."""

from datetime import date
from fractions import Fraction

from remeslo.core.base.keys import (
    CompetenceKey,
    DemandKey,
    OrganisationKey,
    OutcomeKey,
    ProgrammeKey,
    StatementKey,
)
from remeslo.core.competence.demand import DemandCard, Headcount, Requirement
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
from remeslo.core.line.cluster import Cluster
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
