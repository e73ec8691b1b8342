"""A small cluster in the database, and people of every role."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from tests.web import held

from remeslo.core.base.calendar import YearLayout
from remeslo.core.base.elements import AttestationForm, AttestationMark, ElementKind
from remeslo.core.competence.demand import DemandCard, Headcount, Requirement
from remeslo.core.competence.outline import OutlineElement, ProgrammeOutline
from remeslo.core.competence.standards import GeneralisedFunction, OccupationalStandard, WorkFunction
from remeslo.core.competence.statestandard import (
    Activity,
    EntryBase,
    OutcomeKind,
    ProgrammeKind,
    StateCompetence,
    StateOutcome,
    StateStandard,
)
from remeslo.core.curriculum.norms import Norm, NormPack, NormValue
from remeslo.core.line.cluster import Cluster, StudentGroup
from remeslo.core.network.resources import Organisation, OrganisationRole, Site, Workshop
from remeslo.core.staffing.people import StaffMember, StaffRole

WELDING = OccupationalStandard(
    code="99.002",
    title="Сварщик (учебный пример)",
    registration_number="2",
    order_number="12н",
    approved=date(2024, 2, 1),
    activity="Сварка",
    generalised=(
        GeneralisedFunction(
            code="A",
            name="Сварка простых конструкций",
            level="2",
            functions=(
                WorkFunction(
                    code="A/01.2",
                    name="Ручная дуговая сварка труб",
                    level="2",
                    actions=("Подготовка кромок", "Сварка корня шва"),
                    skills=("Читать чертёж сварного узла",),
                    knowledge=("Свойства сталей", "Виды дефектов шва"),
                ),
                WorkFunction(code="A/02.2", name="Контроль сварного шва", level="2", skills=("Измерять шов",)),
            ),
        ),
    ),
)

STATE = StateStandard(
    code="15.01.99",
    title="Сварщик",
    kind=ProgrammeKind.WORKER,
    order_number="77",
    approved=date(2024, 4, 1),
    qualification="сварщик",
    activities=(
        Activity(
            number=1,
            title="Сварка",
            competences=(
                StateCompetence(
                    code="ПК 1.1",
                    title="Выполнять дуговую сварку",
                    functions=("99.002/A/01.2",),
                    outcomes=(StateOutcome(OutcomeKind.ABILITY, "Подготавливать кромки"),),
                ),
            ),
        ),
    ),
    general=(StateCompetence(code="ОК 01", title="Выбирать способы решения задач"),),
)

TURBINES_CARD = DemandCard(
    key="card-turbines",
    employer="turbines",
    job="Сварщик ёмкостей",
    headcount=(Headcount(year=2028, people=6), Headcount(year=2029, people=4)),
    deadline=date(2028, 7, 1),
    requirements=(
        Requirement(number=1, text="Варить трубы высокого давления", functions=("99.002/A/01.2",), criticality=3),
        Requirement(number=2, text="ТАЙНОЕ требование завода турбин", proficiency=3),
    ),
    equipment=("Источник питания 400 А",),
    note="Заметка завода турбин",
)
VALVES_CARD = DemandCard(
    key="card-valves",
    employer="valves",
    job="Контролёр сварки",
    headcount=(Headcount(year=2028, people=3),),
    deadline=date(2028, 9, 1),
    requirements=(Requirement(number=1, text="Контролировать швы арматуры"),),
)


def small_cluster() -> Cluster:
    """Two employers (one with a corporate university), two colleges, every kind of thing once or twice."""
    return Cluster(
        key="small",
        name="Малый кластер",
        industry="Машиностроение",
        region="Выдуманный край",
        day=date(2026, 9, 1),
        start_year=2026,
        layout=YearLayout(autumn=16, winter=2, spring=24),
        illustrative=True,
        organisations=(
            Organisation(key="base", name="Базовый колледж", role=OrganisationRole.BASE_COLLEGE, settlement="Город"),
            Organisation(key="net", name="Сетевой колледж", role=OrganisationRole.NETWORK_COLLEGE),
            # before its parent: the order of a folder is kept, and says nothing
            Organisation(
                key="turbines-cu",
                name="Университет завода турбин",
                role=OrganisationRole.CORPORATE_UNIVERSITY,
                parent="turbines",
            ),
            Organisation(key="turbines", name="Завод турбин", role=OrganisationRole.ANCHOR_EMPLOYER),
            Organisation(key="valves", name="Арматурный завод", role=OrganisationRole.PARTNER_EMPLOYER),
        ),
        sites=(Site(key="s2", organisation="net", name="Корпус"), Site(key="s1", organisation="base", name="Ресурс")),
        workshops=(
            Workshop(key="w1", site="s1", name="Сварочная", places=12, equipment=("Пост", "Тренажёр"), shared=True),
            Workshop(key="w2", site="s2", name="Слесарная", places=8),
        ),
        staff=(
            StaffMember(key="p1", organisation="base", name="Ёлкин Пётр", role=StaffRole.MASTER, subjects=("Сварка",)),
            StaffMember(key="p2", organisation="net", name="Ким Анна", role=StaffRole.TEACHER, weekly_hours=20),
        ),
        groups=(StudentGroup(key="СВ-26", organisation="base", programme="welder", start_year=2026, size=24),),
        standards=(WELDING,),
        state_standards=(STATE,),
        demand=(TURBINES_CARD, VALVES_CARD),
        programmes=(
            ProgrammeOutline(
                key="welder",
                title="Сварщик",
                state_standard="15.01.99",
                base=EntryBase.BASIC_GENERAL,
                qualification="сварщик",
                norms="test-pack",
                occupational_standards=("99.002",),
                elements=(
                    OutlineElement(
                        index="ООД.01",
                        title="Русский язык",
                        kind=ElementKind.SCHOOL,
                        cycle="ООД",
                        hours_min=72,
                        hours_max=72,
                        attestations=(AttestationMark(AttestationForm.EXAM),),
                        semester_hours=((1, 34), (2, 38)),
                    ),
                ),
            ),
        ),
        norms={
            "test-pack": NormPack(
                key="test-pack",
                title_ru="Проверочные нормы",
                title_en="Test norms",
                country="ru",
                norms={
                    "week_max_hours": Norm(
                        key="week_max_hours",
                        unit="academic_hour",
                        title_ru="Часов в неделю",
                        title_en="Hours a week",
                        values=(NormValue(date(2020, 1, 1), Decimal("36"), "пример", False),),
                    )
                },
            )
        },
    )


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """What a file's tests share is taken back before one that commits."""
    held.begin(item)


