"""A mentor's written consent, refusal and early end with notice; what the core judges is told by name."""

from datetime import date

import pytest
from tests.web.staffing.conftest import NOW

from remeslo.core.staffing.mentors.workdays import working_days
from remeslo.core.staffing.mentorship import EndedBy
from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.registry.snapshot import cluster_value
from remeslo.web.apps.staffing.mentoring import MentorBoard
from remeslo.web.apps.staffing.models import MentorshipRow, StaffEvent
from remeslo.web.apps.staffing.norms import mentor_norms
from remeslo.web.apps.staffing.services.mentorships import MentorshipRefused, decline, end, give_consent

pytestmark = pytest.mark.django_db
HERE = "/c/small/people/mentors"


@pytest.fixture
def row(house):
    return MentorshipRow.objects.select_related("cluster", "mentor").get(cluster=house, key="ms-1")


def consent(row, on):
    return give_consent(row, paper="", by=None, at=NOW, on=on)


def notice(row, on, last, side=EndedBy.MENTOR):
    told = {"norms": mentor_norms(on), "calendar": working_days(()), "note": "", "by": None, "at": NOW}
    return end(row, side=side, notice=on, last=last, **told)


def test_a_consent_before_the_first_day_counts_and_one_after_it_is_refused(house, row):
    with pytest.raises(MentorshipRefused) as refused:
        consent(row, date(2026, 10, 2))
    assert [f.code for f in refused.value.findings] == ["mentor.consent_late"]

    consent(row, date(2026, 9, 25))

    assert cluster_value(house).mentorships[0].consent == date(2026, 9, 25)
    with pytest.raises(MentorshipRefused):
        consent(row, date(2026, 9, 26))
    with pytest.raises(MentorshipRefused):
        decline(row, note="", by=None, at=NOW, on=date(2026, 9, 26))


def test_notice_of_three_working_days_over_a_weekend(house, row):
    consent(row, date(2026, 9, 25))
    thursday = date(2026, 10, 15)
    with pytest.raises(MentorshipRefused) as refused:
        notice(row, thursday, date(2026, 10, 19))
    assert refused.value.findings[0].facts["earliest"] == date(2026, 10, 20)

    notice(row, thursday, date(2026, 10, 20))

    value = cluster_value(house).mentorships[0]
    assert (value.ended_on, value.ended_by, value.notice_on) == (date(2026, 10, 20), EndedBy.MENTOR, thursday)
    with pytest.raises(MentorshipRefused):
        notice(row, thursday, date(2026, 10, 21))


def test_nothing_is_ended_that_was_never_agreed_to(row):
    with pytest.raises(MentorshipRefused):
        notice(row, date(2026, 9, 20), date(2026, 9, 25))
    assert not StaffEvent.objects.exists()


def test_what_goes_on_without_consent_is_told_by_the_mentors_name(house, signed_in):
    board = MentorBoard(house, date(2026, 10, 2))

    assert [s.state for s in board.shown] == ["without_consent"]
    found = next(f for f in board.shown[0].findings if f.code == "mentor.no_consent")
    assert found.hard and found.facts["name"] == "Наставников Олег"


def test_the_enterprise_asks_the_mentor_agrees_and_withdraws_on_the_page(house, signed_in, account):
    from django.test import Client

    enterprise = signed_in(Role.EMPLOYER, cluster=house, organisation="turbines")
    asked = {
        "mentor": "m1",
        "group": "СВ-26",
        "trainees": "L-010\nL-011",
        "first": "2027-03-01",
        "last": "2027-04-30",
        "hours_by_week": "12",
        "mentor_hours": "6",
        "content": "Сварка",
        "form": "в группе",
        "pay": "6000",
    }
    assert enterprise.post(f"{HERE}/new/", {**asked, "trainees": "Иванов Пётр"}).status_code == 400
    address = enterprise.post(f"{HERE}/new/", asked)["Location"]
    mentor = Client(headers={"accept-language": "en"})
    mentor.force_login(account("m1", "mentor"))

    assert enterprise.post(f"{address}act/", {"act": "decline"}).status_code == 403
    assert enterprise.post(f"{address}act/", {"act": "consent", "on": "2026-09-01"}).status_code == 400, "no paper"
    assert mentor.post(f"{address}act/", {"act": "consent", "on": "2026-09-01"}).status_code == 302
    early = mentor.post(f"{address}act/", {"act": "end", "on": "2027-03-10", "last": "2027-03-11"})
    assert early.status_code == 409 and "15" in early.text
    assert mentor.post(f"{address}act/", {"act": "end", "on": "2027-03-10", "last": "2027-03-15"}).status_code == 302
    assert "ends early" in enterprise.get(address).text
    assert signed_in(Role.EMPLOYER, cluster=house, organisation="valves").get(f"{HERE}/new/").status_code == 403
