"""Papers entered by hand, and papers taken back."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from remeslo.core.staffing.qualification import Qualification
from remeslo.interchange.values import to_json
from remeslo.web.apps.common.models import User
from remeslo.web.apps.registry.models import StaffMember
from remeslo.web.apps.staffing.models import Origin, QualificationRow, StaffEvent
from remeslo.web.apps.staffing.overlay import REVOKED
from remeslo.web.apps.staffing.services.certifying import LAST_PLACE
from remeslo.web.apps.staffing.services.events import happened

ENTERED = "qualification.entered"


class AlreadyThere(Exception):
    """A paper with this key is there."""


class NotInForce(Exception):
    """The paper was taken back before, or ended earlier; or a certificate gave it, which is taken back itself."""


@transaction.atomic
def enter(person: StaffMember, value: Qualification, *, by: User | None, at: datetime, on: date) -> QualificationRow:
    """Enter a paper of a person; raises AlreadyThere."""
    row = QualificationRow(
        cluster=person.cluster,
        position=LAST_PLACE,
        key=value.key,
        person=person,
        skill=value.skill,
        since=value.since,
        until=value.until,
        origin=Origin.ENTERED,
        body=to_json(value),
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise AlreadyThere(value.key) from error
    happened(person.cluster, ENTERED, f"qualification:{row.key}", on=on, by=by, at=at, document=value.document)
    return row


@transaction.atomic
def take_back(row: QualificationRow, *, reason: str, by: User | None, at: datetime, on: date) -> StaffEvent:
    """From this day on the paper is not in force; raises NotInForce."""
    locked = QualificationRow.objects.select_for_update().get(pk=row.pk)
    subject = f"qualification:{locked.key}"
    gone = StaffEvent.objects.filter(cluster=locked.cluster_id, subject=subject, kind=REVOKED, on__lte=on).exists()
    if gone or locked.certificate_id or (locked.until is not None and locked.until < on):
        raise NotInForce(locked.key)
    return happened(row.cluster, REVOKED, subject, on=on, by=by, at=at, note=reason)
