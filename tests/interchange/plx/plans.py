"""Small plans of our own invention, and plans by Hypothesis in the form that .plx can hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from remeslo.core.base.elements import AttestationForm
from remeslo.core.competence.standards import GeneralisedFunction, OccupationalStandard, WorkFunction
from remeslo.core.competence.studyplan import (
    Aspect,
    Control,
    EmbeddedStandard,
    Load,
    LoadKind,
    LoadUnit,
    PlanActivity,
    PlanBlock,
    PlanCompetence,
    PlanHead,
    PlanRow,
    RowKind,
    StandardLink,
    StudyPlan,
)

STANDARD = OccupationalStandard(
    code="40.999",
    title="Наладчик учебных примеров",
    registration_number="9999",
    order_number="999н",
    approved=date(2024, 5, 6),
    activity="Наладка примеров",
    purpose="Чтобы примеры работали",
    generalised=(
        GeneralisedFunction(
            code="A",
            name="Наладка простых примеров",
            level="3",
            job_titles=("Наладчик", "Старший наладчик"),
            functions=(
                WorkFunction(
                    code="A/01.3", name="Пуск примера", level="3", actions=("Включение",), skills=("Включать",)
                ),
                WorkFunction(code="A/02.3", name="Остановка примера", level="3", knowledge=("Порядок остановки",)),
            ),
        ),
        GeneralisedFunction(code="B", name="Ремонт примеров", level="4"),
    ),
)
EDITION = STANDARD.edition


def load(semester: int, kind: LoadKind, amount: str, name: str, unit: LoadUnit = LoadUnit.HOURS) -> Load:
    return Load(semester=semester, kind=kind, amount=Decimal(amount), name=name, unit=unit)


def small_plan() -> StudyPlan:
    """Two disciplines, an elective of two, a practice, a facultative row; every part of the value is used."""
    physics = (
        load(1, LoadKind.TOTAL, "72", "Итого часов"),
        load(1, LoadKind.LECTURE, "36", "Лекционные занятия"),
        load(1, LoadKind.SELF_STUDY, "36", "Самостоятельная работа"),
        load(1, LoadKind.CREDITS, "2", "ЗЕТ", LoadUnit.CREDITS),
        Load(
            semester=1,
            kind=LoadKind.LABORATORY,
            amount=Decimal("4.5"),
            name="Лабораторные занятия",
            aspect=Aspect.INTERACTIVE,
        ),
    )
    return StudyPlan(
        head=PlanHead(
            code="01.02.03",
            title="Примерное дело",
            profile="Примеры & образцы",
            qualification="бакалавр",
            level="Бакалавриат",
            form="Очная",
            years=4,
            months=0,
            start_year=2026,
            courses=4,
            hours_per_credit=Decimal(36),
            standard_number="77",
            standard_date=date(2020, 8, 7),
            approved=date(2026, 2, 3),
            approved_number="5",
            organisation="Институт примеров",
            faculty="Факультет образцов",
            department="Кафедра образцов",
            note="Примечание к плану",
        ),
        blocks=(
            PlanBlock(key="Б1", index="Б1", title="Дисциплины", credits_min=Decimal(1), credits_max=Decimal(240)),
            PlanBlock(key="Б1.В", index="Б1.В", title="Часть вуза", parent="Б1", part="вариативная"),
            PlanBlock(key="Б2", index="Б2", title="Практика", kind=RowKind.PRACTICE),
            PlanBlock(key="ФТД", index="ФТД", title="Факультативы", optional=True),
        ),
        rows=(
            PlanRow(
                key="Б1.01",
                index="Б1.01",
                title="Физика",
                kind=RowKind.DISCIPLINE,
                block="Б1",
                credits=Decimal(2),
                credits_fact=Decimal(2),
                hours=Decimal(72),
                hours_by_credits=Decimal(72),
                hours_to_study=Decimal(72),
                hours_per_credit=Decimal(36),
                variative=Decimal(18),
                loads=physics,
                controls=(
                    Control(semester=1, form=AttestationForm.EXAM, name="Экзамен"),
                    Control(semester=2, form=AttestationForm.OTHER, name="Контрольная работа", count=Decimal(2)),
                ),
                competences=("ПК-1", "УК-1.1"),
                department="Кафедра физики",
                part="Базовая",
            ),
            PlanRow(
                key="Б1.В.ДВ.01",
                index="Б1.В.ДВ.01",
                title="По выбору",
                kind=RowKind.CHOICE,
                block="Б1.В",
                part="Выборная",
            ),
            PlanRow(
                key="Б1.В.ДВ.01.01",
                index="Б1.В.ДВ.01.01",
                title="Оптика",
                kind=RowKind.DISCIPLINE,
                block="Б1.В",
                parent="Б1.В.ДВ.01",
                part="Выборная",
                credits=Decimal(3),
                hours=Decimal(108),
                competences=("ПК-1",),
            ),
            PlanRow(
                key="Б1.В.ДВ.01.02",
                index="Б1.В.ДВ.01.02",
                title="Акустика",
                kind=RowKind.DISCIPLINE,
                block="Б1.В",
                parent="Б1.В.ДВ.01",
                counted=False,
                part="Альтернативная",
                credits=Decimal(3),
                hours=Decimal(108),
                competences=("ПК-2",),
            ),
            PlanRow(
                key="Б2.01(У)",
                index="Б2.01(У)",
                title="Ознакомительная практика",
                kind=RowKind.PRACTICE,
                block="Б2",
                practice="Учебная практика",
                part="Базовая",
                dispersed=True,
                credits=Decimal(6),
                hours=Decimal(216),
                loads=(load(2, LoadKind.WEEKS, "4", "Недели", LoadUnit.WEEKS),),
                competences=("ПК-2",),
            ),
            PlanRow(
                key="ФТД.01",
                index="ФТД.01",
                title="Хор",
                kind=RowKind.DISCIPLINE,
                block="ФТД",
                optional=True,
                part="Базовая",
                credits=Decimal(1),
                hours=Decimal(36),
                competences=("УК-1",),
            ),
        ),
        competences=(
            PlanCompetence(key="УК-1", code="УК-1", title="Мыслить", category="Мышление"),
            PlanCompetence(key="УК-1.1", code="УК-1.1", title="Ставить вопрос", parent="УК-1"),
            PlanCompetence(key="ПК-1", code="ПК-1", title="Пускать примеры", activity="производственный"),
            PlanCompetence(key="ПК-2", code="ПК-2", title="Чинить примеры"),
        ),
        activities=(
            PlanActivity(key="производственный", title="производственный", main=True),
            PlanActivity(key="учебный", title="учебный", chosen=False),
        ),
        standards=(
            EmbeddedStandard(
                standard=STANDARD, group="СКВОЗНЫЕ", registered=date(2024, 6, 1), registered_number="7", revoked=True
            ),
        ),
        links=(
            StandardLink(competence="ПК-1", standard=EDITION, generalised="A", function="A/01.3"),
            StandardLink(competence="ПК-2", standard=EDITION, generalised="A"),
            StandardLink(competence="УК-1"),
        ),
    )


WORDS = st.lists(st.sampled_from(["Основы", "теории", "а&б", "<x>", "«кавычки»", '"', "7,5", "тест"]), min_size=1).map(
    lambda words: " ".join(words[:5])
)
AMOUNTS = st.one_of(st.integers(0, 500), st.integers(1, 999).map(lambda n: n / 2)).map(lambda n: Decimal(str(n)))
LOADS = st.builds(
    lambda semester, work, amount, aspect, session: Load(
        semester=semester,
        kind=work[0],
        name=work[1],
        unit=work[2],
        amount=amount if work[2] in (LoadUnit.HOURS, LoadUnit.CREDITS) else amount + 1,
        aspect=aspect,
        session=session,
    ),
    st.integers(0, 12),
    st.sampled_from(
        [
            (LoadKind.LECTURE, "Лекционные занятия", LoadUnit.HOURS),
            (LoadKind.TOTAL, "Итого часов", LoadUnit.HOURS),
            (LoadKind.CREDITS, "ЗЕТ", LoadUnit.CREDITS),
            (LoadKind.WEEKS, "Недели", LoadUnit.WEEKS),
            (LoadKind.WEEKS, "Недели", LoadUnit.DAYS),
            (LoadKind.OTHER, "Руководство", LoadUnit.HOURS),
            (LoadKind.CLASS, "Групповые занятия", LoadUnit.HOURS),
        ]
    ),
    AMOUNTS,
    st.sampled_from([a for a in Aspect if a is not Aspect.OTHER]),
    st.integers(0, 2),
)
CONTROLS = st.builds(
    lambda semester, form, count: Control(semester=semester, form=form[0], name=form[1], count=Decimal(count)),
    st.integers(1, 12),
    st.sampled_from(
        [
            (AttestationForm.EXAM, "Экзамен"),
            (AttestationForm.CREDIT, "Зачет"),
            (AttestationForm.GRADED_CREDIT, "Зачет с оценкой"),
            (AttestationForm.OTHER, "Эссе"),
            (AttestationForm.MODULE_EXAM, "Экзамен по модулю"),
        ]
    ),
    st.integers(1, 3),
)


@st.composite
def plans(draw: st.DrawFn) -> StudyPlan:
    """Plans as .plx holds them: keys are the indices, words are of «Планы» or of none."""
    competences = tuple(
        PlanCompetence(key=f"ПК-{n}", code=f"ПК-{n}", title=draw(WORDS), parent=None)
        for n in range(draw(st.integers(0, 3)))
    )
    rows = []
    for n in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(list(RowKind)))
        rows.append(
            PlanRow(
                key=f"Б1.{n}",
                index=f"Б1.{n}",
                title=draw(WORDS),
                kind=kind,
                block=draw(st.sampled_from([None, "Б1", "Б1.В"])),
                parent=draw(st.sampled_from([None, *(r.key for r in rows)])),
                counted=draw(st.booleans()),
                optional=draw(st.booleans()),
                credits=draw(st.none() | AMOUNTS),
                hours=draw(st.none() | AMOUNTS),
                loads=tuple(draw(st.lists(LOADS, max_size=6))),
                controls=tuple(draw(st.lists(CONTROLS, max_size=3))),
                competences=tuple(c.key for c in draw(st.permutations(competences))[: draw(st.integers(0, 3))]),
                department=draw(st.sampled_from(["", "Кафедра 1", "Кафедра 2"])),
                dispersed=draw(st.booleans()),
                without_credits=draw(st.booleans()),
            )
        )
    return StudyPlan(
        head=PlanHead(code="01.02.03", title=draw(WORDS), profile=draw(st.just("") | WORDS), start_year=2026),
        blocks=(
            PlanBlock(key="Б1", index="Б1", title=draw(WORDS)),
            PlanBlock(key="Б1.В", index="Б1.В", title="", parent="Б1", part="вариативная"),
        ),
        rows=tuple(rows),
        competences=competences,
    )
