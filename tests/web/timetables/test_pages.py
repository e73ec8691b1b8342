"""Pages of a timetable: who sees what, a fixed number of queries, the grid by every lens."""

import pytest
from django.urls import reverse
from tests.web.timetables.semester import SLOTS, announce, problem, save

from remeslo.core.line.weekly.check import check
from remeslo.core.line.weekly.lesson import Slot, WeekPlan

pytestmark = pytest.mark.django_db
PAGES = ("home", "grid", "conflicts", "repair", "releases", "sheets", "feeds", "today")


def test_the_seed_has_no_hard_finding():
    assert [f for f in check(problem(), WeekPlan(SLOTS)) if f.hard] == []


@pytest.mark.parametrize(("language", "word"), [("ru", "Расписание"), ("en", "Timetable")])
def test_every_page_opens_in_both_languages(language, word, signed_in, cluster, version, url):
    announce(cluster)
    client = signed_in("deputy_director", cluster=cluster, organisation="base", language=language)

    answers = {name: client.get(url(name)) for name in PAGES}

    assert {name: a.status_code for name, a in answers.items()} == dict.fromkeys(PAGES, 200)
    assert [name for name, a in answers.items() if word not in a.content.decode()] == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("by=group&one=СВ-26", {"Математика", "Сварка, часть 1", "Сварка, часть 2"}),
        ("by=teacher&one=p2", {"Математика", "Технология"}),
        ("by=room&one=shop", {"Практика в цехе"}),
        ("by=site&one=s1&day=0", {"Математика", "Технология"}),
        ("by=group&one=СВ-26&week=even", {"Математика", "Сварка, часть 1", "Сварка, часть 2"}),
        ("by=group&one=ТК-26&week=2026-08-31", {"Технология"}),
        ("by=group&one=ТК-26&kind=practice", {"Практика в цехе"}),
    ],
    ids=["group", "teacher", "room", "site", "even", "one-week", "practice"],
)
def test_the_grid_shows_the_lessons_that_are_looked_at(query, expected, planner, version, url):
    answer = planner.get(f"{url('grid')}?{query}")

    cards = [card for row in answer.context["grid"].rows for cell in row.cells for card in cell.cards]
    assert {card.title for card in cards} == expected


def test_odd_and_even_weeks_are_told_apart_in_the_cards(planner, version, url):
    odd = planner.get(f"{url('grid')}?by=group&one=СВ-26&week=odd").context["grid"]
    even = planner.get(f"{url('grid')}?by=group&one=СВ-26&week=even").context["grid"]

    assert (odd.count, even.count) == (4, 3)
    weeks = {card.weeks for row in odd.rows for cell in row.cells for card in cell.cards}
    assert weeks == {"", "odd weeks"}


def test_search_finds_lessons_by_teacher_room_and_title(planner, version, url):
    for text, expected in (("ким", 3), ("сварочная", 2), ("ПРАКТИКА", 1), ("нет такого", 0)):
        assert planner.get(f"{url('grid')}?q={text}").context["hit_count"] == expected


@pytest.mark.parametrize(
    ("role", "organisation", "expected"),
    [
        ("methodist", "base", 200),
        ("deputy_director", "base", 200),
        ("cluster_manager", None, 200),
        ("teacher", None, 200),
        ("finance_officer", None, 403),
        ("ministry_official", None, 403),
        ("employer", "turbines", 403),
        ("employer", None, 403),
        ("mentor", None, 403),
    ],
)
def test_a_groups_grid_is_for_those_who_see_the_timetable(
    role, organisation, expected, signed_in, cluster, version, url
):
    announce(cluster)
    client = signed_in(role, cluster=cluster, organisation=organisation)

    assert client.get(f"{url('grid')}?by=group&one=СВ-26").status_code == expected


