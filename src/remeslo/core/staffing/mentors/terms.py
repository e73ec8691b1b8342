"""What one mentorship must have by itself: consent before it begins, terms in writing, notice of an early end."""

from collections.abc import Iterator
from datetime import date, timedelta

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.staffing.mentors.norms import MentorNorms
from remeslo.core.staffing.mentors.workdays import WorkingDays
from remeslo.core.staffing.mentorship import Mentorship


def check_consent(m: Mentorship, *, on: date) -> Iterator[Finding]:
    """
    Written consent not later than the first day.

    What has not begun by ``on`` only lacks it yet: a warning. What was over before it began needs none.
    """
    if m.last_day < m.first:
        return
    facts = {"mentorship": m.key, "mentor": m.mentor, "first": m.first, "trainees": len(m.trainees)}
    if m.consent is None:
        severity = Severity.STOPS_PUBLISHING if m.first <= on else Severity.WARNING
        yield Finding("mentor.no_consent", m.key, facts, severity)
    elif m.consent > m.first:
        late = {"consent": m.consent, "days": (m.consent - m.first).days}
        yield Finding("mentor.consent_late", m.key, {**facts, **late})


def check_terms(m: Mentorship) -> Iterator[Finding]:
    """Content, form and pay stand in the contract; a pay of nothing is none stated."""
    facts = {"mentorship": m.key, "mentor": m.mentor, "first": m.first, "last": m.last}
    if not m.content.strip():
        yield Finding("mentor.content_missing", m.key, facts)
    if not m.form.strip():
        yield Finding("mentor.form_missing", m.key, facts)
    if not m.pay:
        yield Finding("mentor.pay_missing", m.key, facts)
    if not m.trainees:
        yield Finding("mentor.no_trainees", m.key, facts, Severity.WARNING)


def check_ending(m: Mentorship, norms: MentorNorms, calendar: WorkingDays) -> Iterator[Finding]:
    """An early end has enough working days of notice, whoever ends it."""
    if m.ended_on is None or m.notice_on is None or m.ended_on >= m.last:
        return
    limit = norms.notice_days
    given = calendar.between(m.notice_on, m.ended_on)
    facts: dict[str, object] = {
        "mentorship": m.key,
        "mentor": m.mentor,
        "by": m.ended_by,
        "notice": m.notice_on,
        "ended": m.ended_on,
    }
    if given < limit.amount:
        earliest = calendar.earliest_end(m.notice_on, int(limit.amount))
        told = {"days": given, "limit": limit.amount, "earliest": earliest, "source": limit.source}
        yield Finding("mentor.notice_short", m.key, {**facts, **told, "verified": limit.verified})


def withdrawal(m: Mentorship, *, notice: date, norms: MentorNorms, calendar: WorkingDays) -> date:
    """
    The first day on which the mentorship may be over when notice is given on ``notice``: its last day, lawful.

    Never later than the agreed last day, never earlier than the day before it begins.
    """
    earliest = calendar.earliest_end(notice, int(norms.notice_days.amount))
    return min(m.last, max(earliest, m.first - timedelta(days=1)))
