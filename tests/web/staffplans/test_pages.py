"""Pages of staff plans: who sees what, how many queries each takes, what an empty cluster is told."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.test import Client
from tests.web import factories
from tests.web.staffplans.house import LATHES, LINE, NOW, THEORY, keep, load, staffed, url

from remeslo.web.apps.common.models import LogEntry

PAGES = ("gaps", "matrix", "assignment", "leave", "upskill")
PEOPLE = ("Ёлкин", "Ким Анна", "Орлов")


def statuses(client: Client, *names: str) -> list[int]:
    return [client.get(url(name)).status_code for name in names]


def test_strangers_and_employers_see_nothing(signed_in: Callable[..., Client], cluster: Any) -> None:
    assert statuses(signed_in(), *PAGES) == [404] * 5
    assert statuses(signed_in("employer", cluster=cluster, organisation="gears"), *PAGES) == [403] * 5


def test_the_ministry_sees_the_gaps_and_no_name(signed_in: Callable[..., Client], cluster: Any) -> None:
    ministry = signed_in("ministry_official", cluster=cluster)
    assert statuses(ministry, *PAGES) == [200, 403, 403, 403, 403]
    shown = "".join(ministry.get(url("gaps") + f"?by={by}").text for by in ("cluster", "person", "single", "expiring"))
    sheet = ministry.get(url("gaps_export") + "?by=person").content
    cells = str(list(openpyxl.load_workbook(io.BytesIO(sheet)).active.values))

    assert "Трубная линия" in shown and "Трубная линия" in cells
    assert not [name for name in PEOPLE if name in shown + cells]


def test_numbers_of_papers_are_open_to_the_own_college_only(signed_in: Callable[..., Client], cluster: Any) -> None:
    at = url("matrix") + "?person=t1&skill=subject:basics"
    own = signed_in("methodist", cluster=cluster, organisation="college")
    other = signed_in("deputy_director", cluster=cluster, organisation="pipes")

    assert "№ q1" in own.get(at).text
    assert "№ q1" not in other.get(at).text and "Ёлкин" in other.get(at).text


@pytest.mark.parametrize("query", ["?person=nobody&skill=x", "?person=t1&skill=нет", "?person=t1"])
def test_a_cell_that_is_not_there_is_not_found(methodist: Client, query: str) -> None:
    assert methodist.get(url("matrix") + query).status_code == 404


def test_a_gap_leads_to_the_offer_of_the_course_that_closes_it(methodist: Client, cluster: Any) -> None:
    from remeslo.web.apps.staffing.models import Step

    page = methodist.get(url("gaps")).text
    assert "Наладка трубной линии" in page and "a course is in time" in page
    methodist.post(url("gap_offer"), {"person": "m2", "session": "s-line", "why": "Трубная линия"})

    step = Step.objects.get()
    assert (step.person.key, step.session.key, step.state) == ("m2", "s-line", "offered")
    assert "was offered" in methodist.post(url("gap_offer"), {"person": "m2", "session": "s-line"}, follow=True).text


def test_a_plan_that_names_what_is_no_longer_there_is_shown_without_it(methodist: Client, cluster: Any) -> None:
    from remeslo.core.staffing.upskill.problem import DutyWeek, Going, UpskillPlan
    from remeslo.web.apps.common.services.documents import save_version
    from remeslo.web.apps.staffplans.kept import upskill_content

    gone = {Going("m1", "s-late"), Going("m1", "s-gone"), Going("nobody", "s-line")}
    plan = UpskillPlan(
        goes=frozenset({Going("m2", "s-line"), *gone}),
        teaches={"d-gone": "m2"},
        substitutes={DutyWeek("d-gone", date(2026, 9, 7)): "m1"},
    )
    save_version(cluster, upskill_content(plan, "План", cost="18000", uncovered=0), by=None)

    page = methodist.get(url("upskill"))

    assert page.status_code == 200 and page.context["page"].score.cost == 18000


def test_the_whole_plan_is_offered_at_once_and_published(methodist: Client, cluster: Any) -> None:
    from remeslo.core.staffing.upskill.problem import Going, UpskillPlan
    from remeslo.web.apps.common.models import VersionedDocument
    from remeslo.web.apps.common.services.documents import save_version
    from remeslo.web.apps.staffing.models import Step
    from remeslo.web.apps.staffplans.kept import upskill_content

    plan = UpskillPlan(goes=frozenset({Going("m1", "s-line"), Going("m2", "s-line")}))
    save_version(cluster, upskill_content(plan, "План", cost="36000", uncovered=0), by=None)
    assert 'id="calendar"' in methodist.get(url("upskill")).text
    methodist.post(url("upskill_offer"))
    methodist.post(url("upskill_offer"))

    assert sorted(Step.objects.values_list("person__key", "state")) == [("m1", "offered"), ("m2", "offered")]
    assert VersionedDocument.objects.get(kind="upskill_plan").published is not None


def test_an_export_is_what_the_page_shows_and_is_logged(methodist: Client, cluster: Any) -> None:
    sheet = methodist.get(url("matrix_export") + "?q=ким").content
    (head, *rows) = openpyxl.load_workbook(io.BytesIO(sheet)).active.values

    assert [row[0] for row in rows[2:]] == ["Ким Анна"] and len(head) == 6
    assert LogEntry.objects.filter(action="staffplan.exported", user=methodist.user).exists()  # type: ignore[attr-defined]


def test_who_stands_alone_is_named_and_what_breaks_without_them(methodist: Client, cluster: Any) -> None:
    keep(cluster, {THEORY: "t1", LATHES: "m1"})

    assert "Ёлкин Пётр" in methodist.get(url("gaps") + "?by=single").text
    page = methodist.get(url("leave") + "?person=t1").text
    assert "If Ёлкин Пётр leaves" in page and THEORY in page and "nobody" in page


def test_an_empty_cluster_is_told_what_to_do(signed_in: Callable[..., Client], db: None) -> None:
    from remeslo.web.apps.registry.services import load_cluster

    bare = load_cluster(factories.cluster(), by=None)
    nobody = signed_in("methodist", cluster=bare, organisation="college")
    assert all("Nobody who teaches is known" in nobody.get(url(name)).text for name in PAGES)
    load_cluster(staffed(), by=None)
    assert all("Plan the cluster" in nobody.get(url(name)).text for name in PAGES)


def test_a_cluster_without_requirements_is_told_so_once(signed_in: Callable[..., Client], db: None) -> None:
    bare = load(replace(staffed(), requirements=()))
    page = signed_in("cluster_manager", cluster=bare).get(url("gaps"))

    assert page.text.count("Nobody has said yet") == 1
    assert "What could not be looked at" not in page.text and "no such gap" not in page.text


def test_a_person_is_shown_the_courses_that_give_what_they_lack(methodist: Client, cluster: Any) -> None:
    page = methodist.get("/c/example/people/person/m2/").text
    (learn,) = re.findall(r'id="learn".*?</section>', page, re.DOTALL)

    assert "Трубная линия" in learn and "equipment" in learn
    assert 'href="/c/example/people/courses/c-line/"' in learn and "session/s-line/?person=m2" in learn


def test_nobody_is_told_to_learn_what_lies_far_from_what_they_teach(methodist: Client, cluster: Any) -> None:
    from remeslo.web.apps.staffing.teaching import teaching

    learners = {who: [t.skill for t in teaching().of_person(cluster, who).to_learn] for who in ("t1", "m1", "m2")}
    assert learners == {"t1": [], "m1": [LINE], "m2": [LINE]}


def test_pages_are_whole_in_russian(signed_in: Callable[..., Client], cluster: Any) -> None:
    keep(cluster, {THEORY: "t1", LATHES: "m1"})
    client = signed_in("methodist", cluster=cluster, organisation="college", language="ru")
    words = {
        "gaps": "Чем закрыть",
        "matrix": "Нужный уровень",
        "assignment": "Кто что ведёт",
        "leave": "Кто уходит",
    }

    for name, word in words.items():
        assert word in client.get(url(name)).text


@pytest.mark.parametrize("extra", [0, 12])
@pytest.mark.parametrize(("name", "count"), [("gaps", 28), ("matrix", 26), ("assignment", 31), ("leave", 27)])
def test_a_page_takes_as_many_queries_however_many_people(
    signed_in: Callable[..., Client],
    db: None,
    django_assert_num_queries: Any,
    name: str,
    count: int,
    extra: int,
) -> None:
    cluster = load(staffed(extra))
    keep(cluster, {THEORY: "t1", LATHES: "m1"})
    client = signed_in("methodist", cluster=cluster, organisation="college")
    client.get(url(name))  # values of versions are read once a process

    with django_assert_num_queries(count):
        client.get(url(name))


def test_today_says_what_waits(methodist: Client, cluster: Any) -> None:
    assert "Assign the teachers" in methodist.get("/c/example/").text
    keep(cluster, {THEORY: "t1"})

    page = methodist.get("/c/example/").text
    assert "Publish who teaches what" in page and "Lessons without a teacher" in page


def test_what_a_folder_loses_is_gone_from_the_matrix(methodist: Client, cluster: Any) -> None:
    from remeslo.web.apps.registry.services import load_cluster

    before = staffed()
    assert "skill=equipment%3Alathe" in methodist.get(url("matrix")).text
    load_cluster(replace(before, qualifications=before.qualifications[:1]), by=None)

    page = methodist.get(url("matrix")).text
    assert "skill=equipment%3Alathe" not in page and LINE not in page


def test_a_search_without_a_plan_leaves_the_lessons_of_the_plan_before(cluster: Any, scene: Any) -> None:
    from remeslo.web.apps.programmes.services.inputs import keep_input
    from remeslo.web.apps.programmes.services.results import keep_outcome
    from remeslo.web.apps.registry.snapshot import cluster_value
    from remeslo.web.apps.staffplans import snapshot

    made_from = keep_input(cluster, cluster_value(cluster), at=NOW)
    keep_outcome(cluster, factories.unplanned(), made_from, by=None, at=NOW, position=0)

    assert snapshot.scene(cluster).duties == scene.duties
