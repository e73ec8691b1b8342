"""Changes by hand: judged at once, saved as the next version, never over another's change, published only if lawful."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.web.staffplans.house import LATHES, LINE, PIPES, THEORY, duty, keep, url

from remeslo.web.apps.common.models import Draft, VersionedDocument


@pytest.fixture(autouse=True)
def kept(cluster: Any) -> Any:
    return keep(cluster, {THEORY: "t1", LATHES: "m1"})


def give(client: Client, cluster: Any, element: str, person: str, **more: str) -> Any:
    return client.post(url("change"), {"duty": duty(cluster, element), "person": person, **more})


def head() -> Any:
    return VersionedDocument.objects.get(kind="assignment")


def person_of(version: Any) -> dict[str, str]:
    return dict(version.body["person_of"])


def test_a_change_is_judged_at_once_and_nothing_is_saved_yet(methodist: Client, cluster: Any, kept: Any) -> None:
    page = methodist.get(give(methodist, cluster, PIPES, "m2")["Location"]).text

    assert "1 change by hand is not saved yet." in page and "It breaks" in page
    assert head().latest_id == kept.pk


def test_a_lawful_change_says_so_and_is_saved_as_the_next_version(methodist: Client, cluster: Any, kept: Any) -> None:
    page = methodist.get(give(methodist, cluster, LATHES, "m2")["Location"]).text
    assert "It breaks no rule." in page

    methodist.post(url("save"), {"note": "Ким болеет"})

    latest = head().latest
    assert (latest.number, latest.note, latest.parent_id) == (kept.number + 1, "Ким болеет", kept.pk)
    assert person_of(latest)[duty(cluster, LATHES)] == "m2" and person_of(latest)[duty(cluster, THEORY)] == "t1"
    assert not Draft.objects.filter(kind="assignment").exists()


def test_a_change_back_leaves_no_draft(methodist: Client, cluster: Any) -> None:
    give(methodist, cluster, LATHES, "m2")
    give(methodist, cluster, LATHES, "m1")

    assert not Draft.objects.filter(kind="assignment").exists()


def test_two_who_change_different_lessons_both_stay(methodist: Client, manager: Client, cluster: Any) -> None:
    give(methodist, cluster, LATHES, "m2")
    give(manager, cluster, THEORY, "")
    manager.post(url("save"))
    methodist.post(url("save"))

    both = person_of(head().latest)
    assert both[duty(cluster, LATHES)] == "m2" and duty(cluster, THEORY) not in both


@pytest.mark.parametrize(("how", "wins"), [("theirs", ""), ("mine", "m2")])
def test_two_who_change_the_same_lessons_are_asked_whose_stays(
    methodist: Client, manager: Client, cluster: Any, how: str, wins: str
) -> None:
    key = duty(cluster, LATHES)
    give(methodist, cluster, LATHES, "m2")
    give(manager, cluster, LATHES, "")
    manager.post(url("save"))

    asked = methodist.post(url("save"))
    assert "Somebody else changed the same lessons" in asked.text
    assert key not in person_of(head().latest)
    methodist.post(url("save"), {"how": how, "duty": key})

    assert person_of(head().latest).get(key, "") == wins


def test_a_version_that_breaks_a_rule_is_not_published(methodist: Client, cluster: Any) -> None:
    give(methodist, cluster, PIPES, "m2")
    methodist.post(url("save"))
    page = methodist.post(url("publish"), follow=True).text

    assert "is broken: mend it first" in page
    assert head().published is None


def test_a_lawful_version_is_published_and_stands_on_the_persons_page(
    methodist: Client, cluster: Any, kept: Any
) -> None:
    from remeslo.web.apps.staffing.teaching import teaching

    assert not teaching().of_person(cluster, "t1").published
    methodist.post(url("publish"))

    assert head().published_id == kept.pk
    mine = teaching().of_person(cluster, "t1")
    assert {x.element for x in mine.taught} == {THEORY} and mine.loads[0].hours == sum(x.hours for x in mine.taught)
    assert [x.skill for x in teaching().of_person(cluster, "m2").to_learn] == [LINE]
    assert set(teaching().loads(cluster, 2026)) == {"t1", "m1"}


def test_unsaved_changes_are_not_published(methodist: Client, cluster: Any) -> None:
    give(methodist, cluster, LATHES, "m2")
    methodist.post(url("publish"))

    assert head().published is None


def test_a_pin_is_kept_with_the_version_and_binds_the_planner(methodist: Client, cluster: Any) -> None:
    from remeslo.web.apps.staffplans.problems import assignment_problem
    from remeslo.web.apps.staffplans.services.assigning import kept_of
    from remeslo.web.apps.staffplans.snapshot import scene

    key = duty(cluster, LATHES)
    methodist.post(url("change"), {"duty": key, "pin": "on"})
    methodist.post(url("save"))

    assert head().latest.body["pinned"] == [key]
    assert dict(assignment_problem(scene(cluster), kept_of(head().latest)).pinned) == {key: "m1"}


def test_those_who_do_not_plan_change_nothing(signed_in: Callable[..., Client], cluster: Any) -> None:
    for role in ("employer", "ministry_official", "finance_officer"):
        client = signed_in(role, cluster=cluster, organisation="pipes" if role == "employer" else None)
        for name in ("change", "save", "publish", "discard", "remove", "upskill_offer"):
            assert client.post(url(name), {"duty": duty(cluster, LATHES), "person": "m2"}).status_code == 403

    assert not Draft.objects.filter(kind="assignment").exists()


@pytest.mark.parametrize("fields", [{"duty": "нет"}, {"duty": "", "person": "m1"}, {"person": "m1"}])
def test_rubbish_is_not_found(methodist: Client, fields: dict[str, str]) -> None:
    assert methodist.post(url("change"), fields).status_code == 404


def test_a_person_who_is_not_there_gets_nothing(methodist: Client, cluster: Any) -> None:
    assert give(methodist, cluster, LATHES, "никто").status_code == 404
