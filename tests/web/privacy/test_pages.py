"""Pages of personal data: who may open which, what they show, what their forms do."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from tests.web.privacy.conftest import KEY, NAME

from remeslo.interchange.privacypack import USUAL, builtin
from remeslo.web.apps.common.models import LogEntry, Membership
from remeslo.web.apps.privacy.models import Hold
from remeslo.web.apps.privacy.services.erasing import fingerprint, judged
from remeslo.web.apps.results.models import Learner

pytestmark = pytest.mark.django_db
OLD = date(2020, 1, 10)
ROLES = ("methodist", "employer", "deputy_director", "cluster_manager", "finance_officer", "ministry_official")


def url(name: str, **kwargs: Any) -> str:
    return reverse(f"privacy:{name}", kwargs={"cluster": "small", **kwargs})


@pytest.fixture
def old_learner(learner: Any, recorded: Any) -> Any:
    """A learner whose last fact is more than three years old."""
    made = learner()
    recorded(on=OLD)
    return made


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("page", ["register", "due", "holds"])
def test_only_who_keeps_privacy_opens_the_register_what_is_due_and_holds(
    cluster: Any, signed_in: Callable[..., Client], role: str, page: str
) -> None:
    assert signed_in(role, cluster=cluster).get(url(page)).status_code == 403


@pytest.mark.parametrize("language", ["ru", "en"])
def test_register_shows_every_kind_with_its_mark(cluster: Any, signed_in: Callable[..., Client], language: str) -> None:
    page = signed_in("administrator", cluster=cluster, language=language).get(url("register")).text

    for kind in builtin()[USUAL].kinds.values():
        assert (kind.title_ru if language == "ru" else kind.title_en) in page
        assert kind.ground.source in page
    assert ("не сверено" if language == "ru" else "not verified") in page
    assert "results.Learner.name" in page


def test_due_shows_counts_without_names_and_carries_out_what_was_confirmed(
    cluster: Any, administrator: Client, old_learner: Any
) -> None:
    page = administrator.get(url("due"))
    assert "Name of a learner" in page.text and "the term is over" in page.text and NAME not in page.text

    administrator.post(url("due"), {"seen": page.context["seen"]})
    assert Learner.objects.exists(), "nobody said that they are sure"
    answer = administrator.post(url("due"), {"seen": page.context["seen"], "sure": "yes"}, follow=True)

    assert "Done: 1 record." in answer.text and "Nothing is due today." in answer.text
    assert not Learner.objects.exists()
    line = LogEntry.objects.get(action="privacy.erased")
    assert line.user == administrator.user  # type: ignore[attr-defined]


def test_due_that_is_another_by_now_is_shown_again(cluster: Any, administrator: Client, old_learner: Any) -> None:
    answer = administrator.post(url("due"), {"seen": "0" * 64, "sure": "yes"}, follow=True)

    assert "something else is due" in answer.text
    assert Learner.objects.exists()


def test_hold_is_made_shown_and_lifted(cluster: Any, administrator: Client, old_learner: Any) -> None:
    form = {"kind": "learner-name", "key": KEY, "reason": "дело 7", "until": ""}
    assert administrator.post(url("holds"), form).status_code == 302
    assert "дело 7" in administrator.get(url("holds")).text
    assert "it is held" in administrator.get(url("due")).text

    row = Hold.objects.get()
    assert administrator.post(url("lift", pk=row.pk)).status_code == 302
    assert administrator.post(url("lift", pk=row.pk)).status_code == 404
    assert "lifted by" in administrator.get(url("holds")).text


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"key": "nobody"}, "key"),
        ({"until": "2020-01-01"}, "until"),
        ({"kind": "log"}, "kind"),
        ({"reason": ""}, "reason"),
    ],
)
def test_hold_that_says_too_little_is_refused(
    cluster: Any, administrator: Client, old_learner: Any, change: dict[str, str], field: str
) -> None:
    form = {"kind": "learner-name", "key": KEY, "reason": "дело 7", "until": "", **change}
    answer = administrator.post(url("holds"), form)

    assert answer.status_code == 400 and field in answer.context["form"].errors
    assert not Hold.objects.exists()


def test_hold_of_another_cluster_is_not_lifted(
    cluster: Any, other_cluster: Any, administrator: Client, old_learner: Any
) -> None:
    from django.utils import timezone

    row = Hold.objects.create(cluster=other_cluster, kind="learner-name", key="x", reason="y", at=timezone.now())

    assert administrator.post(url("lift", pk=row.pk)).status_code == 404
    row.refresh_from_db()
    assert row.lifted_at is None


def test_document_about_a_learner_holds_name_facts_and_log(
    cluster: Any, administrator: Client, old_learner: Any
) -> None:
    answer = administrator.get(url("paper", who="learner", form="json", key=KEY))
    held = {s["kind"]: s for s in json.loads(answer.content)["held"]}

    assert held["learner-name"]["rows"][0]["name"] == NAME
    assert [r["kind"] for r in held["learner-pseudonym"]["rows"]] == ["practice"]
    assert held["learner-name"]["ground"]["verified"] is False
    assert LogEntry.objects.filter(action="privacy.told", subject=f"learner:{KEY}").count() == 1


def test_document_as_a_workbook_has_a_sheet_a_kind_and_no_formula(
    cluster: Any, administrator: Client, learner: Any, recorded: Any
) -> None:
    learner(name="=HYPERLINK(1)")
    recorded()
    answer = administrator.get(url("paper", who="learner", form="xlsx", key=KEY))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))

    assert len(book.sheetnames) == 3
    cells = [c for sheet in book for row in sheet for c in row]
    assert {c.data_type for c in cells} <= {"s", "n", "d"}
    assert any(c.value == "=HYPERLINK(1)" for c in cells)


def test_page_of_a_learner_shows_no_name(cluster: Any, administrator: Client, old_learner: Any) -> None:
    page = administrator.get(url("subject", who="learner", key=KEY)).text

    assert KEY in page and NAME not in page and "Erase the name" in page


def test_own_college_reads_about_its_learner_without_money_and_may_not_erase(
    cluster: Any, signed_in: Callable[..., Client], old_learner: Any
) -> None:
    methodist = signed_in("methodist", cluster=cluster, organisation="base")
    answer = methodist.get(url("paper", who="learner", form="json", key=KEY))
    kinds = {s["kind"] for s in json.loads(answer.content)["held"]}

    assert "learner-name" in kinds and "log" not in kinds
    assert methodist.post(url("erase", who="learner", key=KEY), {"sure": "yes"}).status_code == 403
    assert "Erase the name" not in methodist.get(url("subject", who="learner", key=KEY)).text


@pytest.mark.parametrize(("role", "house"), [("methodist", "net"), ("employer", "turbines"), ("cluster_manager", None)])
@pytest.mark.parametrize("name", ["subject", "paper"])
def test_nobody_else_learns_that_there_is_such_a_learner(
    cluster: Any, signed_in: Callable[..., Client], old_learner: Any, role: str, house: str | None, name: str
) -> None:
    client = signed_in(role, cluster=cluster, organisation=house)
    more = {"form": "json"} if name == "paper" else {}
    there = client.get(url(name, who="learner", key=KEY, **more))
    absent = client.get(url(name, who="learner", key="nobody", **more))

    assert (there.status_code, absent.status_code) == (404, 404)
    assert not LogEntry.objects.filter(action="privacy.told").exists()


def test_teacher_reads_everything_about_oneself_and_about_nobody_else(
    cluster: Any, signed_in: Callable[..., Client]
) -> None:
    teacher = signed_in("teacher", cluster=cluster, organisation="base")
    Membership.objects.filter(user=teacher.user).update(person="p1")  # type: ignore[attr-defined]
    own = teacher.get(url("paper", who="staff", form="json", key="p1"))
    held = {s["kind"]: s["rows"] for s in json.loads(own.content)["held"]}

    assert held["staff-name"][0]["name"] == "Ёлкин Пётр"
    assert held["account"][0]["username"] == teacher.user.username  # type: ignore[attr-defined]
    assert "password" not in held["account"][0]
    assert teacher.get(url("paper", who="staff", form="json", key="p2")).status_code == 404


def test_erasing_on_request_needs_a_word_and_says_what_happened(
    cluster: Any, administrator: Client, learner: Any, recorded: Any
) -> None:
    learner()
    recorded()
    erase = url("erase", who="learner", key=KEY)
    assert "Nothing was erased" in administrator.post(erase, follow=True).text
    assert Learner.objects.exists()
    assert "The name is erased." in administrator.post(erase, {"sure": "yes"}, follow=True).text
    assert not Learner.objects.exists()
    page = administrator.get(url("subject", who="learner", key=KEY)).text
    assert "The name is not there any more." in page and "Facts and money under" in page


def test_erasing_staff_on_request_puts_the_key_in_place_of_the_name(cluster: Any, administrator: Client) -> None:
    administrator.post(url("erase", who="staff", key="p1"), {"sure": "yes"})

    assert cluster.staff.get(key="p1").name == "p1"
    assert "The name is not there any more." in administrator.get(url("subject", who="staff", key="p1")).text


def test_find_leads_to_the_person(cluster: Any, administrator: Client, old_learner: Any) -> None:
    answer = administrator.get(url("find"), {"who": "learner", "key": KEY})

    assert answer["Location"] == url("subject", who="learner", key=KEY)
    assert administrator.get(url("find"), {"who": "cat", "key": KEY}).status_code == 200


def test_find_is_closed_to_who_may_read_about_nobody(cluster: Any, signed_in: Callable[..., Client]) -> None:
    assert signed_in("ministry_official", cluster=cluster).get(url("find")).status_code == 403


@pytest.mark.parametrize("many", [1, 5])
@pytest.mark.parametrize(("page", "queries"), [("register", 3), ("due", 11), ("holds", 4), ("find", 3)])
def test_pages_take_as_many_queries_however_many_records(
    cluster: Any,
    administrator: Client,
    learner: Any,
    recorded: Any,
    django_assert_num_queries: Callable[..., Any],
    many: int,
    page: str,
    queries: int,
) -> None:
    from django.utils import timezone

    for n in range(many):
        learner(f"L-{n}", f"Имя {n}")
        recorded(f"L-{n}", on=OLD)
        Hold.objects.create(cluster=cluster, kind="learner-name", key=f"L-{n}", reason="y", at=timezone.now())
    administrator.get(url(page))
    with django_assert_num_queries(queries):
        assert administrator.get(url(page)).status_code == 200


@pytest.mark.parametrize("many", [1, 5])
def test_document_takes_as_many_queries_however_many_facts(
    cluster: Any,
    administrator: Client,
    learner: Any,
    recorded: Any,
    many: int,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    learner()
    for n in range(many):
        recorded(on=date(2026, 9, 1 + n))
    administrator.get(url("subject", who="learner", key=KEY))
    with django_assert_max_num_queries(14):
        administrator.get(url("subject", who="learner", key=KEY))


def test_fingerprint_tells_lists_apart(cluster: Any, learner: Any, recorded: Any) -> None:
    learner()
    recorded(on=OLD)
    go = judged(cluster, date(2026, 11, 20)).go

    assert fingerprint(go) != fingerprint(()) and fingerprint(go) == fingerprint(tuple(reversed(go)))
