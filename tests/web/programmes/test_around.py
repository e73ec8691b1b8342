"""What programmes give to the rest: papers, the search over everything, the list of work."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.web import factories

pytestmark = pytest.mark.usefixtures("planned")


def _paper(kind: str) -> str:
    return reverse("programmes:paper", kwargs={"cluster": "example", "key": "mach-operator", "kind": kind})


@pytest.fixture
def methodist(signed_in: Callable[..., Client], cluster: Any) -> Client:
    return signed_in("methodist", cluster=cluster, organisation="college")


@pytest.fixture
def gears(signed_in: Callable[..., Client], cluster: Any) -> Client:
    return signed_in("employer", cluster=cluster, organisation="gears")


# --- papers


@pytest.mark.parametrize("kind", ("curriculum.xlsx", "calendar.xlsx", "matrix.xlsx"))
def test_paper_is_a_workbook_under_the_name_of_the_programme(kind: str, methodist: Client) -> None:
    from openpyxl import load_workbook

    answer = methodist.get(_paper(kind))

    assert answer.headers["Content-Disposition"] == f'attachment; filename="mach-operator-{kind}"'
    assert load_workbook(BytesIO(answer.content)).sheetnames


def test_summary_is_a_pdf(methodist: Client) -> None:
    answer = methodist.get(_paper("summary.pdf"))

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_papers_that_quote_requests_are_not_for_employers(gears: Client) -> None:
    status = {k: gears.get(_paper(k)).status_code for k in ("curriculum.xlsx", "calendar.xlsx", "matrix.xlsx")}

    assert status == {"curriculum.xlsx": 200, "calendar.xlsx": 200, "matrix.xlsx": 404}
    page = gears.get(reverse("programmes:term", kwargs={"cluster": "example", "key": "mach-operator"}))
    assert _paper("curriculum.xlsx") in page.content.decode()
    assert _paper("summary.pdf") not in page.content.decode()


def test_papers_open_to_employers_hold_no_word_of_a_request(gears: Client) -> None:
    from openpyxl import load_workbook

    for kind in ("curriculum.xlsx", "calendar.xlsx"):
        book = load_workbook(BytesIO(gears.get(_paper(kind)).content))
        text = repr([list(sheet.values) for sheet in book])
        assert "Т-5" not in text and "Трубный двор" not in text, kind


def test_there_is_no_paper_without_a_plan_nor_of_an_unknown_kind(keep: Any, methodist: Client) -> None:
    assert methodist.get(_paper("secrets.xlsx")).status_code == 404
    keep(factories.unplanned())
    assert methodist.get(_paper("curriculum.xlsx")).status_code == 404


# --- search and work


@pytest.mark.parametrize(
    ("text", "title", "name"),
    (
        ("оператор ЧПУ", "Оператор станков с ЧПУ", "term"),
        ("пк 1.1", "ПК 1.1 Налаживать станок", "constructor"),
        ("чтение чертежей", "ОП.01 Чтение чертежей", "element"),
    ),
)
def test_search_finds_programmes_competences_and_elements(
    text: str, title: str, name: str, methodist: Client, cluster: Any, django_assert_num_queries: Any
) -> None:
    from remeslo.web.apps.common.search import Words
    from remeslo.web.apps.programmes.search import found

    user = methodist.user  # type: ignore[attr-defined]
    list(found(cluster, user, Words("")))  # rights are read once a request
    with django_assert_num_queries(1):
        hits = list(found(cluster, user, Words(text)))

    assert title in [h.title for h in hits]
    url = next(h.url for h in hits if h.title == title)
    assert methodist.get(url).status_code == 200


def test_work_list_asks_to_publish_until_it_is_published(methodist: Client, gears: Client, cluster: Any) -> None:
    from remeslo.web.apps.programmes.work import today_items

    methodist_user = methodist.user  # type: ignore[attr-defined]
    (item,) = today_items(cluster, methodist_user)
    assert item.icon == "publish" and "mach-operator" in item.url
    assert list(today_items(cluster, gears.user)) == []  # type: ignore[attr-defined]

    methodist.post(reverse("programmes:publish", kwargs={"cluster": "example", "key": "mach-operator"}))
    assert list(today_items(cluster, methodist_user)) == []


def test_work_list_names_a_plan_that_cannot_be_published(keep: Any, methodist: Client, cluster: Any) -> None:
    from remeslo.web.apps.common.work import Urgency
    from remeslo.web.apps.programmes.work import today_items

    keep(factories.unplanned())
    (item,) = today_items(cluster, methodist.user)  # type: ignore[attr-defined]

    assert (item.urgency, item.icon) == (Urgency.NOW, "stop")
