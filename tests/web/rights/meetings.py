"""A meeting that was held, beside the one being prepared: what was said, decided and written down."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


def meetings(cluster: Any, admin: Any, things: dict[str, Any]) -> None:
    """One point is about the pipe plant's card: what was said of it is for the plant and for who reads every card."""
    from tests.web.rights.world import SECRETS, World, person

    from remeslo.web.apps.common.models import Membership
    from remeslo.web.apps.dialogue.enums import Capacity, MeetingKind, Opinion
    from remeslo.web.apps.dialogue.models import Item
    from remeslo.web.apps.dialogue.services import agenda, deciding, meetings, minuting, people, talking, voting

    world = World(cluster, None, things)
    manager, deputy = person(world, "cluster_manager"), person(world, "deputy_director@college")
    plant = person(world, "employer@pipes")
    wanted = meetings.Wanted(kind=MeetingKind.ROUND_TABLE, title="Итоги года", starts_at=NOW, place="Завод")
    row = meetings.make_meeting(cluster, wanted, by=manager, at=NOW)
    members = Membership.objects.filter(cluster=cluster, user__in=(manager, deputy, plant))
    people.invite(row, members.order_by("id"), by=manager, at=NOW)
    for capacity, user in ((Capacity.CHAIR, deputy), (Capacity.SECRETARY, manager)):
        people.name_officer(row, capacity, row.seats.get(user=user).pk, by=manager)
    own = agenda.add_own(row, "Заказ завода", "", by=manager, at=NOW, about=f"card:{things['card']}")
    Item.objects.filter(pk=own.pk).update(owners=["pipes"])
    shared = agenda.add_own(row, "Мастерские", "", by=manager, at=NOW)
    meetings.call(row, by=manager)
    talking.say(cluster, own.thread, SECRETS["word"], owners=["pipes"], by=plant, at=NOW, meeting=row)
    meetings.open_meeting(row, by=manager)
    voting.put(row, "Открыть мастерскую", item_id=shared.pk, by=plant, at=NOW)
    voting.open_vote(row, 1, by=manager)
    for user in (plant, deputy):
        voting.vote(row, 1, Opinion.FOR, by=user, at=NOW)
    voting.close_vote(row, 1, by=manager, at=NOW)
    meetings.close_meeting(row, by=manager)
    made = deciding.decide(
        row,
        deciding.Wanted(
            text=SECRETS["decision"],
            owner=cluster.organisations.get(key="college"),
            due=date(2026, 12, 20),
            proposal=row.proposals.get().pk,
        ),
        by=manager,
        at=NOW,
    )
    things["minutes"] = minuting.fix(row, by=manager, at=NOW).number
    things["held"], things["item"], things["decision"] = row.number, own.pk, made.number
