"""Minutes: what was heard, fixed as a version, signed by chair and secretary."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from remeslo.core.dialogue.record import check
from remeslo.interchange.values import to_json
from remeslo.web.apps.common.models import User
from remeslo.web.apps.dialogue.enums import Capacity, MeetingState
from remeslo.web.apps.dialogue.models import Item, Meeting, MinutesSignature, MinutesVersion
from remeslo.web.apps.dialogue.paper import paper_of
from remeslo.web.apps.dialogue.permissions import voice_of
from remeslo.web.apps.dialogue.queries import decisions_of, items_of, proposals_of
from remeslo.web.apps.dialogue.services.acting import (
    NotYours,
    Refused,
    hold_state,
    led,
    locked,
    log,
    name_of,
    refusal,
    refuse,
    touch,
)
from remeslo.web.apps.dialogue.snapshot import record_of, seats_of

_WRITING = (MeetingState.OPEN, MeetingState.CLOSED)
MOST_TEXT = 10_000


@transaction.atomic
def write_heard(meeting: Meeting, item_id: int, text: str, *, seen: int, postponed: bool, by: User) -> Item:
    """What was said of a point; refused where somebody wrote since version ``seen``. Raises NotYours, Refused."""
    row = led(meeting.pk, by, *_WRITING)
    item = row.items.filter(pk=item_id).first()
    if item is None:
        raise refuse("no_such_item")
    if item.heard_version != seen and item.heard != text.strip():
        raise refuse("heard_meanwhile", item.title)
    if len(text) > MOST_TEXT:
        raise refuse("too_long", most=MOST_TEXT, length=len(text))
    item.heard, item.postponed = text.strip(), postponed
    item.heard_version += 1
    item.save(update_fields=["heard", "heard_version", "postponed"])
    touch(row)
    log("heard", row, by=by, item=item.title)
    return item


@transaction.atomic
def write_frame(meeting: Meeting, *, opening: str, closing: str, by: User) -> Meeting:
    """Words at the beginning and the end of the minutes. Raises NotYours, Refused."""
    row = led(meeting.pk, by, *_WRITING)
    row.opening, row.closing = opening.strip()[:5000], closing.strip()[:5000]
    touch(row, "opening", "closing")
    log("heard", row, by=by, item="")
    return row


@transaction.atomic
def fix(meeting: Meeting, *, by: User, at: datetime) -> MinutesVersion:
    """Freeze the minutes as the next version; refused while the record lacks something. Raises NotYours, Refused."""
    row = led(meeting.pk, by, MeetingState.CLOSED)
    rows = (seats_of(row), items_of(row), proposals_of(row), decisions_of(row))
    hard = [f for f in check(record_of(row, *rows)) if f.hard]
    if hard:
        raise Refused(hard)
    number = (row.minutes.aggregate(n=Max("number"))["n"] or 0) + 1
    body = to_json(paper_of(row, *rows, version=number))
    version = MinutesVersion(
        meeting=row, number=number, body=body, sha256=digest(body), by=by, by_name=name_of(by), at=at
    )
    version.save()
    row.state = MeetingState.FIXED
    touch(row, "state")
    log("minutes_fixed", row, by=by, number=number)
    return version


@transaction.atomic
def sign(meeting: Meeting, sha256: str, *, by: User, at: datetime) -> MinutesSignature:
    """The signature of the chair or the secretary under what they saw. Raises NotYours, Refused."""
    row = locked(meeting.pk)
    version = row.minutes.first()
    hold_state(row, MeetingState.FIXED)
    capacity = capacity_of(row, by)
    if capacity is None or not voice_of(by, row.cluster).speaks:
        raise NotYours([refusal("not_yours")])
    if version is None or version.sha256 != sha256:
        raise refuse("other_minutes")
    given = {s.capacity for s in version.signatures.all()}
    if capacity in given:
        raise refuse("signed_already")
    signature = MinutesSignature(
        version=version, capacity=capacity, user=by, user_name=name_of(by), sha256=version.sha256, at=at
    )
    signature.save()
    if {*given, capacity} == set(Capacity):
        row.state = MeetingState.SIGNED
    touch(row, "state")
    log("minutes_signed", row, by=by, number=version.number, capacity=str(capacity.label))
    return signature


@transaction.atomic
def reopen(meeting: Meeting, *, by: User) -> Meeting:
    """Write on: the fixed version stays with its signatures, the next one begins anew. Raises NotYours, Refused."""
    row = led(meeting.pk, by, MeetingState.FIXED)
    row.state = MeetingState.CLOSED
    touch(row, "state")
    log("minutes_reopened", row, by=by)
    return row


def capacity_of(meeting: Meeting, user: User) -> Capacity | None:
    """In what capacity a person signs."""
    if meeting.chair is not None and meeting.chair.user_id == user.pk:
        return Capacity.CHAIR
    if meeting.secretary is not None and meeting.secretary.user_id == user.pk:
        return Capacity.SECRETARY
    return None


def digest(body: Any) -> str:
    """Hash of a body, the same on every machine."""
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
