"""Who comes to a meeting: invited, answered, there; who chairs and who writes."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from remeslo.web.apps.common.models import Membership, Organisation, User
from remeslo.web.apps.dialogue.enums import AHEAD, Answer, Capacity, MeetingState
from remeslo.web.apps.dialogue.models import Ballot, Meeting, Seat
from remeslo.web.apps.dialogue.services.acting import NotYours, led, locked, log, refusal, refuse, touch, words

MOST = 300
"""Seats of one meeting."""


@transaction.atomic
def invite(meeting: Meeting, members: Iterable[Membership], *, by: User | None, at: datetime) -> list[Seat]:
    """Seats for members of the cluster; who has one keeps it. Raises NotYours, Refused."""
    row = led(meeting.pk, by, *AHEAD) if by is not None else meeting
    there = set(row.seats.values_list("user_id", flat=True))
    made = []
    for m in members:
        if m.cluster_id != row.cluster_id or m.user_id in there:
            continue
        there.add(m.user_id)
        seat = Seat(meeting=row, user=m.user, name=str(m.user)[:200], organisation=m.organisation)
        seat.post = str(m.get_role_display())[:200]
        made.append(seat)
    _hold_room(row, len(made))
    for seat in made:
        seat.save()
    touch(row)
    log("invited", row, by=by, count=len(made))
    return made


@transaction.atomic
def invite_guest(
    meeting: Meeting, name: str, *, post: str, organisation: Organisation | None, outside: str, votes: bool, by: User
) -> Seat:
    """A seat for a person without an account. Raises NotYours, Refused."""
    row = led(meeting.pk, by, *AHEAD)
    _hold_room(row, 1)
    if organisation is not None and organisation.cluster_id != row.cluster_id:
        raise refuse("no_such_organisation")
    seat = Seat(meeting=row, name=words(name, 200), post=post.strip()[:200], organisation=organisation, votes=votes)
    seat.outside = "" if organisation is not None else outside.strip()[:300]
    seat.save()
    touch(row)
    log("invited", row, by=by, count=1)
    return seat


@transaction.atomic
def set_vote(meeting: Meeting, seat_id: int, votes: bool, *, by: User) -> Seat:
    """Give a seat a vote or take it, before the meeting begins. Raises NotYours, Refused."""
    row = led(meeting.pk, by, MeetingState.DRAFT, MeetingState.CALLED)
    seat = _seat(row, seat_id)
    seat.votes = votes
    seat.save(update_fields=["votes"])
    touch(row)
    log("vote_given" if votes else "vote_taken", row, by=by, person=seat.name)
    return seat


@transaction.atomic
def remove_seat(meeting: Meeting, seat_id: int, *, by: User) -> None:
    """Off the list, while the person has not voted. Raises NotYours, Refused."""
    row = led(meeting.pk, by, *AHEAD)
    seat = _seat(row, seat_id)
    if Ballot.objects.filter(seat=seat).exists():
        raise refuse("seat_voted", seat.name)
    log("uninvited", row, by=by, person=seat.name)
    for name in ("chair", "secretary"):
        if getattr(row, f"{name}_id") == seat.pk:
            setattr(row, name, None)
    touch(row, "chair", "secretary")
    seat.delete()


@transaction.atomic
def name_officer(meeting: Meeting, capacity: Capacity, seat_id: int, *, by: User) -> None:
    """Who chairs, who writes the minutes; not the same person. Raises NotYours, Refused."""
    row = led(meeting.pk, by, *AHEAD, MeetingState.CLOSED)
    seat = _seat(row, seat_id)
    other = row.secretary_id if capacity == Capacity.CHAIR else row.chair_id
    if other == seat.pk:
        raise refuse("one_person", seat.name)
    field = "chair" if capacity == Capacity.CHAIR else "secretary"
    setattr(row, field, seat)
    touch(row, field)
    log(f"{field}_named", row, by=by, person=seat.name)


@transaction.atomic
def answer(meeting: Meeting, said: Answer, *, by: User, at: datetime) -> Seat:
    """The own answer to an invitation; it may be changed until the meeting begins. Raises NotYours, Refused."""
    row = locked(meeting.pk)
    seat = row.seats.filter(user=by).first()
    if seat is None:
        raise NotYours([refusal("not_invited")])
    if row.state != MeetingState.CALLED:
        raise refuse("not_now", state=str(MeetingState(row.state).label))
    seat.answer, seat.answered_at = said, at
    seat.save(update_fields=["answer", "answered_at"])
    touch(row)
    log("answered", row, by=by, answer=str(said.label))
    return seat


@transaction.atomic
def mark(meeting: Meeting, seat_id: int, present: bool, *, by: User) -> Seat:
    """Who is there, as the secretary sees it; who came in later too. Raises NotYours, Refused."""
    row = led(meeting.pk, by, MeetingState.CALLED, MeetingState.OPEN, MeetingState.CLOSED)
    seat = _seat(row, seat_id)
    seat.present = present
    seat.save(update_fields=["present"])
    touch(row)
    log("present" if present else "absent", row, by=by, person=seat.name)
    return seat


def _seat(row: Meeting, seat_id: int) -> Seat:
    found = row.seats.filter(pk=seat_id).first()
    if found is None:
        raise refuse("no_such_seat")
    return found


def _hold_room(row: Meeting, more: int) -> None:
    if row.seats.count() + more > MOST:
        raise refuse("seats_full", most=MOST)
