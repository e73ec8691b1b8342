"""Short courses on the screen: what is ticked shows at once, saved it is planned, open it gives papers; rights."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.web.shortcourses.conftest import FIELDS, url, work

HTMX = {"HX-Request": "true"}


def page(client: Client, key: str) -> str:
    return client.get(url("course", key=key)).content.decode()


def documents() -> Any:
    from remeslo.web.apps.common.models import VersionedDocument

    return VersionedDocument.objects.filter(kind="short_course")


def test_preview_takes_just_the_lessons_and_names_what_they_rest_on(methodist: Client, planned: Any) -> None:
    data = {**FIELDS, "outcomes": ["Н 1.1.01"], "title": ""}

    shown = methodist.post(url("new") + "?programme=mach-operator", data, headers=HTMX).content.decode()

    assert "УП.01" in shown
    assert "У 1.1.01" in shown, "ОП.01 must be finished before УП.01"
    assert 'name="taken_in" value="У 1.1.01"' in shown
    assert "refresher training" in shown
    assert "<html" not in shown
    assert documents().count() == 0


def test_taking_a_prerequisite_in_adds_its_lessons_and_leaves_nothing_to_ask_for(
    methodist: Client, planned: Any
) -> None:
    data = {**FIELDS, "outcomes": ["Н 1.1.01"], "taken_in": ["У 1.1.01"]}

    shown = methodist.post(url("new") + "?programme=mach-operator", data, headers=HTMX).content.decode()

    assert 'value="У 1.1.01" checked' in shown
    assert "ОП.01" in shown


def test_saved_course_gets_a_proven_term_of_its_own_and_opens(methodist: Client, save: Callable[..., str]) -> None:
    key = save()

    assert "is being searched for" in page(methodist, key)
    assert work() == 1
    shown = page(methodist, key)
    assert "proven shortest" in shown
    assert "No plan is shorter: proven." in shown
    answer = methodist.post(url("open", key=key))
    assert answer.status_code == 302
    assert documents().get().published_id == documents().get().latest_id


def test_course_without_a_term_is_not_opened_and_says_why(methodist: Client, save: Callable[..., str]) -> None:
    key = save()

    answer = methodist.post(url("open", key=key))

    assert answer.status_code == 409
    assert "too early to open it" in answer.content.decode()
    assert documents().get().published_id is None


def test_nothing_ticked_is_not_saved_and_shows_what_is_missing(methodist: Client, planned: Any) -> None:
    answer = methodist.post(url("new") + "?programme=mach-operator", FIELDS)

    assert "Nothing is ticked yet" in answer.content.decode()
    assert documents().count() == 0


@pytest.mark.parametrize(
    ("field", "value", "said"),
    (
        ("title", "", "Title"),
        ("size", "0", "Learners"),
        ("pace", "61", "Hours a week"),
        ("start", "nonsense", "First day"),
        ("holder", "nobody", "Who holds the course"),
        ("break_first", "2026-11-02", "Break to"),
    ),
)
def test_wrong_field_is_named_and_nothing_is_saved(
    methodist: Client, planned: Any, field: str, value: str, said: str
) -> None:
    answer = methodist.post(
        url("new") + "?programme=mach-operator", {**FIELDS, "competences": ["ПК 1.1"], field: value}
    )

    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert documents().count() == 0


def test_codes_that_the_programme_does_not_have_are_named_not_saved(methodist: Client, planned: Any) -> None:
    data = {**FIELDS, "competences": ["ПК 9.9", "ПК 1.1"]}

    answer = methodist.post(url("new") + "?programme=mach-operator", data)

    assert "ПК 9.9" in answer.content.decode()
    assert documents().count() == 0


def test_change_made_on_an_older_version_overwrites_nothing(methodist: Client, save: Callable[..., str]) -> None:
    key = save()
    change = {**FIELDS, "competences": ["ПК 1.1"], "based_on": "1"}
    methodist.post(url("edit", key=key), {**change, "title": "Первая правка"})

    answer = methodist.post(url("edit", key=key), {**change, "title": "Вторая правка"})

    assert answer.status_code == 400
    assert "saved a newer version" in answer.content.decode()
    for rubbish in ("", "x", "-1", "9" * 20):
        assert methodist.post(url("edit", key=key), {**change, "based_on": rubbish}).status_code == 400, rubbish
    assert documents().get().title == "Первая правка"


def test_trace_shows_functions_and_hides_other_employers_words(
    methodist: Client, employer: Client, save: Callable[..., str]
) -> None:
    key = save(elements=["УП.02"])

    assert "Резать трубы на линии Т-5" in page(methodist, key)
    shown = page(employer, key)
    assert "99.101 A/02.3" in shown
    assert "Измерять зубья" in shown, "its own request"
    assert "линии Т-5" not in shown.replace("Практика на трубной линии", ""), "another employer's words"
    assert "of other employers" in shown


def test_papers_open_and_certificates_keep_no_names(methodist: Client, save: Callable[..., str]) -> None:
    from remeslo.web.apps.common.models import LogEntry

    key = save()
    assert methodist.get(url("certificates", key=key)).status_code == 404, "not open yet"
    work()
    methodist.post(url("open", key=key))

    book = methodist.get(url("paper", key=key))
    names = {"names": "Иванов Иван Выдуманный\n\n Петрова  Анна Учебная \n", "number": "К-", "do": "docx"}
    papers = methodist.post(url("certificates", key=key), names)
    pdf = methodist.post(url("certificates", key=key), {**names, "do": "pdf"})

    text = zipfile.ZipFile(io.BytesIO(papers.content)).read("word/document.xml").decode()
    assert "Петрова Анна Учебная" in text
    assert "К-2" in text
    assert "of refresher training" in text
    assert zipfile.ZipFile(io.BytesIO(book.content)).testzip() is None
    assert pdf.content.startswith(b"%PDF")
    assert not any("Петрова" in f"{e.subject}{e.facts}" for e in LogEntry.objects.all())


def test_employer_holds_courses_of_the_own_house_only(employer: Client, save: Callable[..., str], planned: Any) -> None:
    key = save()
    mine = save(employer, holder="gears")

    assert employer.get(url("edit", key=key)).status_code == 403
    assert employer.post(url("open", key=key)).status_code == 403
    assert employer.get(url("edit", key=mine)).status_code == 200
    refused = employer.post(
        url("new") + "?programme=mach-operator", {**FIELDS, "competences": ["ПК 1.1"], "holder": "college"}
    )
    assert refused.status_code == 400


def test_teacher_reads_and_stranger_learns_nothing(
    signed_in: Callable[..., Client], cluster: Any, save: Callable[..., str]
) -> None:
    key = save()
    teacher, stranger = signed_in("teacher", cluster=cluster), signed_in()

    assert teacher.get(url("course", key=key)).status_code == 200
    assert teacher.get(url("edit", key=key)).status_code == 403
    assert teacher.get(url("certificates", key=key)).status_code == 403
    assert [stranger.get(url("course", key=key)).status_code, stranger.get(url("list")).status_code] == [404, 404]


@pytest.mark.parametrize("key", ("nothing-1", "a\0b"))
def test_course_that_is_not_there_is_not_found(methodist: Client, planned: Any, key: str) -> None:
    for name in ("course", "edit", "term", "paper"):
        assert methodist.get(url(name, key=key)).status_code == 404


@pytest.mark.parametrize("count", (1, 4))
def test_pages_take_a_fixed_number_of_queries(
    methodist: Client, save: Callable[..., str], django_assert_num_queries: Any, count: int
) -> None:
    keys = [save(title=f"Курс {n}") for n in range(count)]
    work()
    page(methodist, keys[0])

    with django_assert_num_queries(5):
        methodist.get(url("list"))
    with django_assert_num_queries(7):
        methodist.get(url("course", key=keys[0]))
    with django_assert_num_queries(5):
        methodist.get(url("new") + "?programme=mach-operator")


def test_course_is_found_by_searching(methodist: Client, save: Callable[..., str]) -> None:
    from django.urls import reverse

    key = save()

    hits = methodist.get(reverse("common:search", kwargs={"cluster": "example"}), {"q": "наладка вечерам"})

    assert url("course", key=key) in hits.content.decode()
