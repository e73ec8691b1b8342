"""The report of a year: after approval only, with the eyes of the public, as it was published, withdrawn by an act."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.boards.conftest import NOW, TODAY, YEAR, refresh

from remeslo.core.rollup.approval import Level, Step
from remeslo.web.apps.boards.models import YearReport
from remeslo.web.apps.boards.services.approving import Which, current_leaves, hash_of, take_step
from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.common.models import LogEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def deputy(refreshed, signed_in):
    return signed_in(Role.DEPUTY_DIRECTOR, cluster=refreshed, organisation="base")


@pytest.fixture
def approved(refreshed, person, deputy):
    """The base college's year, approved by the cluster."""
    which = Which(refreshed, "base", YEAR)
    seen = hash_of(current_leaves(which))
    take_step(which, Step.SUBMIT, Level.COLLEGE, by=deputy.user, at=NOW, seen=seen)
    manager = person(Role.CLUSTER_MANAGER, cluster=refreshed)
    take_step(which, Step.APPROVE, Level.CLUSTER, by=manager, at=NOW, seen=seen)
    return which


def url(name, college="base", **parts):
    return reverse(f"boards:{name}", kwargs={"cluster": "small", "college": college, "period": YEAR, **parts})


def public(form=""):
    row = YearReport.objects.get()
    name, parts = ("paper", {"form": form}) if form else ("report", {})
    return reverse(f"boards_public:{name}", kwargs={"slug": row.slug, **parts})


def write(deputy):
    deputy.post(url("year"), {"achieved": "Открыли мастерскую", "difficulties": "", "next_year": ""})


def test_nothing_is_published_before_the_level_above_has_approved(deputy):
    write(deputy)

    page = deputy.post(url("publish_year"), follow=True)

    assert "has not approved" in page.text and Client().get(public()).status_code == 404


def test_a_published_report_is_read_by_everybody_as_it_was_published(approved, deputy, learners, refreshed):
    learners(refreshed, "net", 6, 6, tag="M")  # else the other college is so small that this one is hidden with it
    refresh(refreshed)
    write(deputy)
    deputy.post(url("publish_year"))
    deputy.post(url("year"), {"achieved": "Другие слова", "difficulties": "", "next_year": ""})

    page = Client(headers={"accept-language": "ru"}).get(public())

    assert "Открыли мастерскую" in page.text and "Другие слова" not in page.text
    assert page["X-Robots-Tag"] == "noindex, nofollow" and "noindex" in page.text
    assert "75,0" in page.text  # 15 of 20 completed
    assert [e.action for e in LogEntry.objects.filter(action="report.published")] == ["report.published"]


@pytest.mark.parametrize(("form", "begins"), [("docx", b"PK"), ("pdf", b"%PDF-")])
def test_the_papers_are_for_everybody_too(approved, deputy, form, begins):
    write(deputy)
    deputy.post(url("publish_year"), {"indexed": "1"})

    answer = Client().get(public(form))

    assert answer.content.startswith(begins) and "X-Robots-Tag" not in answer


def test_a_withdrawn_report_is_gone_and_a_reopened_year_is_said(approved, deputy, refreshed, person):
    write(deputy)
    deputy.post(url("publish_year"))
    who = person(Role.CLUSTER_MANAGER, cluster=refreshed, name="other")
    take_step(approved, Step.REOPEN, Level.CLUSTER, by=who, at=NOW, remark="ошибка")

    assert "reopened since" in Client(headers={"accept-language": "en"}).get(public()).text
    deputy.post(url("withdraw_year"))
    assert Client().get(public()).status_code == 404


def test_a_small_college_stays_hidden_in_its_own_report(refreshed, signed_in):
    own = signed_in(Role.DEPUTY_DIRECTOR, cluster=refreshed, organisation="net")

    page = own.get(url("year", "net"))

    assert "33.3" not in page.text and "1 ÷ 3" not in page.text


def test_only_the_college_writes_and_publishes(approved, signed_in, refreshed):
    manager = signed_in(Role.CLUSTER_MANAGER, cluster=refreshed)

    assert manager.post(url("year"), {"achieved": "x"}).status_code == 403
    assert manager.post(url("publish_year")).status_code == 403


def test_a_merger_shows_the_past_as_it_was_and_by_todays_organisations(refreshed, learners, signed_in):
    from remeslo.web.apps.boards.services.summing import sum_up
    from remeslo.web.apps.organisations.models import LegalEntity, MemberOf, Succession, SuccessionSide

    learners(refreshed, "net", 9, 9, tag="M")
    refresh(refreshed)
    base, net = (MemberOf.objects.get(organisation__key=k, cluster=refreshed).entity for k in ("base", "net"))
    merger = Succession.objects.create(key="m", on=date(2026, 3, 1))
    for side, entity in (("before", base), ("before", net), ("after", base)):
        SuccessionSide.objects.create(succession=merger, side=side, entity=entity)
    sum_up([YEAR], today=TODAY, at=NOW)
    manager = signed_in(Role.CLUSTER_MANAGER, cluster=refreshed)
    address = reverse("boards:indicator", kwargs={"cluster": "small", "key": "K12"})

    was = manager.get(address, {"year": YEAR}).context
    now = manager.get(address, {"year": YEAR, "view": "today"}).context

    assert LegalEntity.objects.count() >= 2 and was["views_differ"]
    values = [
        {x.shown.node: (x.shown.figure.above, x.shown.figure.below) for _t, rows, _p in page["parts"] for x in rows}
        for page in (was, now)
    ]
    assert values == [
        {"unit:small/base": (15, 20), "unit:small/net": (10, 12)},
        {"unit:small/base": (25, 32)},
    ]
    assert was["line"].shown.figure.above == now["line"].shown.figure.above == 25
