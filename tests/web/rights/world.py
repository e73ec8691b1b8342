"""
A small world with one of every thing, each with words in it that only its owners may read.

Two colleges lend each other a workshop, two enterprises ask for people; one programme is planned, a year is shared out,
a semester is announced, facts and money are there, a working group sits, a learner has a plan. Beside it stands another
cluster, whose administrator is the stranger.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.web import factories
from tests.web.conftest import small_cluster
from tests.web.factorymodel import TURNING
from tests.web.network.house import shared
from tests.web.staffplans.house import load

from remeslo.core.competence.demand import DemandCard, Requirement
from remeslo.core.competence.statestandard import EntryBase, TermOption
from remeslo.core.staffing.mentorship import Mentorship, Trainee
from remeslo.core.staffing.people import StaffMember, StaffRole

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
SEMESTER = "2026-1"

SECRETS = {
    "request": "ТАЙНА-ЗАКАЗА",
    "price": "765432",
    "learner": "ТАЙНА-ИМЕНИ",
    "person": "ТАЙНА-БУМАГИ",
    "fact": "L-TAINA",
    "evidence": "taina-file",
    "mentor": "T-TAINA",
    "plan": "Д-907",
    "agreement": "876543",
    "word": "ТАЙНА-СЛОВА",
    "decision": "ТАЙНА-РЕШЕНИЯ",
    "clawback": "ТАЙНА-ВОЗВРАТА",
    "check": "ТАЙНА-ПРОВЕРКИ",
    "report": "ТАЙНА-ОТЧЁТА",
    "remark": "ТАЙНА-ЗАМЕЧАНИЯ",
    "framework": "ТАЙНА-РАМКИ",
    "used": "ТАЙНА-ДНЕЙ",
    "outage": "ТАЙНА-ПОЛОМКИ",
    "assignment": "ТАЙНА-РАССТАНОВКИ",
    "hold": "ТАЙНА-ДЕЛА",
}
"""Marks in the owner's data; no page, part or export may show one to somebody whose table's row does not name it."""


@dataclass(frozen=True)
class World:
    """The cluster, and the key of each thing by the name of its place in addresses."""

    cluster: Any
    other: Any
    things: dict[str, Any]


def _value() -> Any:
    value = shared()
    pipes, gears = value.demand
    hidden = Requirement(number=3, text=f"{SECRETS['request']} трубного двора", proficiency=3)
    card: DemandCard = replace(pipes, requirements=(*pipes.requirements, hidden), note=f"{SECRETS['request']} заметка")
    mentor = StaffMember(key="n1", organisation="pipes", name="Наставников Олег", role=StaffRole.MENTOR)
    papers = tuple(replace(q, document=f"{SECRETS['person']} {q.key}") for q in value.qualifications)
    trainee = Trainee(key=SECRETS["mentor"])
    quotas = tuple(replace(q, price=Decimal(SECRETS["price"])) for q in value.quotas)
    terms = (TermOption(base=EntryBase.SECONDARY_GENERAL, months=10, total_hours=1476),)
    state = replace(value.state_standards[0], terms=terms, min_final_attestation=36, min_practice=216)
    return replace(
        value,
        state_standards=(state,),
        programmes=tuple(replace(p, norms="test-pack") for p in value.programmes),
        norms={**value.norms, **small_cluster().norms},
        demand=(card, gears),
        staff=(*value.staff, mentor),
        qualifications=papers,
        quotas=quotas,
        mentorships=(
            Mentorship(
                key="ms-1",
                mentor="n1",
                trainees=(trainee,),
                first=date(2026, 9, 1),
                last=date(2027, 6, 30),
            ),
        ),
    )


@contextmanager
def standing() -> Iterator[World]:
    """The world in a transaction that is taken back; matching by words: the optional encoder takes seconds to load."""
    from django.db import transaction

    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr("remeslo.web.apps.studio.snapshot.desks._encoder", lambda: None)
        yield build()
        transaction.set_rollback(True)


def build() -> World:
    """Everything, in the database of the test."""
    from tests.web.rights import courses, further, plans
    from tests.web.rights.badges import badges
    from tests.web.rights.doors import doors
    from tests.web.rights.figures import figures
    from tests.web.rights.hooks import hooks
    from tests.web.rights.meetings import meetings
    from tests.web.rights.money import money
    from tests.web.rights.shelf import shelf

    from remeslo.web.apps.common.models import User
    from remeslo.web.apps.registry.services import load_cluster

    cluster = load(_value())
    other = load_cluster(small_cluster(), by=None)
    things: dict[str, Any] = {"cluster": cluster.key}
    admin = User.objects.create(username="world", name="Мир")
    for part in (
        _facts,
        _money,
        *plans.PARTS,
        _weeks,
        _table,
        *courses.PARTS,
        plans.runs,
        _uploads,
        _steps,
        _papers,
        _meeting,
        _others,
        hooks,
        doors,
        badges,
        *further.PARTS,
        shelf,
        meetings,
        money,
        figures,
    ):
        part(cluster, admin, things)
    return World(cluster, other, things)


def person(world: World, who: str) -> Any:
    """
    Somebody with a role, made once.

    ``methodist@college``, ``teacher@college/t1``, ``administrator``; ``ministry_official!region:NAME``,
    ``ministry_official!country`` with a mandate over many clusters; ``stranger``.
    """
    from remeslo.web.apps.common.models import Membership, User

    user, made = User.objects.get_or_create(username=who, defaults={"name": who})
    if made and who == "stranger":
        Membership.objects.create(cluster=world.other, user=user, role="administrator")
    elif made and "!" in who:
        role, _mark, over = who.partition("!")
        realm, _colon, node = over.partition(":")
        Membership.objects.create(user=user, role=role, realm=realm, node=node)
    elif made:
        role, _at, rest = who.partition("@")
        house, _slash, staff = rest.partition("/")
        row = world.cluster.organisations.get(key=house) if house else None
        Membership.objects.create(cluster=world.cluster, user=user, role=role, organisation=row, person=staff)
    return User.objects.get(pk=user.pk)


_ADMITTED = {
    "programme": "mach-operator",
    "college": "college",
    "project": True,
    "programme_project": True,
    "planned_end": date(2028, 6, 30),
}


def _facts(cluster: Any, admin: Any, things: dict[str, Any]) -> None:
    from remeslo.web.apps.results.models import Learner
    from remeslo.web.apps.results.services.evidence import keep_evidence
    from remeslo.web.apps.results.services.recording import Said, record_fact

    houses = {o.key: o for o in cluster.organisations.all()}
    subject = SECRETS["fact"]
    Learner.objects.create(cluster=cluster, key=subject, name=SECRETS["learner"], college=houses["college"])
    paper = f"%PDF-1.4 {SECRETS['evidence']}".encode()
    file = keep_evidence(cluster, f"{SECRETS['evidence']}.pdf", paper, owner=houses["college"], by=None, at=NOW)
    things["sha256"] = file.sha256
    facts = (
        ("admission", _ADMITTED, None),
        ("practice", {"element": "ПП.01", "employer": "pipes", "hours": 72}, "pipes"),
        ("practice", {"element": "УП.01", "employer": "pipes", "hours": 36}, "pipes"),
    )
    for kind, values, other in facts:
        row = record_fact(
            cluster,
            Said(kind=kind, subject=subject, on=date(2026, 6, 1), values=values, evidence=(file.reference,)),
            speaker=houses["college"],
            other=houses[other] if other else None,
            college=houses["college"],
            by=None,
            at=datetime.now(UTC),
        )
        things[f"fact:{kind}"] = row.key


def _money(cluster: Any, admin: Any, things: dict[str, Any]) -> None:
    from tests.web.funding.conftest import small_pack

    from remeslo.web.apps.funding.packs import pack_of
    from remeslo.web.apps.funding.services.writing import take_builtin

    take_builtin(cluster, small_pack(), by=None, publish=True)
    assert pack_of(cluster, "small-rules") is not None
    things["pack"] = "small-rules"


def _weeks(cluster: Any, admin: Any, things: dict[str, Any]) -> None:
    from tests.web.timetables.semester import FIRST, announce, lesson, problem, save

    from remeslo.core.line.weekly.lesson import LessonRoom, Person, Slot

    weeks = tuple(FIRST + timedelta(weeks=n) for n in range(4))
    here = replace(
        problem(),
        key=cluster.key,
        lessons=(
            replace(
                lesson("maths#1", "Математика", "ОС-26", "t1", ("r1",), weeks=weeks),
                programme="mach-operator",
                organisation="college",
                size=12,
            ),
            replace(
                lesson("shop#1", "Практика в цехе", "Т-26", "n1", ("shop",), weeks=weeks),
                programme="mach-operator",
                organisation="guests",
                size=10,
            ),
        ),
        rooms=(
            LessonRoom(key="r1", site="home", title="Аудитория 1", seats=30),
            LessonRoom(key="shop", site="plant", title="Участок", seats=30),
        ),
        people=(Person(key="t1"), Person(key="n1")),
        minutes={},
    )
    save(cluster, {"maths#1": Slot(0, 1, "r1"), "shop#1": Slot(1, 1, "shop")}, asked=here)
    announce(cluster)
    things["semester"] = SEMESTER


def _table(cluster: Any, admin: Any, things: dict[str, Any]) -> None:
    from remeslo.core.competence.studio.place import read_place
    from remeslo.web.apps.common.models import Membership, User, VersionedDocument
    from remeslo.web.apps.studio.enums import RemarkKind
    from remeslo.web.apps.studio.services.proposals import propose
    from remeslo.web.apps.studio.services.remarks import remark
    from remeslo.web.apps.studio.services.tables import open_table
    from remeslo.web.apps.studio.services.writing import Wanted

    document = VersionedDocument.objects.get(cluster=cluster, kind="outline", key="mach-operator")
    college, pipes = cluster.organisations.get(key="college"), cluster.organisations.get(key="pipes")
    made = User.objects.create(username="methodist@college", name="methodist@college")
    Membership.objects.create(cluster=cluster, user=made, role="methodist", organisation=college)
    head = User.objects.create(username="employer@pipes", name="employer@pipes")
    Membership.objects.create(cluster=cluster, user=head, role="employer", organisation=pipes)
    table = open_table(document, by=made, at=NOW, head=head, head_organisation=pipes)
    place = read_place(f"request:{factories.CARD_PIPES}/3")
    remark(table, made, place, "Хватит ли этого?", at=NOW, kind=RemarkKind.COMMENT)
    propose(table, made, "Взять словами заказчика", [Wanted(place, {"decision": "own"})], at=NOW)
    things["sign_place"], things["head"] = f"employer:{pipes.pk}", head.pk
    things["remark"] = table.remarks.get().pk
    things["proposal"] = table.proposals.get().pk


def _uploads(cluster: Any, admin: Any, things: dict[str, Any]) -> None:
    """A file of each kind that the owner has read in and not decided on."""
    from remeslo.interchange.cardsheet import CardSheet
    from remeslo.interchange.cardsheet.reader import CardCounts
    from remeslo.web.apps.common.models import User
    from remeslo.web.apps.demand.services import keep_sheet
    from remeslo.web.apps.timetables.enums import FeedKind
    from remeslo.web.apps.timetables.services.sharing import share, token_of

    owner = User.objects.get(username="methodist@college")
    feed = share(cluster, FeedKind.TEACHER, "t1", language="ru", by=owner, at=NOW)
    things["token"] = token_of(feed.nonce)
    things["feed"] = feed.pk
    things["token_row"] = _own_token(cluster)
    things["cards"] = keep_sheet(
        cluster, CardSheet((), CardCounts(**{f.name: 0 for f in fields(CardCounts)}), ()), by=owner
    ).pk


def _steps(cluster: Any, admin: Any, things: dict[str, Any]) -> None:
    """A course taken and certified, another one offered."""
    from remeslo.core.staffing.upskill.steps import StepAct
    from remeslo.web.apps.staffing.models import AbsenceRow, QualificationRow, SessionRow
    from remeslo.web.apps.staffing.services.certifying import certify
    from remeslo.web.apps.staffing.services.steps import move, offer

    session = SessionRow.objects.get(cluster=cluster, key="s-line")
    late = SessionRow.objects.get(cluster=cluster, key="s-late")
    who = cluster.staff.select_related("organisation", "cluster")
    day = date(2026, 9, 2)
    step = offer(who.get(key="m1"), session, by=None, at=NOW, on=day, why="УП.02")
    move(step, StepAct.ACCEPT, by=None, at=NOW, on=day)
    move(step, StepAct.CARRY_OUT, by=None, at=NOW, on=date(2026, 9, 11))
    made = certify(step, number="ЗТ-1", signed_by="Директор", by=None, at=NOW, on=date(2026, 9, 12))
    things["certificate"], things["certified"] = made.pk, step.pk
    things["step"] = offer(who.get(key="m2"), late, by=None, at=NOW, on=day, why="УП.02").pk
    things["paper"] = QualificationRow.objects.filter(cluster=cluster, certificate=None).first().pk
    absence = AbsenceRow.objects.filter(cluster=cluster).first()
    things["absence"] = absence.pk if absence else 0


def _papers(cluster: Any, admin: Any, things: dict[str, Any]) -> None:
    """An agreement between the college and the enterprise, being written."""
    from tests.core.agreements.papers import payment, signatory

    from remeslo.core.agreements.agreement import Agreement, Party
    from remeslo.core.agreements.kinds import AgreementKey, AgreementKind, PartyKey
    from remeslo.web.apps.agreements.services import drafting

    sides = ("pipes", "college")
    value = Agreement(
        key=AgreementKey("П-1"),
        kind=AgreementKind.PARTNERSHIP,
        title="Станки для мастерской",
        parties=tuple(Party(key=PartyKey(s), organisation=s) for s in sides),
        signatories=tuple(signatory(s) for s in sides),
        first=date(2026, 9, 1),
        until=date(2027, 9, 1),
        clauses=(payment("1", "pipes", f"{SECRETS['agreement']}.00"),),
    )
    drafting.create(cluster, value, by=admin, at=NOW)
    things["agreement"] = "П-1"


def _meeting(cluster: Any, admin: Any, things: dict[str, Any]) -> None:
    """A round table being prepared."""
    from remeslo.web.apps.dialogue.enums import MeetingKind
    from remeslo.web.apps.dialogue.services.meetings import Wanted, make_meeting

    wanted = Wanted(kind=MeetingKind.ROUND_TABLE, title="Круглый стол", starts_at=NOW, place="Колледж")
    things["meeting"] = make_meeting(cluster, wanted, by=None, at=NOW).number


def _others(cluster: Any, admin: Any, things: dict[str, Any]) -> None:
    things["card"] = str(factories.CARD_PIPES)
    things["programme"] = "mach-operator"
    things["standard"] = TURNING.edition
    things["state"] = cluster.documents.get(kind="state_standard").key
    things["norms"] = "test-pack"
    things["membership"] = cluster.memberships.order_by("id").first().pk


def _own_token(cluster: Any) -> int:
    from django.utils import timezone

    from remeslo.web.api.services.tokens import make_token
    from remeslo.web.apps.common.models import User

    owner = User.objects.get(username="employer@pipes")
    return make_token(owner, name="ERP", scopes=["demand:read"], days=30, at=timezone.now())[0].pk


def browser_of(who: str) -> Any:
    """A browser, in English, of somebody who was made before."""
    from django.test import Client

    from remeslo.web.apps.common.models import User

    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(username=who))
    return client
