"""What a day brings by itself: ends, renewals, reminders, overdue commitments; each told once, however often asked."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.core.agreements.papers import payment
from tests.web.agreements.conftest import TODAY, draft, partnership

from remeslo.core.agreements.kinds import AgreementKey


def told(cluster):
    from remeslo.web.apps.agreements.models import NoticeRow

    rows = NoticeRow.objects.filter(cluster=cluster)
    return {tuple(r) for r in rows.values_list("agreement", "what", "about", "on")}


@pytest.fixture
def night(at):
    from remeslo.web.apps.agreements.services.nightly import bring_to_day

    return lambda day: bring_to_day(day, at)


def test_end_and_renewal_are_told_once_and_a_night_that_was_missed_is_made_up_for(cluster, signed, night):
    end = date(2027, 9, 1)
    signed(draft())
    signed(replace(draft("СФ-2"), first=end, until=date(2028, 9, 1), renews=AgreementKey("СФ-1")))

    assert night(end - timedelta(days=1)) == 0  # renewed: nobody is reminded
    assert night(end + timedelta(days=5)) == 2
    assert night(end + timedelta(days=5)) == night(end + timedelta(days=6)) == 0
    assert told(cluster) == {("СФ-1", "expired", "", end), ("СФ-1", "renewed", "СФ-2", end)}


def test_who_does_not_renew_is_reminded_once_and_the_log_and_the_history_have_it(cluster, signed, night, signed_in):
    from django.urls import reverse

    from remeslo.web.apps.common.models import LogEntry

    signed(draft())
    end = date(2027, 9, 1)
    for days in (91, 90, 30, 1):
        night(end - timedelta(days=days))

    assert told(cluster) == {("СФ-1", "reminded", "", end)}
    assert LogEntry.objects.filter(action="agreement.reminded", cluster=cluster).count() == 1
    page = signed_in("cluster_manager", cluster=cluster).get(
        reverse("agreements:detail", kwargs={"cluster": "small", "key": "СФ-1"})
    )
    assert "reminded of its end" in page.text


def test_an_overdue_commitment_is_followed_up_once_by_its_clause_and_day(cluster, signed, night):
    due = TODAY + timedelta(days=10)
    signed(partnership("П-1", payment("4", "turbines", "100", until=due + timedelta(days=1))))

    assert night(due) == 0
    assert night(due + timedelta(days=1)) == 1 and night(due + timedelta(days=2)) == 0
    assert told(cluster) == {("П-1", "overdue", "4", due)}


def test_notices_cannot_be_changed_in_the_database(cluster, signed, night):
    from django.db import DatabaseError, connection, transaction

    signed(draft())
    night(date(2027, 8, 1))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE agreements_noticerow SET what = 'x'")
