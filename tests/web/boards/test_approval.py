"""Approval from the college to the ministry: locks, late facts, returns, reopening, who may, what the log says."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.boards.conftest import NOW, YEAR, refresh

from remeslo.core.registry.paths import View
from remeslo.core.rollup.approval import Level, Step
from remeslo.web.apps.boards.audience import Audience
from remeslo.web.apps.boards.models import ApprovalAct, LockedFigure
from remeslo.web.apps.boards.reading import figures, years
from remeslo.web.apps.boards.services.approving import NotAllowedNow, Which, take_step, where_it_stands
from remeslo.web.apps.common.enums import Role
from remeslo.web.apps.common.models import LogEntry
from remeslo.web.apps.common.models.documents import Immutable

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(refreshed, person, over):
    """One person a level, by level."""
    return {
        Level.COLLEGE: person(Role.DEPUTY_DIRECTOR, cluster=refreshed, organisation="base", name="deputy"),
        Level.CLUSTER: person(Role.CLUSTER_MANAGER, cluster=refreshed, name="manager"),
        Level.REGION: over(Role.MINISTRY_OFFICIAL, "region", "Выдуманный край", name="region"),
        Level.COUNTRY: over(Role.MINISTRY_OFFICIAL, "country", name="ministry"),
    }


@pytest.fixture
def which(refreshed):
    return Which(refreshed, "base", YEAR)


def go(which, people, *levels):
    """Take the step of each level in turn."""
    for level in levels:
        step = Step.SUBMIT if level is Level.COLLEGE else Step.APPROVE
        page = of(people[level]).get(unit_url())
        take_step(which, step, level, by=people[level], at=NOW, seen=page.context["seen"])


def of(user):
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def unit_url(name="unit", college="base"):
    return reverse(f"boards:{name}", kwargs={"cluster": "small", "college": college, "period": YEAR})


def shown(user, node="unit:small/base", indicator="K12"):
    found = figures(Audience(user), [node], [YEAR], known=years(), view=View.AS_IT_WAS, indicator=indicator)
    return found[node, indicator, YEAR]


def late_fact(cluster, say):
    say(cluster, "graduation", "L-base-welder-11", date(2025, 6, 30), "base", programme="welder")
    refresh(cluster)


def test_a_late_fact_shows_as_changed_and_the_locked_figure_stays(refreshed, which, people, say):
    go(which, people, *Level)
    late_fact(refreshed, say)

    seen = shown(people[Level.CLUSTER])
    assert (seen.figure.above, seen.now_above, seen.has_changed) == (15, 16, True)
    assert shown(people[Level.CLUSTER], "cluster:small").figure.above == 16  # the college's 15 and 1 of the other
    page = of(people[Level.CLUSTER]).get(unit_url())
    assert "changed since approval" in page.text and "+1" in page.text


def test_a_change_of_one_person_is_not_told_to_who_sees_no_facts(refreshed, which, people, say):
    go(which, people, *Level)
    late_fact(refreshed, say)

    seen = shown(people[Level.COUNTRY])
    assert seen.hidden or (seen.has_changed and seen.now is None and seen.now_above is None)
    page = of(people[Level.COUNTRY]).get(unit_url())
    assert page.context["changes"] == [] and page.context["num_changes"] > 0


def test_a_returned_year_is_open_again_with_the_remark(refreshed, which, people, say):
    go(which, people, Level.COLLEGE)
    manager = of(people[Level.CLUSTER])

    answer = manager.post(
        unit_url("step"), {"step": "return", "level": "cluster", "remark": "Проверьте выпуск"}, follow=True
    )

    assert "Проверьте выпуск" in answer.text
    assert not LockedFigure.objects.exists() and where_it_stands(which).reached is None
    late_fact(refreshed, say)
    assert shown(people[Level.CLUSTER]).figure.above == 16
    today = of(people[Level.COLLEGE]).get(reverse("common:today", kwargs={"cluster": "small"}))
    assert "The figures of 2025 were returned" in today.text


def test_only_whoever_approved_last_reopens_and_says_why(which, people):
    go(which, people, Level.COLLEGE, Level.CLUSTER)

    with pytest.raises(NotAllowedNow):
        take_step(which, Step.REOPEN, Level.COLLEGE, by=people[Level.COLLEGE], at=NOW, remark="ошибка")
    with pytest.raises(NotAllowedNow):
        take_step(which, Step.REOPEN, Level.CLUSTER, by=people[Level.CLUSTER], at=NOW, remark=" ")
    there = take_step(which, Step.REOPEN, Level.CLUSTER, by=people[Level.CLUSTER], at=NOW, remark="ошибка")

    assert there.reached is Level.COLLEGE and there.locked
    assert [e.action for e in LogEntry.objects.filter(action__startswith="figures.").order_by("id")] == [
        "figures.submitted",
        "figures.approved",
        "figures.reopened",
    ]


def test_nobody_approves_what_others_have_changed_meanwhile(refreshed, which, people, say):
    seen = of(people[Level.COLLEGE]).get(unit_url()).context["seen"]
    late_fact(refreshed, say)

    with pytest.raises(NotAllowedNow) as refused:
        take_step(which, Step.SUBMIT, Level.COLLEGE, by=people[Level.COLLEGE], at=NOW, seen=seen)

    assert [f.code for f in refused.value.findings] == ["approval.figures_changed"]


@pytest.mark.parametrize(
    ("who", "level"),
    [(Level.CLUSTER, "college"), (Level.COLLEGE, "cluster"), (Level.CLUSTER, "region"), (Level.REGION, "country")],
)
def test_a_step_of_another_level_is_not_found(which, people, who, level):
    step = "submit" if level == "college" else "approve"

    answer = of(people[who]).post(unit_url("step"), {"step": step, "level": level, "seen": ""})

    assert answer.status_code == 404 and not ApprovalAct.objects.exists()


def test_a_college_submits_no_other_colleges_figures(refreshed, people):
    answer = of(people[Level.COLLEGE]).post(unit_url("step", "net"), {"step": "submit", "level": "college", "seen": ""})

    assert answer.status_code == 404


def test_steps_are_never_changed(which, people):
    go(which, people, Level.COLLEGE)

    with pytest.raises(Immutable):
        ApprovalAct.objects.update(remark="x")
