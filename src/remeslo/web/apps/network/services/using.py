"""Used days of booked ones: the visiting college enters them, the owner confirms or disputes; nothing is changed."""

from datetime import datetime

from django.db import IntegrityError, transaction

from remeslo.core.base.findings import ProblemError
from remeslo.web.apps.common.models import Cluster, Organisation, User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.network.enums import Word
from remeslo.web.apps.network.kept import Booking
from remeslo.web.apps.network.models import UseEntry, UseWord


class EnteredAlready(Exception):
    """Somebody entered, corrected or answered it meanwhile: look again."""


@transaction.atomic
def enter(
    cluster: Cluster,
    year: int,
    booking: Booking,
    week: int,
    days: int,
    *,
    partner: Organisation,
    owner: Organisation,
    by: User,
    at: datetime,
    corrects: UseEntry | None = None,
) -> UseEntry:
    """
    Say how many days of a booked week were used; a correction needs the other side's word anew.

    Raises ProblemError for a week that is not booked or days outside 0..7, EnteredAlready.
    """
    booked = booking.days_in(week)
    if not booked or not 0 <= days <= 7:
        raise ProblemError(f"used days of {booking.request}: a booked week and 0..7 days, got {week}, {days}.")
    entry = UseEntry(
        cluster=cluster,
        year=year,
        request=booking.request,
        place=booking.place,
        partner=partner,
        owner=owner,
        week=week,
        booked=booked,
        days=days,
        corrects=corrects,
        by=by,
        at=at,
    )
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError as error:
        raise EnteredAlready from error
    record("use.entered", by=by, cluster=cluster, subject=f"use:{entry.pk}", days=days, place=entry.place)
    return entry


@transaction.atomic
def answer(entry: UseEntry, what: Word, *, text: str, by: User, at: datetime) -> UseWord:
    """The owner's word on an entry, once. Raises EnteredAlready when there is one, or the entry was corrected."""
    if UseEntry.objects.filter(corrects=entry).exists():
        raise EnteredAlready
    word = UseWord(entry=entry, what=what, text=text.strip()[:300], by=by, at=at)
    try:
        with transaction.atomic():
            word.save()
    except IntegrityError as error:
        raise EnteredAlready from error
    record(f"use.{what}", by=by, cluster=entry.cluster, subject=f"use:{entry.pk}", days=entry.days, place=entry.place)
    return word
