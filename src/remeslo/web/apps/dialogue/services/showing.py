"""A round table of the past for looking around: invented, in our own words, marked as such."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate

from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.common.models import Cluster, Membership, User
from remeslo.web.apps.dialogue.enums import Answer, Capacity, EventKind, MeetingKind, Opinion
from remeslo.web.apps.dialogue.models import Meeting
from remeslo.web.apps.dialogue.services import agenda, deciding, meetings, minuting, people, talking, voting

AGO: Final = timedelta(days=75)
POINTS: Final = (
    ("Сколько выпускников ждут предприятия", "Учебный пример. Сводка запросов и наборов."),
    ("Мастерские для соседних колледжей", "Учебный пример. Кто и в какие дни может их занимать."),
    ("Наставники на рабочих местах", "Учебный пример."),
)
HEARD: Final = (
    "Предприятия назвали потребность на два года. Договорились сверять её с наборами каждую осень.",
    "Ресурсный центр готов открыть мастерскую по субботам, если колледжи пришлют мастеров.",
    "Список наставников неполон.",
)


@transaction.atomic
def show_meeting(cluster: Cluster, *, at: datetime) -> Meeting | None:
    """The round table with two decisions, one of them carried out; nothing where the people for it are not there."""
    found = _people(cluster)
    if not {Role.CLUSTER_MANAGER, Role.METHODIST, Role.DEPUTY_DIRECTOR, Role.EMPLOYER} <= set(found):
        return None
    manager, writer = found[Role.CLUSTER_MANAGER].user, found[Role.METHODIST].user
    chair, employer = found[Role.DEPUTY_DIRECTOR], found[Role.EMPLOYER]
    if chair.organisation is None or employer.organisation is None:
        return None
    then = at - AGO
    wanted = meetings.Wanted(
        kind=MeetingKind.ROUND_TABLE,
        title="Открытый диалог с бизнесом (учебный пример)",
        starts_at=then,
        place="Ресурсный центр",
        goal="Учебный пример: чего ждут предприятия и что могут колледжи.",
    )
    row = meetings.make_meeting(cluster, wanted, by=manager, at=then - timedelta(days=20), illustrative=True)
    items = [agenda.add_own(row, title, note, by=manager, at=then) for title, note in POINTS]
    people.invite(row, found.values(), by=manager, at=then)
    for capacity, user in ((Capacity.CHAIR, chair.user), (Capacity.SECRETARY, writer)):
        people.name_officer(row, capacity, row.seats.get(user=user).pk, by=manager)
    meetings.call(row, by=manager)
    for m in found.values():
        people.answer(row, Answer.COMING, by=m.user, at=then)
    meetings.open_meeting(row, by=manager)
    for seat in row.seats.all():
        people.mark(row, seat.pk, True, by=writer)
    talking.say(
        cluster,
        items[1].thread,
        "Учебный пример: по субботам станки свободны.",
        owners=(),
        by=employer.user,
        at=then,
        meeting=row,
    )
    _decide(row, items[1].pk, [chair.user, employer.user], chair, then, manager)
    second = deciding.Wanted(
        text="Сверить потребность предприятий с наборами (учебный пример)",
        owner=employer.organisation,
        due=localdate(at) + timedelta(days=30),
        user=employer.user,
        item=items[0].pk,
    )
    deciding.decide(row, second, by=manager, at=then)
    for item, heard in zip(items, HEARD, strict=True):
        minuting.write_heard(row, item.pk, heard, seen=0, postponed=item is items[2], by=writer)
    meetings.close_meeting(row, by=manager)
    version = minuting.fix(row, by=writer, at=then)
    for user in (chair.user, writer):
        minuting.sign(row, version.sha256, by=user, at=then + timedelta(days=1))
    return row


def _decide(row: Meeting, item: int, voters: list[User], owner: Membership, then: datetime, manager: User) -> None:
    """The proposal that was accepted, and its decision carried out."""
    text = "Открывать мастерскую по субботам для сетевых колледжей (учебный пример)"
    proposal = voting.put(row, text, item_id=item, by=voters[0], at=then)
    voting.open_vote(row, proposal.number, by=manager)
    for user in voters:
        voting.vote(row, proposal.number, Opinion.FOR, by=user, at=then)
    voting.close_vote(row, proposal.number, by=manager, at=then)
    assert owner.organisation is not None
    due = localdate(then) + timedelta(days=30)
    wanted = deciding.Wanted(text=text, owner=owner.organisation, due=due, user=owner.user, proposal=proposal.pk)
    decision = deciding.decide(row, wanted, by=manager, at=then)
    deciding.follow(
        decision,
        EventKind.DONE,
        text="Учебный пример: субботние часы внесены в часы работы мастерской.",
        by=owner.user,
        at=then + timedelta(days=21),
    )


def _people(cluster: Cluster) -> dict[Role, Membership]:
    """The first demo person of each role."""
    rows = Membership.objects.filter(cluster=cluster, user__demo=True).select_related("user", "organisation")
    return {Role(m.role): m for m in reversed(list(rows.order_by("id")))}
