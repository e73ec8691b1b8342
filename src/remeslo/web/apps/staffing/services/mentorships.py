"""A mentor is asked, gives the written consent or declines, and either side ends it early with notice."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.db import IntegrityError, transaction

from remeslo.core.base.findings import Finding
from remeslo.core.staffing.mentors.norms import MentorNorms
from remeslo.core.staffing.mentors.terms import check_consent, check_ending
from remeslo.core.staffing.mentors.workdays import WorkingDays
from remeslo.core.staffing.mentorship import EndedBy, Mentorship
from remeslo.interchange.values import to_json
from remeslo.web.apps.common.models import User
from remeslo.web.apps.registry.models import StaffMember
from remeslo.web.apps.staffing.models import MentorshipRow, Origin, StaffEvent
from remeslo.web.apps.staffing.overlay import CONSENT, DECLINED, ENDED, LAID_OVER, mentorship
from remeslo.web.apps.staffing.services.certifying import LAST_PLACE
from remeslo.web.apps.staffing.services.events import happened

PROPOSED = "mentorship.proposed"


class MentorshipRefused(Exception):
    """The act may not happen; ``findings`` say which rule it would break (none: it happened before)."""

    def __init__(self, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(", ".join(f.code for f in findings))
        self.findings = findings


class AlreadyThere(Exception):
    """A mentorship with this key is there."""


@transaction.atomic
def propose(mentor: StaffMember, value: Mentorship, *, by: User | None, at: datetime, on: date) -> MentorshipRow:
    """Ask a mentor; nothing holds before the consent. Raises AlreadyThere."""
    row = MentorshipRow(
        cluster=mentor.cluster,
        position=LAST_PLACE,
        key=value.key,
        mentor=mentor,
        first=value.first,
        last=value.last,
        origin=Origin.ENTERED,
        body=to_json(value),
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise AlreadyThere(value.key) from error
    happened(mentor.cluster, PROPOSED, f"mentorship:{row.key}", on=on, by=by, at=at)
    return row


@transaction.atomic
def give_consent(row: MentorshipRow, *, paper: str, by: User | None, at: datetime, on: date) -> StaffEvent:
    """
    The mentor's written consent on a day; raises MentorshipRefused when it was given before, is over, or comes after
    the first day (days gone by cannot be covered afterwards).
    """
    value = _locked(row)
    if value.consent is not None or value.ended_on is not None:
        raise MentorshipRefused
    _unless(check_consent(replace(value, consent=on), on=on))
    return happened(row.cluster, CONSENT, f"mentorship:{row.key}", on=on, by=by, at=at, paper=paper.strip()[:200])


@transaction.atomic
def decline(row: MentorshipRow, *, note: str, by: User | None, at: datetime, on: date) -> StaffEvent:
    """The mentor says no; raises MentorshipRefused once consent was given (then it is ended, with notice)."""
    value = _locked(row)
    if value.consent is not None or value.ended_on is not None:
        raise MentorshipRefused
    return happened(row.cluster, DECLINED, f"mentorship:{row.key}", on=on, by=by, at=at, note=note)


@transaction.atomic
def end(
    row: MentorshipRow,
    *,
    side: EndedBy,
    notice: date,
    last: date,
    norms: MentorNorms,
    calendar: WorkingDays,
    note: str,
    by: User | None,
    at: datetime,
) -> StaffEvent:
    """
    Notice of an early end: ``last`` is the last day that the mentor guides.

    Raises MentorshipRefused when it has ended, was never consented to, or the notice is too short.
    """
    value = _locked(row)
    if value.consent is None or value.ended_on is not None or not notice <= value.last:
        raise MentorshipRefused
    _unless(check_ending(replace(value, ended_on=last, ended_by=side, notice_on=notice), norms, calendar))
    words = {"side": side.value, "notice": notice.isoformat()}
    return happened(row.cluster, ENDED, f"mentorship:{row.key}", on=last, by=by, at=at, note=note, **words)


def _locked(row: MentorshipRow) -> Mentorship:
    locked = MentorshipRow.objects.select_for_update().get(pk=row.pk)
    subject = f"mentorship:{locked.key}"
    events = list(StaffEvent.objects.filter(cluster=locked.cluster_id, subject=subject, kind__in=LAID_OVER))
    return mentorship(locked.body, {subject: events})


def _unless(findings: Iterable[Finding]) -> None:
    hard = tuple(f for f in findings if f.hard)
    if hard:
        raise MentorshipRefused(hard)
