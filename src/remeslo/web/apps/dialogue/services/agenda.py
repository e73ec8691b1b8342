"""The agenda: questions taken from what is proposed, own ones, their order."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from remeslo.core.dialogue.question import Question
from remeslo.interchange.values import to_json
from remeslo.web.apps.common.models import User
from remeslo.web.apps.dialogue.enums import AHEAD, EventKind, Kind, MeetingState
from remeslo.web.apps.dialogue.models import Decision, Item, Meeting
from remeslo.web.apps.dialogue.services.acting import led, log, refuse, touch, words
from remeslo.web.apps.dialogue.services.deciding import add_event

MOST = 60
"""Points of one agenda."""


@transaction.atomic
def take(
    meeting: Meeting, questions: Iterable[tuple[Question, str]], *, by: User | None, at: datetime
) -> Sequence[Item]:
    """
    Questions onto the agenda, each with its title for everybody; one that is there already is left as it is.

    A decision that was not carried out is marked as carried over. Raises NotYours, Refused.
    """
    row = led(meeting.pk, by, *AHEAD) if by is not None else meeting
    there = list(row.items.all())
    known = {i.question for i in there}
    made: list[Item] = []
    for question, title in questions:
        if question.key in known:
            continue
        known.add(question.key)
        made.append(
            Item(
                meeting=row,
                position=_next(there + made),
                question=question.key[:500],
                kind=question.kind.value,
                about=question.about[:480],
                title=words(title, 500),
                owners=sorted(question.owners),
                picture=to_json(question),
                added_by=by,
                added_at=at,
            )
        )
    _hold_room(len(there) + len(made))
    for item in made:
        item.save()
        if item.kind == Kind.DECISION:
            _carry(row, item, by, at)
    touch(row)
    log("agenda_taken", row, by=by, count=len(made))
    return made


@transaction.atomic
def add_own(meeting: Meeting, title: str, note: str, *, by: User, at: datetime, about: str = "") -> Item:
    """A point of one's own. Raises NotYours, Refused."""
    row = led(meeting.pk, by, *AHEAD)
    there = list(row.items.all())
    _hold_room(len(there) + 1)
    item = Item(meeting=row, position=_next(there), kind=Kind.OWN, about=about[:480], added_by=by, added_at=at)
    item.title, item.note = words(title, 500), note.strip()[:2000]
    item.save()
    touch(row)
    log("agenda_added", row, by=by, item=item.title)
    return item


@transaction.atomic
def reword(meeting: Meeting, item_id: int, title: str, note: str, *, by: User) -> Item:
    """Another title or note. Raises NotYours, Refused."""
    row = led(meeting.pk, by, *AHEAD)
    item = _item(row, item_id)
    item.title, item.note = words(title, 500), note.strip()[:2000]
    item.save(update_fields=["title", "note"])
    touch(row)
    log("agenda_changed", row, by=by, item=item.title)
    return item


@transaction.atomic
def move(meeting: Meeting, item_id: int, step: int, *, by: User) -> None:
    """A point so many places down (negative: up), as far as there are places. Raises NotYours, Refused."""
    row = led(meeting.pk, by, *AHEAD)
    order = list(row.items.values_list("pk", flat=True))
    if item_id not in order:
        raise refuse("no_such_item")
    place = order.index(item_id)
    order.insert(max(0, min(len(order) - 1, place + step)), order.pop(place))
    _write_order(row, order, by)


@transaction.atomic
def arrange(meeting: Meeting, order: Sequence[int], *, by: User) -> None:
    """All points in this order; refused where somebody added or removed one meanwhile. Raises NotYours, Refused."""
    row = led(meeting.pk, by, *AHEAD)
    if sorted(order) != sorted(row.items.values_list("pk", flat=True)):
        raise refuse("agenda_changed")
    _write_order(row, order, by)


@transaction.atomic
def remove(meeting: Meeting, item_id: int, *, by: User) -> None:
    """Off the agenda, while nothing was proposed or decided on it. Raises NotYours, Refused."""
    row = led(meeting.pk, by, MeetingState.DRAFT, MeetingState.CALLED)
    item = _item(row, item_id)
    if item.proposals.exists() or item.decisions.exists():
        raise refuse("item_in_use", item.title)
    log("agenda_removed", row, by=by, item=item.title)
    item.delete()
    touch(row)


def _carry(row: Meeting, item: Item, by: User | None, at: datetime) -> None:
    number = item.about.partition(":")[2]
    decision = Decision.objects.filter(cluster=row.cluster, number=int(number)).first() if number.isdecimal() else None
    if decision is not None:
        facts: dict[str, Any] = {"other": f"meeting:{row.number}"}
        add_event(decision, EventKind.CARRIED, by=by, at=at, **facts)


def _write_order(row: Meeting, order: Sequence[int], by: User) -> None:
    items = {i.pk: i for i in row.items.all()}
    for place, pk in enumerate(order):
        items[pk].position = place
    Item.objects.bulk_update(items.values(), ["position"])
    touch(row)
    log("agenda_ordered", row, by=by)


def _item(row: Meeting, item_id: int) -> Item:
    found = row.items.filter(pk=item_id).first()
    if found is None:
        raise refuse("no_such_item")
    return found


def _next(items: Sequence[Item]) -> int:
    return max((i.position for i in items), default=-1) + 1


def _hold_room(count: int) -> None:
    if count > MOST:
        raise refuse("agenda_full", most=MOST)
