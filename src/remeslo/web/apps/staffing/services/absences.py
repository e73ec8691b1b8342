"""Days on which a person is away, entered by the own house and taken back."""

from datetime import date, datetime

from django.db import transaction

from remeslo.core.staffing.absence import Absence
from remeslo.interchange.values import to_json
from remeslo.web.apps.common.models import User
from remeslo.web.apps.registry.models import StaffMember
from remeslo.web.apps.staffing.models import AbsenceRow, Origin, StaffEvent
from remeslo.web.apps.staffing.services.certifying import LAST_PLACE
from remeslo.web.apps.staffing.services.events import happened

ENTERED = "absence.entered"
TAKEN_BACK = "absence.taken_back"


class AlreadyAway(Exception):
    """Some of these days are days of absence already."""


class OfTheFolder(Exception):
    """The absence stands in the cluster folder, which would bring it back: it is mended there."""


@transaction.atomic
def enter_absence(person: StaffMember, value: Absence, *, by: User | None, at: datetime, on: date) -> AbsenceRow:
    """Enter days on which a person is away; raises AlreadyAway. The log tells neither the person nor the reason."""
    locked = StaffMember.objects.select_for_update().get(pk=person.pk)
    if AbsenceRow.objects.filter(person=locked, first__lte=value.last, last__gte=value.first).exists():
        raise AlreadyAway(locked.key)
    row = AbsenceRow(
        cluster=person.cluster,
        position=LAST_PLACE,
        person=locked,
        first=value.first,
        last=value.last,
        origin=Origin.ENTERED,
        body=to_json(value),
    )
    row.save()
    happened(person.cluster, ENTERED, f"absence:{row.pk}", on=on, by=by, at=at)
    return row


@transaction.atomic
def take_absence_back(row: AbsenceRow, *, by: User | None, at: datetime, on: date) -> StaffEvent:
    """The person is not away after all; raises OfTheFolder."""
    if row.origin != Origin.ENTERED:
        raise OfTheFolder(row.pk)
    subject, days = f"absence:{row.pk}", {"first": row.first.isoformat(), "last": row.last.isoformat()}
    row.delete()
    return happened(row.cluster, TAKEN_BACK, subject, on=on, by=by, at=at, **days)
