"""The report of a year: its words are saved, it is shown to everybody by an act, and taken back by another."""

import secrets
from datetime import datetime

from django.db import transaction

from remeslo.web.apps.boards.models import YearReport
from remeslo.web.apps.boards.yearbook import gathered, is_approved
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.services.log import record


class NotApproved(Exception):
    """The level above has not approved the year: its report is not for everybody yet."""


def report_of(cluster: Cluster, college: str, period: str) -> YearReport:
    """The report, saved or new; one query."""
    found = YearReport.objects.filter(cluster=cluster, college=college, period=period).first()
    return found or YearReport(cluster=cluster, college=college, period=period, slug=secrets.token_urlsafe(9))


@transaction.atomic
def save_words(report: YearReport, *, achieved: str, difficulties: str, next_year: str, by: User) -> YearReport:
    """Save what people wrote; a published report keeps what was published until it is published again."""
    report.achieved, report.difficulties, report.next_year = achieved, difficulties, next_year
    report.save()
    record("report.saved", by=by, cluster=report.cluster, subject=_subject(report), **_facts(report))
    return report


@transaction.atomic
def publish_report(report: YearReport, *, by: User, at: datetime, indexed: bool) -> YearReport:
    """Show the report to everybody as it is now; raises NotApproved."""
    if not is_approved(report.cluster, report.college, report.period):
        raise NotApproved
    figures = gathered(report.cluster, report.college, report.period)
    words = {"achieved": report.achieved, "difficulties": report.difficulties, "next_year": report.next_year}
    report.body = {**figures, "words": words}
    report.indexed, report.published_at, report.published_by = indexed, at, by
    report.save()
    record("report.published", by=by, cluster=report.cluster, subject=_subject(report), **_facts(report))
    return report


@transaction.atomic
def withdraw_report(report: YearReport, *, by: User) -> YearReport:
    """Nobody from outside sees it any more."""
    report.published_at, report.published_by, report.body = None, None, {}
    report.save()
    record("report.withdrawn", by=by, cluster=report.cluster, subject=_subject(report), **_facts(report))
    return report


def as_published(report: YearReport) -> YearReport:
    """The report with the words that were published, not to be saved."""
    words = report.body.get("words", {})
    return YearReport(cluster=report.cluster, college=report.college, period=report.period, slug=report.slug, **words)


def _subject(report: YearReport) -> str:
    return f"report:{report.cluster.key}/{report.college}:{report.period}"


def _facts(report: YearReport) -> dict[str, object]:
    return {"thing": report.college or report.cluster.name, "period": report.period, "indexed": report.indexed}
