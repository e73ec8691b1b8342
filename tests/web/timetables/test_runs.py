"""Runs in the worker, sheets, who could stand in; the core's planner over the small timetable."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from tests.web.timetables.semester import NOW, SEMESTER, SLOTS, announce, problem, save

from remeslo.core.line.weekly.lesson import Slot
from remeslo.web.apps.timetables.kept import scene_body, scene_problem
from remeslo.web.apps.timetables.words import ranges

pytestmark = pytest.mark.django_db


def work():
    """The worker until nothing waits; the run that it ended last."""
    from remeslo.web.apps.common.worker import work_off
    from remeslo.web.apps.timetables.crew import crew
    from remeslo.web.apps.timetables.models import WeekRun

    assert work_off([crew()]) == 1
    return WeekRun.objects.latest("id")


def test_a_scene_comes_back_as_it_was():
    assert scene_problem(scene_body(problem())) == problem()


@pytest.mark.django_db(transaction=True)
def test_a_workshop_that_breaks_is_repaired_with_the_fewest_moves_and_taken_as_a_version(
    planner, cluster, version, url
):
    asked = {"what": "room", "who": "w1", "first": "2026-09-09", "last": "2026-09-09"}
    planner.post(url("repair_start"), asked)
    run = work()

    assert (run.state, run.result["status"], run.result["hard"]) == ("done", "optimal", 0)
    assert len(run.result["touched"]) == len(run.result["moved"]) == run.result["least"] == 2
    page = planner.get(url("repair"))
    assert {(c.kind, c.weeks) for c, _word in page.context["changes"]} == {("moved", "2")}
    assert {t.name for t, _lines in page.context["told"]} == {"СВ-26", "Ёлкин Пётр"}
    planner.post(url("repair_accept"), {"run": run.pk})
    planner.post(url("repair_accept"), {"run": run.pk})

    week = planner.get(url("grid")).context["page"].week
    assert (week.kept.slots["weld#1"], len(week.problem.lessons)) == (SLOTS["weld#1"], 8)
    assert planner.get(url("grid")).context["page"].version.number == 2
    assert not any(f.hard for f in planner.get(url("grid")).context["page"].findings)


@pytest.mark.django_db(transaction=True)
def test_a_repair_of_what_has_changed_since_is_not_taken(planner, cluster, version, url):
    planner.post(url("repair_start"), {"what": "person", "who": "p1", "first": "2026-09-09", "last": "2026-09-09"})
    run = work()
    save(cluster, {**SLOTS, "maths#1": Slot(4, 1, "r201")})

    answer = planner.post(url("repair_accept"), {"run": run.pk}, follow=True)

    assert "The timetable has changed since this repair was found" in answer.content.decode()
    assert planner.get(url("grid")).context["page"].version.number == 2


@pytest.mark.parametrize(
    "asked",
    [
        {"what": "room", "who": "none", "first": "2026-09-09"},
        {"what": "person", "who": "p1", "first": "yesterday"},
        {"what": "person", "who": "p1", "first": "2026-09-09", "last": "2026-09-08"},
        {"what": "person", "who": "p1", "first": "2026-01-01", "last": "2029-01-01"},
        {},
    ],
    ids=["no-room", "no-day", "backwards", "too-long", "nothing"],
)
def test_rubbish_starts_no_repair(asked, planner, version, url):
    from remeslo.web.apps.timetables.models import WeekRun

    assert planner.post(url("repair_start"), asked).status_code == 302
    assert not WeekRun.objects.exists()


def test_who_has_the_right_and_is_free_is_told_for_each_lesson(cluster, version):
    from tests.web.timetables.staff import scene_with

    from remeslo.web.apps.timetables.queries import document
    from remeslo.web.apps.timetables.snapshot import names_of, week_of
    from remeslo.web.apps.timetables.substitutes import stand_ins

    week = week_of(cluster, document(cluster, SEMESTER).latest, SEMESTER, names_of(cluster, SEMESTER))
    days = {"who": "p2", "first": date(2026, 8, 31), "last": date(2026, 9, 1)}

    found = stand_ins(scene_with("p1", "p2", "p3"), week, days)

    assert [(s.title, s.days) for s in found] == [
        ("Математика", (date(2026, 8, 31),)),
        ("Технология", (date(2026, 8, 31),)),
        ("Математика", (date(2026, 9, 1),)),
    ]
    assert [[(c.key, c.why) for c in s.candidates] for s in found] == [[("p1", ""), ("p3", "")]] * 3


def test_a_sheet_has_a_page_of_the_paper_that_is_asked_for_with_all_lessons(planner, cluster, version, url):
    draft = PdfReader(io.BytesIO(planner.get(f"{url('pdf')}?kind=groups&paper=a3").content))
    announce(cluster, "Начало года")
    a4 = PdfReader(io.BytesIO(planner.get(f"{url('pdf')}?kind=teachers&paper=a4&approved=Директор").content))

    text = draft.pages[0].extract_text().replace("\n", " ")
    assert len(draft.pages) == 1 and [round(x) for x in draft.pages[0].mediabox[2:]] == [1191, 842]
    assert all(word in text for word in ("СВ-26", "ТК-26", "Математика", "Практика в цехе", "draft: version 1"))
    assert [round(x) for x in a4.pages[0].mediabox[2:]] == [595, 842]
    assert all(w in a4.pages[0].extract_text() for w in ("Начало года (25.08.2026)", "Директор", "Ким Анна"))


def test_a_workbook_has_the_lessons_of_a_week_in_the_cells_of_their_groups(planner, version, url):
    book = load_workbook(io.BytesIO(planner.get(f"{url('xlsx')}?kind=groups&week=2026-09-07").content))

    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows[0] == ("Day", "Pair", "Time", "СВ-26", "ТК-26")
    assert rows[1] == ("Monday", 1, "08:30–10:00", "Математика (Ким А., Аудитория 201)", None)
    assert [r[4] for r in rows if r[4] and "цехе" in r[4]] == ["Практика в цехе (Ёлкин П., Учебный участок)"] * 3


@pytest.mark.parametrize("query", ["kind=none", "kind=groups&one=none", "kind=groups&course=9"])
def test_a_sheet_of_nothing_is_not_found(query, planner, version, url):
    assert planner.get(f"{url('pdf')}?{query}").status_code == 404


def test_numbers_of_weeks_are_told_as_ranges():
    assert (ranges([1, 2, 3, 5, 7, 8]), ranges([4]), ranges([])) == ("1–3, 5, 7–8", "4", "")


@pytest.mark.django_db(transaction=True)
def test_a_build_without_bells_says_so_and_keeps_nothing(planner, cluster):
    from remeslo.web.apps.timetables import queries
    from remeslo.web.apps.timetables.enums import RunKind
    from remeslo.web.apps.timetables.services.asking import AlreadyRunning, ask

    ask(cluster, RunKind.BUILD, SEMESTER, by=None, at=NOW)
    with pytest.raises(AlreadyRunning):
        ask(cluster, RunKind.BUILD, SEMESTER, by=None, at=NOW)
    run = work()

    assert (run.state, run.problem["code"]) == ("failed", "week.no_bells")
    assert queries.document(cluster, SEMESTER) is None


def test_a_run_that_repairs_nothing_is_not_taken(planner, cluster, version, url):
    from remeslo.web.apps.common.enums import JobState
    from remeslo.web.apps.timetables.models import WeekRun

    run = WeekRun.objects.create(
        kind="build", semester=SEMESTER, cluster=cluster, asked_at=NOW, state=JobState.CANCELLED
    )

    assert planner.post(url("repair_accept"), {"run": run.pk}).status_code == 404
