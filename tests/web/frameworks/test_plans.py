"""Study plans: uploaded with their sums shown, saved as versions, compared, written again."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse
from tests.web.frameworks.test_uploading import preview, save

from remeslo.core.base.elements import AttestationForm
from remeslo.core.competence.studyplan import (
    Control,
    Load,
    LoadKind,
    PlanBlock,
    PlanCompetence,
    PlanHead,
    PlanRow,
    RowKind,
    StudyPlan,
)
from remeslo.interchange import plx
from remeslo.web.apps.common.enums import DocumentKind, Role
from remeslo.web.apps.common.models import VersionedDocument
from remeslo.web.apps.registry.contents import study_plan_key
from remeslo.web.apps.registry.values import version_value

pytestmark = pytest.mark.django_db


def row(index, title, hours, semester=1):
    return PlanRow(
        key=index,
        index=index,
        title=title,
        kind=RowKind.DISCIPLINE,
        block="Б1",
        credits=Decimal(hours) / 36,
        hours=Decimal(hours),
        loads=(
            Load(semester=semester, kind=LoadKind.LECTURE, amount=Decimal(hours), name="Лекционные занятия"),
            Load(semester=semester, kind=LoadKind.TOTAL, amount=Decimal(hours), name="Итого часов"),
        ),
        controls=(Control(semester=semester, form=AttestationForm.EXAM, name="Экзамен"),),
        competences=("ПК-1",),
    )


PLAN = StudyPlan(
    head=PlanHead(code="15.02.16", title="Технология машиностроения", start_year=2026, courses=4),
    blocks=(PlanBlock(key="Б1", index="Б1", title="Дисциплины"),),
    rows=(row("Б1.01", "Материаловедение", 72), row("Б1.02", "Технология сварки", 144, 2)),
    competences=(PlanCompetence(key="ПК-1", code="ПК-1", title="Способен варить"),),
)


def plan_file(plan=PLAN):
    """The plan as a file of «Планы»; what that has no room for is not in the plan of these tests."""
    data = plx.lay_out(plx.compose(plan))
    return data, plx.read(data, name="plan.plx").plan


@pytest.fixture
def methodist(signed_in, cluster):
    return signed_in(Role.METHODIST, cluster=cluster, organisation="base")


@pytest.fixture
def saved(methodist):
    """The plan, uploaded and saved; gives its key."""
    data, plan = plan_file()
    save(methodist, preview(methodist, ("plan.plx", data)))
    return study_plan_key(plan)


def url(name, key, **more):
    return reverse(f"frameworks:{name}", kwargs={"cluster": "small", "key": key, **more})


def test_a_plan_is_previewed_with_rows_hours_by_semester_and_competences(methodist):
    data, _plan = plan_file()

    page = preview(methodist, ("plan.plx", data))

    [(offer, _uses)] = page.context["offers"]
    assert (offer.kind, offer.arrival.value) == (DocumentKind.STUDY_PLAN, "new")
    assert [(s.semester, s.hours) for s in offer.page.by_semester] == [(1, 72), (2, 144)]
    assert offer.page.hours == 216 and offer.page.credits == 6 and len(offer.page.competences) == 1
    assert all(c.agrees for c in page.context["preview"].readings[0].counts)
    assert not VersionedDocument.objects.filter(kind=DocumentKind.STUDY_PLAN).exists()


def test_a_saved_plan_is_the_one_that_was_read(methodist, saved):
    document = VersionedDocument.objects.get(kind=DocumentKind.STUDY_PLAN)

    assert document.key == saved and version_value(document.latest) == plan_file()[1]
    page = methodist.get(url("plan", saved))
    assert "Технология сварки" in page.text and "ПК-1" in page.text


def test_a_changed_plan_shows_its_lines_and_becomes_the_next_version(methodist, saved):
    changed, _plan = plan_file(replace(PLAN, rows=(PLAN.rows[0], row("Б1.02", "Технология сварки", 180, 3))))

    page = preview(methodist, ("plan.plx", changed))

    [(offer, _uses)] = page.context["offers"]
    assert offer.arrival.value == "differs" and offer.against == saved
    assert any("180" in "".join(p.text for p in line.new) for line in offer.comparison)
    save(methodist, page)
    assert methodist.get(url("plan_versions", saved)).context["changes"] >= 1


def test_the_plan_is_written_again_so_that_the_same_is_read(methodist, saved):
    answer = methodist.get(url("plan_download", saved, form="plx"))

    assert answer.status_code == 200 and plx.read(answer.content, name="x").plan == plan_file()[1]
    assert methodist.get(url("plan_download", saved, form="exe")).status_code == 404


@pytest.mark.parametrize("cut", [100, 3000, -500])
def test_a_cut_plan_is_told_and_nothing_is_saved(methodist, cut):
    page = preview(methodist, ("plan.plx", plan_file()[0][:cut]))

    assert not page.context["preview"].may_save and page.context["preview"].findings


def test_readers_see_plans_and_strangers_do_not(signed_in, cluster, saved, other_cluster):
    reader = signed_in(Role.MINISTRY_OFFICIAL, cluster=cluster)
    stranger = signed_in(Role.METHODIST, cluster=other_cluster, organisation="base")

    assert reader.get(url("plan", saved)).status_code == 200
    assert stranger.get(url("plan", saved)).status_code == 404


@pytest.mark.parametrize("asked", [{"old": "7"}, {"new": "²"}, {"old": "x"}])
def test_versions_that_are_not_there_are_not_found(methodist, saved, asked):
    assert methodist.get(url("plan_versions", saved), asked).status_code == 404


def test_a_plan_takes_a_fixed_number_of_queries(methodist, saved, django_assert_max_num_queries):
    methodist.get(url("plan", saved))

    with django_assert_max_num_queries(8):
        methodist.get(url("plan", saved))