def test_an_employer_sees_the_own_site_and_nothing_else(signed_in, cluster, version, url):
    announce(cluster)
    owner = signed_in("employer", cluster=cluster, organisation="turbines-cu")
    stranger = signed_in("employer", cluster=cluster, organisation="valves")

    page = owner.get(f"{url('grid')}?by=site&one=s3&day=3").content.decode()
    assert "Практика в цехе" in page and "Математика" not in page
    assert [k for k, _ in owner.get(url("grid")).context["page"].subjects] == ["shop"]
    assert owner.get(f"{url('grid')}?by=site&one=s1").status_code == 403
    assert owner.get(f"{url('grid')}?q=Математика").context["hit_count"] == 0
    assert owner.get(f"{url('lesson')}?lesson=maths%231").status_code == 404
    assert stranger.get(f"{url('grid')}?by=site&one=s3").status_code == 403
    assert owner.get(f"{url('pdf')}?kind=groups").status_code == 404


def test_a_mentor_sees_only_what_they_teach(person, cluster, version, url, client):
    announce(cluster)
    mentor = person("mentor", cluster=cluster)
    mentor.memberships.update(person="p1")
    client.force_login(mentor)

    assert {c.title for r in client.get(url("grid")).context["grid"].rows for x in r.cells for c in x.cards} == {
        "Сварка, часть 1",
        "Сварка, часть 2",
        "Практика в цехе",
    }
    assert client.get(f"{url('grid')}?by=teacher&one=p2").status_code == 403
    assert client.get(f"{url('today')}?of=teacher:p2").status_code == 403


def test_what_is_not_announced_is_seen_by_those_who_make_it_only(signed_in, planner, cluster, version, url):
    teacher = signed_in("teacher", cluster=cluster)
    assert "nothing has been announced yet" in teacher.get(url("grid")).content.decode()
    announce(cluster)
    save(cluster, {**SLOTS, "maths#1": Slot(4, 1, "r201")})

    def day_of(client):
        grid = client.get(f"{url('grid')}?by=teacher&one=p2").context["grid"]
        return {c.column.day for r in grid.rows for c in r.cells for card in c.cards if card.key == "maths#1"}

    assert (day_of(teacher), day_of(planner)) == ({0}, {4})


@pytest.mark.parametrize(
    "name", ["move", "step", "mark", "discard", "save", "publish", "repair_start", "repair_accept"]
)
def test_only_planners_change_anything(name, signed_in, cluster, version, url):
    announce(cluster)

    for role in ("teacher", "methodist"):
        assert signed_in(role, cluster=cluster, organisation="base").post(url(name)).status_code == 403


def test_strangers_find_no_timetable(signed_in, other_cluster, version, url):
    stranger = signed_in("administrator", cluster=other_cluster)

    assert {stranger.get(url(name)).status_code for name in PAGES} == {404}


@pytest.mark.parametrize(
    ("name", "queries"),
    [("grid", 11), ("conflicts", 11), ("releases", 11), ("sheets", 10), ("feeds", 11), ("today", 9), ("home", 29)],
)
def test_a_page_takes_a_fixed_number_of_queries(
    name, queries, planner, cluster, version, url, django_assert_num_queries
):
    announce(cluster)
    planner.get(url(name))  # bodies are read once a process

    with django_assert_num_queries(queries):
        planner.get(url(name))


def test_tabs_are_those_that_the_reader_may_open(signed_in, planner, cluster, version, url):
    announce(cluster)
    teacher = signed_in("teacher", cluster=cluster)

    tabs = [
        [t.url.rstrip("/").rpartition("/")[2] for t in c.get(url("grid")).context["page"].tabs]
        for c in (planner, teacher)
    ]
    assert tabs[0][1:] == ["conflicts", "repair", "releases", "sheets", "feeds"] and tabs[1][1:] == ["sheets"]


def test_an_unknown_semester_is_not_found(planner, version, url):
    assert planner.get(url("grid", semester="2026-1\0")).status_code == 404
    assert planner.get(url("grid", semester="1999-1")).status_code == 404
    assert planner.post(reverse("timetables:start", kwargs={"cluster": "small"}), {"semester": "x"}).status_code == 404