@pytest.fixture(scope="module")
def held_cluster(request: pytest.FixtureRequest) -> Iterator[Callable[[], Any]]:
    """The small cluster, loaded once a file."""
    from remeslo.web.apps.registry.services import load_cluster

    yield from held.held(request, lambda: load_cluster(small_cluster(), by=None))


@pytest.fixture
def cluster(held_cluster: Callable[[], Any], db: None) -> Any:
    """The small cluster, loaded."""
    return held_cluster()


@pytest.fixture
def person(db: None) -> Callable[..., Any]:
    """Makes a person with a role in a cluster, for an organisation of it."""
    from remeslo.web.apps.common.models import Membership, User

    def make(role: str | None = None, *, cluster: Any = None, organisation: str | None = None, name: str = "") -> Any:
        username = name or f"{role or 'stranger'}-{organisation or 'none'}-{User.objects.count()}"
        user = User.objects.create(username=username, name=username)
        if role:
            row = cluster.organisations.get(key=organisation) if organisation else None
            Membership.objects.create(cluster=cluster, user=user, role=role, organisation=row)
        return user

    return make


@pytest.fixture
def signed_in(person: Callable[..., Any]) -> Callable[..., Client]:
    """A browser of a person with a role; ``user`` hangs on it."""

    def make(role: str | None = None, *, language: str = "en", **kwargs: Any) -> Client:
        client = Client(headers={"accept-language": language})
        client.user = person(role, **kwargs)  # type: ignore[attr-defined]
        client.force_login(client.user)  # type: ignore[attr-defined]
        return client

    return make


@pytest.fixture
def other_cluster(db: None) -> Any:
    """Another cluster, with other people's data."""
    from dataclasses import replace

    from remeslo.web.apps.registry.services import load_cluster

    return load_cluster(replace(small_cluster(), key="other", name="Чужой кластер"), by=None)
