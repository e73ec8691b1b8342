"""A host plans one more session of its course."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from remeslo.core.staffing.course import Session
from remeslo.interchange.values import to_json
from remeslo.web.apps.common.models import User
from remeslo.web.apps.staffing.models import CourseRow, Origin, SessionRow
from remeslo.web.apps.staffing.services.certifying import LAST_PLACE
from remeslo.web.apps.staffing.services.events import happened

PLANNED = "session.planned"


class AlreadyPlanned(Exception):
    """A session of this course begins on that day already."""


@transaction.atomic
def plan_session(course: CourseRow, value: Session, *, by: User | None, at: datetime, on: date) -> SessionRow:
    """Put a session into the catalogue; colleges can offer its places at once. Raises AlreadyPlanned."""
    row = SessionRow(
        cluster=course.cluster,
        position=LAST_PLACE,
        key=value.key,
        course=course,
        first=value.first,
        last=value.last,
        places=value.places,
        origin=Origin.ENTERED,
        body=to_json(value),
    )
    if SessionRow.objects.filter(course=course, first=value.first).exists():
        raise AlreadyPlanned(value.key)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise AlreadyPlanned(value.key) from error
    happened(course.cluster, PLANNED, f"session:{row.key}", on=on, by=by, at=at)
    return row
